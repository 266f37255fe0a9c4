import Credentials
import Cryptography
import Encodings
import Testing

@Suite("did:jwk")
struct DIDJWKTests {
    private let key: Ed25519PublicKey

    init() throws {
        // RFC 8037, appendix A.2.
        key = try JWK(kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").publicKey
    }

    private func did(_ json: String) throws -> DID { try DID(parsing: "did:jwk:" + Base64URL.encode(Array(json.utf8))) }

    @Test("gives the key that its JSON Web Key says, in whatever order its members stand")
    func readsKey() throws {
        let x = JWK(key).x
        for json in [
            JWK(key).json, "{\"kty\":\"OKP\",\"x\":\"\(x)\",\"crv\":\"Ed25519\",\"use\":\"sig\",\"alg\":\"EdDSA\"}",
        ] {
            let did = try did(json)
            #expect(try DIDJWK(did).publicKey == key)
            let method = try DIDURL(parsing: did.text + "#0")
            #expect(try DIDJWK(verificationMethod: method).publicKey == key)
        }
    }

    @Test("has one verification method, #0", arguments: ["#1", "#", "", "/path#0", "?a=b#0", "#00"])
    func refusesOtherMethods(_ tail: String) throws {
        let did = try did(JWK(key).json)
        guard let method = DIDURL(did.text + tail) else { return }
        #expect(throws: IdentifierError(.fragment, "")) { try DIDJWK(verificationMethod: method) }
    }

    @Test(
        "that holds no public Ed25519 key for signatures is refused by name",
        arguments: [
            (#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#, IdentifierError.Code.keyType),
            (#"{"kty":"OKP","crv":"X25519","x":"AA"}"#, .keyType),
            (#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","use":"enc"}"#, .keyType),
            (
                #"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"AA"}"#,
                .keyNotAcceptable
            ),
            (#"{"kty":"OKP","crv":"Ed25519","x":"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#, .keyNotAcceptable),
            (#"{"kty":"OKP","crv":"Ed25519"}"#, .keyEncoding), (#"["OKP"]"#, .keyEncoding), ("{", .keyEncoding),
            (#"{"kty":"OKP","kty":"OKP","crv":"Ed25519","x":"AA"}"#, .keyEncoding),
        ])
    func refusesOthers(_ json: String, _ code: IdentifierError.Code) throws {
        let did = try did(json)
        #expect(throws: IdentifierError(code, "")) { try DIDJWK(did) }
    }

    @Test("is told from a did:key, and from text that is no base64url")
    func refusesOtherText() throws {
        #expect(throws: IdentifierError(.otherMethod, "")) { try DIDJWK(DIDKey(key).did) }
        #expect(throws: IdentifierError(.keyEncoding, "")) { try DIDJWK(DID(parsing: "did:jwk:e31")) }
        #expect(throws: IdentifierError(.keyEncoding, "")) { try DIDJWK(DID(parsing: "did:jwk:a")) }
    }
}
