public import Encodings

/// Who keeps a trust list, as the list says it.
public struct ListedAuthority: Sendable {
    /// The object in the list.
    public let node: JSONNode

    /// The authority's identifier.
    public var id: String { node["id"]?.string ?? "" }
    /// The authority's name in law.
    public var legalName: String { node["legalName"]?.string ?? "" }
    /// Where the authority decides, for example `BE` or `BE-VLG`.
    public var jurisdiction: String { node["jurisdiction"]?.string ?? "" }
    /// The law or decree that makes it the authority; `nil` when the list names none.
    public var legalBasis: String? { node["legalBasis"]?.string }

    init(_ node: JSONNode) throws(TrustError) {
        let object = try StrictObject(node, members: ["id", "legalName", "jurisdiction", "legalBasis", "info"])
        self.node = node
        _ = try object.text("legalName")
        guard Jurisdiction.isWellFormed(try object.text("jurisdiction")) else {
            throw object.refusal("jurisdiction", Jurisdiction.expectation)
        }
        _ = try object.optionalText("legalBasis")
        _ = try Identifier.did(object.required("id"))
        try object.checkInfo()
    }
}

/// A country, or a part of one: ISO 3166-1 alpha-2, or ISO 3166-2, in capitals.
enum Jurisdiction {
    static let expectation = "expected a country such as BE, or a part of one such as BE-VLG, found something else"

    /// Two capital letters, then at most one hyphen with 1 to 3 capital letters or digits.
    static func isWellFormed(_ bytes: [UInt8]) -> Bool {
        let isCapital = { (byte: UInt8) in (0x41...0x5A).contains(byte) }
        guard bytes.count >= 2, bytes.prefix(2).allSatisfy(isCapital) else { return false }
        guard bytes.count > 2 else { return true }
        return (4...6).contains(bytes.count) && bytes[2] == UInt8(ascii: "-")
            && bytes[3...].allSatisfy { isCapital($0) || (0x30...0x39).contains($0) }
    }

    /// Whether `wide` is `narrow`, or the country that it is a part of.
    static func covers(_ wide: [UInt8], _ narrow: [UInt8]) -> Bool {
        narrow.starts(with: wide) && (narrow.count == wide.count || (wide.count == 2 && narrow[2] == UInt8(ascii: "-")))
    }
}
