import Encodings

/// The members of a JSON object in the making; what is not there is left out.
struct ObjectBuilder {
    private var members: [(name: String, value: JSONValue)] = []

    /// The object.
    var object: JSONValue { .object(members) }

    /// The object, or `nil` when it has no member.
    var objectIfAny: JSONValue? { members.isEmpty ? nil : object }

    mutating func add(_ name: String, _ value: JSONValue?) {
        guard let value else { return }
        members.append((name, value))
    }

    mutating func add(_ name: String, _ text: RecordText?) { add(name, text.map { JSONValue.string($0.string) }) }

    /// Adds an array of texts, unless it is empty.
    mutating func add(_ name: String, _ texts: [RecordText]) {
        add(name, texts.isEmpty ? nil : .array(texts.map { .string($0.string) }))
    }

    /// Adds one text as a string and several as an array, for terms that are mostly single.
    mutating func addOneOrMore(_ name: String, _ texts: [RecordText]) {
        if texts.count == 1 { add(name, texts.first) } else { add(name, texts) }
    }

    /// Adds an array, unless it is empty.
    mutating func addArray(_ name: String, _ values: [JSONValue]) {
        add(name, values.isEmpty ? nil : .array(values))
    }

    /// Adds a decimal as a string.
    mutating func add(_ name: String, _ decimal: RecordValue<ExactDecimal>?) {
        add(name, decimal.map { JSONValue.string($0.value?.description ?? $0.text.string) })
    }

    /// Adds a whole number as a JSON number.
    mutating func add(_ name: String, _ number: RecordValue<Int>?) {
        add(name, number.map { $0.value.map { .number(String($0)) } ?? .string($0.text.string) })
    }

    /// Adds a date as a string.
    mutating func add(_ name: String, _ date: RecordValue<CalendarDate>?) {
        add(name, date.map { JSONValue.string($0.value?.description ?? $0.text.string) })
    }

    /// Adds the start of a day in UTC, for properties of Open Badges that hold a time where only a day is meant.
    mutating func addDayAsTime(_ name: String, _ date: RecordValue<CalendarDate>?) {
        add(name, date.map { JSONValue.string($0.value.map { "\($0)T00:00:00Z" } ?? $0.text.string) })
    }

    /// Adds a time as a string.
    mutating func add(_ name: String, _ time: RecordValue<Timestamp>?) {
        add(name, time.map { JSONValue.string($0.value?.description ?? $0.text.string) })
    }

    /// Adds the translations of a text by language.
    ///
    /// The tags are in lower case: some implementations of JSON-LD keep capitals and others do not (JSON-LD 1.1 API,
    /// section 5.1.2), and a signature over linked data is to hold with both.
    mutating func addTranslations(_ name: String, of text: LocalizedText) {
        guard !text.translations.isEmpty else { return }
        add(name, .object(text.translations.map { ($0.language.string.lowercased(), .string($0.text.string)) }))
    }
}
