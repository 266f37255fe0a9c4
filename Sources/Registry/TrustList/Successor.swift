public import Credentials
import Encodings

/// Who keeps the records of an institution that is closed, and answers for what it awarded.
///
/// A successor vouches for old awards where somebody asks it; it does not issue in the name of the one before.
public struct Successor: Sendable, Hashable {
    /// Its DID.
    public let id: DID
    /// Its name in law.
    public let legalName: String

    /// Names a successor.
    public init(id: DID, legalName: String) {
        self.id = id
        self.legalName = legalName
    }

    init(_ node: JSONNode) throws(TrustError) {
        let object = try StrictObject(node, members: ["id", "legalName", "info"])
        let bytes = try Identifier.did(object.required("id"))
        guard let id = DID(String(decoding: bytes, as: UTF8.self)) else {
            throw object.refusal("id", "expected a DID, found something else")
        }
        self.id = id
        legalName = String(decoding: try object.text("legalName"), as: UTF8.self)
        try object.checkInfo()
    }

    var value: JSONValue { ["id": .string(id.text), "legalName": .string(legalName)] }
}
