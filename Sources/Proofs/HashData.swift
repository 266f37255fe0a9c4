import Cryptography

/// The 64 bytes that a proof's signature covers.
///
/// Only this module makes one, from a document that it has read, so that no caller can have arbitrary bytes signed with
/// a key for credentials.
public struct HashData: Sendable {
    let input: SigningInput

    init(_ input: SigningInput) { self.input = input }

    /// The hash of the proof options, then the hash of the document.
    public var bytes: [UInt8] { input.bytes }

    /// Hashes the two canonical forms.
    ///
    /// Source: Data Integrity EdDSA Cryptosuites 1.0, sections 3.2.4 and 3.3.4.
    static func of(document: [UInt8], options: [UInt8]) throws(ProofError) -> HashData {
        do throws(CryptographyError) {
            return HashData(
                try .dataIntegrity(canonicalProofConfiguration: options.span, canonicalDocument: document.span))
        } catch {
            throw ProofError(.cryptographyFailed, at: "/proof", error.reason)
        }
    }
}
