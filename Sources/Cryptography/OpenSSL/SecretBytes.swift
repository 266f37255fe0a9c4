import COpenSSL
import Glibc

/// Bytes that must stay secret: a passphrase, a seed or a key.
///
/// They stand in pages of their own, which are overwritten and given back when the object goes. These are in no core
/// dump, and are not written to swap space as far as the system lets a program ask for that. They are never printed,
/// hashed or encoded, and there is no `==`: who compares them calls ``isEqual(to:)``, which takes constant time.
@safe public final class SecretBytes: @unchecked Sendable {
    private let storage: UnsafeMutableRawPointer
    private let mappedByteCount: Int

    /// The number of bytes.
    public let count: Int

    /// Takes memory and lets `fill` write it; when that says that it could not, there is no secret.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    init(count: Int, filledBy fill: (UnsafeMutableRawBufferPointer) -> Bool) throws(CryptographyError) {
        guard OpenSSL.isReady, count >= 0, count < Int(Int32.max) else { throw Self.noMemory }
        // One byte more than asked for, so that an empty secret has an address too.
        let mappedByteCount = (count / Self.pageByteCount + 1) * Self.pageByteCount
        let mapped = unsafe mmap(
            nil, mappedByteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let storage = unsafe mapped, unsafe storage != MAP_FAILED else { throw Self.noMemory }
        // A process may lock only so much, and a kernel may know neither: the secret is used all the same.
        _ = unsafe mlock(storage, mappedByteCount)
        _ = unsafe madvise(storage, mappedByteCount, MADV_DONTDUMP)
        unsafe self.storage = storage
        self.mappedByteCount = mappedByteCount
        self.count = count
        guard unsafe fill(UnsafeMutableRawBufferPointer(start: storage, count: count)) else {
            throw OpenSSL.failure("write a secret")
        }
    }

    private static let pageByteCount = max(4_096, sysconf(Int32(_SC_PAGESIZE)))

    private static let noMemory = CryptographyError(.libraryFailure, "there is no memory for a secret")

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
    package convenience init(copying bytes: Span<UInt8>) throws(CryptographyError) {
        unsafe try self.init(count: bytes.count) { buffer in
            unsafe bytes.withUnsafeBytes { unsafe buffer.copyMemory(from: $0) }
            return true
        }
    }

    /// Joins bytes that are no secret with a secret that follows them.
    convenience init(_ start: [UInt8], followedBy end: SecretBytes) throws(CryptographyError) {
        unsafe try self.init(count: start.count + end.count) { buffer in
            unsafe buffer.copyBytes(from: start)
            return unsafe end.withUnsafeBytes { end in
                unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[start.count...]).copyMemory(from: end)
                return true
            }
        }
    }

    /// Makes a secret of random bytes from the generator for values that stay private.
    ///
    /// - Throws: ``CryptographyError`` with code `randomnessUnavailable`, or `libraryFailure` when there is no memory.
    package static func random(count: Int) throws(CryptographyError) -> SecretBytes {
        var isRandom = false
        let secret = unsafe try SecretBytes(count: count) { buffer in
            let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
            unsafe isRandom = RAND_priv_bytes(start, Int32(count)) == 1
            return true
        }
        guard isRandom else {
            OpenSSL.forgetErrors()
            throw CryptographyError(.randomnessUnavailable, "the random number generator gave no bytes for a key")
        }
        return secret
    }

    deinit {
        unsafe OPENSSL_cleanse(storage, count)
        unsafe munmap(storage, mappedByteCount)
    }

    /// Lends the bytes to `body`, which must not keep a copy.
    package func withSpan<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let bytes = unsafe UnsafeBufferPointer(start: storage.assumingMemoryBound(to: UInt8.self), count: count)
        return try unsafe body(bytes.span)
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

/// Memory that held a secret for a while.
package enum SecretMemory {
    /// Overwrites memory in a way that the compiler cannot leave out.
    package static func cleanse(_ memory: UnsafeMutableRawBufferPointer) {
        unsafe OPENSSL_cleanse(memory.baseAddress, memory.count)
    }
}
