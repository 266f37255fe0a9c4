import COpenSSL

/// An `EVP_CIPHER_CTX` of libcrypto, overwritten and freed with this object.
@safe final class CipherContext {
    /// The context; never used after this object is gone.
    let pointer: OpaquePointer

    /// Makes an empty context, or gives `nil` when libcrypto has no memory.
    init?() {
        guard OpenSSL.isReady, let pointer = unsafe EVP_CIPHER_CTX_new() else { return nil }
        unsafe self.pointer = pointer
    }

    deinit { unsafe EVP_CIPHER_CTX_free(pointer) }
}
