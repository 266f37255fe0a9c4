import Encodings
import TestSupport
import Testing

@Suite("deflate and its neighbour, the checksum")
struct DeflateTests {
    private static func code(_ bytes: [UInt8], limit: Int = 1 << 20) -> GzipError.Code? {
        do throws(GzipError) {
            _ = try Deflate.decode(bytes, limit: limit)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("what was compressed comes out again, up to the limit and no byte beyond")
    func roundTrip() throws {
        for size in [0, 1, 1_000, 40_000] {
            let bytes = (0..<size).map { UInt8($0 % 251) }
            let data = try Deflate.encode(bytes)
            #expect(try Deflate.decode(data, limit: size) == bytes)
            if size > 0 { #expect(Self.code(data, limit: size - 1) == .tooLarge) }
        }
    }

    @Test("data that break off, go on or are none are refused by name")
    func refused() throws {
        let data = try Deflate.encode(Array("a learner, a learner".utf8))
        for count in 0..<data.count { #expect(Self.code(Array(data.prefix(count))) == .truncated) }
        #expect(Self.code(data + [0]) == .trailingBytes)
        #expect(Self.code([0xFF, 0xFF, 0xFF]) == .invalidData)
        #expect(Self.code(data, limit: -1) == .tooLarge)
    }

    @Test("the checksum of 123456789 is the one of every list of checksums, of a part of an array too")
    func checksum() {
        #expect(CRC32.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(CRC32.checksum(Array("<123456789>".utf8)[1..<10]) == 0xCBF4_3926)
        #expect(CRC32.checksum([] as [UInt8]) == 0)
    }
}
