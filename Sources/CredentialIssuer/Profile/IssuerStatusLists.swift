public import Credentials
public import Cryptography
import Encodings
public import Registry

/// Where an institution publishes what has become of its credentials, and the key with which it signs that.
///
/// It is a part of `issuer.yaml`. A folder without it issues credentials that cannot be taken back.
public struct IssuerStatusLists: Sendable {
    /// What the lists are for where the file does not say it.
    public static let usualPurposes: [StatusPurpose] = [.revocation, .suspension, .refresh]

    /// The address under which the lists are published, without a slash at its end.
    public let base: String

    /// What the lists are for, in the order of the entries in a credential.
    public let purposes: [StatusPurpose]

    /// What a set message means, where the institution has such lists.
    let message: RecordText?

    /// The key that the file names, with which the institution began.
    let namedKey: InstitutionKey

    /// The key that signs lists.
    public internal(set) var key: InstitutionKey

    /// The name of the key in the proofs of lists.
    public var verificationMethod: DIDURL { key.verificationMethod }

    /// The public key that belongs to the key file.
    public var publicKey: Ed25519PublicKey { key.publicKey }

    /// Who issues the lists: the institution, or its key for them where the institution is a key itself.
    public var issuer: DID { verificationMethod.did }

    /// The longest list number whose address has to fit, for looking at a base address.
    static let longestNumber = 9_999_999

    /// The name of the file of a list.
    public static func fileName(_ purpose: StatusPurpose, _ list: Int) -> String { "\(purpose.name)-\(list).json" }

    /// The address of a list, which is its identifier.
    public func address(_ purpose: StatusPurpose, _ list: Int) -> String {
        base + "/" + Self.fileName(purpose, list)
    }

    /// What a credential says of its place: an entry for each purpose.
    ///
    /// The entries have no identifier: it would be one more number by which a learner is recognised.
    /// Source: Bitstring Status List 1.0, section 2.1.
    func entries(at place: StatusPlace) -> JSONValue {
        .array(
            purposes.map { purpose in
                var entry: JSONValue = [
                    "type": "BitstringStatusListEntry", "statusPurpose": .string(purpose.name),
                    "statusListIndex": .string(String(place.index)),
                    "statusListCredential": .string(address(purpose, place.list)),
                ]
                if purpose == .message, let message {
                    entry["statusSize"] = .number("1")
                    entry["statusMessage"] = [
                        ["status": "0x0", "message": "-"], ["status": "0x1", "message": .string(message.string)],
                    ]
                }
                return entry
            })
    }

    /// What can be wrong with an address under which lists are to be published.
    public enum AddressProblem: String, Sendable, CaseIterable {
        /// It is no https address with a host and without user, port and fragment, or is too long.
        case notPlain
        /// It has a query.
        case query
        /// Its host is not written in small letters.
        case host
        /// A part between slashes is empty, or one or two dots.
        case path

        /// What was expected and what was found.
        var reason: String {
            switch self {
            case .notPlain:
                "expected a short https address with a host and without user, port and fragment, found another"
            case .query: "expected an address without a query, found one"
            case .host: "expected a host in small letters, such as status.school.example, found another"
            case .path: "expected an address without % and without empty parts or dots between slashes, found one"
            }
        }
    }

    /// What is wrong with an address under which lists are to be published; `nil` when nothing is.
    ///
    /// Credentials carry it for ever, and every verifier must take it as it stands.
    public static func problem(withBase text: String) -> AddressProblem? {
        let longest = text + "/" + fileName(.revocation, longestNumber)
        guard StatusEntry.isAddress(Array(longest.utf8)) else { return .notPlain }
        guard !text.utf8.contains(UInt8(ascii: "?")) else { return .query }
        let parts = text.utf8.dropFirst("https://".utf8.count)
            .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Array($0) }
        let labels = (parts.first ?? []).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isHost = labels.allSatisfy { label in
            !label.isEmpty
                && label.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        }
        guard isHost else { return .host }
        guard let host = parts.first.map({ String(decoding: $0, as: UTF8.self) }), (try? DIDWeb(host: host)) != nil
        else { return .host }
        let steps = [[], Array(".".utf8), Array("..".utf8)]
        // What is encoded means one thing to a web server and another to a folder of files.
        return parts.dropFirst().contains { steps.contains($0) || $0.contains(UInt8(ascii: "%")) } ? .path : nil
    }
}
