import COpenSSL

/// Bytes that must stay secret: a passphrase or a seed.
///
/// They stand in memory of their own, which is overwritten when the object goes. They are never printed, hashed or
/// encoded, and there is no `==`: who compares them calls ``isEqual(to:)``, which takes constant time.
@safe public final class SecretBytes: @unchecked Sendable {
    private let storage: UnsafeMutableRawPointer

    /// The number of bytes.
    public let count: Int

    /// Takes memory that is filled before the object is handed out.
    private init(count: Int) throws(CryptographyError) {
        // One byte more than asked for, so that an empty secret has an address too.
        guard OpenSSL.isReady, count >= 0, count < Int(Int32.max),
            let storage = unsafe CRYPTO_zalloc(count + 1, nil, 0)
        else { throw OpenSSL.failure("allocate memory for a secret") }
        unsafe self.storage = storage
        self.count = count
    }

    /// Moves the bytes of an array into a secret; the array is overwritten, and empty afterwards.
    ///
    /// The array must be the only holder of its bytes: what another variable shares with it stays in memory.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure` when there is no memory; the array is overwritten then
    ///   as well.
    public convenience init(overwriting bytes: inout [UInt8]) throws(CryptographyError) {
        defer {
            OpenSSL.cleanse(&bytes)
            bytes = []
        }
        try self.init(copying: bytes.span)
    }

    /// Copies bytes that somebody else holds; overwriting those is the holder's part.
    convenience init(copying bytes: Span<UInt8>) throws(CryptographyError) {
        try self.init(count: bytes.count)
        unsafe bytes.withUnsafeBytes { source in
            guard let address = source.baseAddress else { return }
            unsafe storage.copyMemory(from: address, byteCount: source.count)
        }
    }

    /// Makes a secret of random bytes from the generator for values that stay private.
    ///
    /// - Throws: ``CryptographyError`` with code `randomnessUnavailable`, or `libraryFailure` when there is no memory.
    static func random(count: Int) throws(CryptographyError) -> SecretBytes {
        let secret = try SecretBytes(count: count)
        let answer = unsafe RAND_priv_bytes(secret.storage.assumingMemoryBound(to: UInt8.self), Int32(count))
        guard answer == 1 else {
            OpenSSL.forgetErrors()
            throw CryptographyError(.randomnessUnavailable, "the random number generator gave no bytes for a key")
        }
        return secret
    }

    deinit { unsafe CRYPTO_clear_free(storage, count + 1, nil, 0) }

    /// Lends the bytes to `body`, which must not keep a copy.
    package func withSpan<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let span = unsafe Span<UInt8>(_unsafeStart: storage.assumingMemoryBound(to: UInt8.self), count: count)
        return try body(span)
    }

    /// Lends the address of the bytes, which is never nil, to a call of libcrypto.
    func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        unsafe body(UnsafeRawBufferPointer(start: storage, count: count))
    }

    /// Whether two secrets are the same, in a time that depends on nothing but their lengths.
    public func isEqual(to other: SecretBytes) -> Bool {
        guard count == other.count else { return false }
        return unsafe CRYPTO_memcmp(storage, other.storage, count) == 0
    }
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Says only that there is a secret.
    public var description: String { "secret bytes (hidden)" }

    /// Says only that there is a secret.
    public var debugDescription: String { description }

    /// A mirror without children, so that dumping shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
