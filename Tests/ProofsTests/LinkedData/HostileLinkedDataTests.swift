import Credentials
import Encodings
import Proofs
import TestSupport
import Testing

/// One way to change a signed credential without the key.
struct HostileChange: CustomTestStringConvertible {
    let testDescription: String
    let apply: @Sendable (inout JSONValue) -> Void

    init(_ name: String, _ apply: @escaping @Sendable (inout JSONValue) -> Void) {
        testDescription = name
        self.apply = apply
    }

    /// Changes every proof there is.
    static func proofs(_ name: String, _ change: @escaping @Sendable (inout JSONValue) -> Void) -> HostileChange {
        HostileChange(name) { document in
            guard case .array(var proofs) = document["proof"] ?? [] else {
                if var proof = document["proof"] {
                    change(&proof)
                    document["proof"] = proof
                }
                return
            }
            for index in proofs.indices { change(&proofs[index]) }
            document["proof"] = .array(proofs)
        }
    }

    /// Changes the contexts, also where a proof repeats them.
    static func contexts(_ name: String, _ change: @escaping @Sendable ([JSONValue]) -> [JSONValue]) -> HostileChange {
        HostileChange(name) { document in
            guard case .array(let contexts) = document["@context"] else { return }
            document["@context"] = .array(change(contexts))
            guard case .array(var proofs) = document["proof"] else { return }
            for index in proofs.indices where proofs[index]["@context"] != nil {
                proofs[index]["@context"] = document["@context"]
            }
            document["proof"] = .array(proofs)
        }
    }

    static func append(_ name: String, _ context: JSONValue) -> HostileChange {
        contexts(name) { $0 + [context] }
    }

    /// Changes after which the document makes the very statements that were signed.
    ///
    /// Under a proof over linked data alone nothing was changed, and nothing else is read. The terms of a type's own context
    /// overrule those that are appended.
    static let keepingStatements: Set<String> = [
        "contexts in another order", "a context in front", "a number as text", "the end under the address of its term",
        "the end under an alias of an appended context", "an appended context that defines a term anew",
        "an appended context that removes a term", "an appended context that aliases a term",
        "an appended context that says nothing", "an appended vocabulary", "an appended base",
        "a context in a claim that defines its terms anew",
    ]

    static let all: [HostileChange] = names + contextChanges + places + options

    private static let names = [
        HostileChange("a term renamed to another that is defined") {
            let role = $0["credentialSubject"]?["role"]
            $0["credentialSubject"]?["licenseNumber"] = role
            $0["credentialSubject"]?["role"] = nil
        },
        HostileChange("a term renamed to one that is not defined") {
            let role = $0["credentialSubject"]?["role"]
            $0["credentialSubject"]?["rolle"] = role
            $0["credentialSubject"]?["role"] = nil
        },
        HostileChange("a term dropped") { $0["credentialSubject"]?["role"] = nil },
        HostileChange("a term that is not defined added") { $0["credentialSubject"]?["grade"] = "A" },
        HostileChange("a defined term added") { $0["awardedDate"] = "2026-01-01T00:00:00Z" },
        HostileChange("the end under the address of its term") {
            $0["validUntil"] = nil
            $0["https://www.w3.org/2018/credentials#validUntil"] = [
                "@value": "2026-08-01T00:00:00Z", "type": "http://www.w3.org/2001/XMLSchema#dateTime",
            ]
        },
        HostileChange("the end under an alias of an appended context") {
            guard case .array(let contexts) = $0["@context"] else { return }
            $0["@context"] = .array(
                contexts + [
                    [
                        "until": [
                            "@id": "https://www.w3.org/2018/credentials#validUntil",
                            "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
                        ]
                    ]
                ])
            $0["validUntil"] = nil
            $0["until"] = "2026-08-01T00:00:00Z"
        },
        HostileChange("a type added") { $0["type"] = ["VerifiableCredential", "OpenBadgeCredential", "Profile"] },
        HostileChange("a type dropped") { $0["type"] = ["VerifiableCredential"] },
        HostileChange("a type that is not defined") { $0["type"] = ["VerifiableCredential", "Diploma"] },
        HostileChange("a language added to a text") { $0["name"] = ["@value": "Course", "@language": "nl"] },
        HostileChange("a datatype given to a text") {
            $0["name"] = ["@value": "Course", "type": "http://www.w3.org/2001/XMLSchema#token"]
        },
        HostileChange("a second claim under the address of a term") {
            $0["credentialSubject"]?["https://purl.imsglobal.org/spec/vc/ob/vocab.html#role"] = "Dean"
        },
    ]

    private static let contextChanges = [
        append("an appended context that defines a term anew", ["role": "https://evil.example/role"]),
        append("an appended context that removes a term", ["role": .null]),
        append("an appended context that aliases a term", ["grade": "https://schema.org/name"]),
        append("an appended context that says nothing", [:]),
        append("an appended vocabulary", ["@vocab": "https://evil.example/"]),
        append("an appended language", ["@language": "nl"]),
        append("an appended base", ["@base": "https://evil.example/"]),
        append("an appended null", .null),
        append("an appended known context", "https://w3id.org/security/data-integrity/v2"),
        append("an appended unknown context", "https://evil.example/context"),
        contexts("contexts in another order") { $0.reversed() },
        contexts("a context in front") { ["https://w3id.org/security/multikey/v1"] + $0 },
        contexts("a context left out") { Array($0.prefix(1)) },
        contexts("a context replaced by another edition") {
            [$0[0], "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"]
        },
        contexts("the base context replaced by version 1") {
            ["https://www.w3.org/2018/credentials/v1"] + $0.dropFirst()
        },
        HostileChange("no context at all") { $0["@context"] = nil },
        HostileChange("a context in a claim that defines its terms anew") {
            $0["credentialSubject"]?["@context"] = ["role": "https://schema.org/name"]
        },
        HostileChange("a context in a claim that makes a text a language's") {
            $0["credentialSubject"]?["@context"] = ["@language": "nl"]
        },
    ]

    private static let places = [
        HostileChange("id and @id with different values") { $0["credentialSubject"]?["@id"] = "did:example:other" },
        HostileChange("@type beside type") { $0["@type"] = "Profile" },
        HostileChange("@id exchanged for that of another") { $0["credentialSubject"]?["id"] = "did:example:other" },
        HostileChange("the subject without its identifier") { $0["credentialSubject"]?["id"] = nil },
        HostileChange("a claim moved from the achievement to the subject") {
            let name = $0["credentialSubject"]?["achievement"]?["name"]
            $0["credentialSubject"]?["name"] = name
            $0["credentialSubject"]?["achievement"]?["name"] = nil
        },
        HostileChange("a claim moved from the subject to the credential") {
            $0["role"] = $0["credentialSubject"]?["role"]
            $0["credentialSubject"]?["role"] = nil
        },
        HostileChange("a second subject") {
            $0["credentialSubject"] = .array([$0["credentialSubject"] ?? .null, ["id": "did:example:other"]])
        },
        HostileChange("a list in another order") {
            $0["credentialSubject"]?["achievement"]?["resultDescription"]?["allowedValue"] = ["B", "A"]
        },
        HostileChange("a number as text") { $0["credentialSubject"]?["creditsEarned"] = "6" },
        HostileChange("another number") { $0["credentialSubject"]?["creditsEarned"] = .number("6.0000001") },
        HostileChange("the document inside of a graph") { document in
            let context = document["@context"]
            let proof = document["proof"]
            var inner = document
            inner["@context"] = nil
            inner["proof"] = nil
            document = ["issuer": inner["issuer"] ?? .null, "@graph": [inner]]
            document["@context"] = context
            document["proof"] = proof
        },
        HostileChange("further claims included") { $0["@included"] = [["id": "did:example:learner", "name": "Eve"]] },
    ]

    private static let options = [
        proofs("another time of signing") { $0["created"] = "2026-06-30T10:00:01Z" },
        proofs("no time of signing") { $0["created"] = nil },
        proofs("an expiry added") { $0["expires"] = "2099-01-01T00:00:00Z" },
        proofs("another purpose") { $0["proofPurpose"] = "authentication" },
        proofs("no purpose") { $0["proofPurpose"] = nil },
        proofs("a domain added") { $0["domain"] = "https://other.example" },
        proofs("an identifier added") { $0["id"] = .string("urn:uuid:\($0["cryptosuite"]?.text ?? "")") },
        proofs("a previous proof that is not there") { $0["previousProof"] = "urn:uuid:1" },
        proofs("another's method") { proof in
            guard let other = try? TestSigner(2) else { return }
            proof["verificationMethod"] = .string(other.method)
        },
        proofs("an alias of the type of the proof") { $0["@type"] = "DataIntegrityProof" },
        proofs("another value of the same length") { proof in
            guard let text = proof["proofValue"]?.text else { return }
            proof["proofValue"] = .string(String(text.dropLast()) + (text.hasSuffix("2") ? "3" : "2"))
        },
        HostileChange("another issuer, who did not sign") { document in
            guard let other = try? TestSigner(2) else { return }
            document["issuer"] = .string(other.did)
        },
        HostileChange("a proof twice under one identifier") { document in
            guard let value = document["proof"] else { return }
            var proof = value
            if case .array(let proofs) = value { proof = proofs.last ?? value }
            proof["id"] = "urn:uuid:1"
            document["proof"] = [proof, proof]
        },
        HostileChange("a second proof with another time") { document in
            guard let value = document["proof"] else { return }
            var proofs = [value]
            if case .array(let several) = value { proofs = several }
            var copy = proofs.last ?? value
            copy["created"] = "2026-07-01T00:00:00Z"
            document["proof"] = .array(proofs + [copy])
        },
        HostileChange("the signature of one cryptosuite under the name of the other") { document in
            guard let value = document["proof"] else { return }
            var proof = value
            if case .array(let proofs) = value { proof = proofs.last ?? value }
            proof["cryptosuite"] = "eddsa-jcs-2022"
            document["proof"] = proof
        },
    ]
}

extension JSONValue {
    fileprivate var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
}

@Suite("Hostile changes of credentials that are signed as linked data")
struct HostileLinkedDataTests {
    private func signed(_ suites: [Cryptosuite]) throws -> [UInt8] {
        let signer = try TestSigner(1)
        let draft: JSONValue = [
            "@context": [
                "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            ],
            "id": "urn:uuid:7b1e8c7e-0f61-4d55-9a2b-4a1f5b0f2c11",
            "type": ["VerifiableCredential", "OpenBadgeCredential"], "name": "Course", "issuer": .string(signer.did),
            "validFrom": "2026-06-30T10:00:00Z", "validUntil": "2026-08-01T00:00:00Z",
            "credentialSubject": [
                "id": "did:example:learner", "type": ["AchievementSubject"], "role": "Student", "creditsEarned": 6,
                "achievement": [
                    "id": "https://school.example/course", "type": ["Achievement"], "name": "Course",
                    "criteria": ["narrative": "Pass."], "description": "A course.",
                    "resultDescription": [
                        "id": "urn:uuid:7b1e8c7e-0f61-4d55-9a2b-4a1f5b0f2c12", "type": ["ResultDescription"],
                        "name": "Grade", "resultType": "LetterGrade", "allowedValue": ["A", "B"],
                    ],
                ],
            ],
        ]
        return try DataIntegrity.secure(
            CredentialDraft(draft), with: suites, options: signer.options(), signer: signer.key)
    }

    /// What an authentic credential says; `nil` for one that is refused.
    private func claims(_ bytes: [UInt8]) throws -> [UInt8]? {
        let verifier = ProofVerifier(purpose: .assertionMethod, keys: NoPinnedKeys())
        let now = try Timestamp(parsing: "2026-11-22T09:00:00Z")
        guard case .authentic(let credential, _) = verifier.verify(try ReceivedCredential(parsing: bytes), at: now)
        else { return nil }
        return credential.claims.node.canonicalBytes()
    }

    @Test(
        "a change that nobody signed is refused or changes no word, with one proof or with both",
        arguments: HostileChange.all, [[Cryptosuite.eddsaRDFC2022], [.eddsaJCS2022, .eddsaRDFC2022]])
    func refused(_ change: HostileChange, _ suites: [Cryptosuite]) throws {
        let bytes = try signed(suites)
        let original = try #require(try claims(bytes))
        var value = JSONValue(try JSONDocument(parsing: bytes, limits: .credential).root)
        let before = value.serialized()
        change.apply(&value)
        try #require(value.serialized() != before, "the change changes nothing")
        let keepsStatements =
            suites == [.eddsaRDFC2022] && HostileChange.keepingStatements.contains(change.testDescription)
        #expect(try claims(value.serialized()) == (keepsStatements ? original : nil))
    }

    /// A document with twelve nodes that point to each other, under proofs that nobody made.
    private func poisoned(_ proofCount: Int, isChain: Bool) throws -> ReceivedCredential {
        let signer = try TestSigner(1)
        var document = JSONValue(try JSONDocument(parsing: signed([.eddsaRDFC2022]), limits: .credential).root)
        document["@context"] = [
            "https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2",
        ]
        document["type"] = ["VerifiableCredential"]
        document["credentialSubject"] = ["id": "did:example:learner"]
        document["nodes"] = .array(
            (0..<12).map { one in
                [
                    "id": .string("_:n\(one)"),
                    "others": .array((0..<12).filter { $0 != one }.map { ["id": .string("_:n\($0)")] }),
                ]
            })
        let method = try signer.options().verificationMethod.text
        document["proof"] = .array(
            (0..<proofCount).map { number in
                var proof: JSONValue = [
                    "id": .string("urn:proof:\(number)"), "type": "DataIntegrityProof",
                    "cryptosuite": "eddsa-rdfc-2022", "proofPurpose": "assertionMethod",
                    "verificationMethod": .string(method),
                    "proofValue": .string(Multibase.encode([UInt8](repeating: 1, count: 64), as: .base58btc)),
                ]
                if isChain, number > 0 {
                    proof["previousProof"] = .array((0..<number).map { .string("urn:proof:\($0)") })
                }
                return proof
            })
        return try ReceivedCredential(parsing: document.serialized())
    }

    @Test("a document that takes too much work is left at the first proof that needs it", arguments: [false, true])
    func leavesPoisoned(_ isChain: Bool) throws {
        let verifier = ProofVerifier(purpose: .assertionMethod, keys: NoPinnedKeys())
        let now = try Timestamp(parsing: "2026-11-22T09:00:00Z")
        guard case .undecided(let refusal) = verifier.verify(try poisoned(1, isChain: isChain), at: now) else {
            Issue.record("expected no decision")
            return
        }
        #expect(refusal.code == .tooMuchWork)
        // The last proof is wrong at first sight, and no work is left to get there.
        var document = JSONValue(try poisoned(16, isChain: isChain).document.root)
        guard case .array(var proofs)? = document["proof"] else { return }
        proofs[15]["proofValue"] = "z"
        document["proof"] = .array(proofs)
        let received = try ReceivedCredential(parsing: document.serialized())
        guard case .undecided(let other) = verifier.verify(received, at: now) else {
            Issue.record("expected no decision")
            return
        }
        #expect(other.code == .tooMuchWork)
    }
}
