import Encodings
import Registry
import TestSupport
import Testing

@Suite("The values of a status list")
struct StatusBitstringTests {
    @Test("each of 131,072 bits alone is read at its place and at no other")
    func everyBit() {
        var values = StatusBitstring()
        for index in 0..<StatusBitstring.leastCount {
            values.setValue(1, at: index)
            // Bit 0 is the most significant one of the first byte.
            #expect(values.bytes[index / 8] == 0x80 >> UInt8(index % 8))
            #expect(values.value(at: index) == 1)
            for neighbour in [index - 1, index + 1, index ^ 7, index ^ 8] where neighbour >= 0 && neighbour != index {
                #expect(values.value(at: neighbour) ?? 0 == 0)
            }
            values.setValue(0, at: index)
        }
        #expect(values == StatusBitstring())
    }

    @Test(
        "with one bit set, a whole reading finds one value and only that one", arguments: [0, 1, 7, 8, 65_535, 131_071])
    func wholeReading(index: Int) {
        var values = StatusBitstring()
        values.setValue(1, at: index)
        let found = (0..<values.count()).filter { values.value(at: $0) != 0 }
        #expect(found == [index])
    }

    @Test("values of one to eight bits are kept apart, whatever stands beside them", arguments: 1...8)
    func sizes(size: Int) {
        var random = SeededGenerator(seed: size)
        var values = StatusBitstring(size: size)
        #expect(values.count(size: size) >= StatusBitstring.leastCount)
        var expected = [Int](repeating: 0, count: StatusBitstring.leastCount)
        for _ in 0..<20_000 {
            let index = Int.random(in: expected.indices, using: &random)
            expected[index] = Int.random(in: 0..<1 << size, using: &random)
            let isSet = values.setValue(expected[index], at: index, size: size)
            #expect(isSet)
        }
        for index in expected.indices { #expect(values.value(at: index, size: size) == expected[index]) }
    }

    @Test("there is no value before the first, behind the last, or of another size")
    func ranges() {
        var values = StatusBitstring()
        #expect(values.value(at: 131_071) == 0 && values.value(at: 131_072) == nil && values.value(at: -1) == nil)
        #expect(values.value(at: 65_535, size: 2) == 0 && values.value(at: 65_536, size: 2) == nil)
        #expect(values.value(at: 0, size: 0) == nil && values.value(at: 0, size: 9) == nil)
        #expect(values.value(at: Int.max) == nil)
        let isSet = [(1, 131_072), (2, 0), (-1, 0)].map { values.setValue($0.0, at: $0.1) }
        #expect(isSet == [false, false, false])
        #expect(values == StatusBitstring())
        // A list whose last byte holds the end of a value and nothing more.
        let odd = StatusBitstring(bytes: [0xFF, 0xFF])
        #expect(odd.value(at: 4, size: 3) == 7 && odd.value(at: 5, size: 3) == nil)
    }

    /// The example of draft-ietf-oauth-status-list, section 4.1: sixteen values of one bit.
    @Test("the IETF's order of bits gives other values: its lists need a decoder of their own")
    func otherOrder() {
        let draft = StatusBitstring(bytes: [0xB9, 0xA3])
        let theirs = [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]
        #expect((0..<16).map { draft.value(at: $0) } != theirs)
        #expect((0..<16).map { draft.value(at: $0 / 8 * 8 + 7 - $0 % 8) } == theirs)
    }

    @Test("a list is written the same way each time, and read back", arguments: [0, 1, 131, 6_553, 65_536])
    func roundTrip(count: Int) throws {
        var random = SeededGenerator(seed: 5)
        var values = StatusBitstring()
        for _ in 0..<count { values.setValue(1, at: Int.random(in: 0..<131_072, using: &random)) }
        let text = try values.encoded()
        #expect(try values.encoded() == text && text.hasPrefix("u"))
        #expect(try StatusBitstring(encoded: Array(text.utf8)) == values)
    }

    /// Bitstring Status List 1.0, examples of section 2.2 and section 3.3, and StatusList2021's base64 forms.
    @Test("reads the encoded list of the specification", .enabled(if: Vectors.areAvailable))
    func specification() throws {
        for name in ["03", "05"] {
            let bytes = try Vectors.bytes("status-lists/bitstring/spec-blocks/\(name).json")
            let root = try JSONDocument(parsing: bytes, limits: .statusList).root
            let text = try #require(root["credentialSubject"]?["encodedList"]?.utf8)
            #expect(try StatusBitstring(encoded: text) == StatusBitstring())
        }
    }

    @Test("the older form has no letter in front, and either base64")
    func olderForm() throws {
        var values = StatusBitstring()
        values.setValue(1, at: 94_567)
        let member = try Gzip.encode(values.bytes)
        for text in [Base64URL.encode(member), Base64.encode(member)] {
            #expect(try StatusBitstring(encoded: Array(text.utf8), isMultibase: false) == values)
        }
        let error = #expect(throws: StatusError.self) {
            try StatusBitstring(encoded: Array(Base64URL.encode(member).utf8))
        }
        #expect(error?.code == .malformedValue)
    }

    @Test("a megabyte of values is the most, and one byte more is an error")
    func limit() throws {
        let most = StatusBitstring(bytes: [UInt8](repeating: 0, count: StatusBitstring.byteLimit))
        #expect(try StatusBitstring(encoded: Array(most.encoded().utf8)) == most)
        let more = StatusBitstring(bytes: most.bytes + [0])
        let error = #expect(throws: StatusError.self) {
            try StatusBitstring(encoded: Array(more.encoded().utf8))
        }
        #expect(error?.code == .tooLarge)
    }

    @Test("a text that is longer than any is not even decoded")
    func textLimit() throws {
        let text = Array("u".utf8) + [UInt8](repeating: UInt8(ascii: "A"), count: StatusBitstring.textLimit)
        let error = #expect(throws: StatusError.self) { try StatusBitstring(encoded: text) }
        #expect(error?.code == .malformedValue)
        let within = #expect(throws: StatusError.self) { try StatusBitstring(encoded: Array(text.dropLast())) }
        #expect(within?.code == .decoding)
    }

    @Test("a bit that is cleared in a later list is found, and one that is set is not")
    func cleared() {
        var earlier = StatusBitstring()
        earlier.setValue(1, at: 77)
        var later = earlier
        later.setValue(1, at: 78)
        #expect(earlier.firstBit(clearedIn: later) == nil)
        later.setValue(0, at: 77)
        #expect(earlier.firstBit(clearedIn: later) == 77)
        // One that lies behind the end of a shorter list is cleared as well.
        #expect(earlier.firstBit(clearedIn: StatusBitstring(bytes: [0])) == 77)
    }
}
