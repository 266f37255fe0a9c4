import Encodings

/// Writes the values of the index of a vault one after the other, numbers in as few bytes as they need.
struct IndexWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ number: Int) {
        // A sign would make every negative number nine bytes long.
        var rest = UInt64(bitPattern: Int64(number << 1 ^ number >> 63))
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Writes what was written before.
    mutating func write(_ written: ArraySlice<UInt8>) { bytes += written }

    mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    mutating func write(_ text: String) {
        write(text.utf8.count)
        bytes += text.utf8
    }

    mutating func write(_ texts: [String]) {
        write(texts.count)
        for text in texts { write(text) }
    }

    mutating func write(_ text: String?) {
        write(text != nil)
        if let text { write(text) }
    }

    mutating func write(_ text: SummaryClaims.Text) {
        write(text.english)
        // Most texts are in one language alone.
        write(text.dutch.utf8.elementsEqual(text.english.utf8) ? nil : text.dutch)
    }

    mutating func write(_ time: Timestamp?) {
        write(time != nil)
        if let time { write(Int(time.secondsSince1970)) }
    }

    mutating func write(_ date: CalendarDate?) {
        write(date != nil)
        if let date { write(date.daysSince1970) }
    }
}
