public import Credentials
import Cryptography
public import Encodings
public import Proofs

/// A status list that its issuer makes: what it says, before it is signed.
///
/// The same content gives the same bytes each time, so that a list in which nothing changed is published unchanged.
/// Source: Bitstring Status List 1.0, section 2.2.
public struct NewStatusList: Sendable {
    /// The address at which it is published, which is its identifier.
    public var address: String
    /// Who issues it.
    public var issuer: DID
    /// What its values mean.
    public var purpose: StatusPurpose
    /// Its values.
    public var values: StatusBitstring
    /// From when on it says what it says: each list of its name has a later time.
    public var validFrom: Timestamp
    /// Until when it is good.
    public var validUntil: Timestamp
    /// After how many seconds the next one is meant to be published; `nil` to say nothing of that.
    public var timeToLive: Int64?

    /// Begins a list in which nothing is set.
    public init(
        address: String, issuer: DID, purpose: StatusPurpose, values: StatusBitstring = StatusBitstring(),
        validFrom: Timestamp, validUntil: Timestamp, timeToLive: Int64? = nil
    ) {
        self.address = address
        self.issuer = issuer
        self.purpose = purpose
        self.values = values
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.timeToLive = timeToLive
    }

    /// The list as a credential without proof.
    ///
    /// - Throws: `GzipError` with code `libraryFailure`.
    public func value() throws(GzipError) -> JSONValue {
        var subject: JSONValue = [
            "id": .string(address + "#list"), "type": "BitstringStatusList", "statusPurpose": .string(purpose.name),
        ]
        subject["ttl"] = timeToLive.map { .number(String($0 * 1_000)) }
        subject["encodedList"] = .string(try values.encoded())
        return [
            "@context": [.string("\(TrustListContent.credentialContext)")], "id": .string(address),
            "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": .string(issuer.text),
            "validFrom": .string(validFrom.description), "validUntil": .string(validUntil.description),
            "credentialSubject": subject,
        ]
    }

    /// Signs the list, dated by its own start, and reads what was signed as a verifier reads it.
    ///
    /// - Throws: ``StatusListRefusal``.
    public func sign(
        with signer: any CredentialSigner, verificationMethod: DIDURL
    ) throws(StatusListRefusal) -> StatusList {
        guard validFrom < validUntil else { throw .window }
        guard values.count() >= StatusBitstring.leastCount else {
            throw .list(
                StatusError(
                    .length, at: "/credentialSubject/encodedList",
                    "expected at least \(StatusBitstring.leastCount) values, found \(values.count())"))
        }
        let bytes: [UInt8]
        do throws(ProofError) {
            let value: JSONValue
            do throws(GzipError) {
                value = try self.value()
            } catch {
                throw ProofError(.draftRefused, at: "/credentialSubject/encodedList", error.reason)
            }
            bytes = try EdDSAJCS2022.secure(
                CredentialDraft(value, limits: .statusList),
                options: ProofOptions(verificationMethod: verificationMethod, created: validFrom), signer: signer)
        } catch {
            throw .proof(error)
        }
        do throws(StatusError) {
            let keys = OneKey(verificationMethod: verificationMethod.text, key: signer.publicKey)
            let list = try StatusList(verifying: bytes, keys: keys, at: validFrom)
            _ = try list.values.get()
            return list
        } catch {
            throw .list(error)
        }
    }
}

/// Why a status list is not signed.
public enum StatusListRefusal: Error, Sendable {
    /// No signature could be made.
    case proof(ProofError)
    /// What would be signed is no list that a verifier takes, or contradicts an earlier one.
    case list(StatusError)
    /// It would end before it begins.
    case window
    /// It would begin no later than the list that it takes the place of.
    case notLater
    /// The trust list does not have the key for status lists of this issuer, at this time.
    case keyNotListed
}

/// The key that has just signed.
private struct OneKey: VerificationKeys {
    let verificationMethod: String
    let key: Ed25519PublicKey

    func publicKey(for verificationMethod: String) -> Ed25519PublicKey? {
        verificationMethod.utf8.elementsEqual(self.verificationMethod.utf8) ? key : nil
    }
}
