import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Testing
import TrustSimulator

/// Delegations, by which a faculty issues that no list names (step S7 of the trust list design); made with the keys of an
/// authority's own trial.
extension TrustCaseBook {
    private static let delegator = "did:web:leiehove.example"
    private static let delegationFile = "trust/delegations/faculty.json"
    private static let delegated = "2026-01-01T00:00:00Z"
    private static let scope = "/credentialSubject/recognizedTo/0"

    func delegationCases() throws -> [TrustCase] {
        var book = self
        book.add(try delegationSibling())
        try book.addDelegationForms()
        try book.addDelegationLists()
        try book.addWideDelegations()
        try book.addDelegationSteps()
        try book.addObjections()
        return book.cases
    }

    // MARK: Documents

    private func faculty() throws -> SimulatedInstitution {
        try SimulatedInstitution("Faculty of Law", .key("faculty"), keys: keys)
    }

    private func multikey(_ name: String) throws -> JSONValue { .string(try keys.key(name).publicKey.multikey) }

    /// The newest list, with a key by which the university delegates.
    private func delegatingList(_ changes: [(String, JSONValue?)] = []) throws -> JSONValue {
        let key: JSONValue = [
            "kid": .string(Self.delegator + "#dg"), "publicKeyMultibase": try multikey("delegate"),
            "purposes": ["delegate"], "validFrom": "2019-01-01T00:00:00Z", "state": "active",
        ]
        let usual: [(String, JSONValue?)] = [
            ("/credentialSubject/0/alsoKnownAs/-", .string(Self.delegator)), ("/credentialSubject/0/keys/-", key),
            ("/trustList/maxDelegationDepth", 1),
        ]
        return try signedList((usual + changes).reduce(lists[1]) { $0.replacing($1.0, with: $1.1) })
    }

    /// What the university lets its faculty do: less than it may itself.
    private func delegation(
        _ changes: [(String, JSONValue?)] = [], with signer: String = "delegate", altered: [(String, JSONValue?)] = []
    ) throws -> JSONValue {
        let faculty = try faculty()
        let end: JSONValue = "2027-01-31T23:59:59Z"
        let value: JSONValue = [
            "@context": [
                "https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/undefined-terms/v2",
            ],
            "type": ["VerifiableCredential", "RecognizedEntityCredential", "DelegationCredential"],
            "issuer": .string(Self.delegator), "validFrom": .string(Self.delegated), "validUntil": end,
            "credentialSubject": [
                "id": .string(faculty.did), "type": "RecognizedEntity", "legalName": .string(faculty.name),
                "keys": [
                    [
                        "kid": .string(try faculty.method("faculty")),
                        "publicKeyMultibase": try multikey("faculty"), "purposes": ["issue"],
                        "validFrom": .string(Self.delegated), "state": "active",
                    ]
                ],
                "recognizedTo": [
                    [
                        "type": "RecognizedAction", "action": "issue", "credentialTypes": ["MicroCredential"],
                        "eqfMin": 6, "eqfMax": 6, "fields": ["isced-f:011"], "jurisdictions": ["BE"],
                        "schemaDigests": [.string(Self.schemaDigest)], "validFrom": .string(Self.delegated),
                        "validUntil": end,
                    ]
                ],
                "delegatedBy": .string(Self.delegator), "depth": 1,
            ],
        ]
        let changed = changes.reduce(value) { $0.replacing($1.0, with: $1.1) }
        let issuer = TrustCase.text(changed["issuer"]).flatMap { DID($0)?.text } ?? Self.delegator
        let method = issuer + "#dg"
        let options = ProofOptions(
            verificationMethod: try DIDURL(parsing: method), created: try time(Self.delegated))
        let signed = try EdDSAJCS2022.secure(
            CredentialDraft(changed, limits: .trustList), options: options, signer: keys.key(signer))
        return altered.reduce(try self.value(signed)) { $0.replacing($1.0, with: $1.1) }
    }

    private func facultyCredential(created: String = created) throws -> JSONValue {
        let issuer: [(String, JSONValue?)] = [("/issuer/id", .string(try faculty().did))]
        return try credential(issuer, with: "faculty", created: created)
    }

    private func delegationSibling() throws -> TrustCase {
        var new = try valid("valid-delegation", "A verifier that is shown what a faculty issued by a delegation.")
        new.files.removeAll { $0.name == "trust/list.json" || $0.name == "credential.json" }
        new.files += [
            ("trust/list.json", try delegatingList()), (Self.delegationFile, try delegation()),
            ("credential.json", try facultyCredential()),
        ]
        new.expected.checks["issuer"] = "passed ISSUER_RECOGNISED_BY_DELEGATION"
        return new
    }

    // MARK: Adding

    private mutating func add(
        _ name: String, _ says: String, _ changes: [(String, JSONValue?)], isRefused: Bool = false
    ) throws {
        add(
            name, says, like: "valid-delegation",
            differs: changes.map { Self.delegationFile + "#" + Self.place($0.0) },
            files: [(Self.delegationFile, try delegation(changes))], verdict: isRefused ? "invalid" : "undecided",
            checks: ["issuer": (isRefused ? "failed " : "undecided ") + Self.code(name)])
    }

    private mutating func addDelegationForms() throws {
        let undecided = { (code: String) in ["issuer": "undecided \(code)"] }
        add(
            "DELEGATION_UNREADABLE", "The delegation is no JSON.", like: "valid-delegation",
            differs: [Self.delegationFile], files: [(Self.delegationFile, "{")],
            checks: undecided("ISSUER_NOT_LISTED"), notes: ["DELEGATION_UNREADABLE"])
        for (variant, says, changes) in [
            (nil, "The delegation has a member that may be a restriction.", [("/credentialSubject/onlyFor", "x")]),
            ("type", "The delegation does not call itself one.", [("/type", ["VerifiableCredential"])]),
            ("context", "The delegation has another first context.", [("/@context", ["https://other.example/"])]),
            ("no-end", "The delegation has no end.", [("/validUntil", nil)]),
            (
                "window", "The delegation is good for more than thirteen months.",
                [("/validUntil", "2027-02-03T00:00:00Z")]
            ),
            (
                "delegator", "The delegation names another delegator than its issuer.",
                [
                    ("/credentialSubject/delegatedBy", "did:web:other.example")
                ]
            ),
            ("depth", "The delegation lies no step below the list.", [("/credentialSubject/depth", 0)]),
            ("issuer", "The issuer of the delegation is no DID.", [("/issuer", "Leiehove")]),
            (
                "action", "The university passes on something else than to issue.",
                [
                    ("/credentialSubject/recognizedTo/0/action", "verify")
                ]
            ),
            ("no-keys", "The delegation says of keys what no key is.", [("/credentialSubject/keys", "all")]),
        ] as [(String?, String, [(String, JSONValue?)])] {
            try add(Self.name("DELEGATION_MALFORMED", variant), says, changes)
        }
        add(
            "DELEGATION_BAD_SIGNATURE", "The delegation was altered after it was signed.", like: "valid-delegation",
            differs: [Self.delegationFile + "#/credentialSubject/legalName"],
            files: [
                (Self.delegationFile, try delegation(altered: [("/credentialSubject/legalName", "Faculty of Lore")]))
            ], checks: undecided("DELEGATION_BAD_SIGNATURE"))
        add(
            "DELEGATION_BAD_SIGNATURE-other-key", "The key that signs credentials has signed the delegation.",
            like: "valid-delegation", differs: [Self.delegationFile + "#/proof"],
            files: [(Self.delegationFile, try delegation(with: "university"))],
            checks: undecided("DELEGATION_BAD_SIGNATURE"))
        try add(
            "DELEGATION_STATUS_UNKNOWN", "The delegation can be revoked, and nobody knows whether it was.",
            [
                (
                    "/credentialStatus",
                    [
                        "type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "7",
                        "statusListCredential": "https://status.leiehove.example/1",
                    ]
                )
            ])
        let warning = try delegation([(Self.scope + "/voidFrom", "2026-06-01T00:00:00Z")])
        let name = try #require(Delegation(parsing: warning.serialized()).digest)
        add(
            "DELEGATION_MEMORY_LOST", "A delegation that declared awards void counted in an earlier run, and is lost.",
            like: "valid-delegation", differs: ["state/known.json"],
            files: [
                (
                    "state/known.json",
                    [
                        "indexVersion": 1, "authorities": .array([]), "statusLists": false,
                        "delegations": .object([(name: name, value: .string(Self.delegator))]),
                    ]
                )
            ], checks: undecided("DELEGATION_MEMORY_LOST"), notes: ["STATE_DAMAGED"])
        let status = StatusCaseBook(trust: self)
        let place = try StatusCaseBook.place()
        add(
            "DELEGATION_REVOKED", "The university has revoked the delegation.", like: "valid-delegation",
            differs: [Self.delegationFile + "#/credentialStatus", place],
            files: [
                (Self.delegationFile, try delegation([("/credentialStatus", StatusCaseBook.entry())])),
                (place, try status.signed(StatusCaseBook.list(set: [StatusCaseBook.index]))),
            ], verdict: "invalid", checks: ["issuer": "failed DELEGATION_REVOKED"])
        try add(
            "DELEGATION_OTHER_KEY", "The delegation names no key of the faculty.", [("/credentialSubject/keys", [])])
    }

    /// What the list says against the delegator, or does not say for it.
    private mutating func addDelegationLists() throws {
        let university = "/credentialSubject/0"
        for (name, says, changes) in [
            (
                "DELEGATION_KEY_COMPROMISED", "The key that signed the delegation was stolen.",
                [
                    ("\(university)/keys/3/state", "compromised"),
                    ("\(university)/keys/3/compromisedSince", "2026-10-01T00:00:00Z"),
                ]
            ),
            (
                "DELEGATION_NOT_ALLOWED", "The university may not let others issue.",
                [("\(university)/recognizedTo/0/delegation", nil)]
            ),
            (
                "DELEGATION_TOO_DEEP", "The list lets nobody pass anything on.",
                [("/trustList/maxDelegationDepth", nil)]
            ),
        ] as [(String, String, [(String, JSONValue?)])] {
            add(
                name, says, like: "valid-delegation", differs: changes.map { "trust/list.json#" + $0.0 },
                files: [("trust/list.json", try delegatingList(changes))], verdict: "invalid",
                checks: ["issuer": "failed \(name)"])
        }
    }

    private mutating func addWideDelegations() throws {
        let steps: JSONValue = ["mayDelegate": true, "maxDepth": 1]
        for (variant, says, changes) in [
            ("types", "a type of award that the university may not award", [("credentialTypes/-", "Diploma")]),
            ("levels", "a level above the university's", [("eqfMax", 8)]),
            ("no-levels", "every level", [("eqfMin", nil), ("eqfMax", nil)]),
            ("fields", "a field beside the university's", [("fields/-", "isced-f:07")]),
            ("no-fields", "every field", [("fields", nil)]),
            ("places", "a country beside the university's", [("jurisdictions/-", "NL")]),
            ("no-places", "every country", [("jurisdictions", nil)]),
            ("schemas", "every form of credentials", [("schemaDigests", nil)]),
            ("steps", "to let others issue in turn", [("delegation", steps)]),
        ] as [(String, String, [(String, JSONValue?)])] {
            try add(
                "DELEGATION_WIDENS_SCOPE-\(variant)", "The university passes on \(says).",
                changes.map { (Self.scope + "/" + $0.0, $0.1) }, isRefused: true)
        }
        let late: [(String, JSONValue?)] = [("/credentialSubject/0/recognizedTo/0/validFrom", "2026-03-01T00:00:00Z")]
        add(
            "DELEGATION_WIDENS_SCOPE-time", "The university passes on something for a time before it has it itself.",
            like: "valid-delegation", differs: late.map { "trust/list.json#" + $0.0 },
            files: [("trust/list.json", try delegatingList(late))], verdict: "invalid",
            checks: ["issuer": "failed DELEGATION_WIDENS_SCOPE"])
    }

    /// Chains that are not in force, or that lead nowhere.
    private mutating func addDelegationSteps() throws {
        add(
            "DELEGATION_NOT_IN_FORCE", "The credential was signed a second before the delegation counts.",
            like: "valid-delegation", differs: ["credential.json#/proof"],
            files: [("credential.json", try facultyCredential(created: "2025-12-31T23:54:59Z"))],
            checks: ["issuer": "undecided DELEGATION_NOT_IN_FORCE"])
        try add(
            "DELEGATION_NOT_IN_FORCE-ended", "The delegation ended a second before the credential was signed.",
            [("/validUntil", "2026-06-30T09:59:59Z")])
        let other = "did:web:elsewhere.example"
        let changes: [(String, JSONValue?)] = [
            ("/issuer", .string(other)), ("/credentialSubject/delegatedBy", .string(other)),
        ]
        let back: [(String, JSONValue?)] = [
            ("/issuer", .string(try faculty().did)), ("/credentialSubject/delegatedBy", .string(try faculty().did)),
            ("/credentialSubject/id", .string(other)), ("/credentialSubject/keys", []),
        ]
        add(
            "DELEGATION_LOOP", "The faculty has its powers from somebody who has them from the faculty.",
            like: "valid-delegation",
            differs: changes.map { Self.delegationFile + "#" + $0.0 } + ["trust/delegations/other.json"],
            files: [
                (Self.delegationFile, try delegation(changes)), ("trust/delegations/other.json", try delegation(back)),
            ], checks: ["issuer": "undecided DELEGATION_LOOP"])
    }

    /// What somebody says against the faculty's key or awards who has nothing to do with them.
    private mutating func addObjections() throws {
        let key = "/credentialSubject/keys/0"
        let stolen: [(String, JSONValue?)] = [
            (key + "/state", "compromised"), (key + "/compromisedSince", "2026-06-01T00:00:00Z"),
        ]
        let (arts, word) = ("did:web:arts.example", "trust/delegations/word.json")
        func to(_ id: String, by delegator: String, at depth: Int = 1) -> [(String, JSONValue?)] {
            [
                ("/issuer", .string(delegator)), ("/credentialSubject/delegatedBy", .string(delegator)),
                ("/credentialSubject/id", .string(id)), (key + "/kid", .string(id + "#1")),
                ("/credentialSubject/depth", .number(String(depth))),
            ]
        }
        let own: JSONValue = [
            "kid": .string(arts + "#dg"), "publicKeyMultibase": try multikey("arts"), "purposes": ["delegate"],
            "validFrom": .string(Self.delegated), "state": "active",
        ]
        let powers = try delegation(
            to(arts, by: Self.delegator) + [
                ("/credentialSubject/legalName", "Faculty of Arts"), ("/credentialSubject/keys", [own]),
            ])
        add(
            "KEY_DISPUTED", "Another faculty calls the key stolen, and the university does not.",
            like: "valid-delegation",
            differs: ["trust/list.json#/trustList/maxDelegationDepth", "trust/delegations/arts.json", word],
            files: [
                ("trust/list.json", try delegatingList([("/trustList/maxDelegationDepth", 2)])),
                ("trust/delegations/arts.json", powers),
                (word, try delegation(to("did:web:else.example", by: arts, at: 2) + stolen, with: "arts")),
            ], checks: ["issuer": "undecided KEY_DISPUTED"])
        let (college, place) = ("did:web:college.example", "/credentialSubject/1")
        var delegating = own
        delegating["kid"] = .string(college + "#dg")
        let list = try delegatingList([
            (place + "/alsoKnownAs", [.string(college)]), (place + "/keys/-", delegating),
        ])
        for (name, says, changes) in [
            (
                "KEY_CALLED_STOLEN", "Another institution delegates to the faculty, and calls its key stolen.",
                stolen + [(key + "/kid", .string(try faculty().method("faculty")))]
            ),
            (
                "AWARDS_VOIDED_ELSEWHERE", "Another institution declares void what the faculty awards in its name.",
                [("/credentialSubject/keys", []), (Self.scope + "/voidFrom", "2026-06-01T00:00:00Z")]
            ),
        ] as [(String, String, [(String, JSONValue?)])] {
            let file = try delegation(to(try faculty().did, by: college) + changes, with: "arts")
            add(
                name, says, like: "valid-delegation",
                differs: ["\(place)/alsoKnownAs", "\(place)/keys"].map { "trust/list.json#" + $0 } + [word],
                files: [("trust/list.json", list), (word, file)], verdict: "valid", checks: [:], notes: [name])
        }
    }
}
