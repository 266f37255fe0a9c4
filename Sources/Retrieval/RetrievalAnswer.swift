/// How the program with the network answers: one line, behind which the file stands if there is one.
public enum RetrievalAnswer: Sendable, Equatable {
    /// The file has so many bytes, which follow.
    case file(byteCount: Int)
    /// The server says that there is no such file.
    case absent
    /// The file could not be fetched.
    case failure(RetrievalError)

    /// The most bytes that a line can have.
    public static let lineLimit = 2_048

    /// The answer on its line, with the line feed.
    public var line: [UInt8] {
        switch self {
        case .file(let byteCount): Array("FILE \(byteCount)\n".utf8)
        case .absent: Array("NONE\n".utf8)
        case .failure(let error): Array("FAIL \(error.code.rawValue) \(Self.escaped(error.subject))\n".utf8)
        }
    }

    /// Reads a line, without its line feed.
    ///
    /// - Throws: ``RetrievalError`` with code `programFailed` for a line that is no answer.
    public init(parsing line: some Sequence<UInt8>) throws(RetrievalError) {
        let words = String(decoding: Array(line), as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
        switch (words.first, words.count) {
        case ("FILE", 2):
            guard let byteCount = Int(words[1]), byteCount >= 0 else { break }
            self = .file(byteCount: byteCount)
            return
        case ("NONE", 1):
            self = .absent
            return
        case ("FAIL", 3):
            guard let code = RetrievalError.Code(rawValue: String(words[1])),
                let subject = Self.unescaped(words[2].utf8)
            else { break }
            self = .failure(RetrievalError(code, subject))
            return
        default: break
        }
        throw RetrievalError(.programFailed)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    /// A text in which everything but visible ASCII stands as percent signs with two digits, cut to what a line holds.
    private static func escaped(_ text: String) -> String {
        let bytes = text.utf8.prefix(600).flatMap { byte -> [UInt8] in
            guard (0x21...0x7E).contains(byte), byte != UInt8(ascii: "%") else {
                return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
            return [byte]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func unescaped(_ text: Substring.UTF8View) -> String? {
        var bytes: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap({ digits.firstIndex(of: $0) }),
                let low = rest.popFirst().flatMap({ digits.firstIndex(of: $0) })
            else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
