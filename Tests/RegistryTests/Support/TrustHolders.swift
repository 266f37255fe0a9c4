import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Testing

/// The people who hold an authority's keys, in memory: they sign whatever a test makes up.
struct TrustHolders {
    static let domain = "urn:trust:utopia-he"
    static let start = "2026-09-01T00:00:00Z"

    /// What a first root says: three keys of three operators, of which two must sign, and one for every day.
    static func firstRoot(_ environment: TrustEnvironment = .production) throws -> JSONValue {
        var editor = TrustRootEditor(
            creating: domain, authority: try #require(DID("did:web:trust.ministry.example")),
            environment: environment, at: try time(start), until: try time("2027-12-31T23:59:59Z"))
        for (id, holder) in [("r1", "ministry.example"), ("r2", "qa-agency.example"), ("r3", "rectors.example")] {
            editor.addKey(try key(id).publicKey, id: id, operator: holder, roles: [.root, .list])
        }
        editor.addKey(try key("f1").publicKey, id: "f1", operator: "ministry.example", roles: [.freshness])
        for role in [TrustRole.Name.root, .list] { editor.setThreshold(of: role, 2, distinctOperators: 2) }
        return try value(editor.draft())
    }

    static func key(_ id: String) throws -> Ed25519PrivateKey { try TrustAuthority.key("holder \(id)") }

    static func value(_ bytes: [UInt8]) throws -> JSONValue {
        JSONValue(try JSONDocument(parsing: bytes, limits: .trustList).root)
    }

    /// Signs a document as it is, however wrong it may be.
    static func sign(_ value: JSONValue, by ids: [String], at created: String = start) throws -> [UInt8] {
        var bytes = value.serialized()
        for id in ids { bytes = try TrustSignatures.adding(key(id), to: bytes, at: time(created)) }
        return bytes
    }

    /// The pin of a first root.
    static func pin(_ root: JSONValue, _ environment: TrustEnvironment = .production) throws -> TrustPin {
        try TrustPin(
            authority: #require(DID("did:web:trust.ministry.example")), name: "Ministry of Education of Utopia",
            country: "UT", anchor: .root(TrustRootEditor.digest(of: root.serialized())), environment: environment,
            listID: domain + ":list")
    }

    /// The root after `root`, changed by a test.
    static func next(
        after root: TrustRoot, at now: String = "2026-10-01T00:00:00Z",
        _ change: (inout TrustRootEditor) throws -> Void = { _ in }
    ) throws -> JSONValue {
        var editor = TrustRootEditor(succeeding: root, at: try time(now))
        try change(&editor)
        return try value(editor.draft())
    }

    /// A list under a version of the root.
    static func list(sequence: Int = 118, rootVersion: Int = 1, _ change: (pointer: String, value: JSONValue?)...)
        throws -> JSONValue
    {
        var value = try ExampleList.value()
            .setting("/trustList/rootVersion", .number(String(rootVersion)))
            .setting("/trustList/sequence", .number(String(sequence)))
        for (pointer, new) in change { value.set(pointer, new) }
        return value
    }

    /// A statement, written as a document and not through the program.
    static func statement(
        sequence: Int, digest: JSONValue, issued: String = "2026-11-21T03:00:00Z",
        expires: String = "2026-11-25T03:00:00Z"
    ) -> JSONValue {
        [
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "type": ["VerifiableCredential", "FreshnessStatementCredential"],
            "issuer": "did:web:trust.ministry.example", "validFrom": .string(issued), "validUntil": .string(expires),
            "credentialSubject": [
                "id": "urn:trust:utopia-he:list", "type": "FreshnessStatement", "rootVersion": 1,
                "listSequence": .number(String(sequence)), "listDigest": digest, "issued": .string(issued),
                "expires": .string(expires),
            ],
        ]
    }
}
