/// Reads the plain content of a PKCS#8 file, `PrivateKeyInfo`, down to an Ed25519 seed.
///
/// Sources: RFC 5958 (the structure) and RFC 8410, section 7 (Ed25519 in it). What an encrypted file opens to is not
/// protected against changes, so the reading is exact: the shortest lengths, nothing left over, nothing skipped.
enum PrivateKeyInfo {
    /// Why the bytes are not an Ed25519 private key.
    enum Fault: Error {
        /// They are not a PKCS#8 structure at all.
        case notPrivateKeyInfo
        /// They are one, with a key of the type named.
        case wrongType(String)
        /// They are one for Ed25519 whose content is not as RFC 8410 has it.
        case malformed(String)
    }

    /// Finds where the seed stands in the bytes.
    ///
    /// - Throws: ``Fault``.
    static func seedRange(in bytes: Span<UInt8>) throws(Fault) -> Range<Int> {
        let whole = 0..<bytes.count
        guard let outer = element(0x30, in: bytes, whole), outer.upperBound == bytes.count,
            let version = element(0x02, in: bytes, outer), version.count == 1,
            let algorithm = element(0x30, in: bytes, version.upperBound..<outer.upperBound),
            let identifier = element(0x06, in: bytes, algorithm),
            let key = element(0x04, in: bytes, algorithm.upperBound..<outer.upperBound)
        else { throw .notPrivateKeyInfo }
        let objectIdentifier = identifier.map { bytes[$0] }
        guard objectIdentifier == ed25519 else {
            let parameters = (identifier.upperBound..<algorithm.upperBound).map { bytes[$0] }
            throw .wrongType(keyTypeName(objectIdentifier, parameters: parameters))
        }
        guard bytes[version.lowerBound] == 0 else { throw .malformed("its version is not 0") }
        guard identifier.upperBound == algorithm.upperBound else {
            throw .malformed("its algorithm has parameters, and Ed25519 has none")
        }
        guard let seed = element(0x04, in: bytes, key), seed.upperBound == key.upperBound,
            seed.count == Ed25519PrivateKey.seedByteCount
        else { throw .malformed("it holds no seed of \(Ed25519PrivateKey.seedByteCount) bytes") }
        guard key.upperBound == outer.upperBound else {
            throw .malformed("it holds more than the key: attributes or a public key")
        }
        return seed
    }

    /// The content of the element with this tag at the start of `range`, or `nil` when there is none of exact form.
    private static func element(_ tag: UInt8, in bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        guard range.count >= 2, bytes[range.lowerBound] == tag else { return nil }
        var start = range.lowerBound + 2
        var length = Int(bytes[range.lowerBound + 1])
        if length >= 0x80 {
            // DER writes a length in the fewest bytes; key files need one or two of them.
            let lengthByteCount = length & 0x7f
            guard (1...2).contains(lengthByteCount), range.upperBound - start >= lengthByteCount else { return nil }
            length = 0
            for _ in 0..<lengthByteCount {
                length = length << 8 | Int(bytes[start])
                start += 1
            }
            guard length >= (lengthByteCount == 1 ? 0x80 : 0x100) else { return nil }
        }
        guard length <= range.upperBound - start else { return nil }
        return start..<start + length
    }
}

extension PrivateKeyInfo {
    /// The structure around a seed, as RFC 8410, section 7, has it: version 0, id-Ed25519, no attributes.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    static func encoding(ofSeed seed: SecretBytes) throws(CryptographyError) -> SecretBytes {
        let start: [UInt8] =
            [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03] + ed25519 + [0x04, 0x22, 0x04, 0x20]
        return try SecretBytes(start, followedBy: seed)
    }

    /// 1.3.101.112, id-Ed25519.
    private static let ed25519: [UInt8] = [0x2b, 0x65, 0x70]

    /// Names a key type for people: they should learn which file they took for an Ed25519 key.
    private static func keyTypeName(_ identifier: [UInt8], parameters: [UInt8]) -> String {
        switch identifier {
        case [0x2b, 0x65, 0x6e]: "X25519"
        case [0x2b, 0x65, 0x6f]: "X448"
        case [0x2b, 0x65, 0x71]: "Ed448"
        case [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]: "RSA"
        case [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a]: "RSA-PSS"
        case [0x2a, 0x86, 0x48, 0xce, 0x38, 0x04, 0x01]: "DSA"
        case [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]: curveName(parameters)
        default: "another type"
        }
    }

    private static func curveName(_ parameters: [UInt8]) -> String {
        switch parameters {
        case [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]: "P-256"
        case [0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22]: "P-384"
        case [0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x23]: "P-521"
        case [0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x0a]: "secp256k1"
        default: "elliptic curve"
        }
    }
}
