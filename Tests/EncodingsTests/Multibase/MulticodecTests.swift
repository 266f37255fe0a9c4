import Encodings
import Testing
import TestSupport

@Suite("Multicodec")
struct MulticodecTests {
    static let integers: [(value: UInt64, hex: String)] = [
        (0, "00"), (1, "01"), (127, "7f"), (128, "8001"), (255, "ff01"), (300, "ac02"), (16_384, "808001"),
        (0xed, "ed01"), (0x1200, "8024"), (0x1300, "8026"), (UInt64(Int64.max), "ffffffffffffffff7f"),
    ]

    @Test("variable-length integers of the specification are read and written", arguments: integers)
    func publishedIntegers(_ value: UInt64, _ hex: String) throws {
        let written = try #require(bytes(fromHexadecimal: hex))
        #expect(try UnsignedVarint.encode(value) == written)
        let decoded = try UnsignedVarint.decode(written + [0xaa])
        #expect(decoded.value == value)
        #expect(decoded.byteCount == written.count)
    }

    @Test("every integer next to a power of two is read back")
    func powersOfTwo() throws {
        for shift in 0..<63 {
            let power: UInt64 = 1 << UInt64(shift)
            for value in [power - 1, power, power + 1] {
                let bytes = try UnsignedVarint.encode(value)
                let decoded = try UnsignedVarint.decode(bytes)
                #expect(decoded.value == value && decoded.byteCount == bytes.count)
            }
        }
    }

    @Test(
        "variable-length integers that are cut off, too long, or longer than needed are refused by name",
        arguments: [
            ("", EncodingError.Code.varintTruncated), ("80", .varintTruncated), ("ffff", .varintTruncated),
            ("ffffffffffffffff", .varintTruncated),
            ("8000", .varintNotMinimal), ("ed8000", .varintNotMinimal), ("ff00", .varintNotMinimal),
            ("808080808080808000", .varintNotMinimal),
            ("ffffffffffffffffff", .varintTooLarge), ("80808080808080808001", .varintTooLarge),
            ("ffffffffffffffffff01", .varintTooLarge),
        ])
    func refusedIntegers(_ hex: String, _ code: EncodingError.Code) throws {
        let written = try #require(bytes(fromHexadecimal: hex))
        #expect(throws: EncodingError(code, "")) { try UnsignedVarint.decode(written) }
        #expect(throws: EncodingError(code, "")) { try Multicodec.split(written) }
    }

    @Test("an integer above 2^63 - 1 is neither written nor a codec")
    func tooLargeInteger() {
        #expect(throws: EncodingError(.varintTooLarge, "")) { try UnsignedVarint.encode(1 << 63) }
        #expect(throws: EncodingError(.varintTooLarge, "")) { try Multicodec(code: .max) }
    }

    @Test("every pair of bytes is refused, or is the one way to write its integer")
    func everyPair() throws {
        for pair in UInt16.min...UInt16.max {
            let bytes = [UInt8(pair >> 8), UInt8(pair & 0xff)]
            guard let decoded = try? UnsignedVarint.decode(bytes) else { continue }
            #expect(try UnsignedVarint.encode(decoded.value) == Array(bytes[..<decoded.byteCount]))
        }
    }

    static let table: [(codec: Multicodec, code: UInt64, name: String)] = [
        (.sha256, 0x12, "sha2-256"), (.sha512, 0x13, "sha2-512"), (.sha384, 0x20, "sha2-384"),
        (.secp256k1PublicKey, 0xe7, "secp256k1-pub"), (.bls12381G2PublicKey, 0xeb, "bls12_381-g2-pub"),
        (.bls12381G1G2PublicKey, 0xee, "bls12_381-g1g2-pub"),
        (.x25519PublicKey, 0xec, "x25519-pub"), (.ed25519PublicKey, 0xed, "ed25519-pub"),
        (.p256PublicKey, 0x1200, "p256-pub"), (.p384PublicKey, 0x1201, "p384-pub"),
        (.p521PublicKey, 0x1202, "p521-pub"), (.rsaPublicKey, 0x1205, "rsa-pub"),
        (.ed25519PrivateKey, 0x1300, "ed25519-priv"), (.x25519PrivateKey, 0x1302, "x25519-priv"),
        (.p256PrivateKey, 0x1306, "p256-priv"), (.p384PrivateKey, 0x1307, "p384-priv"),
    ]

    @Test("codecs have the numbers and names of the multicodec table", arguments: table)
    func numbersAndNames(_ codec: Multicodec, _ code: UInt64, _ name: String) throws {
        #expect(codec.code == code)
        #expect(codec.name == name)
        #expect(try Multicodec(code: code) == codec)
        #expect(try codec.payload(of: codec.prefixing([1, 2, 3])) == [1, 2, 3])
    }

    @Test("another codec than the expected one is named in the reason")
    func unexpectedCodec() throws {
        let bytes = Multicodec.x25519PublicKey.prefixing([UInt8](repeating: 7, count: 32))
        let error = try #require(throws: EncodingError.self) { try Multicodec.ed25519PublicKey.payload(of: bytes) }
        #expect(error.code == .unexpectedMulticodec)
        #expect(error.reason == "expected the multicodec ed25519-pub (0xed), found x25519-pub (0xec)")
        let unknown = try #require(throws: EncodingError.self) {
            try Multicodec.ed25519PublicKey.payload(of: [0x55, 1])
        }
        #expect(unknown.reason == "expected the multicodec ed25519-pub (0xed), found 0x55")
    }

    /// The strings of a JSON file between quotation marks, in order: enough to pair a DID with the key below it.
    static func strings(_ name: String) throws -> [Substring] {
        let text = try String(decoding: Vectors.bytes("did-key/test-vectors/\(name).json"), as: UTF8.self)
        return text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
    }

    @Test(
        "every did:key of the published vectors has the codec of its file and the key bytes beside it",
        .enabled(if: Vectors.areAvailable),
        arguments: [
            ("ed25519-x25519", [.ed25519PublicKey, .x25519PublicKey], 32, 8),
            ("secp256k1", [.secp256k1PublicKey], 33, 5), ("bls12381", [.bls12381G2PublicKey], 96, 5),
        ] as [(String, [Multicodec], Int, Int)])
    func publishedKeys(_ name: String, _ codecs: [Multicodec], _ byteCount: Int, _ expectedCount: Int) throws {
        let strings = try Self.strings(name)
        let dids = Set(strings.filter { $0.hasPrefix("did:key:z") && !$0.contains("#") })
        #expect(dids.count >= 4)
        for did in dids {
            let (codec, key) = try Multicodec.split(Multibase.decode(String(did.dropFirst(8)), as: .base58btc))
            // One BLS identifier holds a key in each of two groups.
            let isPair = codec == .bls12381G1G2PublicKey
            #expect(isPair ? name == "bls12381" : codec == codecs.first)
            #expect(key.count == (isPair ? 144 : byteCount))
        }
        var keys: Set<Substring> = []
        for index in strings.indices.dropLast() where strings[index] == "publicKeyBase58" {
            // The identifier stands three strings or more before its key: "id", value, "type", value, "controller", …
            let id = try #require(strings[..<index].lastIndex(of: "id"))
            let multibase = try #require(strings[id + 1].split(separator: "#").last)
            guard multibase.hasPrefix("z") else { continue }
            let (codec, key) = try Multicodec.split(Multibase.decode(String(multibase), as: .base58btc))
            #expect(codecs.contains(codec), "\(multibase) is \(codec)")
            #expect(key.count == byteCount)
            #expect(try Array(key) == Base58BTC.decode(String(strings[index + 1])))
            #expect(Multibase.encode(codec.prefixing(Array(key)), as: .base58btc) == multibase)
            keys.insert(multibase)
        }
        #expect(keys.count == expectedCount)
    }

    @Test(
        "every NIST curve did:key of the published vectors holds the x coordinate of the JWK beside it",
        .enabled(if: Vectors.areAvailable))
    func publishedCurveKeys() throws {
        let strings = try Self.strings("nist-curves")
        var found: [Multicodec: Int] = [:]
        for index in strings.indices.dropLast() where strings[index] == "x" && strings[index - 4] == "kty" {
            let id = try #require(strings[..<index].lastIndex(of: "id"))
            let multibase = try #require(strings[id + 1].split(separator: "#").last)
            let (codec, key) = try Multicodec.split(Multibase.decode(String(multibase), as: .base58btc))
            #expect(try Array(key.dropFirst()) == Base64URL.decode(String(strings[index + 1])))
            found[codec, default: 0] += 1
        }
        #expect(Set(found.keys) == [.p256PublicKey, .p384PublicKey, .p521PublicKey])
    }

    @Test("every RSA did:key of the published vectors has the codec of RSA keys", .enabled(if: Vectors.areAvailable))
    func publishedRSAKeys() throws {
        let dids = try Self.strings("rsa").filter { $0.hasPrefix("did:key:z") && !$0.contains("#") }
        #expect(!dids.isEmpty)
        for did in dids {
            #expect(try Multicodec.split(Multibase.decode(String(did.dropFirst(8)))).codec == .rsaPublicKey)
        }
    }
}
