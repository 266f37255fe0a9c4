import Credentials
import Encodings
import Testing

@Test("reads a credential's issuer whether it is a string or an object")
func readsIssuer() throws {
    let object = try ReceivedCredential(parsing: Array(#"{"issuer":{"id":"did:example:a"}}"#.utf8))
    let string = try ReceivedCredential(parsing: Array(#"{"issuer":"did:example:a"}"#.utf8))
    #expect(object.claims.issuer == "did:example:a")
    #expect(string.claims.issuer == "did:example:a")
}
