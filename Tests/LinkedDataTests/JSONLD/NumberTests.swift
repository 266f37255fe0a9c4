import Encodings
import Glibc
import LinkedData
import TestSupport
import Testing

@Suite("Numbers of JSON-LD in RDF")
struct NumberTests {
    static let forms: [(String, String)] = [
        ("0", #""0"^^<http://www.w3.org/2001/XMLSchema#integer>"#),
        ("-0", #""0"^^<http://www.w3.org/2001/XMLSchema#integer>"#),
        ("-17", #""-17"^^<http://www.w3.org/2001/XMLSchema#integer>"#),
        ("1.0", #""1"^^<http://www.w3.org/2001/XMLSchema#integer>"#),
        ("1e3", #""1000"^^<http://www.w3.org/2001/XMLSchema#integer>"#),
        ("9007199254740991", #""9007199254740991"^^<http://www.w3.org/2001/XMLSchema#integer>"#),
        ("1e20", #""100000000000000000000"^^<http://www.w3.org/2001/XMLSchema#integer>"#),
        ("-123456789012345680000", #""-123456789012345683968"^^<http://www.w3.org/2001/XMLSchema#integer>"#),
        ("1e21", #""1.0E21"^^<http://www.w3.org/2001/XMLSchema#double>"#),
        ("9.7", #""9.699999999999999E0"^^<http://www.w3.org/2001/XMLSchema#double>"#),
        ("5.3", #""5.3E0"^^<http://www.w3.org/2001/XMLSchema#double>"#),
        ("-0.001", #""-1.0E-3"^^<http://www.w3.org/2001/XMLSchema#double>"#),
        ("0.30000000000000004", #""3.0E-1"^^<http://www.w3.org/2001/XMLSchema#double>"#),
        ("5e-324", #""4.940656458412465E-324"^^<http://www.w3.org/2001/XMLSchema#double>"#),
        ("9.9999999999999999e-5", #""1.0E-4"^^<http://www.w3.org/2001/XMLSchema#double>"#),
    ]

    @Test("A number has the canonical form of its type", arguments: forms)
    func form(_ number: String, _ literal: String) throws {
        #expect(try lines(#"{"urn:p":\#(number)}"#) == ["_:c14n0 <urn:p> \(literal) ."])
    }

    @Test("A number that is said to be a double is written as one, and one of another type as it would be without")
    func typed() throws {
        let double = #"{"urn:p":{"@value":7,"@type":"http://www.w3.org/2001/XMLSchema#double"}}"#
        #expect(try lines(double) == [#"_:c14n0 <urn:p> "7.0E0"^^<http://www.w3.org/2001/XMLSchema#double> ."#])
        #expect(
            try lines(#"{"urn:p":{"@value":7.5,"@type":"urn:t"}}"#) == [#"_:c14n0 <urn:p> "7.5E0"^^<urn:t> ."#])
        #expect(
            try lines(#"{"urn:p":{"@value":true,"@type":"urn:t"}}"#) == [#"_:c14n0 <urn:p> "true"^^<urn:t> ."#])
    }

    @Test("Doubles have the digits that printf gives them with fifteen places")
    func printed() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<400 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite, value.magnitude < 1e300, value.rounded() != value else { continue }
            let line = try #require(try lines(#"{"urn:p":\#(value)}"#).first)
            #expect(line.contains("\"\(Self.expected(value))\"^^"), "\(value): \(line)")
        }
    }

    /// `%1.15E` without the zeros at the end of the digits and the start of the exponent.
    private static func expected(_ value: Double) -> String {
        var buffer = [CChar](repeating: 0, count: 64)
        _ = unsafe withVaList([value]) { unsafe vsnprintf(&buffer, 64, "%1.15E", $0) }
        let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let parts = text.split(separator: "E")
        var digits = String(parts[0])
        while digits.hasSuffix("0"), !digits.hasSuffix(".0") { digits.removeLast() }
        return digits + "E\(Int(parts[1]) ?? 0)"
    }
}
