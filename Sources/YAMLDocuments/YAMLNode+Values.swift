/// What a value is taken for is decided by who asks, never by how the text happens to look.
extension YAMLNode {
    /// The value as text, exactly as written: `no`, `012`, `1.10` and `2026-06-30` stay what they are.
    ///
    /// - Parameter allowsEmpty: whether text without any visible character will do, which has to be written in quotes.
    /// - Throws: ``YAMLError`` with code `emptyValue` where nothing, `~` or `null` stands, or `wrongKind`.
    public func text(allowsEmpty: Bool = false) throws(YAMLError) -> String {
        let scalar = try scalar(expecting: "text")
        let isBlank = scalar.text.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
        guard allowsEmpty || !isBlank else {
            throw YAMLError(.emptyValue, "expected text, found empty text", hint: "Write the text.", at: position)
        }
        return scalar.text
    }

    /// The value as a whole number, written in digits with or without a minus sign, and without quotes.
    ///
    /// A leading zero, a plus sign, `1_000`, `0x1F` and `6.0` are refused: other readers of YAML take them for other
    /// numbers, or for text.
    ///
    /// - Throws: ``YAMLError`` with code `emptyValue`, `wrongKind`, `notInteger`, or `outOfRange` outside of `range`.
    public func integer(in range: ClosedRange<Int>? = nil) throws(YAMLError) -> Int {
        let expected = "a whole number" + (range.map { " from \($0.lowerBound) to \($0.upperBound)" } ?? "")
        let scalar = try scalar(expecting: expected)
        guard scalar.style == .plain, NumberForm(scalar.text) == .integer else {
            throw YAMLError(
                .notInteger, "expected \(expected), found \(found(scalar))", hint: integerHint(scalar), at: position)
        }
        guard let value = Int(scalar.text), range?.contains(value) ?? true else {
            throw YAMLError(.outOfRange, "expected \(expected), found \(found(scalar))", at: position)
        }
        return value
    }

    /// The value as a decimal number in the digits in which it is written, for example `3`, `-0.5` or `2.50`.
    ///
    /// It stays text, so that nothing is rounded and no zero is lost.
    ///
    /// - Throws: ``YAMLError`` with code `emptyValue`, `wrongKind` or `notDecimal`.
    public func decimal() throws(YAMLError) -> String {
        let scalar = try scalar(expecting: "a number")
        guard scalar.style == .plain, NumberForm(scalar.text) != nil else {
            throw YAMLError(
                .notDecimal, "expected a number, found \(found(scalar))", hint: decimalHint(scalar), at: position)
        }
        return scalar.text
    }

    /// The value as `true` or `false`, written so and without quotes.
    ///
    /// `yes`, `no`, `on` and `off` are refused: YAML 1.1 took them for truth values, and 1.2 takes them for text.
    ///
    /// - Throws: ``YAMLError`` with code `emptyValue`, `wrongKind` or `notBoolean`.
    public func boolean() throws(YAMLError) -> Bool {
        let scalar = try scalar(expecting: "true or false")
        if scalar.style == .plain {
            if scalar.text.utf8.elementsEqual("true".utf8) { return true }
            if scalar.text.utf8.elementsEqual("false".utf8) { return false }
        }
        throw YAMLError(
            .notBoolean, "expected true or false, found \(found(scalar))",
            hint: "Write true or false, in small letters and without quotes.", at: position)
    }

    /// The value as one of some words, each of which may be quoted.
    ///
    /// - Throws: ``YAMLError`` with code `emptyValue`, `wrongKind` or `notOneOf`.
    public func choice(of words: [String]) throws(YAMLError) -> String {
        let expected = words.map { YAMLError.quoted($0) }.joined(separator: ", ")
        let scalar = try scalar(expecting: "one of " + expected)
        if let word = words.first(where: { $0.utf8.elementsEqual(scalar.text.utf8) }) { return word }
        throw YAMLError(
            .notOneOf, "expected one of \(expected), found \(foundWord(scalar))",
            hint: SpellingSuggestion.closest(to: scalar.text, among: words).map { "Did you mean \($0)?" },
            at: position)
    }

    /// The items of the value, which is a list.
    ///
    /// - Throws: ``YAMLError`` with code `emptyValue` or `wrongKind`, or `wrongCount` outside of `count`.
    public func items(count range: ClosedRange<Int>? = nil) throws(YAMLError) -> [YAMLNode] {
        guard case .sequence(let items) = content else {
            throw otherKind(
                than: "a list", hint: "Write each item on a line of its own that begins with a dash and a space.")
        }
        guard range?.contains(items.count) ?? true else {
            let bounds = range.map { Self.words(for: $0) } ?? ""
            throw YAMLError(.wrongCount, "expected a list of \(bounds), found \(items.count)", at: position)
        }
        return items
    }

    /// The keys and values of the value, which is a mapping.
    ///
    /// - Throws: ``YAMLError`` with code `emptyValue` or `wrongKind`.
    public func mapping() throws(YAMLError) -> YAMLMapping {
        guard case .mapping(let mapping) = content else {
            throw otherKind(
                than: "keys with values",
                hint: "Write each key on a line of its own, with a colon and a space before its value.")
        }
        return mapping
    }

    private func scalar(expecting expected: String) throws(YAMLError) -> YAMLScalar {
        guard case .scalar(let scalar) = content else { throw otherKind(than: expected, hint: nil) }
        guard !scalar.isNull else {
            let hint = scalar.text.isEmpty ? nil : "If \(scalar.text) is meant as text, put it in quotes."
            throw YAMLError(.emptyValue, "expected \(expected), found nothing", hint: hint, at: position)
        }
        return scalar
    }

    private func otherKind(than expected: String, hint: String?) -> YAMLError {
        YAMLError(
            isNull ? .emptyValue : .wrongKind, "expected \(expected), found \(words)", hint: hint, at: position)
    }

    private static func words(for range: ClosedRange<Int>) -> String {
        if range.upperBound == .max { return "at least \(range.lowerBound)" }
        return range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    }

    /// What stands there, shown only if it looks like a number or a truth value: other text can be personal.
    private func found(_ scalar: YAMLScalar) -> String {
        let truthValues = ["yes", "no", "on", "off", "y", "n", "true", "false"]
        let isNumber = scalar.text.utf8.first.map { (0x30...0x39).contains($0) || (0x2B...0x2E).contains($0) } ?? false
        guard isNumber || truthValues.contains(scalar.text.lowercased()) else {
            return scalar.style == .plain ? "other text" : "text in quotes"
        }
        return foundWord(scalar)
    }

    /// What stands there where one of some words is expected, shown only if it is a short word itself.
    private func foundWord(_ scalar: YAMLScalar) -> String {
        let isWord = scalar.text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B...0x2F, 0x3A, 0x5F: true
            default: false
            }
        }
        guard isWord, (1...24).contains(scalar.text.utf8.count) else {
            return scalar.style == .plain ? "other text" : "text in quotes"
        }
        return scalar.style == .plain ? scalar.text : YAMLError.quoted(scalar.text) + " in quotes"
    }

    private func integerHint(_ scalar: YAMLScalar) -> String {
        if scalar.style != .plain, NumberForm(scalar.text) == .integer { return "Remove the quotes." }
        if NumberForm.hasLeadingZero(scalar.text) { return "Remove the zeros in front." }
        return "Write digits alone, for example 12."
    }

    private func decimalHint(_ scalar: YAMLScalar) -> String {
        if scalar.style != .plain, NumberForm(scalar.text) != nil { return "Remove the quotes." }
        if NumberForm.hasLeadingZero(scalar.text) { return "Remove the zeros in front." }
        let pointed = String(decoding: scalar.text.utf8.map { $0 == 0x2C ? 0x2E : $0 }, as: UTF8.self)
        if NumberForm(pointed) == .decimal { return "Write a point instead of the comma: \(pointed)" }
        return "Write digits, with a point before the decimals, for example 2.5."
    }
}
