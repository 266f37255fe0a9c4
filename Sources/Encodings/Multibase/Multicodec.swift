/// The number before a key or a digest that says what it is, as in `did:key`, Multikey and multihash.
///
/// Source: the multicodec table of multiformats, and Controlled Identifiers 1.0, section 2.2.2, for keys.
public struct Multicodec: Hashable, Sendable, CustomStringConvertible {
    /// The number in the table, at most 2^63 - 1.
    public let code: UInt64

    /// A codec by its number, which need not be one that is named here.
    ///
    /// - Throws: ``EncodingError`` with code `varintTooLarge` above 2^63 - 1.
    public init(code: UInt64) throws(EncodingError) {
        guard code <= UnsignedVarint.maximum else {
            throw EncodingError(.varintTooLarge, "expected a multicodec of at most 2^63 - 1, found \(code)")
        }
        self.code = code
    }

    private init(known code: UInt64) { self.code = code }

    /// A SHA-256 digest, `sha2-256`.
    public static let sha256 = Multicodec(known: 0x12)
    /// A SHA-512 digest, `sha2-512`.
    public static let sha512 = Multicodec(known: 0x13)
    /// A SHA-384 digest, `sha2-384`.
    public static let sha384 = Multicodec(known: 0x20)
    /// A compressed secp256k1 public key of 33 bytes, `secp256k1-pub`.
    public static let secp256k1PublicKey = Multicodec(known: 0xe7)
    /// A compressed BLS12-381 public key in G2 of 96 bytes, `bls12_381-g2-pub`.
    public static let bls12381G2PublicKey = Multicodec(known: 0xeb)
    /// An X25519 public key of 32 bytes, `x25519-pub`.
    public static let x25519PublicKey = Multicodec(known: 0xec)
    /// An Ed25519 public key of 32 bytes, `ed25519-pub`.
    public static let ed25519PublicKey = Multicodec(known: 0xed)
    /// Two compressed BLS12-381 public keys, in G1 and G2, of 144 bytes together, `bls12_381-g1g2-pub`.
    public static let bls12381G1G2PublicKey = Multicodec(known: 0xee)
    /// A compressed P-256 public key of 33 bytes, `p256-pub`.
    public static let p256PublicKey = Multicodec(known: 0x1200)
    /// A compressed P-384 public key of 49 bytes, `p384-pub`.
    public static let p384PublicKey = Multicodec(known: 0x1201)
    /// A compressed P-521 public key of 67 bytes, `p521-pub`.
    public static let p521PublicKey = Multicodec(known: 0x1202)
    /// An RSA public key in DER (PKCS#1), `rsa-pub`.
    public static let rsaPublicKey = Multicodec(known: 0x1205)
    /// An Ed25519 seed of 32 bytes, `ed25519-priv`.
    public static let ed25519PrivateKey = Multicodec(known: 0x1300)
    /// An X25519 private key of 32 bytes, `x25519-priv`.
    public static let x25519PrivateKey = Multicodec(known: 0x1302)
    /// A P-256 private key of 32 bytes, `p256-priv`.
    public static let p256PrivateKey = Multicodec(known: 0x1306)
    /// A P-384 private key of 48 bytes, `p384-priv`.
    public static let p384PrivateKey = Multicodec(known: 0x1307)

    /// The name in the multicodec table, or `nil` where it is not one that is named here.
    public var name: String? { Self.names[self] }

    /// The name and the number, for messages: `ed25519-pub (0xed)`.
    public var description: String {
        let number = "0x" + String(code, radix: 16)
        guard let name else { return number }
        return "\(name) (\(number))"
    }

    private static let names: [Multicodec: String] = [
        sha256: "sha2-256", sha512: "sha2-512", sha384: "sha2-384",
        secp256k1PublicKey: "secp256k1-pub", bls12381G2PublicKey: "bls12_381-g2-pub",
        bls12381G1G2PublicKey: "bls12_381-g1g2-pub",
        x25519PublicKey: "x25519-pub", ed25519PublicKey: "ed25519-pub",
        p256PublicKey: "p256-pub", p384PublicKey: "p384-pub", p521PublicKey: "p521-pub", rsaPublicKey: "rsa-pub",
        ed25519PrivateKey: "ed25519-priv", x25519PrivateKey: "x25519-priv",
        p256PrivateKey: "p256-priv", p384PrivateKey: "p384-priv",
    ]
}

extension Multicodec {
    /// The codec as a variable-length integer, 1 to 9 bytes.
    public var bytes: [UInt8] { UnsignedVarint.encodeUnchecked(code) }

    /// Puts this codec before `payload`.
    public func prefixing(_ payload: [UInt8]) -> [UInt8] { bytes + payload }

    /// Takes `bytes` apart into its codec and what follows.
    ///
    /// - Throws: ``EncodingError`` with code `varintTruncated`, `varintNotMinimal` or `varintTooLarge`.
    public static func split(
        _ bytes: [UInt8]
    ) throws(EncodingError) -> (codec: Multicodec, payload: ArraySlice<UInt8>) {
        let (code, byteCount) = try UnsignedVarint.decode(bytes)
        return (Multicodec(known: code), bytes[byteCount...])
    }

    /// Takes this codec, and no other, off `bytes`.
    ///
    /// - Throws: ``EncodingError`` with code `unexpectedMulticodec`, `varintTruncated`, `varintNotMinimal` or
    ///   `varintTooLarge`.
    public func payload(of bytes: [UInt8]) throws(EncodingError) -> ArraySlice<UInt8> {
        let (codec, payload) = try Self.split(bytes)
        guard codec == self else {
            throw EncodingError(.unexpectedMulticodec, "expected the multicodec \(self), found \(codec)")
        }
        return payload
    }
}
