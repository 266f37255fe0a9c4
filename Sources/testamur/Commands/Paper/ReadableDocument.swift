import Carriers
import CredentialVerifier
import Credentials

/// What stands beside other things on paper, told apart before anything of it is judged.
enum ReadableDocument {
    /// Whether bytes say of themselves that they are a credential, a presentation or a capsule.
    ///
    /// What cannot be read strictly counts as one where the name of its type stands in it: another program may read it,
    /// and show its reader something else than what is judged here.
    static func isCredential(_ bytes: [UInt8]) -> Bool {
        switch CarrierKind(of: bytes) {
        case .compactJWS: return true
        case .json:
            guard !Capsule.isCapsule(bytes) else { return true }
            guard let claims = try? ReceivedCredential(parsing: bytes).claims else {
                return String(decoding: bytes, as: UTF8.self).contains("\"Verifiable")
            }
            return claims.hasType("VerifiableCredential") || claims.hasType("VerifiablePresentation")
                || claims.hasType("EnvelopedVerifiableCredential") || claims.hasType("EnvelopedVerifiablePresentation")
        default: return false
        }
    }
}
