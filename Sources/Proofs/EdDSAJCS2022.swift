import Credentials
import Cryptography
public import Encodings

/// The cryptosuite `eddsa-jcs-2022`: Ed25519 over canonical JSON.
///
/// Source: Data Integrity EdDSA Cryptosuites 1.0, section 3.3. Two SHA-256 hashes are signed: first the one of the proof
/// options, then the one of the document.
public enum EdDSAJCS2022 {
    /// The name that proofs carry.
    public static let name = "eddsa-jcs-2022"

    /// What is signed, and the values on the way to it.
    public struct Steps: Sendable {
        /// The canonical form of the document without its proof (section 3.3.3, transformation).
        public let canonicalDocument: [UInt8]
        /// The canonical form of the proof options (section 3.3.5, proof configuration).
        public let canonicalOptions: [UInt8]
        /// The hash of the options followed by the hash of the document (section 3.3.4, hashing), 64 bytes.
        public let hashData: HashData
    }

    /// Goes through transformation, proof configuration and hashing.
    ///
    /// - Parameters:
    ///   - document: The canonical form of the unsecured document.
    ///   - options: The canonical form of the proof without its value.
    static func hashData(document: [UInt8], options: [UInt8]) throws(ProofError) -> HashData {
        do throws(CryptographyError) {
            return HashData(
                try .dataIntegrity(canonicalProofConfiguration: options.span, canonicalDocument: document.span))
        } catch {
            throw ProofError(.cryptographyFailed, at: "/proof", error.reason)
        }
    }

    /// The values that the signature of `proof` covers in a document that has no other proofs below it.
    public static func steps(document: JSONNode, proof: JSONNode) throws(ProofError) -> Steps {
        let canonicalDocument = document.canonicalBytes(omitting: ["proof"])
        let canonicalOptions = proof.canonicalBytes(omitting: ["proofValue"])
        return Steps(
            canonicalDocument: canonicalDocument, canonicalOptions: canonicalOptions,
            hashData: try hashData(document: canonicalDocument, options: canonicalOptions))
    }
}

/// The 64 bytes that a proof's signature covers.
///
/// Only this module makes one, from a document that it has read, so that no caller can have arbitrary bytes signed with
/// a key for credentials.
public struct HashData: Sendable {
    let input: SigningInput

    init(_ input: SigningInput) { self.input = input }

    /// The hash of the proof options, then the hash of the document.
    public var bytes: [UInt8] { input.bytes }
}
