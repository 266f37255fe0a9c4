import Credentials
import Cryptography
import Encodings
import TestSupport
import Testing

@Suite("did:key")
struct DIDKeyTests {
    private static let published = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"

    @Test(
        "follows the published documents of Ed25519 keys in both directions",
        .enabled(if: Vectors.areAvailable))
    func followsPublishedDocuments() throws {
        let file = try JSONDocument(
            parsing: Vectors.bytes("did-key/test-vectors/ed25519-x25519.json"), limits: .general)
        var count = 0
        for (name, vector) in file.root.members {
            let text = try #require(name.string)
            var seed = try #require(bytes(fromHexadecimal: vector["seed"]?.string ?? ""))
            let published = try #require(vector["verificationKeyPair"]?["publicKeyBase58"]?.string)
            let key = try Ed25519PublicKey(bytes: Base58BTC.decode(published))
            #expect(try Ed25519PrivateKey(seed: SecretBytes(overwriting: &seed)).publicKey == key)

            let made = DIDKey(key)
            #expect(made.did.text == text)
            #expect(made.description == text)
            let read = try DIDKey(DID(parsing: text))
            #expect(read == made)
            #expect(read.publicKey == key)

            let document = try #require(vector["didDocument"])
            #expect(document["id"]?.isString(made.did.text) == true)
            let assertionMethod = try #require(document["assertionMethod"]?.firstElement?.string)
            #expect(made.verificationMethod.text == assertionMethod)
            #expect(made.verificationMethod == DIDURL(assertionMethod))
            #expect(try DIDKey(verificationMethod: DIDURL(parsing: assertionMethod)) == made)

            let other = try #require(document["keyAgreement"]?.firstElement?.string)
            #expect(throws: IdentifierError(.fragment, "")) {
                try DIDKey(verificationMethod: DIDURL(parsing: other))
            }
            count += 1
        }
        #expect(count == 4)
    }

    @Test(
        "of another type is refused with the name of the type",
        .enabled(if: Vectors.areAvailable),
        arguments: [
            ("bls12381.json", ["bls12_381-g2-pub", "0xee"]), ("secp256k1.json", ["secp256k1-pub"]),
            ("nist-curves.json", ["p256-pub", "p384-pub", "p521-pub"]), ("rsa.json", ["rsa-pub"]),
        ])
    func namesOtherTypes(_ file: String, _ types: [String]) throws {
        let file = try JSONDocument(parsing: Vectors.bytes("did-key/test-vectors/" + file), limits: .general)
        #expect(file.root.count > 0)
        for (name, _) in file.root.members {
            let did = try DID(parsing: #require(name.string))
            let error = #expect(throws: IdentifierError.self) { try DIDKey(did) }
            #expect(error?.code == .keyType)
            #expect(types.contains { error?.reason.contains($0) == true }, "\(error?.reason ?? "")")
        }
    }

    @Test(
        "is refused when it is not the one text of its key",
        arguments: [
            ("did:web:university.example", IdentifierError.Code.otherMethod),
            ("did:keys:\(published)", .otherMethod),
            ("did:key:\(published.dropFirst())", .keyEncoding),
            ("did:key:\(published)1", .keyType),
            ("did:key:z1\(published.dropFirst())", .keyType),
            ("did:key:z6Mk", .keyType),
            ("did:key:z", .keyEncoding),
            ("did:key:1.1:\(published)", .keyEncoding),
            ("did:key:f\(hexadecimal(Array(published.utf8)))", .keyEncoding),
            ("did:key:u7QEum9Fe0LaqcXe4eiaZX7Ymi_RoNRLQFmkRXGCnhhc-tQ", .keyEncoding),
            ("did:key:z6MkeTG3bFFSLYVU7VqhgZxqr6YzpaGrQtFMh1uvqGy1vDnP", .keyNotAcceptable),  // the point of order 1
        ] as [(String, IdentifierError.Code)])
    func refuses(_ text: String, _ code: IdentifierError.Code) throws {
        let did = try DID(parsing: text)
        let error = #expect(throws: IdentifierError.self) { try DIDKey(did) }
        #expect(error?.code == code, "\(error?.reason ?? "")")
    }

    @Test("is refused when the key has a byte too few or too many", arguments: [0, 31, 33, 64])
    func refusesOtherLengths(_ count: Int) throws {
        let bytes = Multicodec.ed25519PublicKey.prefixing([UInt8](repeating: 9, count: count))
        let did = try DID(parsing: "did:key:" + Multibase.encode(bytes, as: .base58btc))
        #expect(throws: IdentifierError(.keyEncoding, "")) { try DIDKey(did) }
    }

    @Test(
        "is no verification method unless the fragment is its own key and nothing else stands there",
        arguments: [
            "did:key:\(published)", "did:key:\(published)#", "did:key:\(published)#key-1",
            "did:key:\(published)#\(published)1", "did:key:\(published)#\(published.dropLast())",
            "did:key:\(published)/#\(published)", "did:key:\(published)?a#\(published)",
            "did:key:\(published)#z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
        ])
    func refusesOtherFragments(_ text: String) throws {
        let url = try DIDURL(parsing: text)
        #expect(throws: IdentifierError(.fragment, "")) { try DIDKey(verificationMethod: url) }
    }

    @Test("accepts of 2,000 changed texts only those that are the one text of another key")
    func hasOneTextForAKey() throws {
        let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0OIl-_.%3A".utf8)
        let original = Array("did:key:\(Self.published)".utf8)
        var acceptedCount = 0
        for (trial, var random) in Trials(2_000) {
            var text = original
            let place = random.number(in: 8...text.count - 1)
            switch trial % 3 {
            case 0: text[place] = random.pick(alphabet)
            case 1: text.insert(random.pick(alphabet), at: place)
            default: text.remove(at: place)
            }
            guard text != original, let did = DID(String(decoding: text, as: UTF8.self)),
                let key = try? DIDKey(did)
            else { continue }
            acceptedCount += 1
            #expect(DIDKey(key.publicKey).did == did, "trial \(trial)")
            #expect(key.publicKey.multikey != Self.published, "trial \(trial)")
        }
        // One changed character in the key's own digits gives another key, so the test has looked at both answers.
        #expect(acceptedCount > 100 && acceptedCount < 1_000)
    }
}
