import COpenSSL

/// The door to libcrypto: it is opened once, and everything that is asked behind it is answered with yes or no.
///
/// This folder alone holds pointers. Every answer of libcrypto but the one that means success is a failure here.
enum OpenSSL {
    /// Whether libcrypto is ready to be used; reading it starts libcrypto once for the process.
    ///
    /// The configuration file is not read: it can load providers and engines into the process, the environment
    /// variable `OPENSSL_CONF` chooses it, and reading it costs start-up time. No clean-up is registered for the end
    /// of the process, because it would free what other threads may still be using.
    static let isReady: Bool = {
        let options = UInt64(OPENSSL_INIT_NO_LOAD_CONFIG) | UInt64(OPENSSL_INIT_NO_ATEXIT)
        return OPENSSL_init_crypto(options, nil) == 1
    }()

    /// Empties this thread's queue of error records, so that nobody later takes them for their own.
    static func forgetErrors() { ERR_clear_error() }

    /// An error for a call that failed for a reason that has nothing to do with what the caller gave.
    static func failure(_ operation: String) -> CryptographyError {
        forgetErrors()
        return CryptographyError(.libraryFailure, "libcrypto could not \(operation)")
    }

    /// Overwrites the bytes of an array in a way that the compiler cannot leave out.
    ///
    /// Only an array that nobody else holds is overwritten in place; a shared one is copied first, and stays.
    static func cleanse(_ bytes: inout [UInt8]) {
        unsafe bytes.withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) }
    }

    /// Whether two runs of bytes of the same length are equal, in a time that does not depend on where they differ.
    static func equalInConstantTime(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        if left.isEmpty { return true }
        return unsafe left.withUnsafeBytes { leftBytes in
            unsafe right.withUnsafeBytes { rightBytes in
                unsafe CRYPTO_memcmp(leftBytes.baseAddress, rightBytes.baseAddress, leftBytes.count) == 0
            }
        }
    }

    /// Fills `bytes` from the generator for values that become public, or says that it could not.
    static func fillWithRandomness(_ bytes: inout [UInt8]) -> Bool {
        guard isReady, let count = Int32(exactly: bytes.count) else { return false }
        if count == 0 { return true }
        let answer = unsafe bytes.withUnsafeMutableBufferPointer { unsafe RAND_bytes($0.baseAddress, count) }
        if answer != 1 { forgetErrors() }
        return answer == 1
    }
}
