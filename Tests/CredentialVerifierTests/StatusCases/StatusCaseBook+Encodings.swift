import Encodings
import Registry
import TrustSimulator

/// What can be wrong with the values of a list.
extension StatusCaseBook {
    private mutating func add(_ name: String, _ says: String, encoded: String) throws {
        try addList(name, says, [("/credentialSubject/encodedList", .string(encoded))])
    }

    private mutating func add(_ name: String, _ says: String, member: [UInt8]) throws {
        try add(name, says, encoded: Multibase.encode(member, as: .base64url))
    }

    mutating func addEncodings() throws {
        let empty = StatusBitstring().bytes
        let member = try Gzip.encode(empty)
        let text = try StatusBitstring().encoded()
        try add("MALFORMED_VALUE_ERROR-list-prefix", "No u stands in front.", encoded: String(text.dropFirst()))
        try add(
            "MALFORMED_VALUE_ERROR-list-base58", "The values are in base58.",
            encoded: Multibase.encode(member, as: .base58btc))
        try add("MALFORMED_VALUE_ERROR-list-padding", "The values are padded.", encoded: text + "=")
        try add("MALFORMED_VALUE_ERROR-list-alphabet", "The values have a sign of base64.", encoded: text + "+/")

        var crc = member
        crc[member.count - 8] ^= 1
        var size = member
        size[member.count - 4] ^= 1
        var named = member
        named[3] = 8
        named.insert(contentsOf: Array("list\0".utf8), at: 10)
        var damaged = member
        damaged[10] = 0x07
        for (variant, says, bytes) in [
            ("checksum", "The checksum of the values is wrong.", crc),
            ("length", "The length of the values is wrong.", size),
            ("trailing", "Something follows the values.", member + [0]),
            ("two-members", "A second member follows, whose values would be others.", member + member),
            ("truncated", "The compressed values break off.", Array(member.dropLast(9))),
            ("no-trailer", "Checksum and length are missing.", Array(member.dropLast(8))),
            ("name", "The values carry the name of a file.", named),
            ("data", "The values are not compressed as they say.", damaged),
            (
                "zlib", "The values are compressed as the IETF's lists are.",
                [0x78, 0xDA] + member.dropFirst(10).dropLast(4)
            ),
            ("plain", "The values are not compressed.", empty),
            ("nothing", "There is nothing to decompress.", []),
        ] as [(String, String, [UInt8])] {
            try add("STATUS_LIST_DECODE_ERROR-\(variant)", says, member: bytes)
        }
        let largest = [UInt8](repeating: 0, count: StatusBitstring.byteLimit)
        try add("STATUS_LIST_TOO_LARGE", "There is one byte more than may be.", member: Gzip.encode(largest + [0]))
        try add(
            "STATUS_LIST_TOO_LARGE-bomb", "A few bytes unfold to eight million.",
            member: Gzip.encode([UInt8](repeating: 0, count: 8 << 20)))
        try add(
            "STATUS_LIST_LENGTH_ERROR", "There is one byte less than must be.",
            member: Gzip.encode(Array(empty.dropLast())))
        try add(
            "STATUS_LIST_LENGTH_ERROR-single", "There is one byte, for eight learners.", member: Gzip.encode([0]))
        try add("STATUS_LIST_LENGTH_ERROR-none", "There are no values at all.", member: Gzip.encode([]))
    }
}
