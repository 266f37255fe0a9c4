import Testing
import YAMLDocuments

@Suite("Values")
struct YAMLValueTests {
    /// The value of the key `v` in a document of one line.
    private static func value(_ text: String) throws -> YAMLNode {
        guard case .mapping(let mapping) = try document("v: \(text)\n").root.content, let node = mapping["v"] else {
            throw YAMLError(.empty, "no value", at: .start)
        }
        return node
    }

    private static func code(_ body: () throws -> Void) -> YAMLError? {
        do { try body() } catch { return error as? YAMLError }
        return nil
    }

    @Test(
        "text is what is written",
        arguments: [
            ("no", "no"), ("yes", "yes"), ("012", "012"), ("1.10", "1.10"), ("2026-06-30", "2026-06-30"),
            ("true", "true"),
            ("'null'", "null"), ("\"~\"", "~"), ("0x1F", "0x1F"), ("' a '", " a "), ("a b", "a b"), ("NO", "NO"),
            ("nUll", "nUll"), ("None", "None"),
        ])
    func text(_ written: String, _ expected: String) throws {
        #expect(try Self.value(written).text() == expected)
    }

    @Test(
        "nothing is not text, and neither is empty text unless it will do",
        arguments: [
            ("", nil), ("~", nil), ("null", nil), ("Null", nil), ("NULL", nil), ("\"\"", ""), ("' '", " "),
            ("\"\\n\"", "\n"),
            ("\"\u{A0}\"", "\u{A0}"),
        ] as [(String, String?)])
    func emptyText(_ written: String, _ allowed: String?) throws {
        let node = try Self.value(written)
        #expect(Self.code { _ = try node.text() }?.code == .emptyValue)
        #expect(node.isNull == (allowed == nil))
        if let allowed {
            #expect(try node.text(allowsEmpty: true) == allowed)
        } else {
            #expect(Self.code { _ = try node.text(allowsEmpty: true) }?.code == .emptyValue)
        }
        let hint = Self.code { _ = try node.text() }?.hint
        #expect(
            hint
                == (node.isNull
                    ? (written.isEmpty ? nil : "If \(written) is meant as text, put it in quotes.") : "Write the text.")
        )
    }

    @Test(
        "whole numbers are digits",
        arguments: [
            ("0", 0), ("6", 6), ("-12", -12), ("1000000", 1_000_000), ("9223372036854775807", Int.max),
            ("-9223372036854775808", Int.min),
        ])
    func integers(_ written: String, _ expected: Int) throws {
        #expect(try Self.value(written).integer() == expected)
        #expect(try Self.value(written).decimal() == written)
    }

    @Test(
        "what other readers take for other numbers is no whole number",
        arguments: [
            ("012", "Remove the zeros in front."), ("00", "Remove the zeros in front."), ("0o14", ""), ("0x1F", ""),
            ("0b11", ""), ("1_000", ""), ("1,000", ""), ("1.000", ""), ("6.0", ""), ("+6", ""), ("-0", ""), ("1e3", ""),
            ("12:30", ""), ("six", ""), ("'6'", "Remove the quotes."), ("\"6\"", "Remove the quotes."), ("6 ECTS", ""),
            ("٦", ""), ("６", ""), (".5", ""), ("--1", ""), ("yes", ""), ("6-", ""),
        ])
    func notIntegers(_ written: String, _ hint: String) throws {
        let node = try Self.value(written)
        let error = Self.code { _ = try node.integer() }
        #expect(error?.code == .notInteger)
        #expect(error?.hint == (hint.isEmpty ? "Write digits alone, for example 12." : hint))
        #expect(error?.position == YAMLPosition(line: 1, column: 4))
    }

    @Test(
        "numbers outside of the range, or of what a computer counts, are named as such",
        arguments: [
            ("0", 1...60, "expected a whole number from 1 to 60, found 0"),
            ("61", 1...60, "expected a whole number from 1 to 60, found 61"),
            ("9223372036854775808", nil, "expected a whole number, found 9223372036854775808"),
            ("99999999999999999999999999", nil, "expected a whole number, found other text"),
        ] as [(String, ClosedRange<Int>?, String)])
    func outOfRange(_ written: String, _ range: ClosedRange<Int>?, _ reason: String) throws {
        let node = try Self.value(written)
        let error = Self.code { _ = try node.integer(in: range) }
        #expect(error?.code == .outOfRange)
        #expect(error?.reason == reason)
        #expect(try Self.value("1").integer(in: 1...60) == 1)
        #expect(try Self.value("60").integer(in: 1...60) == 60)
    }

    @Test(
        "decimal numbers keep their digits",
        arguments: ["2.5", "-0.5", "0.0", "2.50", "14", "123456789012345678901234567890.1"])
    func decimals(_ written: String) throws {
        #expect(try Self.value(written).decimal() == written)
    }

    @Test(
        "what is no decimal number is refused, with the way to write it",
        arguments: [
            ("2,5", "Write a point instead of the comma: 2.5"), ("'2.5'", "Remove the quotes."),
            ("02.5", "Remove the zeros in front."), (".5", ""), ("5.", ""), ("1.2.3", ""), ("1e3", ""), ("-0.0", ""),
            (".inf", ""), (".nan", ""), ("+1.5", ""), ("1 000.5", ""), ("half", ""),
        ])
    func notDecimals(_ written: String, _ hint: String) throws {
        let node = try Self.value(written)
        let error = Self.code { _ = try node.decimal() }
        #expect(error?.code == .notDecimal)
        #expect(
            error?.hint == (hint.isEmpty ? "Write digits, with a point before the decimals, for example 2.5." : hint))
    }

    @Test("true and false are the only truth values")
    func booleans() throws {
        #expect(try Self.value("true").boolean())
        #expect(try !Self.value("false").boolean())
    }

    @Test(
        "yes, no, on, off and the rest are refused where a truth value is expected",
        arguments: [
            "yes", "no", "on", "off", "Yes", "NO", "On", "OFF", "y", "n", "True", "TRUE", "False", "'true'",
            "\"false\"", "1", "0",
        ])
    func notBooleans(_ written: String) throws {
        let node = try Self.value(written)
        let error = Self.code { _ = try node.boolean() }
        #expect(error?.code == .notBoolean)
        #expect(error?.hint == "Write true or false, in small letters and without quotes.")
        let shown =
            written.first == "'" ? "\"true\" in quotes" : written.first == "\"" ? "\"false\" in quotes" : written
        #expect(error?.reason == "expected true or false, found \(shown)")
    }

    @Test("one of some words is found by its bytes, and a near miss is helped")
    func choices() throws {
        let modes = ["online", "onsite", "blended"]
        #expect(try Self.value("online").choice(of: modes) == "online")
        #expect(try Self.value("'blended'").choice(of: modes) == "blended")
        let node = try Self.value("onlin")
        let error = Self.code { _ = try node.choice(of: modes) }
        #expect(error?.code == .notOneOf)
        #expect(error?.reason == "expected one of \"online\", \"onsite\", \"blended\", found onlin")
        #expect(error?.hint == "Did you mean online?")
        let other = try Self.value("Utopia")
        #expect(Self.code { _ = try other.choice(of: modes) }?.hint == nil)
    }

    @Test(
        "a message never shows text that can be personal", arguments: ["De Smet", "'Anna'", "Anna", "anna@example.org"])
    func personalText(_ written: String) throws {
        let node = try Self.value(written)
        let reasons = [
            Self.code { _ = try node.integer() }, Self.code { _ = try node.decimal() },
            Self.code { _ = try node.boolean() }, Self.code { _ = try node.items() },
            Self.code { _ = try node.mapping() },
        ].compactMap { $0.map { $0.reason + ($0.hint ?? "") } }
        #expect(reasons.count == 5)
        for reason in reasons {
            #expect(!reason.contains("nna") && !reason.contains("Smet"))
        }
    }

    @Test("lists and mappings are what they are, and nothing else is")
    func kinds() throws {
        let list = try Self.value("[a, b]")
        let mapping = try Self.value("{a: b}")
        let text = try Self.value("a")
        let nothing = try Self.value("")
        #expect(try list.items().count == 2)
        #expect(try list.items(count: 2...2).count == 2)
        #expect(try mapping.mapping().entries.count == 1)

        let cases: [(YAMLNode, YAMLError.Code, String)] = [
            (text, .wrongKind, "expected a list, found a single value"),
            (mapping, .wrongKind, "expected a list, found keys with values"),
            (nothing, .emptyValue, "expected a list, found nothing"),
        ]
        for (node, code, reason) in cases {
            let error = Self.code { _ = try node.items() }
            #expect(error?.code == code)
            #expect(error?.reason == reason)
        }
        #expect(Self.code { _ = try list.mapping() }?.reason == "expected keys with values, found a list")
        #expect(Self.code { _ = try list.text() }?.code == .wrongKind)
        #expect(Self.code { _ = try mapping.integer() }?.reason == "expected a whole number, found keys with values")
        #expect(Self.code { _ = try list.boolean() }?.code == .wrongKind)
        #expect(Self.code { _ = try nothing.boolean() }?.code == .emptyValue)
        #expect(Self.code { _ = try nothing.integer() }?.code == .emptyValue)

        let counts: [(ClosedRange<Int>, String)] = [
            (1...1, "1"), (3...4, "3 to 4"), (3...Int.max, "at least 3"),
        ]
        for (count, words) in counts {
            let error = Self.code { _ = try list.items(count: count) }
            #expect(error?.code == .wrongCount)
            #expect(error?.reason == "expected a list of \(words), found 2")
        }
    }
}
