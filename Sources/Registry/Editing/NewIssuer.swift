public import Credentials
public import Cryptography
public import Encodings

/// An institution that an authority puts on its list.
public struct NewIssuer: Sendable {
    /// The institution's DID.
    public var id: DID
    /// Its name in law.
    public var legalName: String
    /// From when on it may issue; a time before the edit makes it retroactive, which the list shows.
    public var grantedSince: Timestamp
    /// Its numbers in public registers.
    public var identifiers: [(scheme: String, value: String)] = []
    /// Its other identifiers, under which it may issue as well.
    public var otherIDs: [DID] = []
    /// Its keys.
    public var keys: [NewKey] = []
    /// What it is recognised to do.
    public var recognitions: [NewRecognition] = []

    /// States what every institution has.
    public init(id: DID, legalName: String, grantedSince: Timestamp) {
        self.id = id
        self.legalName = legalName
        self.grantedSince = grantedSince
    }

    func value(recordedAt: Timestamp) -> JSONValue {
        var value: JSONValue = [
            "id": .string(id.text), "type": "RecognizedEntity", "legalName": .string(legalName),
        ]
        if !identifiers.isEmpty {
            value["identifiers"] = .array(
                identifiers.map { ["scheme": .string($0.scheme), "value": .string($0.value)] })
        }
        if !otherIDs.isEmpty { value["alsoKnownAs"] = .array(otherIDs.map { .string($0.text) }) }
        value["states"] = [
            [
                "state": "granted", "since": .string(grantedSince.description),
                "recordedAt": .string(recordedAt.description),
            ]
        ]
        value["keys"] = .array(keys.map(\.value))
        value["recognizedTo"] = .array(recognitions.map(\.value))
        return value
    }
}

/// A key that an authority puts on its list for an institution.
public struct NewKey: Sendable {
    /// The verification method by which proofs name the key: a DID of the institution with a fragment.
    public var verificationMethod: DIDURL
    /// The key.
    public var publicKey: Ed25519PublicKey
    /// What the key is for.
    public var purpose: ListedKey.Purpose
    /// When the key signs.
    public var window: ValidityWindow
    /// From when on somebody else has it, for one that is named as a warning; `nil` for one that may sign.
    public var compromisedSince: Timestamp?

    /// Describes a key.
    public init(
        verificationMethod: DIDURL, publicKey: Ed25519PublicKey, purpose: ListedKey.Purpose, window: ValidityWindow
    ) {
        self.verificationMethod = verificationMethod
        self.publicKey = publicKey
        self.purpose = purpose
        self.window = window
    }

    var value: JSONValue {
        var value: JSONValue = [
            "kid": .string(verificationMethod.text), "publicKeyMultibase": .string(publicKey.multikey),
            "purposes": [.string(purpose.rawValue)], "validFrom": .string(window.from.description),
        ]
        value["validUntil"] = window.until.map { .string($0.description) }
        value["state"] = compromisedSince == nil ? "active" : "compromised"
        value["compromisedSince"] = compromisedSince.map { .string($0.description) }
        return value
    }
}

/// What an authority recognises an institution for.
public struct NewRecognition: Sendable {
    /// The types of credential, for example `MicroCredential`; at least one.
    public var credentialTypes: [String]
    /// The levels of the European Qualifications Framework, 1 to 8; `nil` for any or none.
    public var eqfLevels: ClosedRange<Int>?
    /// The fields of ISCED-F 2013 by their first two to four digits, for example `06`; none stands for every field.
    public var fields: [String]
    /// The countries or parts of countries, for example `BE`, `BE-VLG` or `BE2`; none stands for everywhere.
    public var jurisdictions: [String]
    /// When the recognition is in force.
    public var window: ValidityWindow
    /// Why an institution that is on the list already is recognised for a time before the edit; `nil` when it is not.
    public var retroactiveReason: String?
    /// How many steps the institution may pass it on, from 0 to ``Delegation/largestDepth``.
    public var delegationDepth = 0
    /// From when on awards by it are void; `nil` where they are good.
    public var voidFrom: Timestamp?

    /// Describes a recognition.
    public init(
        credentialTypes: [String], eqfLevels: ClosedRange<Int>? = nil, fields: [String] = [],
        jurisdictions: [String] = [], window: ValidityWindow, retroactiveReason: String? = nil
    ) {
        self.credentialTypes = credentialTypes
        self.eqfLevels = eqfLevels
        self.fields = fields
        self.jurisdictions = jurisdictions
        self.window = window
        self.retroactiveReason = retroactiveReason
    }

    var value: JSONValue {
        var value: JSONValue = [
            "type": "RecognizedAction", "action": "issue",
            "credentialTypes": .array(credentialTypes.map { .string($0) }),
        ]
        value["eqfMin"] = eqfLevels.map { .number(String($0.lowerBound)) }
        value["eqfMax"] = eqfLevels.map { .number(String($0.upperBound)) }
        if !fields.isEmpty { value["fields"] = .array(fields.map { .string("isced-f:" + $0) }) }
        if !jurisdictions.isEmpty { value["jurisdictions"] = .array(jurisdictions.map { .string($0) }) }
        value["validFrom"] = .string(window.from.description)
        value["validUntil"] = window.until.map { .string($0.description) }
        value["voidFrom"] = voidFrom.map { .string($0.description) }
        if delegationDepth > 0 {
            value["delegation"] = ["mayDelegate": true, "maxDepth": .number(String(delegationDepth))]
        }
        if let retroactiveReason {
            value["retroactive"] = true
            value["reason"] = .string(retroactiveReason)
        }
        return value
    }
}
