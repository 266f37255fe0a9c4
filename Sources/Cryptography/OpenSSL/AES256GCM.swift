import COpenSSL

/// AES-256 in Galois/Counter Mode: what it sealed comes back unchanged, or not at all.
///
/// Source: NIST SP 800-38D. A nonce must never be used twice with one key: two texts sealed so give away both, and the
/// means to forge others. The mode does not commit to its key: a sealed text can be made that opens under two keys, so
/// that who tries several must compare something else first. One thread at a time uses an object.
@safe public final class AES256GCM {
    /// Size of a key, in bytes.
    public static let keyByteCount = 32

    /// Size of a nonce, in bytes.
    public static let nonceByteCount = 12

    /// Size of the tag that stands behind what was encrypted, in bytes.
    public static let tagByteCount = 16

    private let context: CipherContext

    /// Prepares a key.
    ///
    /// - Throws: ``CryptographyError`` with code `invalidKeyLength` or `libraryFailure`.
    public init(key: SecretBytes) throws(CryptographyError) {
        guard key.count == Self.keyByteCount else {
            throw CryptographyError(
                .invalidKeyLength, "a key for AES-256 has \(Self.keyByteCount) bytes, found \(key.count)")
        }
        guard let context = CipherContext() else { throw OpenSSL.failure("prepare a cipher") }
        let answer = unsafe key.withUnsafeBytes { key in
            unsafe EVP_CipherInit_ex(
                context.pointer, EVP_aes_256_gcm(), nil, key.baseAddress?.assumingMemoryBound(to: UInt8.self), nil, 1)
        }
        guard answer == 1 else { throw OpenSSL.failure("prepare a cipher") }
        self.context = context
    }

    /// Encrypts `plain` and puts the tag behind it.
    ///
    /// - Parameters:
    ///   - nonce: ``nonceByteCount`` bytes that this key has never seen.
    ///   - more: What is not encrypted and must be the same when it is opened.
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    public func seal(
        _ plain: Span<UInt8>, nonce: [UInt8], authenticating more: [UInt8]
    ) throws(CryptographyError) -> [UInt8] {
        var sealed = [UInt8](repeating: 0, count: plain.count + Self.tagByteCount)
        var output = sealed.mutableSpan
        try seal(plain, nonce: nonce, authenticating: more, into: &output, at: 0)
        return sealed
    }

    /// The same into memory of the caller, from `place` on: ``tagByteCount`` bytes more than `plain` has.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`, also where there is no such place.
    public func seal(
        _ plain: Span<UInt8>, nonce: [UInt8], authenticating more: [UInt8], into output: inout MutableSpan<UInt8>,
        at place: Int
    ) throws(CryptographyError) {
        let isSealed = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe plain.withUnsafeBufferPointer { plain in
                guard let room = unsafe Self.room(plain.count + Self.tagByteCount, at: place, in: output),
                    let start = room.baseAddress, begin(nonce, more, encrypting: true),
                    unsafe transform(plain, into: start)
                else { return false }
                let tag = unsafe start + plain.count
                return unsafe EVP_CIPHER_CTX_ctrl(
                    context.pointer, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagByteCount), tag) == 1
            }
        }
        guard isSealed else { throw OpenSSL.failure("encrypt") }
    }

    /// Decrypts what ``seal(_:nonce:authenticating:)`` gave.
    ///
    /// - Throws: ``CryptographyError`` with code `notAuthentic` for anything else.
    public func open(
        _ sealed: Span<UInt8>, nonce: [UInt8], authenticating more: [UInt8]
    ) throws(CryptographyError) -> [UInt8] {
        var plain = [UInt8](repeating: 0, count: max(0, sealed.count - Self.tagByteCount))
        var output = plain.mutableSpan
        try open(sealed, nonce: nonce, authenticating: more, into: &output, at: 0)
        return plain
    }

    /// Decrypts a secret: what comes out stands in no other memory.
    ///
    /// - Throws: ``CryptographyError`` with code `notAuthentic`, or `libraryFailure` when there is no memory.
    public func openSecret(
        _ sealed: Span<UInt8>, nonce: [UInt8], authenticating more: [UInt8]
    ) throws(CryptographyError) -> SecretBytes {
        var isOpen = false
        let secret = unsafe try SecretBytes(count: max(0, sealed.count - Self.tagByteCount)) { buffer in
            unsafe isOpen = open(sealed, nonce, more, into: buffer.bindMemory(to: UInt8.self))
            return true
        }
        guard isOpen else { throw Self.notAuthentic }
        return secret
    }

    /// The same into memory of the caller, from `place` on: ``tagByteCount`` bytes less than `sealed` has, which are
    /// overwritten with zeros where what comes out is not authentic.
    ///
    /// - Throws: ``CryptographyError`` with code `notAuthentic`, also where there is no such place.
    public func open(
        _ sealed: Span<UInt8>, nonce: [UInt8], authenticating more: [UInt8], into output: inout MutableSpan<UInt8>,
        at place: Int
    ) throws(CryptographyError) {
        let isOpen = unsafe output.withUnsafeMutableBufferPointer { output in
            let count = sealed.count - Self.tagByteCount
            guard let room = unsafe Self.room(count, at: place, in: output) else { return false }
            return unsafe open(sealed, nonce, more, into: room)
        }
        guard isOpen else { throw Self.notAuthentic }
    }

    /// Decrypts into memory of the caller, from `place` on, without asking whether it is authentic.
    ///
    /// It is for whoever saves what is left of something damaged, and asks that of each part of it: a bit that was changed
    /// is changed in what comes out.
    ///
    /// - Parameter encrypted: What was encrypted, or its beginning, without the tag.
    /// - Throws: ``CryptographyError`` with code `libraryFailure`, also where there is no such place.
    public func decryptUnauthenticated(
        _ encrypted: Span<UInt8>, nonce: [UInt8], into output: inout MutableSpan<UInt8>, at place: Int
    ) throws(CryptographyError) {
        let isDecrypted = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe encrypted.withUnsafeBufferPointer { encrypted in
                guard let room = unsafe Self.room(encrypted.count, at: place, in: output),
                    begin(nonce, [], encrypting: false)
                else { return false }
                guard let start = room.baseAddress else { return true }
                return unsafe update(encrypted, into: start)
            }
        }
        guard isDecrypted else { throw OpenSSL.failure("decrypt") }
    }

    private static func room(
        _ count: Int, at place: Int, in memory: UnsafeMutableBufferPointer<UInt8>
    ) -> UnsafeMutableBufferPointer<UInt8>? {
        guard count >= 0, place >= 0, place <= memory.count, count <= memory.count - place else { return nil }
        return unsafe UnsafeMutableBufferPointer(rebasing: memory[place..<place + count])
    }

    private func open(
        _ sealed: Span<UInt8>, _ nonce: [UInt8], _ more: [UInt8], into output: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        unsafe sealed.withUnsafeBufferPointer { sealed in
            guard sealed.count == output.count + Self.tagByteCount, let start = sealed.baseAddress else { return false }
            var nothing: UInt8 = 0
            let text = unsafe UnsafeBufferPointer(start: start, count: output.count)
            let tag = unsafe UnsafeMutableRawPointer(mutating: start + output.count)
            let isOpen = unsafe withUnsafeMutablePointer(to: &nothing) { nothing in
                unsafe begin(nonce, more, encrypting: false)
                    && EVP_CIPHER_CTX_ctrl(context.pointer, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagByteCount), tag) == 1
                    && transform(text, into: output.baseAddress ?? nothing)
            }
            if !isOpen {
                OpenSSL.forgetErrors()
                unsafe OPENSSL_cleanse(output.baseAddress, output.count)
            }
            return isOpen
        }
    }

    private static let notAuthentic = CryptographyError(
        .notAuthentic, "the encrypted bytes are not what was encrypted: they were changed, or the key is another one")

    /// Starts with a nonce and with what is authenticated alone.
    private func begin(_ nonce: [UInt8], _ more: [UInt8], encrypting: Bool) -> Bool {
        guard nonce.count == Self.nonceByteCount, let moreCount = Int32(exactly: more.count),
            unsafe EVP_CipherInit_ex(context.pointer, nil, nil, nil, nonce, encrypting ? 1 : 0) == 1
        else { return false }
        var written: Int32 = 0
        return unsafe moreCount == 0 || EVP_CipherUpdate(context.pointer, nil, &written, more, moreCount) == 1
    }

    /// Encrypts or decrypts, and ends: an answer of yes to a decryption says that the tag is right.
    private func transform(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>) -> Bool {
        var written: Int32 = 0
        guard unsafe update(input, into: output) else { return false }
        // In this mode the end writes no byte, but an address it must have.
        var rest = [UInt8](repeating: 0, count: 16)
        return unsafe EVP_CipherFinal_ex(context.pointer, &rest, &written) == 1
    }

    /// Encrypts or decrypts, and does not end.
    private func update(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>) -> Bool {
        var written: Int32 = 0
        guard let count = Int32(exactly: input.count) else { return false }
        return unsafe count == 0
            || EVP_CipherUpdate(context.pointer, output, &written, input.baseAddress, count) == 1 && written == count
    }
}
