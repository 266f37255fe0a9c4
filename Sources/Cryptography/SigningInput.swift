/// Bytes in a form that may be signed.
///
/// A signature over bytes that somebody else chose can be a credential: `eddsa-jcs-2022` signs nothing but 64 bytes
/// of hashes, so "please sign this challenge" would be an oracle. Private keys therefore sign only values of this
/// type, and each way to make one says which protocol the bytes belong to. There is none for bytes as they come.
package struct SigningInput: Sendable {
    /// The bytes that the signature is made over.
    package let bytes: [UInt8]

    private init(checked bytes: [UInt8]) { self.bytes = bytes }

    /// What a Data Integrity proof of an `eddsa-…-2022` suite signs: the hash of the canonical proof configuration
    /// followed by the hash of the canonical document, as the caller computed them from both texts.
    ///
    /// Source: Data Integrity EdDSA Cryptosuites 1.0, section 3.3.4 "Hashing".
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure` when hashing fails.
    package static func dataIntegrity(
        canonicalProofConfiguration: Span<UInt8>, canonicalDocument: Span<UInt8>
    ) throws(CryptographyError) -> SigningInput {
        SigningInput(checked: try SHA256.hashes(canonicalProofConfiguration, canonicalDocument))
    }

    /// Bytes of the caller's choice.
    ///
    /// Only for published test vectors and measurements: see the type for the danger.
    package static func arbitraryBytesUnsafe(_ bytes: [UInt8]) -> SigningInput { SigningInput(checked: bytes) }
}
