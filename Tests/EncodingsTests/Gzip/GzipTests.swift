import Encodings
import TestSupport
import Testing

@Suite("gzip")
struct GzipTests {
    private static let text = Array("a learner, a learner, and another learner\n".utf8)

    private static func code(_ bytes: [UInt8], limit: Int = 1 << 20) -> GzipError.Code? {
        do throws(GzipError) {
            _ = try Gzip.decode(bytes, limit: limit)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("what was compressed comes out again, and the same bytes give the same member")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 31)
        for size in [0, 1, 2, 100, 16_384, 32_768, 32_769, 100_000] {
            for density in [0, 1, 255] as [UInt8] {
                let bytes = (0..<size).map { _ in
                    UInt8.random(in: 0...255, using: &random) <= density && density > 0
                        ? UInt8.random(in: 0...255, using: &random) : 0
                }
                let member = try Gzip.encode(bytes)
                #expect(try Gzip.encode(bytes) == member)
                #expect(try Gzip.decode(member, limit: size) == bytes)
            }
        }
    }

    @Test("a member has no time, no system and no name, so that nothing but the bytes decides what it is")
    func header() throws {
        let member = try Gzip.encode(Self.text)
        #expect(member.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])
    }

    /// `printf 'abc' | gzip -n` and Python's `gzip.compress(b'abc')`, which writes a time.
    @Test("reads what gzip and Python write")
    func others() throws {
        let gzip = try #require(bytes(fromHexadecimal: "1f8b08000000000000034b4c4a0600c241243503000000"))
        #expect(try Gzip.decode(gzip, limit: 3) == Array("abc".utf8))
        let python = try #require(bytes(fromHexadecimal: "1f8b08004526616902ff4b4c4a0600c241243503000000"))
        #expect(try Gzip.decode(python, limit: 3) == Array("abc".utf8))
    }

    @Test("one byte more than is allowed is an error and never a cut", arguments: [1, 1_000, 32_768, 65_536, 1 << 20])
    func limit(size: Int) throws {
        let member = try Gzip.encode([UInt8](repeating: 7, count: size))
        #expect(try Gzip.decode(member, limit: size).count == size)
        #expect(Self.code(member, limit: size - 1) == .tooLarge)
        #expect(Self.code(member, limit: 0) == .tooLarge)
    }

    @Test("a bomb is refused at the limit: a thousand bytes for each that goes in")
    func bomb() throws {
        let member = try Gzip.encode([UInt8](repeating: 0, count: 64 << 20))
        #expect(member.count < 70_000)
        #expect(throws: GzipError.self) { try Gzip.decode(member, limit: 1 << 20) }
    }

    @Test("a member that breaks off anywhere is truncated")
    func truncated() throws {
        let member = try Gzip.encode(Self.text)
        for count in member.indices {
            #expect(Self.code(Array(member[..<count])) == .truncated, "\(count) bytes")
        }
        #expect(Self.code([]) == .truncated)
    }

    @Test("nothing may follow the member")
    func following() throws {
        let member = try Gzip.encode(Self.text)
        #expect(Self.code(member + [0]) == .trailingBytes)
        #expect(Self.code(member + Array("\n".utf8)) == .trailingBytes)
        #expect(Self.code(member + [0x1F]) == .trailingBytes)
        #expect(Self.code(member + member) == .secondMember)
        #expect(Self.code(member + (try Gzip.encode([]))) == .secondMember)
        let error = #expect(throws: GzipError.self) { try Gzip.decode(member + [0], limit: 100) }
        #expect(error?.byteOffset == member.count)
    }

    @Test("a wrong checksum and a wrong length are told apart, with the place")
    func trailer() throws {
        let member = try Gzip.encode(Self.text)
        for offset in 0..<8 {
            var changed = member
            changed[member.count - 8 + offset] ^= 0x40
            let error = #expect(throws: GzipError.self) { try Gzip.decode(changed, limit: 100) }
            #expect(error?.code == (offset < 4 ? .wrongChecksum : .wrongLength))
            #expect(error?.byteOffset == member.count - (offset < 4 ? 8 : 4))
        }
    }

    @Test("a header with a name, a comment, an extra field, a checksum or an unknown flag is refused")
    func headerFields() throws {
        let member = try Gzip.encode(Self.text)
        for flag in 0..<8 {
            var changed = member
            changed[3] = 1 << UInt8(flag)
            #expect(Self.code(changed) == (flag == 0 ? nil : .headerFieldNotAllowed), "flag \(flag)")
        }
        // As `gzip FILE` writes it, with the name behind the header.
        var named = member
        named[3] = 8
        named.insert(contentsOf: Array("list\0".utf8), at: 10)
        #expect(Self.code(named) == .headerFieldNotAllowed)
    }

    @Test("what is no gzip is named so: zlib's own wrapping, plain text, another method")
    func otherFormats() throws {
        let member = try Gzip.encode(Self.text)
        #expect(Self.code(Array("{}".utf8)) == .notGzip)
        #expect(Self.code([0x78, 0xDA] + member.dropFirst(10)) == .notGzip)
        #expect(Self.code([0x1F, 0x8C] + member.dropFirst(2)) == .notGzip)
        var other = member
        other[2] = 7
        #expect(Self.code(other) == .unsupportedMethod)
        // A block of the type that does not exist.
        #expect(Self.code(Array(member[..<10]) + [0x07] + [UInt8](repeating: 0, count: 8)) == .invalidData)
        // A stored block whose length and its complement disagree.
        #expect(
            Self.code(Array(member[..<10]) + [0x01, 1, 0, 0, 0, 65] + [UInt8](repeating: 0, count: 8)) == .invalidData)
    }

    @Test("no bit of the data or the trailer can be changed unnoticed")
    func everyBit() throws {
        let member = try Gzip.encode((0..<200).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31) })
        let original = try Gzip.decode(member, limit: 1_000)
        for bit in 80..<member.count * 8 {
            var changed = member
            changed[bit / 8] ^= 0x80 >> UInt8(bit % 8)
            // What still decompresses to the same bytes is another way to write them.
            if let output = try? Gzip.decode(changed, limit: 1_000) { #expect(output == original, "bit \(bit)") }
        }
    }

    @Test("random bytes behind a header never do harm")
    func random() {
        var random = SeededGenerator(seed: 32)
        for _ in 0..<2_000 {
            let count = Int.random(in: 0...200, using: &random)
            let data = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = Self.code([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255] + data, limit: 4_096)
        }
    }
}
