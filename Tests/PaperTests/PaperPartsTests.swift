import PaperExchange
import TestSupport
import Testing

@Suite("Messages between the programs")
struct PaperPartsTests {
    @Test("a message is read back as it was written")
    func readsBack() throws {
        var parts = PaperParts()
        parts.append(.file, [0, 10, 255])
        parts.append(.name, [])
        parts.append(.code, "end 0\n".utf8)
        #expect(try PaperParts(parsing: parts.bytes) == parts)
        #expect(try PaperParts(parsing: PaperParts().bytes).parts.isEmpty)
    }

    @Test("an error goes over as it is")
    func carriesErrors() throws {
        for code in PaperError.Code.allCases {
            var parts = PaperParts()
            parts.append(PaperError(code, "U+4E2D"))
            let error = #expect(throws: PaperError.self) { try PaperParts(parsing: parts.bytes).throwFailure() }
            #expect(error?.code == code)
            #expect(error?.subject == "U+4E2D")
        }
    }

    @Test("a message that was cut off anywhere, or is none, is refused")
    func refusesOthers() throws {
        var parts = PaperParts()
        parts.append(.file, [1, 2, 3])
        for count in 0..<parts.bytes.count {
            #expect(throws: PaperError(.exchange)) { try PaperParts(parsing: Array(parts.bytes.prefix(count))) }
        }
        for text in [
            "file 3\nab", "file -1\n", "file 9223372036854775808\n", "other 0\nend 0\n", "end 0\nx", "end 1\nx",
            "file  0\nend 0\n", "file 0 0\nend 0\n", "\n", String(repeating: "a", count: 100) + "\n",
        ] {
            #expect(throws: PaperError(.exchange)) { try PaperParts(parsing: Array(text.utf8)) }
        }
    }
}
