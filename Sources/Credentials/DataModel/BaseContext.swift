internal import Encodings

/// The terms that the base contexts define for a whole document, all of them protected.
///
/// Source: Verifiable Credentials Data Model 2.0, appendix B.1, and 1.1, appendix B.1. Terms that hold only inside an
/// object of one type are not among them: a context in the document may define these, and is overruled there.
enum BaseContext {
    /// A term of a base context.
    struct Term: Sendable {
        let name: StaticString
        /// What the term stands for, where that is its whole definition.
        let url: StaticString?

        init(_ name: StaticString, _ url: StaticString? = nil) {
            self.name = name
            self.url = url
        }
    }

    /// The term that `name`, a string, is in the base context of a version.
    static func term(_ name: JSONNode, in version: CredentialView.Version) -> Term? {
        let terms = version == .v1 ? v1 : v2
        return name.withUTF8 { text in
            for term in terms where text.equals(term.name) { return term }
            return nil
        } ?? nil
    }

    static let v2 = [
        Term("id", "@id"),
        Term("type", "@type"),
        Term("description", "https://schema.org/description"),
        Term("digestMultibase"),
        Term("digestSRI"),
        Term("mediaType", "https://schema.org/encodingFormat"),
        Term("name", "https://schema.org/name"),
        Term("VerifiableCredential"),
        Term("EnvelopedVerifiableCredential", "https://www.w3.org/2018/credentials#EnvelopedVerifiableCredential"),
        Term("VerifiablePresentation"),
        Term("EnvelopedVerifiablePresentation", "https://www.w3.org/2018/credentials#EnvelopedVerifiablePresentation"),
        Term("JsonSchemaCredential", "https://www.w3.org/2018/credentials#JsonSchemaCredential"),
        Term("JsonSchema"),
        Term(
            "BitstringStatusListCredential", "https://www.w3.org/ns/credentials/status#BitstringStatusListCredential"),
        Term("BitstringStatusList"),
        Term("BitstringStatusListEntry"),
        Term("DataIntegrityProof"),
        Term("...", "https://www.iana.org/assignments/jwt#..."),
        Term("_sd"),
        Term("_sd_alg", "https://www.iana.org/assignments/jwt#_sd_alg"),
        Term("aud"), Term("cnf"), Term("exp"), Term("iat"), Term("iss"), Term("jku"), Term("kid"), Term("nbf"),
        Term("sub"), Term("x5u"),
    ]

    static let v1 = [
        Term("id", "@id"),
        Term("type", "@type"),
        Term("VerifiableCredential"),
        Term("VerifiablePresentation"),
        Term("EcdsaSecp256k1Signature2019"),
        Term("EcdsaSecp256r1Signature2019"),
        Term("Ed25519Signature2018"),
        Term("RsaSignature2018"),
        Term("proof"),
    ]
}
