import COpenSSL
import Synchronization

/// An Ed25519 private key in libcrypto, with contexts for as many threads as sign with it at the same time.
///
/// Preparing a context costs 5 percent of a signature, so each is used again; none is used by two threads at once.
/// They all go, overwritten, with this object.
final class Ed25519SigningKey: Sendable {
    /// How many contexts are kept; further threads make their own and drop it.
    private static let idleLimit = 64

    /// The key itself.
    let key: EVPKey

    private let idle = Mutex<[MessageDigestContext]>([])

    init(_ key: EVPKey) { self.key = key }

    /// Signs `message` with pure Ed25519 (RFC 8032, section 5.1.6), without any check of the outcome.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    func sign(_ message: Span<UInt8>) throws(CryptographyError) -> [UInt8] {
        guard let context = takeContext() else { throw OpenSSL.failure("prepare an Ed25519 signature") }
        var isDone = false
        let signature = unsafe [UInt8](unsafeUninitializedCapacity: Ed25519PublicKey.signatureByteCount) {
            output, count in
            guard let start = output.baseAddress else { return }
            var written = output.count
            let answer = unsafe message.withUnsafeBufferPointer { message in
                unsafe EVP_DigestSign(
                    context.pointer, start, &written, message.baseAddress ?? UnsafePointer(start), message.count)
            }
            isDone = answer == 1 && written == Ed25519PublicKey.signatureByteCount
            count = isDone ? written : 0
        }
        // A context that failed is not used again.
        guard isDone else { throw OpenSSL.failure("make an Ed25519 signature") }
        idle.withLock { if $0.count < Self.idleLimit { $0.append(context) } }
        return signature
    }

    private func takeContext() -> MessageDigestContext? {
        if let context = idle.withLock({ $0.popLast() }),
            unsafe EVP_DigestSignInit_ex(context.pointer, nil, nil, nil, nil, nil, nil) == 1
        {
            return context
        }
        guard let context = MessageDigestContext(),
            unsafe EVP_DigestSignInit_ex(context.pointer, nil, nil, nil, nil, key.pointer, nil) == 1
        else { return nil }
        return context
    }
}
