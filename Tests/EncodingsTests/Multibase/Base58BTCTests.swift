import Encodings
import Testing
import TestSupport

/// Base58 as the definition says it, digit by digit and byte by byte.
private enum Base58ByDefinition {
    static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var number = bytes
        var digits: [UInt8] = []
        while number.contains(where: { $0 != 0 }) {
            var remainder = 0
            for index in number.indices {
                let value = remainder * 256 + Int(number[index])
                number[index] = UInt8(value / 58)
                remainder = value % 58
            }
            digits.append(alphabet[remainder])
        }
        return bytes.prefix { $0 == 0 }.map { _ in UInt8(ascii: "1") } + digits.reversed()
    }
}

@Test(
    "base58btc writes and reads the examples of the Bitcoin and IETF drafts",
    arguments: [
        ("", ""),
        ("00", "1"),
        ("0000", "11"),
        ("61", "2g"),
        ("626262", "a3gV"),
        ("636363", "aPEr"),
        ("516b6fcd0f", "ABnLTmg"),
        ("572e4794", "3EFU7m"),
        ("10c8511e", "Rt5zm"),
        ("00eb15231dfceb60925886b67d065299925915aeb172c06647", "1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L"),
        ("73696d706c792061206c6f6e6720737472696e67", "2cFupjhnEsSn59qHXstmK2ffpLv2"),
        ("0000287fb4cd", "11233QC4"),
        ("48656c6c6f20576f726c6421", "2NEpo7TZRRrLZSi2U"),
        (
            "54686520717569636b2062726f776e20666f78206a756d7073206f76657220746865206c617a7920646f672e",
            "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z"
        ),
    ])
func base58PublishedExamples(_ hex: String, _ text: String) throws {
    let plain = try #require(bytes(fromHexadecimal: hex))
    #expect(Base58BTC.encode(plain) == text)
    #expect(try Base58BTC.decode(text) == plain)
    #expect(try Base58BTC.decode(Array(text.utf8)) == plain)
    #expect(try Base58BTC.decode(Array(text.utf8).span) == plain)
}

@Test("base58btc agrees with the definition for 10,000 random byte strings of 0 to 100 bytes")
func base58RoundTrip() throws {
    var random = RandomBytes(seed: 58)
    for _ in 0..<10_000 {
        let bytes = random.bytes(count: Int.random(in: 0...100, using: &random))
        let text = Base58BTC.encode(bytes)
        #expect(Array(text.utf8) == Base58ByDefinition.encode(bytes))
        #expect(try Base58BTC.decode(text) == bytes)
    }
}

@Test("base58btc carries through limbs that are all ones, all zeros, or a one and zeros, at every length")
func base58CarriesAtEveryLength() throws {
    for count in 1...80 {
        for bytes in [
            [UInt8](repeating: 0xff, count: count),
            [UInt8](repeating: 0, count: count),
            [1] + [UInt8](repeating: 0, count: count - 1),
            [UInt8](repeating: 0, count: count - 1) + [1],
        ] {
            let text = Base58BTC.encode(bytes)
            #expect(Array(text.utf8) == Base58ByDefinition.encode(bytes))
            #expect(try Base58BTC.decode(text) == bytes)
        }
        // The smallest and the largest number of so many digits.
        for text in [
            "2" + String(repeating: "1", count: count - 1), String(repeating: "z", count: count),
        ] {
            #expect(try Base58BTC.encode(Base58BTC.decode(text)) == text)
        }
    }
}

@Test("base58btc refuses every byte that is not in its alphabet, at the start, in the middle and at the end")
func base58RefusesOtherCharacters() {
    let alphabet = Set("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
    for byte in UInt8.min...UInt8.max where !alphabet.contains(byte) {
        for place in [0, 1, 9, 10, 11, 21] {
            var text = Array("16MkiTBz1ymuepAQ4HEHYS".utf8)
            text[place] = byte
            #expect(throws: EncodingError(.invalidCharacter, "")) { try Base58BTC.decode(text) }
        }
    }
}

@Test("base58btc says which character is wrong, and where")
func base58ReasonNamesCharacter() throws {
    let error = try #require(throws: EncodingError.self) { try Base58BTC.decode("6MkiTBz1ymuep0Q4") }
    #expect(error.reason == "expected a character of the base58btc alphabet, found '0' at byte offset 13")
    let second = try #require(throws: EncodingError.self) { try Base58BTC.decode("6Mk\u{1b}[31m") }
    #expect(second.reason == "expected a character of the base58btc alphabet, found byte 0x1B at byte offset 3")
}

@Test("base58btc reads 4,096 characters and refuses one more, whatever they are")
func base58Limit() throws {
    let longest = String(repeating: "z", count: Base58BTC.maximumCharacterCount)
    #expect(try Base58BTC.encode(Base58BTC.decode(longest)) == longest)
    #expect(throws: EncodingError(.inputTooLong, "")) { try Base58BTC.decode(longest + "z") }
    let ones = String(repeating: "1", count: Base58BTC.maximumCharacterCount)
    #expect(try Base58BTC.decode(ones) == [UInt8](repeating: 0, count: 4_096))
    #expect(throws: EncodingError(.inputTooLong, "")) { try Base58BTC.decode(ones + "1") }
}

@Test("base58btc reads back what it wrote for the longest byte string that it promises")
func base58LongestBytes() throws {
    let bytes = [UInt8](repeating: 0xff, count: Base58BTC.maximumByteCount)
    let text = Base58BTC.encode(bytes)
    #expect(text.utf8.count == Base58BTC.maximumCharacterCount)
    #expect(try Base58BTC.decode(text) == bytes)
}

@Test("a leading 1 more or less is another byte string, never the same one")
func base58LeadingOnes() throws {
    #expect(try Base58BTC.decode("2g") == [0x61])
    #expect(try Base58BTC.decode("12g") == [0, 0x61])
    #expect(try Base58BTC.decode("112g") == [0, 0, 0x61])
    #expect(try Base58BTC.decode("21g") != Base58BTC.decode("2g"))
}
