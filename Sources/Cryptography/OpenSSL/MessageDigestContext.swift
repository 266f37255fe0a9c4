import COpenSSL

/// An `EVP_MD_CTX` of libcrypto, freed with this object.
///
/// It may move from one thread to another, but two threads must not use it at once: its owners see to that.
@safe final class MessageDigestContext: @unchecked Sendable {
    /// The context; never used after this object is gone.
    let pointer: OpaquePointer

    /// Makes an empty context, or gives `nil` when libcrypto has no memory.
    init?() {
        guard OpenSSL.isReady, let pointer = unsafe EVP_MD_CTX_new() else { return nil }
        unsafe self.pointer = pointer
    }

    deinit { unsafe EVP_MD_CTX_free(pointer) }
}
