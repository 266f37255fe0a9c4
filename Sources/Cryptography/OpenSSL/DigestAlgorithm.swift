import COpenSSL

/// A hash function of libcrypto, looked up once for the process: looking it up for each call doubles a short hash.
@safe struct DigestAlgorithm: @unchecked Sendable {
    /// SHA-256 of FIPS 180-4.
    static let sha256 = DigestAlgorithm(name: "SHA2-256", byteCount: 32)
    /// SHA-384 of FIPS 180-4.
    static let sha384 = DigestAlgorithm(name: "SHA2-384", byteCount: 48)

    /// Size of a hash, in bytes.
    let byteCount: Int

    // Never freed: it lives as long as the process. libcrypto only reads it.
    private let implementation: OpaquePointer?

    private init(name: String, byteCount: Int) {
        self.byteCount = byteCount
        // A function of another size would write past the end of the buffers made for it.
        if OpenSSL.isReady, let found = unsafe EVP_MD_fetch(nil, name, nil),
            unsafe EVP_MD_get_size(found) == Int32(byteCount)
        {
            unsafe implementation = found
        } else {
            unsafe implementation = nil
        }
    }

    /// Starts a hash in `context`, whatever it was used for before.
    func start(_ context: MessageDigestContext) -> Bool {
        guard let implementation = unsafe implementation else { return false }
        return unsafe EVP_DigestInit_ex2(context.pointer, implementation, nil) == 1
    }

    /// Feeds bytes to a hash that was started.
    static func update(_ context: MessageDigestContext, _ bytes: Span<UInt8>) -> Bool {
        if bytes.isEmpty { return true }
        return unsafe bytes.withUnsafeBufferPointer {
            unsafe EVP_DigestUpdate(context.pointer, $0.baseAddress, $0.count) == 1
        }
    }

    /// Ends the hash in `context`.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    func finish(_ context: MessageDigestContext) throws(CryptographyError) -> [UInt8] {
        unsafe try filled(byteCount) { unsafe finish(context, into: $0) }
    }

    /// Hashes `bytes`.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    func hash(_ bytes: Span<UInt8>) throws(CryptographyError) -> [UInt8] {
        unsafe try filled(byteCount) { unsafe hash(bytes, into: $0) }
    }

    /// Hashes two inputs and gives the two hashes one after the other, in one array.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    func hashes(_ first: Span<UInt8>, _ second: Span<UInt8>) throws(CryptographyError) -> [UInt8] {
        unsafe try filled(2 * byteCount) { unsafe hash(first, into: $0) && hash(second, into: $0 + byteCount) }
    }

    /// Hashes with this thread's context: no allocation is made for the hash itself.
    private func hash(_ bytes: Span<UInt8>, into output: UnsafeMutablePointer<UInt8>) -> Bool {
        guard let context = ThreadContexts.current?.digest else { return false }
        return unsafe start(context) && Self.update(context, bytes) && finish(context, into: output)
    }

    private func finish(_ context: MessageDigestContext, into output: UnsafeMutablePointer<UInt8>) -> Bool {
        var written: UInt32 = 0
        let answer = unsafe EVP_DigestFinal_ex(context.pointer, output, &written)
        return answer == 1 && Int(written) == byteCount
    }

    /// An array of `count` bytes that `fill` writes, or an error when it says that it could not.
    private func filled(
        _ count: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Bool
    ) throws(CryptographyError) -> [UInt8] {
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { output, written in
            guard let start = output.baseAddress, unsafe fill(start) else { return }
            written = count
        }
        guard bytes.count == count else { throw OpenSSL.failure("hash") }
        return bytes
    }
}
