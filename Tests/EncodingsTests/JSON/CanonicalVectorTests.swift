import Testing
import TestSupport

@testable import Encodings

@Suite("RFC 8785 test data", .enabled(if: Vectors.areAvailable))
struct CanonicalVectorTests {
    @Test("writes the published canonical form of every document, which is also given in hexadecimal")
    func documents() throws {
        let names = try Vectors.names(in: "jcs/input")
        #expect(names.count >= 5)
        for name in names {
            let document = try JSONDocument(parsing: Vectors.bytes("jcs/input/\(name)"), limits: .general)
            let canonical = document.root.canonicalBytes()
            #expect(try canonical == Vectors.bytes("jcs/output/\(name)"), "\(name)")
            let digits = try Vectors.text("jcs/outhex/\(name.dropLast(5)).txt").filter { !$0.isWhitespace }
            #expect(canonical == bytes(fromHexadecimal: digits), "\(name) in hexadecimal")
            #expect(
                try JSONDocument(parsing: canonical, limits: .general).root.canonicalBytes() == canonical, "\(name)")
        }
    }

    @Test("writes every double of the ECMAScript number file as published")
    func numberLines() throws {
        let files = try Vectors.names(in: "jcs").filter { $0.hasPrefix("es6-numbers") }
        #expect(!files.isEmpty)
        for file in files {
            let lines = try Vectors.text("jcs/\(file)").split(separator: "\n")
            #expect(lines.count >= 1_000)
            var faults = Faults()
            for line in lines {
                let parts = line.split(separator: ",")
                guard parts.count == 2, let bits = UInt64(parts[0], radix: 16) else {
                    faults.note(String(line))
                    continue
                }
                let value = Double(bitPattern: bits)
                // The form must come out of the double, and out of a document that spells it.
                let isSame =
                    try JSONNumber.canonical(value) == parts[1] && canonical(value.description) == parts[1]
                    && canonical(String(parts[1])) == parts[1]
                if !isSame { faults.note(String(line)) }
            }
            #expect(faults.count == 0, "\(file): \(faults)")
        }
    }

    @Test("writes every number of RFC 8785, appendix B, and refuses what is none")
    func appendixB() throws {
        let document = try JSONDocument(
            parsing: Vectors.bytes("jcs/rfc8785-appendix-b-numbers.json"), limits: .general)
        #expect(document.root.count == 26)
        for row in document.root.elements {
            let bits = try #require(row["ieee754"]?.string)
            let value = Double(bitPattern: try #require(UInt64(bits, radix: 16)))
            guard let expected = row["json"]?.string else {
                // JSON has no spelling for these; what Swift calls them is refused, and so is a number that overflows.
                #expect(row["error"]?.string != nil, "\(bits)")
                #expect(!value.isFinite, "\(bits)")
                #expect(refusal(value.description, .general)?.code == .syntax, "\(bits)")
                continue
            }
            #expect(JSONNumber.canonical(value) == expected, "\(bits)")
            #expect(try canonical(value.description) == expected, "\(bits)")
            #expect(Double(expected) == value, "\(bits) reads back")
        }
    }

    @Test("orders the names of the RFC 8785, section 3.2.3 example by UTF-16 code units")
    func sortingExample() throws {
        let text = #"""
            {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
             "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}
            """#
        let document = try JSONDocument(parsing: Array(text.utf8), limits: .general)
        let sorted = try JSONDocument(parsing: document.root.canonicalBytes(), limits: .general)
        #expect(
            sorted.root.members.map { $0.value.string } == [
                "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
                "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
            ])
    }
}
