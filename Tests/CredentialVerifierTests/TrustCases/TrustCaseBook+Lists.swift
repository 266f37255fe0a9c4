import Cryptography
import Encodings
import Registry
import Testing
import TrustSimulator

/// Lists that a verifier sees for the first time (step S3 of the trust list design).
extension TrustCaseBook {
    private static let university = "/credentialSubject/0"
    private static let college = "/credentialSubject/1"

    mutating func addListForms() throws {
        try addUnreadable()
        let u = Self.university
        let c = Self.college
        let first = lists[1]
        let method = try #require(first.at("\(u)/keys/0/kid"))
        let key = try #require(first.at("\(u)/keys/0/publicKeyMultibase"))
        let r1 = try authority.key("r1").publicKey.multikey
        let issuer = try #require(first.at("\(u)/id"))
        for (variant, says, changes) in [
            ("unknown-member", "The list has a condition.", [("/trustList/onlyFor", "x")]),
            ("unknown-member-outside", "The credential around the list has a condition.", [("/termsOfUse", [])]),
            ("context", "The list begins with another context.", [("/@context/0", "https://other.example/")]),
            ("type", "The list is no trust list.", [("/type/2", "OtherCredential")]),
            ("recognized-type", "The list recognises nobody.", [("/type/1", "OtherCredential")]),
            ("issuer", "The list is issued by somebody else than its authority.", [("/issuer", "did:web:x.example")]),
            ("root-version", "The list does not say under which root it was made.", [("/trustList/rootVersion", nil)]),
            ("sequence", "The list has the number 0.", [("/trustList/sequence", 0)]),
            ("previous-digest", "The second list names none before it.", [("/trustList/previousDigest", nil)]),
            ("environment", "The environment of the list is no name.", [("/trustList/environment", "Demo")]),
            ("closed", "Whether the list is closed is neither true nor false.", [("/trustList/closed", "no")]),
            ("depth", "Powers may be passed on three times.", [("/trustList/maxDelegationDepth", 3)]),
            ("jurisdiction", "The authority decides nowhere.", [("/trustList/authority/jurisdiction", "everywhere")]),
            ("authority-member", "The authority has a condition.", [("/trustList/authority/onlyFor", "x")]),
            (
                "valid-from", "The credential starts at another time than the list.",
                [("/validFrom", "2026-11-19T09:00:00Z")]
            ),
            (
                "valid-until", "The credential ends at another time than the list.",
                [("/validUntil", "2027-01-01T09:00:00Z")]
            ),
            (
                "next-update", "The next list is due before this one.",
                [("/trustList/nextUpdate", "2026-11-20T08:00:00Z"), ("/validUntil", "2026-11-20T08:00:00Z")]
            ),
            (
                "time-spelling", "A time is written in another way.",
                [("/trustList/nextUpdate", "2027-05-19T11:00:00+02:00")]
            ),
            ("institution-member", "The institution has a condition.", [("\(c)/onlyFor", "x")]),
            ("institution-twice", "One identifier is of two institutions.", [("\(c)/alsoKnownAs", [issuer])]),
            ("no-name", "The institution has no name.", [("\(c)/legalName", nil)]),
            ("institution-type", "The institution is something else.", [("\(c)/type", "RecognizedVerifier")]),
            ("no-did", "The institution is named by an address.", [("\(c)/id", "https://college.example")]),
            ("no-states", "Nothing is said of whether the institution may issue.", [("\(c)/states", [])]),
            ("state", "The institution is in a state that there is not.", [("\(c)/states/0/state", "admired")]),
            ("state-member", "A state has a condition.", [("\(c)/states/0/onlyFor", "x")]),
            (
                "state-of-later", "A state was recorded after the list was issued.",
                [("\(c)/states/0/recordedAt", "2026-11-20T09:00:01Z")]
            ),
            (
                "states-out-of-order", "States are not in the order in which they were recorded.",
                [("\(u)/states/1/recordedAt", "2019-08-01T00:00:00Z")]
            ),
            ("key-member", "A key has a condition.", [("\(c)/keys/0/onlyFor", "x")]),
            ("method-twice", "Two keys have one name.", [("\(u)/keys/2/kid", method)]),
            ("key-twice", "One key is of two institutions.", try foreignKey(named: "\(Self.web)#1", key)),
            (
                "key-of-authority", "A key of the authority is the key of an institution.",
                try foreignKey(named: "\(Self.web)#1", .string(r1))
            ),
            ("key-of-others", "A key is named after somebody else.", [("\(c)/keys/0/kid", "did:web:x.example#1")]),
            ("key-other-than-name", "A did:key has another key.", [("\(c)/keys/0/publicKeyMultibase", key)]),
            ("two-purposes", "A key has two purposes.", [("\(c)/keys/0/purposes", ["issue", "status"])]),
            ("purpose", "A key has a purpose that there is not.", [("\(c)/keys/0/purposes", ["everything"])]),
            ("key-state", "A key is in a state that there is not.", [("\(c)/keys/0/state", "lost")]),
            ("compromised", "It is not said since when a key is stolen.", [("\(c)/keys/0/compromisedSince", nil)]),
            ("not-compromised", "It is said since when a key in use is stolen.", [("\(c)/keys/0/state", "active")]),
            (
                "key-window", "A key ends before it starts.", [("\(c)/keys/0/validUntil", "2018-01-01T00:00:00Z")]
            ),
            ("scope-member", "A recognition has a condition.", [("\(c)/recognizedTo/0/onlyFor", "x")]),
            ("scope-type", "A recognition is something else.", [("\(c)/recognizedTo/0/type", "Wish")]),
            ("no-types", "A recognition is for no type.", [("\(c)/recognizedTo/0/credentialTypes", [])]),
            ("levels", "The highest level is below the lowest.", [("\(c)/recognizedTo/1/eqfMin", 6)]),
            ("level", "A level is no number from 1 to 8.", [("\(c)/recognizedTo/1/eqfMax", 9)]),
            ("field", "A field is none of the classification.", [("\(c)/recognizedTo/0/fields", ["isced-f:6"])]),
            ("place", "A place is no country.", [("\(c)/recognizedTo/0/jurisdictions", ["Utopia"])]),
            ("schema", "A schema is named by no digest.", [("\(c)/recognizedTo/0/schemaDigests", ["uEiAA"])]),
            (
                "no-reason", "It is not said why something is recognised after the fact.",
                [("\(c)/recognizedTo/0/retroactive", true)]
            ),
            (
                "delegation", "It is not said whether powers may be passed on.",
                [("\(u)/recognizedTo/0/delegation", ["maxDepth": 1])]
            ),
            ("status-authority", "The status is kept by nobody.", [("\(u)/statusAuthorities", ["x"])]),
            ("identifier", "A number in a register has no register.", [("\(u)/identifiers/0/scheme", nil)]),
            ("assurance", "What assures quality has no agency.", [("\(u)/qualityAssurance/agency", nil)]),
        ] as [(String, String, [(String, JSONValue?)])] {
            try addList(Self.name("LIST_MALFORMED", variant), says, changes)
        }
        try addListProofForms()
    }

    private static let web = "did:web:college.example"

    /// The college under a name of its own choice, which can name any key.
    private func foreignKey(named method: String, _ key: JSONValue) throws -> [(String, JSONValue?)] {
        [
            ("\(Self.college)/alsoKnownAs", [.string(Self.web)]), ("\(Self.college)/keys/0/kid", .string(method)),
            ("\(Self.college)/keys/0/publicKeyMultibase", key),
        ]
    }

    private mutating func addUnreadable() throws {
        let text = String(decoding: try signedList(lists[1]).serialized(), as: UTF8.self)
        let inner = text.dropLast()
        let deep = String(repeating: "[", count: 33) + String(repeating: "]", count: 33)
        for (variant, says, bad) in [
            (nil, "Something follows the list.", text + "}"),
            ("duplicate-member", "The list has a member twice.", inner + ",\"issuer\":\"\(SimulatedAuthority.did)\"}"),
            ("byte-order-mark", "The list begins with a byte-order mark.", "\u{FEFF}" + text),
            ("decimal", "The list has a number with a decimal point.", inner + ",\"info\":{\"n\":1.5}}"),
            ("lone-surrogate", "The list has half a character.", inner + ",\"info\":{\"n\":\"\\ud800\"}}"),
            ("not-composed", "The name of a member is not composed.", inner + ",\"info\":{\"e\u{301}\":1}}"),
            ("deep", "The list is nested more deeply than any list is.", inner + ",\"info\":{\"n\":\(deep)}}"),
        ] as [(String?, String, String)] {
            add(
                Self.name("LIST_UNREADABLE", variant), says, differs: ["trust/list.json"],
                files: [("trust/list.json", .string(bad))])
        }
        add(
            "LIST_UNREADABLE-missing", "There is no list.", differs: ["trust/list.json"],
            files: [("trust/list.json", nil)])
    }

    private mutating func addListProofForms() throws {
        let signed = try signedList(lists[1])
        let place = ["trust/list.json#/proof"]
        for (code, variant, says, pointer, new) in [
            ("LIST_MALFORMED", "proof-condition", "A proof of the list has a condition.", "/proof/0/domain", "x"),
            ("LIST_MALFORMED", "proof-time", "The time of a proof of the list is none.", "/proof/0/created", "soon"),
            (
                "LIST_THRESHOLD", "purpose", "One of two has signed the list for another purpose.",
                "/proof/0/proofPurpose", "authentication"
            ),
            (
                "LIST_THRESHOLD", "suite", "One of two signatures is called one over linked data.",
                "/proof/0/cryptosuite", "eddsa-rdfc-2022"
            ),
        ] as [(String, String, String, String, JSONValue)] {
            add(
                Self.name(code, variant), says, differs: place,
                files: [("trust/list.json", try resigned(signed, "r1", pointer, new))])
        }
        let seventeen = JSONValue.array((0..<17).compactMap { _ in signed.at("/proof/1") })
        add(
            "LIST_MALFORMED-proofs", "The list has more proofs than people can have made.", differs: place,
            files: [("trust/list.json", signed.replacing("/proof", with: seventeen))])
    }

    mutating func addLists() throws {
        try addListSignatures()
        try addListTimes()
        try addList(
            "LIST_WRONG_ID", "The list is another one of the authority.", [("/id", "urn:trust:utopia-he:other")])
        let other: JSONValue = "did:web:other.example"
        try addList(
            "LIST_WRONG_AUTHORITY", "The list is another authority's, in its own words.",
            [("/issuer", other), ("/trustList/authority/id", other)])
        for (variant, says, key) in [
            (nil, "A key of an institution is a point of small order.", Self.weakKey),
            ("encoding", "A key of an institution is not encoded in the canonical way.", Self.otherEncoding),
        ] as [(String?, String, JSONValue)] {
            let new: JSONValue = [
                "kid": .string("\(Self.web)#1"), "publicKeyMultibase": key, "purposes": ["issue"],
                "validFrom": "2019-01-01T00:00:00Z", "state": "active",
            ]
            try addList(
                Self.name("LIST_WEAK_KEY", variant), says,
                [("\(Self.college)/alsoKnownAs", [.string(Self.web)]), ("\(Self.college)/keys/-", new)])
        }
        try addList(
            "LIST_NEEDS_NEWER_ROOT", "The list was made under the third root.", [("/trustList/rootVersion", 3)])
        add(
            "LIST_ENVIRONMENT_MIXED", "A demonstration stands beside an authority's own trial.",
            like: "valid-two-authorities",
            differs: [
                "trust/second/pin.json#/environment", "trust/second/list.json#/trustList/environment",
            ], files: try secondAuthority(#require(TrustEnvironment("pilot"))))
    }

    private mutating func addListSignatures() throws {
        let list = lists[1]
        let proofs = ["trust/list.json#/proof"]
        for (variant, says, ids) in [
            (nil, "One of two signatures is missing.", ["r1"]),
            ("freshness-key", "One of two signatures is by the key of every day.", ["r1", "f1"]),
            ("removed-key", "One of two signatures is by a key that the second root has taken out.", ["r1", "r3"]),
            ("stranger", "One of two signatures is by a stranger.", ["r1", "stranger"]),
            ("institution", "One of two signatures is by an institution.", ["r1", "university"]),
        ] as [(String?, String, [String])] {
            try addList(Self.name("LIST_THRESHOLD", variant), says, [], by: ids, differs: proofs)
        }
        add(
            "LIST_THRESHOLD-unsigned", "Nobody has signed the list.", differs: proofs,
            files: [("trust/list.json", list)])
        let once = try signedList(list, by: ["r1"])
        let twice = once.replacing(
            "/proof",
            with: [
                try #require(once.at("/proof/0") ?? once["proof"]), try #require(once.at("/proof/0") ?? once["proof"]),
            ])
        add(
            "LIST_THRESHOLD-same-key-twice", "One key has signed twice.", differs: proofs,
            files: [("trust/list.json", twice)])
        add(
            "LIST_THRESHOLD-pinned-key", "The list is signed by another key than the pinned one.",
            like: "valid-key-pinned", differs: proofs, files: [try pinnedFiles(by: "r2")[1]])
        add(
            "LIST_MALFORMED-key-pinned", "The pinned key is the key of an institution.", like: "valid-key-pinned",
            differs: [
                "\(Self.college)/alsoKnownAs", "\(Self.college)/keys/0/kid",
                "\(Self.college)/keys/0/publicKeyMultibase",
            ].map { "trust/list.json#\($0)" },
            files: [
                try pinnedFiles(foreignKey(named: "\(Self.web)#1", .string(authority.key("r1").publicKey.multikey)))[1]
            ])
        let signed = try signedList(list)
        for (variant, says, pointer, new) in [
            (nil, "The list was altered after it was signed.", "/credentialSubject/1/legalName", "Other College"),
            ("context", "A context was appended after the signing.", "/@context/-", "https://other.example/"),
            ("value", "A signature is no signature.", "/proof/0/proofValue", "zzzz"),
            ("base", "A signature is written in another base.", "/proof/0/proofValue", "uAAAA"),
        ] as [(String?, String, String, JSONValue)] {
            let differs = pointer.hasPrefix("/proof") ? proofs : ["trust/list.json#" + Self.place(pointer)]
            add(
                Self.name("PROOF_BAD_SIGNATURE", variant), says, differs: differs,
                files: [("trust/list.json", signed.replacing(pointer, with: new))])
        }
    }

    private mutating func addListTimes() throws {
        let proofs = ["trust/list.json#/proof"]
        let tooLong: JSONValue = "2027-05-23T09:00:01Z"
        try addList(
            "LIST_WINDOW_TOO_LONG", "The list claims to be good for a second more than 184 days.",
            [("/trustList/nextUpdate", tooLong), ("/validUntil", tooLong)])
        let future: JSONValue = "2026-11-22T09:05:01Z"
        try addList(
            "LIST_FROM_FUTURE", "The list is issued a second more than five minutes from now.",
            [("/trustList/issued", future), ("/validFrom", future)])
        add(
            "LIST_FROM_FUTURE-signed", "The list was signed a second more than five minutes from now.",
            differs: proofs,
            files: [("trust/list.json", try signedList(lists[1], at: "2026-11-22T09:05:01Z"))])
        add(
            "LIST_EXPIRED", "The next list is overdue for a second.", differs: ["now"], now: "2027-05-19T09:00:01Z")
        add(
            "LIST_STALE", "The list is a second older than the policy allows.", differs: ["policy"],
            policy: "name: hourly\nbased_on: standard\nmaximum_age: {trust_list: 47 hours}\n")
        let archive = "2027-05-19T09:00:01Z"
        add(
            "LIST_EXPIRED-signed-later", "It was signed when the list was overdue already.", like: "valid-archive",
            differs: ["credential.json#/proof"],
            files: [("credential.json", try credential(created: archive))])
    }
}
