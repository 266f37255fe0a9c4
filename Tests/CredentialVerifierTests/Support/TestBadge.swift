import Credentials
import Encodings
import Proofs
import TestSupport
import Testing

/// Open Badges and learner records of the university of a ``TestWorld``, and the two ways in which it signs them.
struct TestBadge {
    let world: TestWorld

    static let id = "urn:uuid:11111111-1111-4111-8111-111111111111"
    static let achievementID = "urn:uuid:22222222-2222-4222-8222-222222222222"
    static let learner = "did:example:anna"
    static let contexts: JSONValue = [
        "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]

    /// A plain Open Badge, changed by `change`.
    func badge(_ change: (inout JSONValue) -> Void = { _ in }) -> JSONValue {
        var badge: JSONValue = [
            "@context": Self.contexts, "id": .string(Self.id), "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "validFrom": "2026-01-01T00:00:00Z", "name": "Badge",
            "credentialSubject": [
                "id": .string(Self.learner), "type": ["AchievementSubject"],
                "achievement": [
                    "id": .string(Self.achievementID), "type": ["Achievement"], "name": "Teamwork", "description": "d",
                    "criteria": ["narrative": "n"],
                ],
            ],
        ]
        badge["issuer"] = issuer
        change(&badge)
        return badge
    }

    /// What the university says of itself.
    var issuer: JSONValue { ["id": .string(world.issuerID), "type": ["Profile"], "name": "Uni"] }

    /// A word of somebody else about something.
    func endorsement(of id: String, _ change: (inout JSONValue) -> Void = { _ in }) -> JSONValue {
        var endorsement: JSONValue = [
            "id": "urn:uuid:44444444-4444-4444-8444-444444444444",
            "type": ["VerifiableCredential", "EndorsementCredential"],
            "issuer": ["id": "did:example:end", "type": ["Profile"], "name": "Endorser"],
            "validFrom": "2026-01-01T00:00:00Z", "name": "E",
            "credentialSubject": [
                "id": .string(id), "type": ["EndorsementSubject"], "endorsementComment": "great",
            ],
        ]
        change(&endorsement)
        return endorsement
    }

    /// A record of the learner, with an achievement of its own and a badge of somebody else inside.
    func record(_ change: (inout JSONValue) -> Void = { _ in }) -> JSONValue {
        var inner = badge { badge in
            badge["@context"] = nil
            badge["id"] = "urn:uuid:33333333-3333-4333-8333-333333333333"
            badge["issuer"] = ["id": "did:example:mill", "type": ["Profile"], "name": "Diploma Mill"]
            badge["credentialSubject"]?["achievement"]?["id"] = "urn:uuid:55555555-5555-4555-8555-555555555555"
            badge["credentialSubject"]?["achievement"]?["name"] = "PhD in Medicine"
            badge["credentialSubject"]?["identifier"] = Self.names("Prof. Dr. Anna")
            badge["credentialSubject"]?["result"] = [["type": ["Result"], "value": "100"]]
        }
        inner["validUntil"] = "2026-02-01T00:00:00Z"
        let own: JSONValue = [
            "id": "urn:uuid:66666666-6666-4666-8666-666666666666", "type": ["Achievement"], "name": "Lecture",
            "description": "x", "criteria": ["narrative": "n"],
        ]
        var record: JSONValue = [
            "@context": [
                "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
                "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            ], "id": "urn:uuid:77777777-7777-4777-8777-777777777777",
            "type": ["VerifiableCredential", "ClrCredential"], "validFrom": "2026-01-01T00:00:00Z", "name": "Record",
            "credentialSubject": [
                "id": .string(Self.learner), "type": ["ClrSubject"], "achievement": .array([own]),
                "verifiableCredential": .array([inner]),
            ],
        ]
        record["issuer"] = issuer
        change(&record)
        return record
    }

    /// Names in clear among the identifiers of a learner.
    static func names(_ names: String...) -> JSONValue {
        .array(
            names.map { name in
                [
                    "type": "IdentityObject", "hashed": false, "identityHash": .string(name), "identityType": "name",
                ]
            })
    }

    /// A profile, an achievement or another thing with an identifier of its own.
    static func thing(_ id: String, _ type: String, _ name: String? = nil) -> JSONValue {
        var thing: JSONValue = ["id": .string(id), "type": .array([.string(type)])]
        thing["name"] = name.map { .string($0) }
        return thing
    }

    /// A draft that is signed as JSON and as linked data, and the same without the first of the proofs.
    func signed(_ draft: JSONValue) throws -> (both: JSONValue, linkedData: JSONValue) {
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(world.issuerMethod)),
            created: try world.time("2026-06-30T10:00:00Z"))
        let bytes = try DataIntegrity.secure(
            CredentialDraft(draft), with: [.eddsaJCS2022, .eddsaRDFC2022], options: options,
            signer: world.university.key)
        let both = JSONValue(try JSONDocument(parsing: bytes, limits: .credential).root)
        var half = both
        guard case .array(let proofs)? = both["proof"] else { throw MissingProof() }
        half["proof"] = proofs.last
        return (both, half)
    }

    private struct MissingProof: Error {}
}
