import Encodings

/// One PEM block: a label and the bytes that stand in base64 under it.
///
/// Source: RFC 7468, section 3, read strictly: one block, nothing before or after it but blank space, whole lines of
/// base64 with its padding and without stray bits. A key file that was changed by a byte shall not read as before.
struct PEMDocument {
    /// Size of the largest file that is read, in bytes; a key file has some hundreds.
    static let maximumByteCount = 65_536

    /// What the header line says, for example `ENCRYPTED PRIVATE KEY`.
    let label: String

    /// The content.
    private(set) var bytes: [UInt8]

    private static let lineByteCount = 64
}

extension PEMDocument {
    /// Reads a file.
    ///
    /// - Throws: ``CryptographyError`` with code `keyFileTooLarge`, `keyFileNotPEM`, `keyFileTruncated` or
    ///   `keyFileBadBase64`.
    static func read(_ file: [UInt8]) throws(CryptographyError) -> PEMDocument {
        guard file.count <= maximumByteCount else {
            throw CryptographyError(
                .keyFileTooLarge, "a key file has at most \(maximumByteCount) bytes, found \(file.count)")
        }
        let all = file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(withoutTrailingSpace)
        guard let first = all.firstIndex(where: { !$0.isEmpty }), let last = all.lastIndex(where: { !$0.isEmpty })
        else {
            throw CryptographyError(.keyFileNotPEM, "the key file is empty")
        }
        let lines = all[first...last]
        guard let header = lines.first, let label = label(of: header, "-----BEGIN ") else {
            throw CryptographyError(.keyFileNotPEM, "a key file starts with a line \"-----BEGIN …-----\", found none")
        }
        let rest = lines.dropFirst()
        guard let end = rest.firstIndex(where: { $0.starts(with: "-----".utf8) }) else {
            throw CryptographyError(
                .keyFileTruncated, "the key file has no line \"-----END \(label)-----\"; its end is missing")
        }
        guard self.label(of: rest[end], "-----END ") == label else {
            throw CryptographyError(.keyFileTruncated, "the block \"\(label)\" ends with a footer of another label")
        }
        guard end == last else {
            throw CryptographyError(.keyFileNotPEM, "expected nothing after the line \"-----END \(label)-----\"")
        }
        return PEMDocument(label: label, bytes: try decode(rest[..<end]))
    }

    private static func withoutTrailingSpace(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while let last = line.last,
            last == UInt8(ascii: "\r") || last == UInt8(ascii: " ") || last == UInt8(ascii: "\t")
        {
            line.removeLast()
        }
        return line
    }

    /// The label in a line of the form `-----BEGIN LABEL-----`: capital letters, digits and single spaces.
    private static func label(of line: ArraySlice<UInt8>, _ start: String) -> String? {
        let end = Array("-----".utf8)
        guard line.starts(with: start.utf8), line.count > start.utf8.count + end.count,
            line.suffix(5).elementsEqual(end)
        else { return nil }
        let label = line.dropFirst(start.utf8.count).dropLast(end.count)
        let isLabel = label.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "): true
            default: false
            }
        }
        guard isLabel, label.count <= 64 else { return nil }
        return String(decoding: label, as: UTF8.self)
    }

    private static func decode(_ lines: ArraySlice<ArraySlice<UInt8>>) throws(CryptographyError) -> [UInt8] {
        guard let width = lines.first?.count, width > 0 else {
            throw CryptographyError(.keyFileBadBase64, "the key file has no content between its first and last line")
        }
        var characters: [UInt8] = []
        for (index, line) in zip(lines.indices, lines) {
            let isLast = index == lines.endIndex - 1
            // All lines but the last are of one length: a line that was cut, joined or split shows.
            guard line.count == width || isLast && line.count < width, !line.isEmpty, width <= 76 else {
                throw CryptographyError(
                    .keyFileBadBase64,
                    "line \(index + 1) of the key file has \(line.count) characters, expected \(width)")
            }
            characters += line
        }
        do throws(EncodingError) {
            return try Base64.decode(characters)
        } catch {
            // The reason would quote a character, and this may be a key.
            throw CryptographyError(
                .keyFileBadBase64, "expected base64 in the key file, found something else (\(error.code.rawValue))")
        }
    }
}

extension PEMDocument {
    /// Overwrites the content, where it is a secret.
    mutating func overwrite() {
        OpenSSL.cleanse(&bytes)
        bytes = []
    }

    /// The file: header, lines of 64 characters, footer.
    func write() -> [UInt8] {
        var file = Array("-----BEGIN \(label)-----\n".utf8)
        let characters = Array(Base64.encode(bytes).utf8)
        for start in stride(from: 0, to: characters.count, by: Self.lineByteCount) {
            file += characters[start..<min(start + Self.lineByteCount, characters.count)]
            file.append(UInt8(ascii: "\n"))
        }
        file += Array("-----END \(label)-----\n".utf8)
        return file
    }
}
