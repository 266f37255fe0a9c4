import Credentials
import Encodings

/// The identifiers of a list, as the bytes by which they are compared.
enum Identifier {
    /// The bytes of a DID.
    static func did(_ node: JSONNode) throws(TrustError) -> [UInt8] {
        guard let text = node.string, DID(text) != nil else {
            throw TrustError(.malformed, at: node.pointer, "expected a DID, found something else")
        }
        return Array(text.utf8)
    }

    /// The bytes of a verification method, a DID with a fragment, and how many of them are the DID.
    static func verificationMethod(_ node: JSONNode) throws(TrustError) -> (bytes: [UInt8], didCount: Int) {
        guard let text = node.string, let url = DIDURL(text), let fragment = url.fragment, !fragment.isEmpty,
            text.utf8.count == url.did.text.utf8.count + 1 + fragment.utf8.count
        else {
            throw TrustError(
                .malformed, at: node.pointer, "expected a DID with a fragment, such as did:web:university.example#2026")
        }
        return (Array(text.utf8), url.did.text.utf8.count)
    }

    /// The bytes before the first `#`.
    static func controller(of verificationMethod: [UInt8]) -> ArraySlice<UInt8> {
        verificationMethod.prefix { $0 != UInt8(ascii: "#") }
    }
}
