import Encodings

/// Reads what ``IndexWriter`` wrote; `nil` says that it did not write this.
struct IndexReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

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
        guard let count = count() else { return nil }
        let text = unsafe bytes.span.extracting(place..<place + count).withUnsafeBufferPointer { buffer in
            unsafe String(validating: buffer, as: UTF8.self)
        }
        place += count
        return text
    }

    mutating func texts() -> [String]? {
        guard let count = count() else { return nil }
        var texts: [String] = []
        texts.reserveCapacity(count)
        for _ in 0..<count {
            guard let text = text() else { return nil }
            texts.append(text)
        }
        return texts
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
