import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Testing
import TrustSimulator

/// Makes every case of `Tests/Vectors/trust`, the same bytes each time: the keys and the times are given.
struct TrustCaseBook {
    /// The names of the published keys with which the cases are signed.
    static let keyNames = [
        "r1", "r2", "r3", "f1", "r4", "university", "status", "old", "alias", "college", "stranger",
    ]
    static let now = "2026-11-22T09:00:00Z"
    static let issued = "2026-11-20T09:00:00Z"
    static let created = "2026-06-30T10:00:00Z"
    static let rotated = "2026-10-01T00:00:00Z"

    let keys: SimulatedKeys
    let authority: SimulatedAuthority
    let university: SimulatedInstitution
    /// The first list, which verifiers have seen, and the newest one.
    let lists: [JSONValue]
    var cases: [TrustCase] = []

    /// Makes all cases.
    static func all() throws -> [TrustCase] {
        var book = try TrustCaseBook()
        try book.addValid()
        try book.addRoots()
        try book.addListForms()
        try book.addLists()
        try book.addHistories()
        try book.addStates()
        try book.addStatements()
        try book.addIssuers()
        try book.addScopes()
        try book.addFormats()
        try book.addProofs()
        try book.addPolicies()
        try book.addValidity()
        let pilot = try TrustCaseBook(.pilot)
        book.cases += try pilot.pilotCases()
        book.cases += try pilot.delegationCases()
        book.cases += try pilot.webCases()
        return book.cases
    }

    enum World { case demonstration, pilot }

    init(_ world: World = .demonstration) throws {
        let keys: SimulatedKeys = world == .demonstration ? .published(Self.keyNames) : .anyEnvironment
        self.keys = keys
        let environment = world == .demonstration ? .demonstration : try #require(TrustEnvironment("pilot"))
        let university = try SimulatedInstitution("Leiehove University", .key("university"), keys: keys)
        self.university = university
        var authority = try SimulatedAuthority(
            environment, keys: keys, at: Timestamp(parsing: "2026-01-01T00:00:00Z"), days: 730)
        var lists: [JSONValue] = []
        func publish(_ time: String) throws {
            let now = try Timestamp(parsing: time)
            var value = try authority.nextList(at: now, days: 180)
            if lists.isEmpty { value = try Self.withInstitutions(value, university, keys) }
            try authority.publish(value, by: ["r1", "r2"], at: now)
            lists.append(value)
        }
        try publish("2026-06-01T09:00:00Z")
        try authority.rotate(by: ["r1", "r2"], at: Timestamp(parsing: Self.rotated)) { [authority] in
            try $0.removeKey("r3")
            $0.addKey(
                try authority.key("r4").publicKey, id: "r4", operator: "court.example", roles: [.root, .list])
        }
        try publish(Self.issued)
        self.authority = authority
        self.lists = lists
    }

    private static func withInstitutions(
        _ list: JSONValue, _ university: SimulatedInstitution, _ keys: SimulatedKeys
    ) throws -> JSONValue {
        func did(_ name: String) throws -> String { "did:key:\(try keys.key(name).publicKey.multikey)" }
        func key(_ name: String, _ purpose: String, _ more: JSONValue) throws -> JSONValue {
            let multikey = try keys.key(name).publicKey.multikey
            var value: JSONValue = [
                "kid": .string("did:key:\(multikey)#\(multikey)"), "publicKeyMultibase": .string(multikey),
                "purposes": [.string(purpose)], "validFrom": "2019-01-01T00:00:00Z",
            ]
            for (name, member) in TrustCase.members(more) { value[name] = member }
            return value
        }
        func recognition(_ more: JSONValue) -> JSONValue {
            var value: JSONValue = [
                "type": "RecognizedAction", "action": "issue", "credentialTypes": ["MicroCredential", "Course"],
                "validFrom": "2019-09-01T00:00:00Z",
            ]
            for (name, member) in TrustCase.members(more) { value[name] = member }
            return value
        }
        func state(_ state: String, _ since: String) -> JSONValue {
            ["state": .string(state), "since": .string(since), "recordedAt": .string(since)]
        }
        let universityEntry: JSONValue = [
            "id": .string(university.did), "type": "RecognizedEntity", "legalName": .string(university.name),
            "identifiers": [["scheme": "ROR", "value": "https://ror.org/00example"]],
            "alsoKnownAs": [.string(try did("status")), .string(try did("old")), .string(try did("alias"))],
            "states": [
                state("granted", "2019-09-01T00:00:00Z"), state("suspended", "2021-03-01T00:00:00Z"),
                state("granted", "2021-06-01T00:00:00Z"),
            ],
            "qualityAssurance": ["agency": "did:web:quality.example", "validFrom": "2024-01-01T00:00:00Z"],
            "keys": [
                try key("university", "issue", ["state": "active"]),
                try key("status", "status", ["state": "active"]),
                try key("old", "issue", ["validUntil": "2025-12-31T23:59:59Z", "state": "retired"]),
            ],
            "recognizedTo": [
                recognition([
                    "eqfMin": 5, "eqfMax": 7, "fields": ["isced-f:01"], "jurisdictions": ["BE"],
                    "schemaDigests": [.string(schemaDigest)], "validUntil": "2030-12-31T23:59:59Z",
                    "delegation": ["mayDelegate": true, "maxDepth": 1],
                ])
            ],
            "statusAuthorities": [.string(university.did)],
        ]
        let collegeEntry: JSONValue = [
            "id": .string(try did("college")), "type": "RecognizedEntity", "legalName": "Example College",
            "states": [state("granted", "2019-09-01T00:00:00Z")],
            "keys": [
                try key("college", "issue", ["state": "compromised", "compromisedSince": "2026-01-01T00:00:00Z"])
            ],
            "recognizedTo": [
                recognition(["voidFrom": "2026-01-01T00:00:00Z", "validUntil": "2028-12-31T23:59:59Z"]),
                recognition(["eqfMax": 5]),
            ],
        ]
        return list.replacing("/credentialSubject", with: [universityEntry, collegeEntry])
    }

    static let schemaDigest = "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

    // MARK: Documents

    func time(_ text: String) throws -> Timestamp { try Timestamp(parsing: text) }

    /// A document as it is kept in a case.
    func value(_ bytes: [UInt8]) throws -> JSONValue {
        JSONValue(try JSONDocument(parsing: bytes, limits: .general).root)
    }

    /// The second root without proof.
    func secondRoot() throws -> JSONValue { try SimulatedAuthority.value(authority.root.bytes) }

    func signedRoot(
        _ root: JSONValue, by ids: [String] = ["r1", "r2"], at created: String = rotated
    ) throws -> JSONValue {
        try value(authority.sign(root, by: ids, at: time(created)))
    }

    func signedList(
        _ list: JSONValue, by ids: [String] = ["r1", "r2"], at created: String = issued
    ) throws -> JSONValue {
        try value(authority.sign(list, by: ids, at: time(created)))
    }

    /// The university's credential, changed before it is signed.
    func credential(
        _ changes: [(String, JSONValue?)] = [], with key: String = "university", created: String? = created
    ) throws -> JSONValue {
        var draft = try university.draft(from: time(Self.created), level: 6)
        draft["credentialSubject"]?["achievement"]?["iscedF"] = ["http://data.europa.eu/snb/isced-f/0111"]
        draft["credentialSchema"] = [
            [
                "id": "https://schemas.example/badge.json", "type": "JsonSchema",
                "digestMultibase": .string(Self.schemaDigest),
            ]
        ]
        for (pointer, new) in changes { draft = draft.replacing(pointer, with: new) }
        let signer = try SimulatedInstitution("", .key(key), keys: keys)
        if key != "university" { draft["issuer"]?["id"] = .string(signer.did) }
        return try value(signer.sign(draft, with: key, created: created.map(time)))
    }

    /// What a verifier keeps that has seen the second root and the first list.
    func seen() throws -> JSONValue {
        let material = TrustMaterial(roots: authority.roots.map(\.bytes), lists: [authority.lists[0].bytes])
        let chain = TrustChain(pin: authority.pin, material: material)
        // As a version kept it that had the documents beside it, under fixed names.
        return try value(chain.seen(at: time("2026-10-02T00:00:00Z")).serialized(of: authority.pin))
            .replacing("/stateVersion", with: 1)
    }

    // MARK: Adding

    mutating func add(_ new: TrustCase) { cases.append(new) }

    /// Adds a case that differs from its sibling in some files.
    ///
    /// - Parameters:
    ///   - checks: The checks that are not as the sibling's; without any, the issuer is undecided for what the code says.
    ///   - notes: The notes that the case has and its sibling does not.
    mutating func add(
        _ name: String, _ says: String, like sibling: String = "valid-first-run",
        differs: [String], files: [(name: String, value: JSONValue?)] = [], now: String? = nil,
        policy: String? = nil, verdict: String = "undecided", checks: [String: String]? = nil,
        notes: [String]? = nil
    ) {
        let code = Self.code(name)
        var new = TrustCase(name: name, code: code, says: says)
        new.like = sibling
        new.differs = differs
        new.now = now
        new.policy = policy
        new.files = files
        new.expected.verdict = verdict
        new.expected.checks = checks ?? ["issuer": "undecided \(code)"]
        let others = cases.first { $0.name == sibling }?.expected.notes ?? Self.usualNotes
        // Of a list that does not count nothing is told, and of one that decides nothing not what it knew.
        let isUsed = checks != nil || Self.lapses.contains(code)
        let isUnlisted = checks?["issuer"].map { answer in Self.unlisted.contains { answer.hasSuffix($0) } } ?? false
        let shown = others.filter { isUsed && !isUnlisted || $0 != "DEMONSTRATION_LIST" }.filter {
            checks != nil || $0 != "LIST_AS_OF"
        }
        new.expected.notes = checks?["issuer"] == Self.notRun ? [] : (shown + (notes ?? [])).sorted()
        cases.append(new)
    }

    /// What is said of an issuer whom no list leads to.
    private static let unlisted = [
        "ISSUER_NOT_LISTED", "DELEGATION_BAD_SIGNATURE", "DELEGATION_LOOP", "DELEGATION_MALFORMED",
    ]

    /// The name of a case of a code; where there are several, each has a variant.
    static func name(_ code: String, _ variant: String?) -> String { variant.map { "\(code)-\($0)" } ?? code }

    /// The code that a name begins with.
    static func code(_ name: String) -> String { String(name.prefix { $0 != "-" }) }

    static let usualNotes = ["DEMONSTRATION_LIST", "SCHEMA_NOT_CHECKED", "STATUS_ABSENT"]

    static let notRun = "notRun NOT_RUN"

    /// What leaves a list genuine, and undecided.
    private static let lapses: Set<String> = [
        "LIST_FROM_FUTURE", "LIST_EXPIRED", "LIST_STALE", "LIST_SUPERSEDED", "LIST_NOT_FRESH", "ROOT_EXPIRED",
        "ROOT_FROM_FUTURE",
    ]

    /// Adds a case whose newest list is another.
    mutating func addList(
        _ name: String, _ says: String, like sibling: String = "valid-first-run",
        _ changes: [(String, JSONValue?)], by ids: [String] = ["r1", "r2"], verdict: String = "undecided",
        checks: [String: String]? = nil, notes: [String]? = nil, differs: [String]? = nil
    ) throws {
        let list = changes.reduce(lists[1]) { $0.replacing($1.0, with: $1.1) }
        add(
            name, says, like: sibling,
            differs: differs ?? changes.map { "trust/list.json#" + Self.place($0.0) },
            files: [("trust/list.json", try signedList(list, by: ids))], verdict: verdict, checks: checks,
            notes: notes)
    }

    /// Where a change shows: an array that has become longer or shorter differs as a whole.
    static func place(_ pointer: String) -> String {
        pointer.hasSuffix("/-") ? String(pointer.dropLast(2)) : pointer
    }
}
