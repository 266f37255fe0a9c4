import Credentials
import Cryptography
import Encodings

/// Finding the key of a verification method.
extension ProofVerifier {
    /// - Returns: At least one key; usually one.
    func publicKeys(
        _ methodID: [UInt8], _ proof: DataIntegrityProof, _ now: Timestamp
    ) throws(ProofError) -> [Ed25519PublicKey] {
        let pointer = proof.pointer + "/verificationMethod"
        let text = String(decoding: methodID, as: UTF8.self)
        guard let method = DIDURL(text) else {
            // Such a method may carry its key in the fragment. Whoever took it from there would believe anybody who writes
            // the address of somebody else before a key of his own: only a key that is at hand for the whole text counts.
            guard URLSyntax.isAbsolute(text) else {
                throw ProofError(.methodMalformed, at: pointer, "expected a URL, found something else")
            }
            return try keysAtHand(text, pointer, now)
        }
        // An identifier that is the key itself needs nobody to tell its key.
        do throws(IdentifierError) {
            if method.did.hasMethod("key") {
                // Without fragment it names the document of the did:key rather than the method in it. There is one key
                // that this document has for assertions, so that nothing is open; signers in use write it so.
                return try [
                    method.text.utf8.elementsEqual(method.did.text.utf8)
                        ? DIDKey(method.did).publicKey : DIDKey(verificationMethod: method).publicKey
                ]
            }
            if method.did.hasMethod("jwk") { return [try DIDJWK(verificationMethod: method).publicKey] }
        } catch {
            let code: ProofError.Code =
                switch error.code {
                case .fragment: .methodMalformed
                case .keyNotAcceptable: Self.code(of: error.key)
                default: .keyMalformed
                }
            throw ProofError(code, at: pointer, error.reason)
        }
        return try keysAtHand(text, pointer, now)
    }

    /// Why the bytes of a key are no key.
    private static func code(of refusal: CryptographyError.Code?) -> ProofError.Code {
        switch refusal {
        case .keySmallOrder: .keySmallOrder
        case .keyNotCanonical: .keyNotCanonical
        default: .keyMalformed
        }
    }

    private func keysAtHand(
        _ text: String, _ pointer: String, _ now: Timestamp
    ) throws(ProofError) -> [Ed25519PublicKey] {
        let found = keys.publicKeys(for: text)
        guard !found.isEmpty else {
            throw ProofError(
                .keyUnavailable, at: pointer, "the key of this verification method is on none of your lists")
        }
        if let end = keys.end(of: text, at: now) {
            throw ProofError(
                end.isRevoked ? .keyRevoked : .keyExpired, at: pointer,
                "expected a key that still verifies, found one that ended on \(end.time)", time: end.time)
        }
        return found
    }
}
