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
