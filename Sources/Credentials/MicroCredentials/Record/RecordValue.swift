public import Encodings

/// A value in a record: how it was written, and what it means if it has the form that the field asks for.
public struct RecordValue<Value: Sendable & Equatable>: Sendable {
    /// What was written.
    public let text: RecordText
    /// What it means; `nil` when it does not have the form.
    public let value: Value?
}

extension RecordValue: Equatable {
    /// Values are equal when they mean the same, or when neither means anything and they were written alike.
    public static func == (left: RecordValue, right: RecordValue) -> Bool {
        left.value == right.value && (left.value != nil || left.text == right.text)
    }
}

extension RecordValue where Value == ExactDecimal {
    /// Reads a decimal number.
    ///
    /// In our own terms it is a JSON string: a JSON number would get another type under RDF canonicalization.
    public init(_ text: RecordText) {
        self.init(text: text, value: text.withBytes { ExactDecimal($0) })
    }
}

extension RecordValue where Value == Int {
    /// Reads a whole number of 0...1,000,000: a JSON number, or digits that somebody wrote.
    public init(_ text: RecordText) {
        let digits = text.node?.kind == .number ? text.node?.receivedBytes ?? [] : text.bytes
        var value = 0
        for byte in digits {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte, value <= 100_000 else {
                self.init(text: text, value: nil)
                return
            }
            value = value * 10 + Int(byte) - 0x30
        }
        self.init(text: text, value: digits.isEmpty || value > 1_000_000 ? nil : value)
    }
}

extension RecordValue where Value == CalendarDate {
    /// Reads a date, or the date of a time: `2026-06-26`, `2026-06-26T00:00:00Z`.
    public init(_ text: RecordText) {
        self.init(text: text, value: text.withBytes { CalendarDate(startOfDateOrTime: $0) })
    }
}

extension RecordValue where Value == Timestamp {
    /// Reads a time such as `2026-06-30T10:00:00Z`.
    public init(_ text: RecordText) {
        self.init(text: text, value: text.withBytes { Timestamp(orNil: $0) })
    }
}

extension CalendarDate {
    /// Reads a date, or the date of a time with its offset; `nil` for anything else.
    init?(startOfDateOrTime text: Span<UInt8>) {
        guard text.count <= 10 || Timestamp(orNil: text) != nil,
            let date = try? CalendarDate(parsing: text.extracting(first: 10))
        else { return nil }
        self = date
    }
}

extension Timestamp {
    /// Reads a time; `nil` for anything else.
    init?(orNil text: Span<UInt8>) {
        guard let time = try? Timestamp(parsing: text) else { return nil }
        self = time
    }
}
