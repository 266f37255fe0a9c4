import Credentials
import Cryptography
import Encodings
import Registry

/// A public key in every form in which people and programs ask for it.
struct KeyCard {
    let publicKey: Ed25519PublicKey
    /// The thumbprint of the JSON Web Key (RFC 7638), in base64url.
    let thumbprint: String

    init(_ publicKey: Ed25519PublicKey) throws(CryptographyError) {
        self.publicKey = publicKey
        thumbprint = try JWK(publicKey).thumbprint()
    }

    /// The `did:key` that is the key itself.
    var did: String { DIDKey(publicKey).did.text }

    /// The name of the key in proofs by its `did:key`.
    var verificationMethod: String { DIDKey(publicKey).verificationMethod.text }

    /// The beginning of the thumbprint, for eyes and telephones: 80 bits as five groups of hexadecimal digits.
    var fingerprint: String {
        let bytes = ((try? Base64URL.decode(thumbprint)) ?? []).prefix(10)
        var text = ""
        for (position, byte) in bytes.enumerated() {
            if position > 0 && position.isMultiple(of: 2) { text += " " }
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return text
    }

    /// The key as a `SubjectPublicKeyInfo` in PEM (RFC 8410, section 4), without a line feed at its end.
    var pem: String {
        let content = Base64.encode(Self.publicKeyInfoPrefix + publicKey.bytes)
        return "-----BEGIN PUBLIC KEY-----\n\(content)\n-----END PUBLIC KEY-----"
    }

    /// What stands before the 32 bytes of an Ed25519 key in DER.
    static let publicKeyInfoPrefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]

    /// All of it as one JSON object.
    var json: String {
        let value: JSONValue = [
            "did": .string(did), "verificationMethod": .string(verificationMethod),
            "publicKeyMultibase": .string(publicKey.multikey),
            "publicKeyJwk": [
                "crv": .string(JWK.curve), "kty": .string(JWK.keyType), "x": .string(JWK(publicKey).x),
            ],
            "jwkThumbprint": .string(thumbprint), "fingerprint": .string(fingerprint),
            "publicKeyPem": .string(pem + "\n"),
            "isDemonstrationKey": .boolean(DemonstrationKeys.contains(publicKey)),
        ]
        return String(decoding: value.serialized(indented: true), as: UTF8.self)
    }

    /// The key as a person reads it.
    ///
    /// - Parameter isWhole: Whether the forms that only programs ask for are among the lines.
    func lines(_ language: Language, isWhole: Bool) -> [String] {
        var rows = [
            ("did:key", did), ("Multikey", publicKey.multikey),
            (CommandWords.sentence("key.verificationMethod", language), verificationMethod),
        ]
        if isWhole {
            rows.append(("JWK", JWK(publicKey).json))
            rows.append((CommandWords.sentence("key.thumbprint", language), thumbprint))
        }
        rows.append((CommandWords.sentence("key.fingerprint", language), fingerprint))
        let width = (rows.map { TerminalText($0.0).width }.max() ?? 0) + 3
        var lines = rows.map { "  " + TerminalText($0.0).padded(toWidth: width) + $0.1 }
        if isWhole { lines += [""] + pem.split(separator: "\n").map { "  " + $0 } }
        if DemonstrationKeys.contains(publicKey) {
            let warning = CommandWords.sentence("key.demonstration", language)
            lines +=
                [""]
                + Terminal.wrap(warning, width: Terminal.standard.width - 4).map {
                    "  " + Terminal.standard.paint($0, .doubtful)
                }
        }
        return lines
    }
}
