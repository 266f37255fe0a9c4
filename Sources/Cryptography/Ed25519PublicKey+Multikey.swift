import Encodings

extension Ed25519PublicKey {
    /// The key as a Multikey: multibase base58btc of the multicodec `ed25519-pub` (0xed 0x01) and the 32 bytes.
    ///
    /// Source: Controlled Identifiers 1.0, section 2.2.2. The text has 48 characters and starts with `z6Mk`.
    public var multikey: String {
        Multibase.encode(Multicodec.ed25519PublicKey.prefixing(bytes), as: .base58btc)
    }

    /// Reads the `publicKeyMultibase` of a Multikey, or the part of a `did:key` after its second colon.
    ///
    /// Exactly one text is accepted for a key.
    ///
    /// - Throws: ``CryptographyError`` with code `multikeyMalformed`; `wrongKeyType`, with its name, for a key of another
    ///   type; or `invalidKeyLength`, `keySmallOrder` or `keyNotCanonical` for the key itself.
    public init(multikey text: String) throws(CryptographyError) { try self.init(multikey: text.utf8.span) }

    /// Reads a Multikey in place; the codes are those of ``init(multikey:)-(String)``.
    public init(multikey text: Span<UInt8>) throws(CryptographyError) {
        let decoded: (codec: Multicodec, payload: ArraySlice<UInt8>)
        do throws(EncodingError) {
            decoded = try Multicodec.split(Multibase.decode(text, as: .base58btc))
        } catch {
            throw CryptographyError(.multikeyMalformed, "expected a Multikey, found none: \(error.reason)")
        }
        guard decoded.codec == .ed25519PublicKey else {
            throw CryptographyError(
                .wrongKeyType, "expected an Ed25519 public key (\(Multicodec.ed25519PublicKey)), found \(decoded.codec)"
            )
        }
        let payload = decoded.payload
        try self.init(payload.span)
    }
}
