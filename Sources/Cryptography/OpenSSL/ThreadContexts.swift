import COpenSSL
import Glibc

/// What one thread keeps ready for libcrypto: a hash context, and the public keys it verified with last.
///
/// Preparing a public key costs 6 to 8 percent of a verification, and does it under locks that all threads share. So
/// each thread keeps its own, and an issuer whose credentials are verified one after the other is prepared once.
/// Nothing here is secret.
@safe final class ThreadContexts {
    /// How many public keys a thread keeps; about two kilobytes each.
    private static let slotCount = 64

    private struct Slot {
        let key: Ed25519Words
        let context: MessageDigestContext
    }

    private var digestContext: MessageDigestContext?

    // A key has one place where it may stand, so that finding it is one comparison; a newcomer takes the place.
    private var slots: [Slot?]

    private init() {
        slots = Array(repeating: nil, count: Self.slotCount)
    }

    private static let threadKey: pthread_key_t? = {
        var key = pthread_key_t()
        let answer = unsafe pthread_key_create(&key) { pointer in
            guard let pointer = unsafe pointer else { return }
            unsafe Unmanaged<ThreadContexts>.fromOpaque(pointer).release()
        }
        return answer == 0 ? key : nil
    }()

    /// The contexts of the calling thread, made when it asks first.
    ///
    /// They must not be kept over a suspension point: a task may go on in another thread.
    static var current: ThreadContexts? {
        guard let threadKey else { return nil }
        if let pointer = unsafe pthread_getspecific(threadKey) {
            return unsafe Unmanaged<ThreadContexts>.fromOpaque(pointer).takeUnretainedValue()
        }
        let made = ThreadContexts()
        let reference = unsafe Unmanaged.passRetained(made)
        guard unsafe pthread_setspecific(threadKey, reference.toOpaque()) == 0 else {
            unsafe reference.release()
            return nil
        }
        return made
    }

    /// The context for hashing, or `nil` when libcrypto has no memory for one; the next call asks again.
    var digest: MessageDigestContext? {
        if let digestContext { return digestContext }
        digestContext = MessageDigestContext()
        return digestContext
    }

    /// Verifies a signature of 64 bytes with what this thread keeps of the key.
    ///
    /// The rules that libcrypto does not enforce have been applied before.
    func verify(_ key: Ed25519Words, signature: Span<UInt8>, message: Span<UInt8>) -> SignatureVerdict {
        guard let context = prepared(key) else { return .libraryFailure }
        let answer = unsafe signature.withUnsafeBufferPointer { signature in
            unsafe message.withUnsafeBufferPointer { message in
                // An empty message has no address; any address will do for no bytes.
                unsafe EVP_DigestVerify(
                    context.pointer, signature.baseAddress, signature.count,
                    message.baseAddress ?? signature.baseAddress,
                    message.count)
            }
        }
        if answer == 1 { return .valid }
        OpenSSL.forgetErrors()
        return answer == 0 ? .mismatch : .libraryFailure
    }

    /// A context that stands at the start of a verification with `key`.
    private func prepared(_ key: Ed25519Words) -> MessageDigestContext? {
        let index = Int(truncatingIfNeeded: key.word0 % UInt64(Self.slotCount))
        // Without a key given, the context starts again with the one that it has: newer versions of libcrypto refuse
        // a second use otherwise.
        if let slot = slots[index], slot.key == key,
            unsafe EVP_DigestVerifyInit_ex(slot.context.pointer, nil, nil, nil, nil, nil, nil) == 1
        {
            return slot.context
        }
        slots[index] = nil
        guard let publicKey = EVPKey.makePublic(key), let context = MessageDigestContext(),
            unsafe EVP_DigestVerifyInit_ex(context.pointer, nil, nil, nil, nil, publicKey.pointer, nil) == 1
        else {
            OpenSSL.forgetErrors()
            return nil
        }
        slots[index] = Slot(key: key, context: context)
        return context
    }
}
