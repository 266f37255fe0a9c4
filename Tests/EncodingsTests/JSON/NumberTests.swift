import Testing

@testable import Encodings

/// One spelling of a number with what becomes of it: the canonical form (`nil`: not a finite double), whether a credential
/// may hold it, and whether a trust list may.
struct NumberCase: Sendable, CustomTestStringConvertible {
    var text: String
    var canonical: String?
    var isExact: Bool
    var isInteger: Bool

    init(_ text: String, _ canonical: String?, _ isExact: Bool, _ isInteger: Bool) {
        self.text = text
        self.canonical = canonical
        self.isExact = isExact
        self.isInteger = isInteger
    }

    var testDescription: String { text }

    /// Expected values were computed with Python's `decimal` and `rfc8785`.
    static let all: [NumberCase] = [
        NumberCase("0", "0", true, true),
        NumberCase("-0", "0", false, false),
        NumberCase("-0.0", "0", false, false),
        NumberCase("0.0", "0", true, false),
        NumberCase("-0e0", "0", false, false),
        NumberCase("0e5", "0", true, false),
        NumberCase("0E-5", "0", true, false),
        NumberCase("-0E+1", "0", false, false),
        NumberCase("0.00e999999999", "0", true, false),
        NumberCase("1", "1", true, true),
        NumberCase("-1", "-1", true, true),
        NumberCase("1.0", "1", true, false),
        NumberCase("1.00", "1", true, false),
        NumberCase("-1.50", "-1.5", true, false),
        NumberCase("10", "10", true, true),
        NumberCase("1e0", "1", true, false),
        NumberCase("1e1", "10", true, false),
        NumberCase("1E1", "10", true, false),
        NumberCase("1e+1", "10", true, false),
        NumberCase("1e-1", "0.1", true, false),
        NumberCase("100e-2", "1", true, false),
        NumberCase("1e21", "1e+21", true, false),
        NumberCase("1E21", "1e+21", true, false),
        NumberCase("1e20", "100000000000000000000", true, false),
        NumberCase("-1e21", "-1e+21", true, false),
        NumberCase("123456789012345680000", "123456789012345680000", false, false),
        NumberCase("1234567890123456800000", "1.2345678901234568e+21", false, false),
        NumberCase("9007199254740991", "9007199254740991", false, true),
        NumberCase("9007199254740992", "9007199254740992", false, false),
        NumberCase("9007199254740993", "9007199254740992", false, false),
        NumberCase("-9007199254740991", "-9007199254740991", false, true),
        NumberCase("-9007199254740992", "-9007199254740992", false, false),
        NumberCase("-9007199254740993", "-9007199254740992", false, false),
        NumberCase("999999999999999", "999999999999999", true, true),
        NumberCase("9999999999999999", "10000000000000000", false, false),
        NumberCase("1234567890123456", "1234567890123456", false, true),
        NumberCase("0.1", "0.1", true, false),
        NumberCase("0.123456789012345", "0.123456789012345", true, false),
        NumberCase("0.1234567890123456", "0.1234567890123456", false, false),
        NumberCase("123456789.012345", "123456789.012345", true, false),
        NumberCase("1e400", nil, false, false),
        NumberCase("-1e400", nil, false, false),
        NumberCase("1e308", "1e+308", true, false),
        NumberCase("1.7976931348623157e308", "1.7976931348623157e+308", false, false),
        NumberCase("1.79769313486231e308", "1.79769313486231e+308", true, false),
        NumberCase("1.79769313486232e308", nil, false, false),
        NumberCase("1e309", nil, false, false),
        NumberCase("1e-999", "0", false, false),
        NumberCase("-1e-999", "0", false, false),
        NumberCase("5e-324", "5e-324", true, false),
        NumberCase("4.94065645841247e-324", "5e-324", false, false),
        NumberCase("4.9e-324", "5e-324", false, false),
        NumberCase("3e-324", "5e-324", false, false),
        NumberCase("2e-324", "0", false, false),
        NumberCase("2.2250738585072014e-308", "2.2250738585072014e-308", false, false),
        NumberCase("2.22507385850720e-308", "2.2250738585072e-308", true, false),
        NumberCase("1e-6", "0.000001", true, false),
        NumberCase("1e-7", "1e-7", true, false),
        NumberCase("0.000001", "0.000001", true, false),
        NumberCase("0.0000001", "1e-7", true, false),
        NumberCase("0.0000010", "0.000001", true, false),
        NumberCase("333333333.33333329", "333333333.3333333", false, false),
        NumberCase("1E-1000000000000000000000", "0", false, false),
        NumberCase("1e1000000000000000000000", nil, false, false),
        NumberCase("1000000000000000000000000000000", "1e+30", true, false),
        NumberCase("100000000000000000000000000001", "1e+29", false, false),
        NumberCase("7.5", "7.5", true, false),
        NumberCase("0.3", "0.3", true, false),
        NumberCase("0.30000000000000004", "0.30000000000000004", false, false),
        NumberCase("9223372036854775807", "9223372036854776000", false, false),
        NumberCase("9223372036854775808", "9223372036854776000", false, false),
        NumberCase("1e15", "1000000000000000", true, false),
        NumberCase("1e16", "10000000000000000", true, false),
        NumberCase("9.5e-7", "9.5e-7", true, false),
        NumberCase("12e-1", "1.2", true, false),
    ]
}

@Suite("JSON numbers")
struct NumberTests {
    @Test("are admitted and written as the table says", arguments: NumberCase.all)
    func table(_ number: NumberCase) throws {
        let document = "{\"n\": \(number.text) }"
        if let expected = number.canonical {
            #expect(try canonical(document) == "{\"n\":\(expected)}")
        } else {
            #expect(refusal(document, .general)?.place == "JSON_NUMBER_NOT_ALLOWED at byte 6, pointer '/n'")
        }
        let expected = "JSON_NUMBER_NOT_ALLOWED at byte 6, pointer '/n'"
        #expect(refusal(document, .credential)?.place == (number.isExact ? nil : expected))
        #expect(refusal(document, .trustList)?.place == (number.isInteger ? nil : expected))
        // Alone, at the very end of the bytes.
        #expect((refusal(number.text, .credential) == nil) == number.isExact)
        #expect((refusal(number.text, .general) == nil) == (number.canonical != nil))
    }

    @Test("there are at least sixty in the table")
    func size() { #expect(NumberCase.all.count >= 60) }

    @Test(
        "of any other spelling are refused as bad grammar, whatever the rule",
        arguments: [
            "01", "-01", "00", "+1", ".5", "-.5", "5.", "1.e3", "1e", "1e+", "1E-", "-", "--1", "1e1.5", "1_000",
            "0x10",
            "NaN", "Infinity", "-Infinity", "1e5e5", "1.2.3", "1,5", "１", "0b1", "1f", "1.8011670033376514H-308",
            "123456789012345678x", "-0x", "1e400x",
        ])
    func grammar(_ text: String) {
        for limits in [Limits.general, .credential, .trustList] {
            #expect(refusal("{\"n\":\(text)}", limits)?.code == .syntax)
            #expect(refusal(text, limits)?.code == .syntax)
        }
    }

    @Test("with a million digits are read without harm, and kept to the bound of a string in a credential")
    func long() throws {
        let bound = Limits.credential.stringByteCount
        let one = "1." + String(repeating: "0", count: bound - 2)
        #expect(refusal(one, .credential) == nil)
        #expect(refusal("[\(one)0]", .credential)?.place == "JSON_LIMIT at byte 1, pointer '/0'")
        let zeros = String(repeating: "0", count: 1_000_000)
        #expect(try canonical("1" + zeros + "e-1000000") == "1")
        #expect(try canonical("0." + zeros + "1e1000001") == "1")
        #expect(try canonical("0." + zeros + "1e1000004") == "1000")
        #expect(refusal("1" + zeros, .general)?.code == .numberNotAllowed)
        // The exact rule follows the exponent as far as the digits can make up for it.
        var exact = Limits.general
        exact.numbers = .exact
        #expect(refusal("0." + zeros + zeros + "1e2000001", exact) == nil)
        #expect(refusal("1" + zeros + zeros + "e-2000000", exact) == nil)
        #expect(refusal("1" + zeros + zeros + "e-2000400", exact)?.code == .numberNotAllowed)
    }

    @Test("keep the digits that were written, and give an integer only where it was written as one")
    func asWritten() throws {
        let text = #"[1.50,1E2,-0,9007199254740993,9223372036854775807,9223372036854775808,7]"#
        let document = try JSONDocument(parsing: Array(text.utf8), limits: .general)
        let expected = ["1.50", "1E2", "-0", "9007199254740993", "9223372036854775807", "9223372036854775808", "7"]
        #expect(document.root.elements.map(\.number) == expected)
        #expect(
            document.root.elements.map(\.integer) == [nil, nil, 0, 9_007_199_254_740_993, .max, nil, 7])
    }
}
