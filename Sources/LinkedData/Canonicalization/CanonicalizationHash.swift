import Cryptography

/// The hash functions that RDFC-1.0 is used with (section 4.2).
public enum CanonicalizationHash: String, Hashable, Sendable, CaseIterable {
    /// SHA-256, the default.
    case sha256 = "SHA256"
    /// SHA-384.
    case sha384 = "SHA384"

    /// The hash of `bytes`.
    func hash(_ bytes: Span<UInt8>) throws(RDFError) -> HashValue {
        do throws(CryptographyError) {
            switch self {
            case .sha256: return HashValue(try SHA256.hash(bytes))
            case .sha384: return HashValue(try SHA384.hash(bytes))
            }
        } catch {
            throw RDFError(.hashFailure, error.reason)
        }
    }
}
