import Cryptography
import Encodings
import TestSupport
import Testing

@Suite("Public keys as Multikey and JWK")
struct PublicKeyTextTests {
    /// A key that is published both as a JWK (RFC 8037, appendix A.2) and, as RFC 8032's test key 1, in bytes.
    private func key() throws -> Ed25519PublicKey { try RFC8032Key.load().publicKey }

    @Test("writes the Multikey of the key that Controlled Identifiers 1.0 and did:key publish, and reads it back")
    func writesMultikey() throws {
        // The did:key of the seed of 32 zero bytes in the test vectors of did-key-spec.
        let published = "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"
        let publicKey = try privateKey(seed: [UInt8](repeating: 0, count: 32)).publicKey
        #expect(publicKey.multikey == published)
        #expect(try Ed25519PublicKey(multikey: published) == publicKey)
    }

    @Test("gives every key a Multikey of 48 characters that starts with z6Mk, and reads it back")
    func writesAnyMultikey() throws {
        var generator = FixedGenerator(seed: 3)
        for index in 0..<200 {
            var bytes = generator.bytes(32)
            if index < 3 { bytes = [UInt8](repeating: index == 0 ? 0x7e : 0, count: 31) + [UInt8(index)] }
            let key = try Ed25519PublicKey(bytes: index == 1 ? [2] + bytes[1...] : bytes)
            #expect(key.multikey.utf8.count == 48 && key.multikey.hasPrefix("z6Mk"))
            #expect(try Ed25519PublicKey(multikey: key.multikey) == key)
        }
    }

    @Test(
        "names the type of a key that is not Ed25519",
        arguments: [
            (UInt64(0xec), 32, "x25519"), (0x1200, 33, "p256"), (0x1201, 49, "p384"), (0xe7, 33, "secp256k1"),
            (0x1205, 270, "rsa"), (0xeb, 96, "bls12_381-g2"), (0x1300, 32, "ed25519-priv"), (0x55, 32, "0x55"),
        ])
    func namesOtherType(_ code: UInt64, _ count: Int, _ name: String) throws {
        let bytes = try Multicodec(code: code).prefixing([UInt8](repeating: 3, count: count))
        let error = #expect(throws: CryptographyError.self) {
            try Ed25519PublicKey(multikey: Multibase.encode(bytes, as: .base58btc))
        }
        #expect(error?.code == .wrongKeyType)
        #expect(error?.reason.contains(name) == true, "\(error?.reason ?? "")")
    }

    @Test("derives the published did:key of each published seed", .enabled(if: Vectors.areAvailable))
    func derivesPublishedKeys() throws {
        let file = try Vectors.bytes("did-key/test-vectors/ed25519-x25519.json")
        let document = try JSONDocument(parsing: file, limits: .general)
        #expect(document.root.count > 0)
        for (name, value) in document.root.members {
            let seed = try #require(value["seed"]?.string.flatMap { bytes(fromHexadecimal: $0) })
            let key = try privateKey(seed: seed).publicKey
            #expect(name.isString("did:key:" + key.multikey))
            #expect(try Ed25519PublicKey(multikey: key.multikey) == key)
        }
    }

    @Test(
        "refuses the published did:key of every other type by its type", .enabled(if: Vectors.areAvailable),
        arguments: ["nist-curves", "rsa", "secp256k1", "bls12381"])
    func refusesPublishedOtherKeys(_ name: String) throws {
        let file = try Vectors.bytes("did-key/test-vectors/\(name).json")
        let document = try JSONDocument(parsing: file, limits: .general)
        #expect(document.root.count > 0)
        for (name, _) in document.root.members {
            let multikey = try #require(name.string).dropFirst("did:key:".count)
            #expect(throws: CryptographyError(.wrongKeyType, ""), "\(multikey)") {
                try Ed25519PublicKey(multikey: String(multikey))
            }
        }
    }

    @Test("names the types of the published did:key identifiers on other curves")
    func namesPublishedTypes() {
        let published = [
            "z6LShs9GGnqk85isEBzzshkuVWrVKsRp24GnDuHk8QWkARMW": "x25519",
            "zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169": "p256",
            "zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme": "secp256k1",
        ]
        for (text, name) in published {
            let error = #expect(throws: CryptographyError.self) { try Ed25519PublicKey(multikey: text) }
            #expect(error?.code == .wrongKeyType && error?.reason.contains(name) == true, "\(text)")
        }
    }

    @Test("refuses a Multikey in any other form than its one")
    func refusesOtherForms() throws {
        let text = try key().multikey
        let malformed = [
            "", "z", "6Mk", String(text.dropFirst()), "Z" + text.dropFirst(), "u" + text.dropFirst(), " " + text,
            text + " ", text + "\n", text.replacing("6Mk", with: "0Mk"), "did:key:" + text,
            Multibase.encode(Multicodec.ed25519PublicKey.prefixing(try key().bytes), as: .base64url),
            String(repeating: "z", count: 100_000),
            // 0xed in three bytes, where two are enough.
            Multibase.encode([0xed, 0x81, 0x00] + (try key().bytes), as: .base58btc),
        ]
        for text in malformed {
            #expect(throws: CryptographyError(.multikeyMalformed, ""), "\(text.prefix(60))") {
                try Ed25519PublicKey(multikey: text)
            }
        }
        // A "1" is a zero byte, and so a codec of its own.
        #expect(throws: CryptographyError(.wrongKeyType, "")) {
            try Ed25519PublicKey(multikey: "z1" + text.dropFirst())
        }
        for count in [0, 31, 33] {
            let bytes = Multicodec.ed25519PublicKey.prefixing([UInt8](repeating: 5, count: count))
            #expect(throws: CryptographyError(.invalidKeyLength, "")) {
                try Ed25519PublicKey(multikey: Multibase.encode(bytes, as: .base58btc))
            }
        }
        let weak = Multicodec.ed25519PublicKey.prefixing([UInt8](repeating: 0, count: 32))
        #expect(throws: CryptographyError(.keySmallOrder, "")) {
            try Ed25519PublicKey(multikey: Multibase.encode(weak, as: .base58btc))
        }
    }

    @Test("reads no Multikey with one character changed as the same key")
    func refusesChangedCharacters() throws {
        let text = Array(try key().multikey.utf8)
        for index in text.indices {
            for replacement in Array("1AZaz0OIl ".utf8) where replacement != text[index] {
                var changed = text
                changed[index] = replacement
                let read = try? Ed25519PublicKey(multikey: String(decoding: changed, as: UTF8.self))
                #expect(try read != key())
            }
        }
    }

    @Test("writes the JWK and the thumbprint of RFC 8037, appendix A")
    func writesJWK() throws {
        let jwk = JWK(try key())
        #expect(
            jwk.json == "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}")
        #expect(try jwk.thumbprint() == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
        #expect(try JWK(kty: "OKP", crv: "Ed25519", x: jwk.x) == jwk)
    }

    private func jwk(_ json: String) throws -> JWK {
        try JWK(JSONDocument(parsing: Array(json.utf8), limits: .credential).root)
    }

    @Test("reads the keys of Wycheproof alike in bytes and as JWK", .enabled(if: Vectors.areAvailable))
    func readsWycheproofKeys() throws {
        let keys = try SignatureVectors.wycheproofKeys()
        #expect(!keys.isEmpty)
        for key in keys { #expect(try jwk(key.jwk).publicKey.bytes == key.bytes) }
    }

    @Test("reads a JWK object, and refuses one that is private, incomplete or of another type")
    func readsJWKObject() throws {
        let x = JWK(try key()).x
        let good = "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"\(x)\""
        #expect(try jwk("{\(good)}").publicKey == key())
        #expect(try jwk("{\"kid\":\"1\",\(good),\"use\":\"sig\"}").publicKey == key())
        let refused: [(String, CryptographyError.Code)] = [
            ("{\(good),\"d\":\"AAAA\"}", .jwkMalformed), ("{\(good),\"d\":null}", .jwkMalformed),
            ("{}", .jwkMalformed), ("[]", .jwkMalformed), ("\"\(x)\"", .jwkMalformed),
            ("{\"kty\":\"OKP\",\"crv\":\"Ed25519\"}", .jwkMalformed),
            ("{\"kty\":\"OKP\",\"x\":\"\(x)\"}", .jwkMalformed),
            ("{\"crv\":\"Ed25519\",\"x\":\"\(x)\"}", .jwkMalformed),
            ("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":[\"\(x)\"]}", .jwkMalformed),
            ("{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}", .wrongKeyType),
            ("{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"\(x)\"}", .wrongKeyType),
        ]
        for (json, code) in refused { #expect(throws: CryptographyError(code, ""), "\(json)") { try jwk(json) } }
    }

    @Test("refuses a JWK of another type, and an x in any other form than its one")
    func refusesOtherJWK() throws {
        let x = JWK(try key()).x
        for (kty, crv) in [
            ("EC", "P-256"), ("okp", "Ed25519"), ("OKP", "X25519"), ("OKP", "Ed448"), ("", ""), ("OKP ", "Ed25519"),
        ] {
            #expect(throws: CryptographyError(.wrongKeyType, "")) { try JWK(kty: kty, crv: crv, x: x) }
        }
        let malformed = [x + "=", " " + x, x.replacing("_", with: "/"), x + "AA", "é"]
        for x in malformed {
            #expect(throws: CryptographyError(.jwkMalformed, ""), "\(x)") { try JWK(kty: "OKP", crv: "Ed25519", x: x) }
        }
        // The last character carries four bits of the key and two that must be zero.
        for last in Array("pqr") {
            #expect(throws: CryptographyError(.jwkMalformed, "")) {
                try JWK(kty: "OKP", crv: "Ed25519", x: x.dropLast() + String(last))
            }
        }
        for x in ["", "AAAA", x + "A"] {
            #expect(throws: CryptographyError(.invalidKeyLength, "")) { try JWK(kty: "OKP", crv: "Ed25519", x: x) }
        }
        let weak = String(repeating: "A", count: 43)
        #expect(throws: CryptographyError(.keySmallOrder, "")) { try JWK(kty: "OKP", crv: "Ed25519", x: weak) }
    }
}
