import Encodings

/// Reads what ``IndexWriter`` wrote; `nil` says that it did not write this.
struct IndexReader {
    /// What becomes of the texts.
    enum Texts {
        /// They are read.
        case read
        /// They are seen to be texts, and are empty: making each of a whole index costs more than all the rest.
        case check
        /// They are empty, and were seen to be texts before.
        case skip
    }

    private let bytes: [UInt8]
    private let handling: Texts

    /// Where the next value begins.
    private(set) var place: Int

    /// Where the bytes of the last text are.
    private(set) var lastText = 0..<0

    init(_ bytes: [UInt8], from place: Int = 0, texts: Texts = .read) {
        self.bytes = bytes
        self.place = place
        handling = texts
    }

    /// Whether everything was read.
    var isAtEnd: Bool { place == bytes.count }

    mutating func number() -> Int? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while place < bytes.count, shift < 64 {
            let byte = bytes[place]
            place += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return Int(bitPattern: UInt(value >> 1)) ^ -Int(value & 1) }
            shift += 7
        }
        return nil
    }

    /// A number of things that follow, each of at least one byte.
    mutating func count() -> Int? {
        guard let count = number(), count >= 0, count <= bytes.count - place else { return nil }
        return count
    }

    mutating func flag() -> Bool? {
        guard place < bytes.count, bytes[place] < 2 else { return nil }
        place += 1
        return bytes[place - 1] == 1
    }

    mutating func text() -> String? {
        switch handling {
        case .read: return wholeText()
        case .check: return passText() && isUTF8(lastText) ? "" : nil
        case .skip: return passText() ? "" : nil
        }
    }

    /// A text that is read in any case.
    mutating func wholeText() -> String? {
        guard passText() else { return nil }
        return unsafe bytes.span.extracting(lastText).withUnsafeBufferPointer { buffer in
            unsafe String(validating: buffer, as: UTF8.self)
        }
    }

    private mutating func passText() -> Bool {
        guard let count = count() else { return false }
        lastText = place..<place + count
        place += count
        return true
    }

    private func isUTF8(_ range: Range<Int>) -> Bool {
        (try? UTF8Span(validating: bytes.span.extracting(range))) != nil
    }

    mutating func texts() -> [String]? {
        guard let count = count() else { return nil }
        var result: [String] = []
        if handling == .read { result.reserveCapacity(count) }
        for _ in 0..<count {
            guard let text = text() else { return nil }
            if handling == .read { result.append(text) }
        }
        return result
    }

    mutating func optionalText() -> String?? {
        guard let isThere = flag() else { return nil }
        guard isThere else { return .some(nil) }
        guard let text = text() else { return nil }
        return .some(text)
    }

    mutating func bothTexts() -> SummaryClaims.Text? {
        guard let english = text(), let dutch = optionalText() else { return nil }
        return SummaryClaims.Text(english: english, dutch: dutch ?? english)
    }

    mutating func time() -> Timestamp?? {
        guard let isThere = flag() else { return nil }
        guard isThere else { return .some(nil) }
        guard let number = number(), let time = Timestamp(secondsSince1970: Int64(number)) else { return nil }
        return .some(time)
    }

    mutating func date() -> CalendarDate?? {
        guard let isThere = flag() else { return nil }
        guard isThere else { return .some(nil) }
        guard let number = number(), let date = CalendarDate(daysSince1970: number) else { return nil }
        return .some(date)
    }
}
