import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Testing

/// Delegations by the university of ``ExampleList``, written as documents and signed however wrong they may be.
enum ExampleDelegation {
    static let faculty = "did:web:law.university.example"
    static let institute = "did:web:tax.law.university.example"

    /// The list, with a key by which the university delegates.
    static func listValue(_ changes: [(pointer: String, value: JSONValue?)] = []) throws -> JSONValue {
        var value = try ExampleList.value()
        value.set("/credentialSubject/0/keys/-", try key(ExampleList.university + "#dg26", "university delegate"))
        for change in changes { value.set(change.pointer, change.value) }
        return value
    }

    static func key(_ method: String, _ label: String, for purpose: String = "delegate") throws -> JSONValue {
        [
            "kid": .string(method), "publicKeyMultibase": try TrustAuthority.multikey(label),
            "purposes": [.string(purpose)], "validFrom": "2024-01-01T00:00:00Z", "validUntil": "2029-05-03T00:00:00Z",
            "state": "active",
        ]
    }

    /// What the university lets its faculty of law do: less than it may itself.
    static func value(_ changes: [(pointer: String, value: JSONValue?)] = []) throws -> JSONValue {
        var value: JSONValue = [
            "@context": [
                "https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/undefined-terms/v2",
            ],
            "id": "urn:uuid:5c7f3b1e-0f61-4d55-9a2b-4a1f5b0f2c11",
            "type": ["VerifiableCredential", "RecognizedEntityCredential", "DelegationCredential"],
            "issuer": .string(ExampleList.university),
            "validFrom": "2026-01-01T00:00:00Z", "validUntil": "2027-01-31T23:59:59Z",
            "credentialSubject": [
                "id": .string(faculty), "type": "RecognizedEntity", "legalName": "Faculty of Law",
                "keys": [try key(faculty + "#2026", "faculty", for: "issue")],
                "recognizedTo": [
                    [
                        "type": "RecognizedAction", "action": "issue", "credentialTypes": ["MicroCredential"],
                        "eqfMin": 6, "eqfMax": 6, "fields": ["isced-f:061"], "jurisdictions": ["UT"],
                        "validFrom": "2026-01-01T00:00:00Z", "validUntil": "2027-01-31T23:59:59Z",
                    ]
                ],
                "delegatedBy": .string(ExampleList.university), "depth": 1,
            ],
        ]
        for change in changes { value.set(change.pointer, change.value) }
        return value
    }

    /// What the faculty lets its institute do, where the list and the university let it pass anything on.
    static func secondValue(_ changes: [(pointer: String, value: JSONValue?)] = []) throws -> JSONValue {
        try value(
            [
                ("/issuer", .string(faculty)), ("/credentialSubject/delegatedBy", .string(faculty)),
                ("/credentialSubject/id", .string(institute)), ("/credentialSubject/legalName", "Institute of Tax Law"),
                ("/credentialSubject/keys", [try key(institute + "#2026", "institute", for: "issue")]),
                ("/credentialSubject/depth", 2),
            ] + changes)
    }

    /// The change of a list that lets the university's powers go over two steps.
    static let twoSteps: (pointer: String, value: JSONValue?) = (
        "/credentialSubject/0/recognizedTo/0/delegation/maxDepth", 2
    )

    /// The changes of the first delegation that let the faculty pass on what it has.
    static func passable() throws -> [(pointer: String, value: JSONValue?)] {
        [
            ("/credentialSubject/recognizedTo/0/delegation", ["mayDelegate": true, "maxDepth": 1]),
            ("/credentialSubject/keys/-", try key(faculty + "#dg", "faculty delegate")),
        ]
    }

    static func sign(
        _ value: JSONValue, with label: String = "university delegate",
        method: String = "did:web:university.example#dg26",
        created: String = "2026-01-01T00:00:00Z", purpose: DataIntegrityProof.Purpose = .assertionMethod
    ) throws -> [UInt8] {
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(method)), purpose: purpose, created: try time(created))
        return try EdDSAJCS2022.secure(
            CredentialDraft(value, limits: .trustList), options: options, signer: TrustAuthority.key(label))
    }

    static func signSecond(_ value: JSONValue) throws -> [UInt8] {
        try sign(value, with: "faculty delegate", method: faculty + "#dg")
    }

    static func book(
        _ documents: [[UInt8]], list changes: [(pointer: String, value: JSONValue?)] = []
    ) throws -> DelegationBook {
        DelegationBook(try TrustAuthority().list(listValue(changes)), Delegations(documents))
    }

    /// A question about a micro-credential of the faculty.
    static func question(
        of id: String = faculty, _ label: String = "faculty", created: String? = "2026-06-30T10:00:00Z"
    ) throws -> IssuerQuestion {
        var question = try ExampleList.question(created: created)
        question.issuer = Array(id.utf8)
        question.verificationMethod = Array((id + "#2026").utf8)
        question.key = try TrustAuthority.key(label).publicKey
        return question
    }
}
