import Credentials
import Cryptography
import Encodings
import Registry
import TestSupport
import Testing

@testable import struct Registry.PinFingerprint

private let text = """
    {
      "pinVersion": 1,
      "authority": {"id": "did:web:trust.ministry.example", "name": "Ministry of Education of Utopia", "country": "UT"},
      "key": "KEY",
      "environment": "production",
      "list": "urn:trust:utopia-he:list"
    }
    """

private func pinText(_ replaced: String = "KEY", with new: String = "KEY", key: String? = nil) throws -> [UInt8] {
    let key = try key ?? TrustAuthority.key("authority").publicKey.multikey
    return Array(replacing(replacing(text, replaced, new), "KEY", key).utf8)
}

private func replacing(_ text: String, _ old: String, _ new: String) -> String {
    guard let range = text.firstRange(of: old) else { return text }
    return String(text[..<range.lowerBound]) + new + String(text[range.upperBound...])
}

private func refusal(_ bytes: [UInt8]) -> TrustError.Code? {
    do throws(TrustError) {
        _ = try TrustPin(parsing: bytes)
        return nil
    } catch {
        return error.code
    }
}

@Suite("Trust pin")
struct TrustPinTests {
    @Test("A pin is read, and written so that it reads back as it was")
    func roundTrip() throws {
        let pin = try TrustPin(parsing: pinText())
        #expect(pin.authority.id.text == "did:web:trust.ministry.example")
        #expect(pin.authority.name == "Ministry of Education of Utopia")
        #expect(pin.authority.country == "UT")
        #expect(pin.key == (try TrustAuthority.key("authority").publicKey))
        #expect(pin.environment == .production)
        #expect(pin.listID == "urn:trust:utopia-he:list")
        let again = try TrustPin(parsing: pin.serialized())
        #expect(again.serialized() == pin.serialized())
        #expect(again.fingerprint == pin.fingerprint)
        #expect(again.authority == pin.authority)
    }

    @Test(
        "A pin that is not exactly a pin is refused",
        arguments: [
            ("\"pinVersion\": 1,", ""), ("\"pinVersion\": 1", "\"pinVersion\": 2"),
            ("\"pinVersion\": 1", "\"pinVersion\": \"1\""),
            ("\"list\"", "\"threshold\": 1, \"list\""), ("\"country\"", "\"region\": \"X\", \"country\""),
            ("did:web:trust.ministry.example", "https://trust.ministry.example"), ("\"UT\"", "\"ut\""),
            ("\"UT\"", "\"UTO\""),
            ("Ministry of Education of Utopia", ""), ("production", "Production"), ("production", ""),
            ("urn:trust:utopia-he:list", "list"), ("urn:trust:utopia-he:list", "urn:a list"), ("KEY", "z6Mkabc"),
            ("\"list\"", "\"list\": \"urn:x\"} {\"list\""), ("{", "{\"key\": \"\","),
        ])
    func refusesMalformed(_ old: String, _ new: String) throws {
        #expect(refusal(try pinText(old, with: new)) == .pinMalformed)
    }

    @Test("A pin cannot be made without a name, a country or a list either")
    func refusesEmpty() throws {
        let authority = try TrustAuthority()
        for (name, country, list) in [
            ("", "UT", "urn:x:list"), ("x", "", "urn:x:list"), ("x", "UT", ""), ("x", "UT", "urn:"),
        ] {
            #expect(throws: TrustError(.pinMalformed, "")) {
                try TrustPin(
                    authority: authority.pin.authority.id, name: name, country: country, key: authority.key.publicKey,
                    environment: .production, listID: list)
            }
        }
    }

    @Test("A pinned key of small order is refused as weak")
    func refusesWeakKey() throws {
        let weak = Multibase.encode([0xED, 0x01, 0x01] + [UInt8](repeating: 0, count: 31), as: .base58btc)
        #expect(refusal(try pinText(key: weak)) == .weakKey)
    }

    @Test("A published test key is refused as a pin, except for demonstrations")
    func refusesDemonstrationKey() throws {
        let published = "z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw"
        #expect(refusal(try pinText(key: published)) == .demonstrationKey)
        #expect(refusal(try pinText("production", with: "pilot", key: published)) == .demonstrationKey)
        #expect(refusal(try pinText("production", with: "demonstration", key: published)) == nil)
    }
}

@Suite("Fingerprint of a pin")
struct PinFingerprintTests {
    @Test(
        "Proquints are those of the proposal's own table",
        arguments: [
            ("7f000001", "lusab babad"), ("3f54dcc1", "gutih tugad"), ("3f760723", "gutuk bisog"),
            ("8c62c18d", "mudof sakat"), ("40ff06c8", "haguz biram"), ("801e342d", "mabiv gibot"),
            ("93437702", "natag lisaf"), ("d43afd44", "tibup zujah"), ("d82344d7", "tobog higil"),
            ("d844e815", "todah vobij"), ("c6518188", "sinid makam"), ("0c6e6ecc", "budov kuras"),
        ])
    func proquints(_ digits: String, _ words: String) throws {
        let encoded = try #require(bytes(fromHexadecimal: digits))
        #expect(PinFingerprint.words(encoded).joined(separator: " ") == words)
    }

    @Test("It has eight words of five letters, with country and environment before them")
    func form() throws {
        let fingerprint = try TrustAuthority().pin.fingerprint
        #expect(fingerprint.words.count == 8)
        #expect(fingerprint.words.allSatisfy { $0.utf8.count == 5 })
        #expect(fingerprint.description == "UT production " + fingerprint.words.joined(separator: " "))
    }

    @Test(
        "It changes with every member of the pin",
        arguments: [
            ("trust.ministry", "trust.ministry2"), ("of Utopia", "of Utopía"), ("\"UT\"", "\"UU\""),
            ("production", "pilot"),
            ("he:list", "he:list2"),
        ])
    func coversEverything(_ old: String, _ new: String) throws {
        let words = try TrustPin(parsing: pinText()).fingerprint.words
        #expect(try TrustPin(parsing: pinText(old, with: new)).fingerprint.words != words)
        let other = try TrustAuthority.key("another authority").publicKey.multikey
        #expect(try TrustPin(parsing: pinText(key: other)).fingerprint.words != words)
    }

    @Test("It does not depend on how the file is laid out")
    func isCanonical() throws {
        let pin = try TrustPin(parsing: pinText())
        let compact = JSONValue(try JSONDocument(parsing: pin.serialized(), limits: .general).root).serialized()
        #expect(try TrustPin(parsing: compact).fingerprint == pin.fingerprint)
    }
}

@Suite("Published test keys")
struct DemonstrationKeyTests {
    @Test("Every key of the table is read, and none stands there twice")
    func tableIsSound() { #expect(DemonstrationKeys.all.count == 28) }

    @Test("The keys of RFC 8032, section 7.1, are among them", .enabled(if: Vectors.areAvailable))
    func holdsRFC8032() throws {
        let document = try JSONDocument(parsing: Vectors.bytes("signatures/rfc8032-ed25519.json"), limits: .general)
        var count = 0
        for vector in document.root.elements {
            let name = try #require(vector["name"]?.string)
            guard name.hasPrefix("RFC8032 7.1") else { continue }
            let digits = try #require(vector["publicKey"]?.string)
            let key = try #require(bytes(fromHexadecimal: digits))
            #expect(DemonstrationKeys.contains(try Ed25519PublicKey(bytes: key)), "\(name)")
            count += 1
        }
        #expect(count == 5)
    }

    @Test(
        "Every key whose private half is in the published vectors is among them", .enabled(if: Vectors.areAvailable),
        arguments: [
            "vc-di-eddsa/TestVectors/keyPair.json", "vc-di-eddsa/TestVectors/proof-set-chain/multiKeyPairs.json",
            "did-key/test-vectors/ed25519-x25519.json",
        ])
    func holdsVectors(_ path: String) throws {
        let text = String(decoding: try Vectors.bytes(path), as: UTF8.self)
        let keys = text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).filter { $0.hasPrefix("z6Mk") }
        #expect(!keys.isEmpty)
        for key in Set(keys) {
            #expect(DemonstrationKeys.contains(try Ed25519PublicKey(multikey: String(key))), "\(key)")
        }
    }

    @Test("The keys of seeds of equal bytes are among them", arguments: [1, 2, 10, 0x42, 0xFF] as [UInt8])
    func holdsRepeatedSeeds(_ byte: UInt8) throws {
        var seed = [UInt8](repeating: byte, count: 32)
        let key = try Ed25519PrivateKey(seed: SecretBytes(overwriting: &seed))
        #expect(DemonstrationKeys.contains(key.publicKey))
    }

    @Test("A fresh key is not")
    func doesNotHoldOthers() throws {
        #expect(!DemonstrationKeys.contains(try TrustAuthority.key("authority").publicKey))
    }
}
