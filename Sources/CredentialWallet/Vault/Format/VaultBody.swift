import Cryptography
import Database
import Storage

/// The body of a vault: the image of a database, encrypted in pieces.
///
/// Each piece has 64 KiB of the image (the last one what is left) and its tag. The nonce counts the pieces and says which
/// is the last, so that none can be moved, left out or added; the key is that of one header alone. Everything in the file
/// is thereby authentic to the last bit before a database sees any of it; only where what is left of a damaged backup is
/// saved, each record is asked for itself.
enum VaultBody {
    /// Size of a piece before it is encrypted, in bytes.
    static let pieceByteCount = 65_536

    /// The most pieces, so that counting them stays far from overflowing: 64 GiB.
    private static let pieceLimit = 1 << 20

    /// The size of a body after it is encrypted; `nil` for one that is too large to be.
    static func sealedByteCount(of count: Int) -> Int? {
        let pieces = self.pieces(of: count)
        return pieces <= pieceLimit ? count + pieces * AES256GCM.tagByteCount : nil
    }

    private static func pieces(of count: Int) -> Int {
        max(1, count / pieceByteCount + (count % pieceByteCount == 0 ? 0 : 1))
    }

    /// Encrypts an image, and gives the whole file.
    static func seal(_ image: [UInt8], under header: VaultHeader, with keys: VaultKeys) throws(WalletError) -> [UInt8] {
        var file = header.bytes
        let start = file.count
        let cipher = try WalletError.ofCryptography { () throws(CryptographyError) in
            try keys.bodyCipher(file, salt: header.salt)
        }
        guard let sealedCount = sealedByteCount(of: image.count) else {
            throw WalletError(.tooLarge, "the wallet is larger than a wallet can be")
        }
        file += [UInt8](repeating: 0, count: sealedCount)
        let count = pieces(of: image.count)
        for number in 0..<count {
            let plain = min(number * pieceByteCount, image.count)..<min((number + 1) * pieceByteCount, image.count)
            let place = start + number * (pieceByteCount + AES256GCM.tagByteCount)
            try WalletError.ofCryptography { () throws(CryptographyError) in
                var output = file.mutableSpan
                try cipher.seal(
                    image.span.extracting(plain), nonce: nonce(number, isLast: number == count - 1),
                    authenticating: [], into: &output, at: place)
            }
        }
        return file
    }

    /// Decrypts the body of a file.
    ///
    /// - Returns: The database.
    /// - Throws: ``WalletError`` with code `vaultDamaged` or `failed`.
    static func open(
        _ file: ReadableFile, under header: VaultHeader, from start: Int, with keys: VaultKeys
    ) throws(WalletError) -> Database {
        guard let sealedCount = sealedByteCount(of: header.bodyByteCount),
            HeaderCopy.isEnd(of: file, from: start + sealedCount, under: header)
        else {
            throw WalletError(
                .vaultDamaged, "the file of the wallet is damaged: expected it to have another size than it has")
        }
        return try Database.memory(byteCount: header.bodyByteCount) {
            (image: inout MutableSpan<UInt8>) throws(WalletError) in
            let damaged = try decrypt(file, header, start, keys, keepingDamaged: false, into: &image)
            guard damaged == 0 else {
                throw WalletError(.vaultDamaged, "the file of the wallet is damaged: it is not what was written")
            }
        }
    }

    /// Decrypts a file that is damaged or cut off: where a bit was changed, that bit is changed in the image, and nothing
    /// else; where the file ends, there are zeros.
    ///
    /// What is read from it must be authentic by itself: each record is.
    ///
    /// - Returns: What is left of the image of the database, which no database is to read, and how many pieces of it are
    ///   not what was written.
    static func salvage(
        _ file: ReadableFile, under header: VaultHeader, from start: Int, with keys: VaultKeys
    ) throws(WalletError) -> (image: [UInt8], damagedCount: Int) {
        guard sealedByteCount(of: header.bodyByteCount) != nil,
            header.bodyByteCount <= max(1 << 20, file.byteCount) * 2
        else { throw VaultHeader.damaged }
        var image = [UInt8](repeating: 0, count: header.bodyByteCount)
        var room = image.mutableSpan
        let damagedCount = try decrypt(file, header, start, keys, keepingDamaged: true, into: &room)
        return (image, damagedCount)
    }

    /// Decrypts piece by piece, and tells how many were not authentic.
    ///
    /// A piece is read and decrypted before the next one is: memory for the whole file would cost more than the cipher.
    private static func decrypt(
        _ file: ReadableFile, _ header: VaultHeader, _ start: Int, _ keys: VaultKeys, keepingDamaged: Bool,
        into image: inout MutableSpan<UInt8>
    ) throws(WalletError) -> Int {
        let cipher = try WalletError.ofCryptography { () throws(CryptographyError) in
            try keys.bodyCipher(header.bytes, salt: header.salt)
        }
        let size = header.bodyByteCount
        let count = pieces(of: size)
        var piece = [UInt8](repeating: 0, count: pieceByteCount + AES256GCM.tagByteCount)
        var damaged = 0
        for number in 0..<count {
            let plain = min(number * pieceByteCount, size)..<min((number + 1) * pieceByteCount, size)
            let sealed = 0..<plain.count + AES256GCM.tagByteCount
            let place = start + number * (pieceByteCount + AES256GCM.tagByteCount)
            var room = piece.mutableSpan
            let found: Int
            do throws(StorageError) { found = try file.read(sealed.count, from: place, into: &room) } catch {
                throw WalletError(error)
            }
            // What stood there before is another piece: where the file ends, there is nothing instead.
            for index in found..<sealed.count { room[index] = 0 }
            do throws(CryptographyError) {
                try cipher.open(
                    piece.span.extracting(sealed), nonce: nonce(number, isLast: number == count - 1),
                    authenticating: [], into: &image, at: plain.lowerBound)
            } catch {
                damaged += 1
                guard keepingDamaged else { continue }
                try WalletError.ofCryptography { () throws(CryptographyError) in
                    try cipher.decryptUnauthenticated(
                        piece.span.extracting(0..<min(found, plain.count)),
                        nonce: nonce(number, isLast: number == count - 1), into: &image, at: plain.lowerBound)
                }
            }
        }
        return damaged
    }

    /// The number of a piece, and whether it is the last.
    private static func nonce(_ number: Int, isLast: Bool) -> [UInt8] {
        [0, 0, 0] + withBigEndianBytes(of: UInt64(number)) + [isLast ? 1 : 0]
    }

    /// A number in eight bytes, the greatest first.
    static func withBigEndianBytes(of number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * $0)) }
    }
}
