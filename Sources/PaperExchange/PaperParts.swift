/// What one program writes to the other: parts, each with a kind and its bytes.
///
/// A part is a line `KIND COUNT` and behind it so many bytes; the line `end 0` says that nothing was cut off.
public struct PaperParts: Sendable, Equatable {
    /// What the bytes of a part are.
    public enum Kind: String, Sendable, CaseIterable {
        /// The description of a certificate, as JSON.
        case sheet
        /// A file to attach, or one that was attached.
        case file
        /// The name of the file that stood before.
        case name
        /// The text of a QR code.
        case code
        /// A text of which one stands in what is looked for, where that is no credential.
        case wanted
        /// A picture as it came: PNG or JPEG; or one that was drawn.
        case picture
        /// A whole PDF.
        case document
        /// The name of an error (``PaperError/Code``).
        case failure
        /// What the error is about.
        case subject
    }

    /// A part.
    public struct Part: Sendable, Equatable {
        /// What the bytes are.
        public let kind: Kind
        /// The bytes.
        public let bytes: [UInt8]
    }

    /// The most bytes that a message can have: 64 MiB.
    public static let byteLimit = 64 << 20
    /// The most parts that a message can have.
    public static let partLimit = 4_096

    /// The parts in their order.
    public private(set) var parts: [Part] = []

    /// Begins a message.
    public init() {}

    /// Adds a part.
    public mutating func append(_ kind: Kind, _ bytes: some Sequence<UInt8>) {
        parts.append(Part(kind: kind, bytes: Array(bytes)))
    }

    /// Adds what went wrong.
    public mutating func append(_ error: PaperError) {
        append(.failure, error.code.rawValue.utf8)
        append(.subject, error.subject.utf8)
    }

    /// The bytes of every part of a kind.
    public func all(_ kind: Kind) -> [[UInt8]] { parts.filter { $0.kind == kind }.map { $0.bytes } }

    /// The bytes of the first part of a kind.
    public func first(_ kind: Kind) -> [UInt8]? { parts.first { $0.kind == kind }?.bytes }

    /// The parts as bytes.
    public var bytes: [UInt8] {
        var result: [UInt8] = []
        for part in parts {
            result += Array("\(part.kind.rawValue) \(part.bytes.count)\n".utf8)
            result += part.bytes
        }
        return result + Array("end 0\n".utf8)
    }

    /// Reads a message.
    ///
    /// - Throws: ``PaperError`` with code `exchange` for bytes that are no whole message, or `tooLarge`.
    public init(parsing bytes: [UInt8]) throws(PaperError) {
        guard bytes.count <= Self.byteLimit else { throw PaperError(.tooLarge, String(Self.byteLimit)) }
        var rest = bytes[...]
        while true {
            // The longest line has a word, a space and eight digits.
            guard let end = rest.prefix(24).firstIndex(of: UInt8(ascii: "\n")) else { throw PaperError(.exchange) }
            let words = String(decoding: rest[..<end], as: UTF8.self).split(
                separator: " ", omittingEmptySubsequences: false)
            rest = rest[(end + 1)...]
            guard words.count == 2, let count = Int(words[1]), (0...rest.count).contains(count) else {
                throw PaperError(.exchange)
            }
            if words[0] == "end" {
                guard count == 0, rest.isEmpty else { throw PaperError(.exchange) }
                return
            }
            guard let kind = Kind(rawValue: String(words[0])), parts.count < Self.partLimit else {
                throw PaperError(.exchange)
            }
            parts.append(Part(kind: kind, bytes: Array(rest.prefix(count))))
            rest = rest.dropFirst(count)
        }
    }

    /// Throws the error that a message holds, if it holds one.
    ///
    /// - Throws: ``PaperError`` as the message says, or with code `exchange` for a code that nobody knows.
    public func throwFailure() throws(PaperError) {
        guard let name = first(.failure) else { return }
        guard let code = PaperError.Code(rawValue: String(decoding: name, as: UTF8.self)) else {
            throw PaperError(.exchange)
        }
        throw PaperError(code, String(decoding: first(.subject) ?? [], as: UTF8.self))
    }
}
