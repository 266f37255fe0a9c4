import Storage

/// The header of a backup once more, behind its body: without a header nothing opens the rest.
///
///     testamur vault 1
///     {"bodyByteCount":…,"vaultId":"…"}
///     testamur header 0529
///
/// The last line says how many bytes the two before it have. A wallet has no copy, since it is written anew with every
/// change, and has the one before it beside it.
enum HeaderCopy {
    private static let mark = Array("testamur header ".utf8)
    private static let digitCount = 4
    private static let lineByteCount = mark.count + digitCount + 1

    /// What stands behind the body.
    static func bytes(of header: VaultHeader) -> [UInt8] {
        let bytes = header.bytes
        let digits = String(bytes.count)
        let zeros = String(repeating: "0", count: max(0, digitCount - digits.utf8.count))
        return bytes + mark + Array((zeros + digits).utf8) + [0x0A]
    }

    /// The header that stands at the end of a file; `nil` where there is none that can be read.
    static func read(_ file: ReadableFile, accepting costs: DerivationCosts) -> VaultHeader? {
        guard let count = byteCount(file) else { return nil }
        let bytes = self.bytes(count, of: file, from: file.byteCount - lineByteCount - count)
        guard let found = try? VaultHeader.read(bytes, accepting: costs), found.byteCount == count else { return nil }
        return found.header
    }

    /// Whether a file ends as a backup does.
    static func stands(in file: ReadableFile) -> Bool { byteCount(file) != nil }

    /// Whether there is nothing in a file from a place on, or the copy of a header to its last bit.
    static func isEnd(of file: ReadableFile, from place: Int, under header: VaultHeader) -> Bool {
        guard place != file.byteCount else { return true }
        let expected = bytes(of: header)
        return file.byteCount - place == expected.count && bytes(expected.count, of: file, from: place) == expected
    }

    /// How many bytes the header has, as the last line says.
    private static func byteCount(_ file: ReadableFile) -> Int? {
        guard file.byteCount > lineByteCount else { return nil }
        let line = bytes(lineByteCount, of: file, from: file.byteCount - lineByteCount)
        let digits = line.dropFirst(mark.count).dropLast()
        guard line.starts(with: mark), line.last == 0x0A, digits.count == digitCount,
            digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
            let count = Int(String(decoding: digits, as: UTF8.self)),
            1...min(VaultHeader.byteLimit, file.byteCount - lineByteCount) ~= count
        else { return nil }
        return count
    }

    private static func bytes(_ count: Int, of file: ReadableFile, from place: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var room = bytes.mutableSpan
        let found = (try? file.read(count, from: place, into: &room)) ?? 0
        return Array(bytes.prefix(found))
    }
}
