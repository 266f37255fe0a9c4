import Encodings
import TestSupport
import Testing

@Suite("base45")
struct Base45Tests {
    private static func code(_ text: String) -> EncodingError.Code? {
        do throws(EncodingError) {
            _ = try Base45.decode(text)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(
        "writes and reads the examples of RFC 9285, sections 4.3 and 4.4",
        arguments: [("AB", "BB8"), ("Hello!!", "%69 VD92EX0"), ("base-45", "UJCLQE7W581"), ("ietf!", "QED8WEX0")])
    func published(_ example: (plain: String, text: String)) throws {
        #expect(Base45.encode(Array(example.plain.utf8)) == example.text)
        #expect(try Base45.decode(example.text) == Array(example.plain.utf8))
    }

    @Test("a group whose number no bytes have is refused: FGW is the largest of three characters, U5 of two")
    func largest() throws {
        #expect(try Base45.decode("FGW") == [0xFF, 0xFF])
        #expect(Self.code("GGW") == .notCanonical)
        #expect(Self.code(":::") == .notCanonical)
        #expect(try Base45.decode("U5") == [0xFF])
        #expect(Self.code("V5") == .notCanonical)
        #expect(Self.code("::") == .notCanonical)
    }

    @Test(
        "what no encoder writes is refused by name",
        arguments: [
            ("A", .invalidLength), ("BB8B", .invalidLength), ("bb8", .invalidCharacter), ("BB_", .invalidCharacter),
            ("BB8\n", .invalidLength), ("BB8B\n", .invalidCharacter), ("é0", .invalidCharacter),
        ] as [(String, EncodingError.Code)])
    func refused(_ example: (text: String, code: EncodingError.Code)) {
        #expect(Self.code(example.text) == example.code)
    }

    @Test("every pair of bytes comes out as it went in, and no text ends with a space")
    func pairs() throws {
        for first in UInt8.min...UInt8.max {
            for second in [0, 1, 44, 45, 127, 128, 254, 255] as [UInt8] {
                let text = Base45.encode([first, second])
                #expect(try Base45.decode(text) == [first, second])
                #expect(text.last != " ")
            }
            let text = Base45.encode([first])
            #expect(try Base45.decode(text) == [first])
            #expect(text.last != " ")
        }
        #expect(try Base45.decode("") == [])
    }

    @Test("texts of any length have the length that is foretold")
    func lengths() throws {
        var random = SeededGenerator(seed: 45)
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8(random.number(in: 0...255)) }
            let text = Base45.encode(bytes)
            #expect(text.utf8.count == Base45.characterCount(ofBytes: count))
            #expect(try Base45.decode(text) == bytes)
        }
    }
}
