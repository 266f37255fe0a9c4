import Cryptography
import Encodings
import Storage

/// One line of the register: canonical JSON, chained to the line before it.
///
/// The member `chain` is the SHA-256 digest over the byte 0x01, the digest of the line before, and the canonical form of
/// the line without this member, so that the digest of the last line stands for the whole register.
struct RegisterRecord: Sendable {
    /// What happened.
    enum Event: Sendable {
        /// A credential is going to be signed.
        case planned(IssuancePlan)
        /// It was signed, and its copy is kept under this digest; only now it may be handed out.
        case issued(credentialID: String, digest: ObjectName)
        /// It will not be issued, and nobody has seen it.
        case abandoned(credentialID: String)
        /// It was entered in a public register.
        case registered(credentialID: String, register: PublicRegister, on: CalendarDate)
        /// The status of a credential that was issued is another one.
        case statusChanged(StatusChange)
        /// A status list was signed, and is kept; only now it may be published.
        case listPublished(ListPublication)
        /// Something happened to a batch.
        case batch(BatchEvent)
        /// Something happened to a key of the institution.
        case key(KeyEvent)
        /// The register goes on in a database, and nothing more comes in the file with the records before this one.
        case moved
    }

    /// The place in the register, from 1.
    let sequence: Int
    let time: Timestamp
    let event: Event

    /// The digest before the first line.
    static let start = [UInt8](repeating: 0, count: 32)

    /// The line and its digest.
    func line(after previous: [UInt8]) throws(IssuerError) -> (bytes: [UInt8], chain: [UInt8]) {
        if let plain = PlainRecord(self) { return try Self.line(plain.bytes, plain.place, after: previous) }
        var value = json
        if let plain = PlainCanonicalForm(value, placeOf: "chain"), plain.place > 0 {
            return try Self.line(plain.bytes, plain.place, after: previous)
        }
        return try generalLine(&value, after: previous)
    }

    /// The line of a record whose canonical form is known, with the place in it of its digest.
    private static func line(
        _ content: [UInt8], _ place: Int, after previous: [UInt8]
    ) throws(IssuerError) -> (bytes: [UInt8], chain: [UInt8]) {
        let chain = try chain(content, after: previous)
        let member = ",\"chain\":\"\(Base64URL.encode(chain))\"".utf8
        var bytes: [UInt8] = []
        bytes.reserveCapacity(content.count + member.count)
        bytes += content[..<place]
        bytes += member
        bytes += content[place...]
        return (bytes, chain)
    }

    /// The same for records with texts that are not plain.
    private func generalLine(
        _ value: inout JSONValue, after previous: [UInt8]
    ) throws(IssuerError) -> (bytes: [UInt8], chain: [UInt8]) {
        value["chain"] = .string(Self.open)
        let node = try value.parsed()
        let chain = try Self.chain(node.canonicalBytes(omitting: ["chain"]), after: previous)
        var bytes = node.canonicalBytes()
        // In a string there is no quotation mark without a backslash: this is the member, and the only one of its name.
        let member = Array("\"chain\":\"".utf8)
        let place = bytes.indices.first { bytes[$0...].starts(with: member) }.map { $0 + member.count }
        guard let place else { throw IssuerError(.registerDamaged, "a record was written without its digest") }
        bytes.replaceSubrange(place..<place + Self.open.utf8.count, with: Base64URL.encode(chain).utf8)
        return (bytes, chain)
    }

    /// Stands for the digest until it is known, and is as long.
    private static let open = String(repeating: "A", count: 43)

    static func chain(_ content: [UInt8], after previous: [UInt8]) throws(IssuerError) -> [UInt8] {
        do throws(CryptographyError) {
            return try SHA256.hash([1] + previous + content)
        } catch {
            throw IssuerError(.cryptographyFailed, error)
        }
    }
}
