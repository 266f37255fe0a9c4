import Encodings
import Testing
import TestSupport

@Suite("Multihash")
struct MultihashTests {
    // SHA-256 and SHA-384 of nothing.
    static let emptySHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    static let emptySHA384 =
        "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b"

    @Test(
        "a digest is written as uEi or uID and read back",
        arguments: [
            (Multihash.Function.sha256, emptySHA256, "uEiDjsMRCmPwcFJr79MiZb7kkJ65B5GSbk0yklZkbeFK4VQ", "1220"),
            (
                .sha384, emptySHA384,
                "uIDA4sGCnUayWOEzZMn6xseNqIf23ERS-B0NMDMe_Y_bh2idO3r_nb2X71RrS8UiYuVs", "2030"
            ),
        ])
    func digests(_ function: Multihash.Function, _ hex: String, _ text: String, _ prefix: String) throws {
        let digest = try #require(bytes(fromHexadecimal: hex))
        let hash = try Multihash(function, digest: digest)
        #expect(hash.multibase == text)
        #expect(hash.description == text)
        #expect(hexadecimal(hash.bytes) == prefix + hex)
        #expect(try Multihash(multibase: text) == hash)
        #expect(try Multihash(multibase: text.utf8.span) == hash)
        #expect(try Multihash(bytes: hash.bytes) == hash)
        let base58 = Multibase.encode(hash.bytes, as: .base58btc)
        #expect(try Multihash(multibase: base58, as: nil) == hash)
        #expect(throws: EncodingError(.unsupportedMultibase, "")) { try Multihash(multibase: base58) }
    }

    static let refusals: [(hex: String, code: EncodingError.Code)] = [
        ("", .varintTruncated),
        ("12", .varintTruncated),
        ("1220\(emptySHA256.dropLast(2))", .digestLength),
        ("1220\(emptySHA256)00", .digestLength),
        ("121f\(emptySHA256.dropLast(2))", .digestLength),
        ("1214\(emptySHA256.prefix(40))", .digestLength),
        ("2020\(emptySHA256)", .digestLength),
        ("12ffffffffffffffff7f\(emptySHA256)", .digestLength),
        ("12a000\(emptySHA256)", .varintNotMinimal),
        ("920020\(emptySHA256)", .varintNotMinimal),
        ("1114da39a3ee5e6b4b0d3255bfef95601890afd80709", .unsupportedHashFunction),
        ("0003616263", .unsupportedHashFunction),
        ("1340\(emptySHA256)\(emptySHA256)", .unsupportedHashFunction),
    ]

    @Test("what is not one whole digest of an accepted function is refused by name", arguments: refusals)
    func refused(_ hex: String, _ code: EncodingError.Code) throws {
        let written = try #require(bytes(fromHexadecimal: hex))
        #expect(throws: EncodingError(code, "")) { try Multihash(bytes: written) }
        #expect(throws: EncodingError(code, "")) {
            try Multihash(multibase: Multibase.encode(written, as: .base64url))
        }
    }

    @Test("a digest of the wrong length is never made")
    func wrongLength() {
        #expect(throws: EncodingError(.digestLength, "")) { try Multihash(.sha256, digest: []) }
        #expect(throws: EncodingError(.digestLength, "")) {
            try Multihash(.sha384, digest: [UInt8](repeating: 0, count: 32))
        }
    }

    @Test("every bit of a digest counts, and every other text is refused or another digest")
    func everyBit() throws {
        let hash = try Multihash(.sha256, digest: #require(bytes(fromHexadecimal: Self.emptySHA256)))
        for bit in 0..<hash.bytes.count * 8 {
            var bytes = hash.bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect((try? Multihash(bytes: bytes)) != hash)
        }
    }
}
