public import Encodings

/// A date and time of a validity period, as a document has it.
public enum ValidityTime: Sendable, Hashable {
    /// An instant.
    case instant(Timestamp)
    /// A time without offset from UTC, which names no instant; the one it names when it is read as UTC.
    ///
    /// Version 1.1 of the data model admits it; version 2.0, section 5.10, wants it read as UTC although it is wrong.
    case withoutOffset(Timestamp)
    /// No date and time.
    case malformed

    /// Reads a value.
    ///
    /// - Parameter rounding: which whole second stands for a time with a fraction.
    public static func read(_ node: JSONNode, rounding: Timestamp.Rounding = .down) -> ValidityTime {
        node.withUTF8 { read($0, rounding) } ?? .malformed
    }

    private static func read(_ text: Span<UInt8>, _ rounding: Timestamp.Rounding) -> ValidityTime {
        do throws(EncodingError) {
            return .instant(try Timestamp(parsing: text, rounding: rounding))
        } catch {
            guard error.code == .missingOffset else { return .malformed }
        }
        do throws(EncodingError) {
            return .withoutOffset(try Timestamp(parsing: text.array + [UInt8(ascii: "Z")], rounding: rounding))
        } catch {
            return .malformed
        }
    }

    /// The instant, where the text names one or is read as UTC.
    public var timestamp: Timestamp? {
        switch self {
        case .instant(let timestamp), .withoutOffset(let timestamp): timestamp
        case .malformed: nil
        }
    }
}
