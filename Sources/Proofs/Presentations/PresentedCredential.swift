public import Credentials
import Encodings

/// A credential as it stands in a presentation: the very bytes that were received, or a token in an envelope.
public struct PresentedCredential: Sendable {
    /// What stands in the presentation.
    let bytes: [UInt8]
    /// What the credential says, where it is not a token.
    let claims: CredentialView?

    /// Takes a credential with Data Integrity proofs exactly as it was received, with everything in it that nobody here
    /// knows.
    ///
    /// - Throws: ``ProofError`` with code `draftRefused` when it is no credential, or nobody signed it.
    public init(_ credential: ReceivedCredential) throws(ProofError) {
        let root = credential.document.root
        guard root.kind == .object, credential.kind == .credential, credential.claims.hasType("VerifiableCredential")
        else {
            throw ProofError(.draftRefused, at: "/type", "expected a verifiable credential, found something else")
        }
        guard root["proof"] != nil else {
            throw ProofError(.draftRefused, at: "/proof", "expected a credential that somebody signed, found no proof")
        }
        bytes = Array(root.receivedBytes)
        claims = credential.claims
    }

    /// Takes a credential that is a token: a JWT, or an SD-JWT, which has `~` in it.
    ///
    /// Source: Verifiable Credentials Data Model 2.0, section 4.13.1.
    ///
    /// - Throws: ``ProofError`` with code `draftRefused` for a text that is no such token.
    public init(token: String) throws(ProofError) {
        let parts = token.utf8.prefix { $0 != UInt8(ascii: "~") }.split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }), token.utf8.allSatisfy(Self.isOfToken) else {
            throw ProofError(
                .draftRefused, at: "", "expected a token of three parts in base64url with dots between them")
        }
        let kind = token.utf8.contains(UInt8(ascii: "~")) ? "vc+sd-jwt" : "vc+jwt"
        let envelope: JSONValue = [
            "@context": "https://www.w3.org/ns/credentials/v2", "type": "EnvelopedVerifiableCredential",
            "id": .string("data:application/\(kind),\(token)"),
        ]
        bytes = envelope.serialized()
        claims = nil
    }

    private static func isOfToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }
}
