import CUTF8Proc
import Cryptography

/// A passphrase in the one form in which it derives a key, whatever keyboard it was typed on.
///
/// The same characters come in several encodings: an é as one character or as two, full-width letters. The form is NFKC
/// (UAX #15). ASCII is in this form as it is.
enum Passphrase {
    /// The most bytes of a passphrase.
    static let byteLimit = 1_023

    /// Writes a passphrase in form NFKC; nothing of it stands in memory that is not overwritten.
    ///
    /// - Throws: ``WalletError`` with code `passphraseUnusable` for one that is empty, too long or not UTF-8.
    static func normalized(_ passphrase: SecretBytes) throws(WalletError) -> SecretBytes {
        guard 1...byteLimit ~= passphrase.count else {
            throw WalletError(
                .passphraseUnusable, "a passphrase has 1 to \(byteLimit) bytes, found \(passphrase.count)")
        }
        let isASCII = passphrase.withSpan { span in span.indices.allSatisfy { span[$0] < 0x80 } }
        if isASCII { return passphrase }
        guard
            let normalized = try WalletError.ofCryptography({ () throws(CryptographyError) in try compose(passphrase) })
        else { throw WalletError(.passphraseUnusable, "expected a passphrase in UTF-8, found other bytes") }
        return normalized
    }

    private static func compose(_ passphrase: SecretBytes) throws(CryptographyError) -> SecretBytes? {
        // The longest that one character decomposes to is 18 code points, in 4 bytes each; a byte more is written.
        let capacity = passphrase.count * 18 + 4
        let codePoints = UnsafeMutablePointer<utf8proc_int32_t>.allocate(capacity: capacity)
        unsafe codePoints.initialize(repeating: 0, count: capacity)
        defer {
            let room = unsafe UnsafeMutableRawBufferPointer(start: codePoints, count: capacity * 4)
            unsafe SecretMemory.cleanse(room)
            unsafe codePoints.deallocate()
        }
        let count = passphrase.withSpan { span in
            unsafe span.withUnsafeBufferPointer { bytes in
                unsafe utf8proc_decompose(
                    bytes.baseAddress, bytes.count, codePoints, capacity - 1, utf8proc_nfkc())
            }
        }
        guard count >= 0, count < capacity else { return nil }
        let written = unsafe utf8proc_reencode(codePoints, count, utf8proc_nfkc())
        guard written > 0, written <= capacity * 4 else { return nil }
        let bytes = unsafe UnsafeRawBufferPointer(start: codePoints, count: written).assumingMemoryBound(to: UInt8.self)
        return try unsafe SecretBytes(copying: bytes.span)
    }
}
