import Credentials
import Cryptography
import Encodings
import Registry
import Testing

/// The list that most tests start from, written as a document and not through the editor.
enum ExampleList {
    static let university = "did:web:university.example"
    static let college = "did:web:college.example"

    static func value(_ environment: TrustEnvironment = .production) throws -> JSONValue {
        [
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://trust.example.org/ctx/v1"],
            "id": "urn:trust:utopia-he:list",
            "type": ["VerifiableCredential", "RecognizedEntityCredential", "IssuerTrustListCredential"],
            "issuer": "did:web:trust.ministry.example",
            "validFrom": "2026-11-20T09:00:00Z",
            "validUntil": "2027-05-20T09:00:00Z",
            "trustList": [
                "authority": [
                    "id": "did:web:trust.ministry.example", "legalName": "Ministry of Education of Utopia",
                    "jurisdiction": "UT", "legalBasis": "https://law.example/he-act#12",
                ],
                "environment": .string(environment.name),
                "rootVersion": 3,
                "sequence": 118,
                "previousDigest": "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "issued": "2026-11-20T09:00:00Z",
                "nextUpdate": "2027-05-20T09:00:00Z",
                "maxDelegationDepth": 2,
                "closed": false,
                "info": ["note": "free text"],
            ],
            "credentialSubject": [try universityEntry(), try collegeEntry()],
        ]
    }

    private static func universityEntry() throws -> JSONValue {
        [
            "id": .string(university),
            "type": "RecognizedEntity",
            "legalName": "University of Example",
            "identifiers": [
                ["scheme": "ROR", "value": "https://ror.org/00example"], ["scheme": "DEQAR", "value": "DEQARINST1234"],
            ],
            "alsoKnownAs": [.string(try didKey("university did:key"))],
            "states": [
                ["state": "granted", "since": "2019-09-01T00:00:00Z", "recordedAt": "2019-08-20T08:00:00Z"],
                [
                    "state": "suspended", "since": "2025-03-01T00:00:00Z", "recordedAt": "2025-02-27T08:00:00Z",
                    "reason": "qa-review",
                ],
                ["state": "granted", "since": "2025-06-01T00:00:00Z", "recordedAt": "2025-05-30T08:00:00Z"],
            ],
            "qualityAssurance": [
                "agency": "did:web:qa-agency.example", "register": "EQAR",
                "decisionRef": "https://qa-agency.example/d/2024-17", "validFrom": "2024-01-01T00:00:00Z",
                "validUntil": "2030-12-31T23:59:59Z",
            ],
            "keys": [
                [
                    "kid": "did:web:university.example#2023",
                    "publicKeyMultibase": try TrustAuthority.multikey("university 2023"), "purposes": ["issue"],
                    "validFrom": "2023-01-01T00:00:00Z", "validUntil": "2026-06-30T23:59:59Z", "state": "compromised",
                    "compromisedSince": "2026-05-02T00:00:00Z",
                ],
                [
                    "kid": "did:web:university.example#2026",
                    "publicKeyMultibase": try TrustAuthority.multikey("university 2026"), "purposes": ["issue"],
                    "validFrom": "2024-01-01T00:00:00Z", "validUntil": "2029-05-03T00:00:00Z", "state": "active",
                ],
                [
                    "kid": "did:web:university.example#st26",
                    "publicKeyMultibase": try TrustAuthority.multikey("university status"), "purposes": ["status"],
                    "validFrom": "2026-05-03T00:00:00Z", "validUntil": "2029-05-03T00:00:00Z", "state": "active",
                ],
                [
                    "kid": .string(try didKeyMethod("university did:key")),
                    "publicKeyMultibase": try TrustAuthority.multikey("university did:key"), "purposes": ["issue"],
                    "validFrom": "2019-09-01T00:00:00Z", "state": "retired",
                ],
            ],
            "recognizedTo": [
                [
                    "type": "RecognizedAction", "action": "issue",
                    "credentialTypes": ["HigherEducationDiploma", "MicroCredential"], "eqfMin": 5, "eqfMax": 7,
                    "fields": ["isced-f:06", "isced-f:0311"], "jurisdictions": ["UT"],
                    "validFrom": "2019-09-01T00:00:00Z", "validUntil": "2030-12-31T23:59:59Z",
                    "accreditation": [["ref": "https://qa-agency.example/acc/55", "kind": "institutional"]],
                    "delegation": ["mayDelegate": true, "maxDepth": 1],
                ]
            ],
            "statusAuthorities": [.string(university)],
        ]
    }

    private static func collegeEntry() throws -> JSONValue {
        [
            "id": .string(college),
            "type": "RecognizedEntity",
            "legalName": "College of Example",
            "states": [["state": "granted", "since": "2020-01-01T00:00:00Z", "recordedAt": "2020-01-01T00:00:00Z"]],
            "keys": [
                [
                    "kid": "did:web:college.example#1", "publicKeyMultibase": try TrustAuthority.multikey("college"),
                    "purposes": ["issue"], "validFrom": "2020-01-01T00:00:00Z", "state": "active",
                ]
            ],
            "recognizedTo": [
                [
                    "type": "RecognizedAction", "action": "issue", "credentialTypes": ["OpenBadgeCredential"],
                    "validFrom": "2020-01-01T00:00:00Z",
                ]
            ],
        ]
    }

    static func didKey(_ label: String) throws -> String {
        "did:key:\(try TrustAuthority.key(label).publicKey.multikey)"
    }

    static func didKeyMethod(_ label: String) throws -> String {
        let multikey = try TrustAuthority.key(label).publicKey.multikey
        return "did:key:\(multikey)#\(multikey)"
    }

    /// A question about a micro-credential at level 6 in computing, signed with the university's key of 2026.
    static func question(created: String? = "2026-06-30T10:00:00Z") throws -> IssuerQuestion {
        IssuerQuestion(
            issuer: Array(university.utf8), verificationMethod: Array("\(university)#2026".utf8),
            key: try TrustAuthority.key("university 2026").publicKey, created: try created.map(time),
            scope: ClaimedScope(
                types: ["VerifiableCredential", "OpenBadgeCredential"].map { Array($0.utf8) },
                achievementTypes: [Array("MicroCredential".utf8)], eqfLevels: [6], fields: [Array("0613".utf8)],
                jurisdictions: [Array("UT".utf8)]))
    }

    /// The day on which tests judge.
    static func now() throws -> Timestamp { try time("2026-11-22T09:00:00Z") }
}
