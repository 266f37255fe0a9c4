public import Credentials
import Cryptography
public import Encodings
public import Proofs

/// What an institution lets somebody else do, such as its faculty: a draft of a ``Delegation``.
public struct NewDelegation: Sendable {
    /// Who delegates, and by which of its keys.
    public struct Delegator: Sendable {
        /// Its DID.
        public var id: DID
        /// The verification method of the key that signs.
        public var verificationMethod: DIDURL
        /// How many steps the delegation lies below the list: 1 for an institution on it.
        public var depth: Int

        /// Names a delegator.
        public init(id: DID, verificationMethod: DIDURL, depth: Int = 1) {
            self.id = id
            self.verificationMethod = verificationMethod
            self.depth = depth
        }
    }

    /// The DID of the one who may issue by it.
    public var id: DID
    /// Its name, which verifiers show.
    public var legalName: String
    /// Its keys.
    public var keys: [NewKey] = []
    /// What it may do.
    public var recognitions: [NewRecognition] = []
    /// Its numbers in public registers.
    public var identifiers: [(scheme: String, value: String)] = []
    /// When the delegation is in force; at most for ``Delegation/largestWindow``.
    public var window: ValidityWindow

    /// States what every delegation has.
    public init(id: DID, legalName: String, window: ValidityWindow) {
        self.id = id
        self.legalName = legalName
        self.window = window
    }

    /// Signs the delegation.
    ///
    /// What is made is read as a verifier does it before it is handed out; whether it counts by a list is judged with
    /// ``DelegationBook/judge(_:at:)``.
    ///
    /// - Throws: ``TrustError`` with code `editRefused` for a text that nobody can read, `signerRefused`, or
    ///   `delegationMalformed` when it is not described as a delegation requires.
    public func sign(
        by delegator: Delegator, with signer: any CredentialSigner, at now: Timestamp
    ) throws(TrustError) -> Delegation {
        let value = value(by: delegator)
        if let subject = value["credentialSubject"] {
            try TrustListEditor.checkTexts(subject, at: "/credentialSubject")
        }
        let secured: [UInt8]
        do throws(ProofError) {
            let draft = try CredentialDraft(value, limits: .trustList)
            secured = try EdDSAJCS2022.secure(
                draft, options: ProofOptions(verificationMethod: delegator.verificationMethod, created: now),
                signer: signer)
        } catch {
            throw TrustError(.signerRefused, at: error.pointer, "\(error.reason) (\(error.code.rawValue))")
        }
        let root = try IssuerTrustList.parse(secured).root
        let delegation = try Delegation(parsing: JSONValue(root).serialized(indented: true) + [0x0A])
        guard delegation.isSigned(by: signer.publicKey) else {
            throw TrustError(.signerRefused, at: "/proof", "the signature that was made does not verify")
        }
        return delegation
    }

    private func value(by delegator: Delegator) -> JSONValue {
        var subject: JSONValue = [
            "id": .string(id.text), "type": "RecognizedEntity", "legalName": .string(legalName),
        ]
        if !identifiers.isEmpty {
            subject["identifiers"] = .array(
                identifiers.map { ["scheme": .string($0.scheme), "value": .string($0.value)] })
        }
        subject["keys"] = .array(keys.map(\.value))
        subject["recognizedTo"] = .array(recognitions.map(\.value))
        subject["delegatedBy"] = .string(delegator.id.text)
        subject["depth"] = .number(String(delegator.depth))
        var value: JSONValue = [
            "@context": [
                .string("\(TrustListContent.credentialContext)"),
                "https://www.w3.org/ns/credentials/undefined-terms/v2",
            ],
            "type": ["VerifiableCredential", "RecognizedEntityCredential", .string("\(Delegation.type)")],
            "issuer": .string(delegator.id.text), "validFrom": .string(window.from.description),
        ]
        value["validUntil"] = window.until.map { .string($0.description) }
        value["credentialSubject"] = subject
        return value
    }
}
