public import Cryptography
import Encodings
import Synchronization

/// Where everything stands in a list that this verifier has verified before, so that a long list need not be read and
/// verified as a whole every time the program starts.
///
/// It lies in the verifier's own state folder, and counts only together with what it was made from: the very bytes of the
/// list, whose hash it holds, the pin, and the root. A code over all of it, by a secret of that folder, tells one that
/// this verifier made from one that somebody else wrote. An index that does not fit in every respect is passed over, and
/// the list is verified anew.
///
/// What it does not withstand: whoever can read the secret can make an index, and with it make this one user's verifier
/// believe a list that no authority signed. The secret is readable by its owner alone, and whoever can act as the owner
/// can replace the pin or the program as well.
struct ListIndex: Sendable {
    /// The version of the form, and of the rules that a list was measured by: raised whenever either changes.
    private static let mark = Array("testamur list index 1\n".utf8)
    private static let hashByteCount = SHA256.byteCount
    /// The hash of an identifier, cut to 128 bits, with the place of an institution and of a key.
    private static let rowByteCount = 22
    private static let entryByteCount = 8

    /// What a row is found by.
    enum Kind: UInt8 {
        case identifier, method, key
    }

    /// The digest of the list by which the next one names it.
    let digest: Multihash
    /// The later of when the list was issued and signed.
    let dated: Timestamp
    /// All of the list but its institutions and its proof.
    let header: JSONDocument

    private let bytes: [UInt8]
    private let list: [UInt8]
    private let entriesStart: Int
    private let rowsStart: Int
    /// How many institutions there are.
    let issuerCount: Int
    private let rowCount: Int

    /// Reads an index; `nil` for one that was not made here from exactly this list, pin and root.
    init?(_ sealed: SealedListIndex, of list: [UInt8], pin: TrustPin, root: TrustRoot?) {
        let bytes = sealed.bytes
        let bodyStart = Self.mark.count + Self.hashByteCount
        let fixed = bodyStart + 4 * Self.hashByteCount + 8 + 12
        guard bytes.count >= fixed, bytes.starts(with: Self.mark) else { return nil }
        func part(_ start: Int, _ count: Int) -> [UInt8] { Array(bytes[start..<start + count]) }
        let body = bytes.span.extracting(bodyStart..<bytes.count)
        guard let code = try? HMACSHA256.code(of: body, key: sealed.secret),
            ConstantTime.equal(code, part(Self.mark.count, Self.hashByteCount)),
            let source = try? Self.source(list, pin, root),
            part(bodyStart, 3 * Self.hashByteCount) == source
        else { return nil }
        var place = bodyStart + 3 * Self.hashByteCount
        guard let digest = try? Multihash(.sha256, digest: part(place, Self.hashByteCount)),
            let dated = Timestamp(secondsSince1970: Int64(bitPattern: UInt64(Self.number(bytes, place + 32, 8))))
        else { return nil }
        place += Self.hashByteCount + 8
        let headerCount = Int(Self.number(bytes, place, 4))
        issuerCount = Int(Self.number(bytes, place + 4, 4))
        rowCount = Int(Self.number(bytes, place + 8, 4))
        place += 12
        entriesStart = place + headerCount
        rowsStart = entriesStart + issuerCount * Self.entryByteCount
        guard bytes.count == rowsStart + rowCount * Self.rowByteCount,
            let header = try? JSONDocument(parsing: part(place, headerCount), limits: .trustList)
        else { return nil }
        self.digest = digest
        self.dated = dated
        self.header = header
        self.bytes = bytes
        self.list = list
    }

    /// Makes the index of a list that was verified.
    ///
    /// - Returns: `nil` for one that an index cannot be made of.
    static func sealed(of list: IssuerTrustList, secret: [UInt8]) throws(CryptographyError) -> [UInt8]? {
        guard list.digest.function == .sha256, list.notes.isEmpty, let root = list.document.root["credentialSubject"]
        else { return nil }
        var body = try source(list.bytes, list.pin, list.root)
        body += list.digest.digest
        append(UInt64(bitPattern: list.dated.secondsSince1970), 8, to: &body)
        var header = JSONValue(list.document.root)
        header["credentialSubject"] = .array([])
        header["proof"] = nil
        let headerBytes = header.serialized()
        let rows = try Self.rows(of: list.issuers)
        append(UInt64(headerBytes.count), 4, to: &body)
        append(UInt64(list.issuers.count), 4, to: &body)
        append(UInt64(rows.count), 4, to: &body)
        body += headerBytes
        for node in root.elements {
            let place = node.receivedBytes
            append(UInt64(place.startIndex), 4, to: &body)
            append(UInt64(place.count), 4, to: &body)
        }
        for row in rows {
            append(row.high, 8, to: &body)
            append(row.low, 8, to: &body)
            append(UInt64(row.issuer), 4, to: &body)
            append(UInt64(row.key), 2, to: &body)
        }
        return mark + (try HMACSHA256.code(of: body.span, key: secret)) + body
    }

    // MARK: Looking up

    /// The place of an institution and of a key among its keys.
    func place(_ kind: Kind, _ value: [UInt8]) -> (issuer: Int, key: Int)? {
        guard let (high, low) = try? Self.hash(kind, value) else { return nil }
        var first = 0
        var last = rowCount
        while first < last {
            let middle = (first + last) / 2
            let start = rowsStart + middle * Self.rowByteCount
            let found = (Self.number(bytes, start, 8), Self.number(bytes, start + 8, 8))
            guard found != (high, low) else {
                return (Int(Self.number(bytes, start + 16, 4)), Int(Self.number(bytes, start + 20, 2)))
            }
            if found < (high, low) { first = middle + 1 } else { last = middle }
        }
        return nil
    }

    /// The object of an institution as the list has it.
    func entry(_ position: Int) -> JSONNode? {
        guard (0..<issuerCount).contains(position) else { return nil }
        let start = entriesStart + position * Self.entryByteCount
        let offset = Int(Self.number(bytes, start, 4))
        let count = Int(Self.number(bytes, start + 4, 4))
        guard offset + count <= list.count else { return nil }
        return (try? JSONDocument(parsing: Array(list[offset..<offset + count]), limits: .trustList))?.root
    }

    // MARK: Parts

    /// What an index counts for: the hashes of the list, the pin and the root.
    private static func source(
        _ list: [UInt8], _ pin: TrustPin, _ root: TrustRoot?
    ) throws(CryptographyError) -> [UInt8] {
        try SHA256.hash(list) + SHA256.hash(pin.serialized())
            + (root?.digest.digest ?? [UInt8](repeating: 0, count: hashByteCount))
    }

    private struct Row {
        let high: UInt64
        let low: UInt64
        let issuer: Int
        let key: Int
    }

    private static func rows(of issuers: [ListedIssuer]) throws(CryptographyError) -> [Row] {
        var rows: [Row] = []
        func add(_ kind: Kind, _ value: [UInt8], _ issuer: Int, _ key: Int) throws(CryptographyError) {
            let (high, low) = try hash(kind, value)
            rows.append(Row(high: high, low: low, issuer: issuer, key: key))
        }
        for (position, issuer) in issuers.enumerated() {
            for id in [issuer.idBytes] + issuer.otherIDs { try add(.identifier, id, position, 0) }
            for (place, key) in issuer.keys.enumerated() {
                try add(.method, key.methodBytes, position, place)
                try add(.key, key.publicKey.bytes, position, place)
            }
        }
        return rows.sorted { ($0.high, $0.low) < ($1.high, $1.low) }
    }

    private static func hash(_ kind: Kind, _ value: [UInt8]) throws(CryptographyError) -> (UInt64, UInt64) {
        let hash = try SHA256.hash([kind.rawValue] + value)
        return (number(hash, 0, 8), number(hash, 8, 8))
    }

    /// A number in the order of the network.
    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> UInt64 {
        var number: UInt64 = 0
        for position in start..<start + count { number = number << 8 | UInt64(bytes[position]) }
        return number
    }

    private static func append(_ number: UInt64, _ count: Int, to bytes: inout [UInt8]) {
        for shift in stride(from: (count - 1) * 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
        }
    }
}

/// The index of a list as it was kept, with the secret that shows who made it.
public struct SealedListIndex: Sendable {
    /// Size of a secret, in bytes.
    public static let secretByteCount = 32

    /// The index as a file.
    public let bytes: [UInt8]
    /// The secret of the folder in which it is kept.
    public let secret: [UInt8]

    /// Takes what was kept; nothing of it is believed before it was compared with a list.
    public init(bytes: [UInt8], secret: [UInt8]) {
        self.bytes = bytes
        self.secret = secret
    }

    /// Makes the index of a list; `nil` for a list that came from an index itself, or that none can be made of.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    public static func make(of list: IssuerTrustList, secret: [UInt8]) throws(CryptographyError) -> [UInt8]? {
        list.isIndexed ? nil : try ListIndex.sealed(of: list, secret: secret)
    }
}

/// The institutions of an indexed list that were asked for.
final class IndexedIssuers: Sendable {
    let index: ListIndex
    private let issued: Timestamp
    private let read = Mutex<[Int: ListedIssuer]>([:])

    init(_ index: ListIndex, issued: Timestamp) {
        self.index = index
        self.issued = issued
    }

    /// The institution at a place; `nil` when it cannot be read, which is then as unknown as one that is not there.
    func issuer(_ position: Int) -> ListedIssuer? {
        read.withLock { known in
            if let issuer = known[position] { return issuer }
            guard let node = index.entry(position), let issuer = try? ListedIssuer(node, issued: issued) else {
                return nil
            }
            known[position] = issuer
            return issuer
        }
    }

    /// All of them, in the order of the list.
    var all: [ListedIssuer] { (0..<index.issuerCount).compactMap { issuer($0) } }
}
