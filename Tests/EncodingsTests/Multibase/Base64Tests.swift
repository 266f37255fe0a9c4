import Encodings
import Testing
import TestSupport

/// Base64 as the definition says it: a row of bits, cut in sixes.
private func base64ByDefinition(_ bytes: [UInt8], last: String, isPadded: Bool) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last)
    var bits = bytes.flatMap { byte in (0..<8).reversed().map { Int(byte >> $0 & 1) } }
    while !bits.count.isMultiple(of: 6) { bits.append(0) }
    var text = ""
    for start in stride(from: 0, to: bits.count, by: 6) {
        text.append(alphabet[bits[start..<start + 6].reduce(0) { $0 * 2 + $1 }])
    }
    while isPadded, !text.count.isMultiple(of: 4) { text.append("=") }
    return text
}

@Test(
    "base64 and base64url write and read the examples of RFC 4648, section 10",
    arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
func base64PublishedExamples(_ plain: String, _ text: String) throws {
    let bytes = Array(plain.utf8)
    #expect(Base64.encode(bytes) == text)
    #expect(try Base64.decode(text) == bytes)
    let unpadded = text.filter { $0 != "=" }
    #expect(Base64URL.encode(bytes) == unpadded)
    #expect(try Base64URL.decode(unpadded) == bytes)
    #expect(try Base64URL.decode(Array(unpadded.utf8)) == bytes)
    #expect(try Base64.decode(Array(text.utf8)) == bytes)
}

@Test("base64url has - and _ where base64 has + and /, and neither reads the other's")
func base64Alphabets() throws {
    let bytes: [UInt8] = [0xfb, 0xff, 0xbf]
    #expect(Base64.encode(bytes) == "+/+/")
    #expect(Base64URL.encode(bytes) == "-_-_")
    #expect(throws: EncodingError(.invalidCharacter, "")) { try Base64URL.decode("+/+/") }
    #expect(throws: EncodingError(.invalidCharacter, "")) { try Base64.decode("-_-_") }
}

@Test("base64 and base64url agree with the definition for 10,000 random byte strings of 0 to 100 bytes")
func base64RoundTrip() throws {
    var random = RandomBytes(seed: 64)
    for index in 0..<10_000 {
        let bytes = random.bytes(count: Int.random(in: 0...100, using: &random))
        let url = Base64URL.encode(bytes)
        let padded = Base64.encode(bytes)
        #expect(try Base64URL.decode(url) == bytes)
        #expect(try Base64.decode(padded) == bytes)
        // The definition is slow in a debug build: every tenth will do.
        guard index.isMultiple(of: 10) else { continue }
        #expect(url == base64ByDefinition(bytes, last: "-_", isPadded: false))
        #expect(padded == base64ByDefinition(bytes, last: "+/", isPadded: true))
    }
}

@Test(
    "base64url refuses what is not its one text for some bytes",
    arguments: [
        ("Zg==", EncodingError.Code.invalidPadding), ("Zm8=", .invalidPadding), ("=", .invalidPadding),
        ("Zm9v=", .invalidPadding), ("Zm9v====", .invalidPadding), ("Z", .invalidLength), ("Zm9vY", .invalidLength),
        ("Zh", .notCanonical), ("Zm9", .notCanonical), ("Zm9vYh", .notCanonical),
        ("Zm9v\n", .invalidCharacter), (" Zm9v", .invalidCharacter), ("Zm 9v", .invalidCharacter),
        ("Zm9v\r\nZm9v", .invalidCharacter), ("Zm9\u{0}", .invalidCharacter), ("Zm9é", .invalidCharacter),
        ("Zm.v", .invalidCharacter), ("Zm9v~", .invalidCharacter),
    ])
func base64URLRefuses(_ text: String, _ code: EncodingError.Code) {
    #expect(throws: EncodingError(code, "")) { try Base64URL.decode(text) }
}

@Test(
    "base64 refuses what is not its one text for some bytes",
    arguments: [
        ("Zg", EncodingError.Code.invalidPadding), ("Zg=", .invalidPadding), ("Zm8", .invalidPadding),
        ("Zm9v=", .invalidPadding), ("Zm9v====", .invalidPadding), ("====", .invalidPadding), ("Z===", .invalidPadding),
        ("Zg==Zg==", .invalidPadding), ("=Zm9", .invalidPadding), ("Z=g=", .invalidPadding), ("=", .invalidPadding),
        ("Zh==", .notCanonical), ("Zm9=", .notCanonical),
        ("Zm9v\n", .invalidCharacter), ("Zm9v\r\nZm9v\r\n", .invalidCharacter), ("Zm-v", .invalidCharacter),
        ("Zm 9v", .invalidCharacter), ("Zm9\u{0}", .invalidCharacter),
    ])
func base64Refuses(_ text: String, _ code: EncodingError.Code) {
    #expect(throws: EncodingError(code, "")) { try Base64.decode(text) }
}

@Test("exactly one text in sixteen, or in four, of those that differ in the unused bits is accepted")
func base64TailBits() throws {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    #expect(alphabet.filter { (try? Base64URL.decode("Z\($0)")) != nil }.count == 4)
    #expect(alphabet.filter { (try? Base64URL.decode("Zm\($0)")) != nil }.count == 16)
    #expect(alphabet.filter { (try? Base64URL.decode("Zm9\($0)")) != nil }.count == 64)
}

@Test("base64url says which character is wrong, and where")
func base64ReasonNamesCharacter() throws {
    let error = try #require(throws: EncodingError.self) { try Base64URL.decode("Zm9vYm+y") }
    #expect(error.reason == "expected a character of the base64url alphabet, found '+' at byte offset 6")
    let padding = try #require(throws: EncodingError.self) { try Base64URL.decode("Zg==") }
    #expect(padding.reason == "expected base64url without padding, found '=' at byte offset 2")
}
