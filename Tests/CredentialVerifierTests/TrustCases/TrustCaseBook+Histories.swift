import Cryptography
import Encodings
import Registry
import Testing
import TrustSimulator

/// What a verifier notices that has seen something before (steps S0, S2 and S3), and the statements of every day.
extension TrustCaseBook {
    private static let university = "/credentialSubject/0"
    private static let college = "/credentialSubject/1"

    mutating func addHistories() throws {
        let u = Self.university
        let c = Self.college
        let early: JSONValue = "2026-05-31T09:00:00Z"
        let new: JSONValue = [
            "type": "RecognizedAction", "action": "issue", "credentialTypes": ["MicroCredential"],
            "validFrom": "2026-11-20T08:59:59Z",
        ]
        for (variant, says, changes) in [
            (
                "previous-digest", "The list names another one before it.",
                [("/trustList/previousDigest", .string(Self.schemaDigest))]
            ),
            ("institution", "An institution is gone.", [(c, nil)]),
            ("identifier", "An identifier of an institution is gone.", [("\(u)/alsoKnownAs/2", nil)]),
            ("key", "A key is gone.", [("\(u)/keys/2", nil)]),
            ("key-purpose", "A key is for something else.", [("\(u)/keys/1/purposes", ["issue"])]),
            ("key-end", "A key ends later.", [("\(u)/keys/2/validUntil", "2026-12-31T23:59:59Z")]),
            ("key-open-end", "A key no longer ends.", [("\(u)/keys/2/validUntil", nil)]),
            ("key-start", "A key starts earlier.", [("\(u)/keys/0/validFrom", "2018-12-31T23:59:59Z")]),
            ("key-in-use", "A retired key is in use again.", [("\(u)/keys/2/state", "active")]),
            (
                "key-recovered", "A stolen key is in use again.",
                [("\(c)/keys/0/state", "active"), ("\(c)/keys/0/compromisedSince", nil)]
            ),
            ("theft-later", "A key was stolen later.", [("\(c)/keys/0/compromisedSince", "2026-02-01T00:00:00Z")]),
            ("state", "A state is gone.", [("\(u)/states/2", nil)]),
            ("state-reason", "A state has got a reason.", [("\(u)/states/1/reason", "qa-review")]),
            ("state-changed", "A state is another.", [("\(u)/states/1/state", "granted")]),
            ("recognition", "A recognition is gone.", [("\(c)/recognizedTo/1", nil)]),
            ("recognition-levels", "A recognition reaches higher.", [("\(c)/recognizedTo/1/eqfMax", 6)]),
            ("recognition-types", "A recognition is for more.", [("\(c)/recognizedTo/0/credentialTypes/-", "Licence")]),
            (
                "recognition-start", "A recognition starts earlier.",
                [("\(c)/recognizedTo/0/validFrom", "2019-08-31T00:00:00Z")]
            ),
            (
                "recognition-end", "A recognition ends later.",
                [("\(c)/recognizedTo/0/validUntil", "2030-01-01T00:00:00Z")]
            ),
            ("void-lifted", "Awards are no longer void.", [("\(c)/recognizedTo/0/voidFrom", nil)]),
            (
                "void-later", "Awards are void from later on.",
                [("\(c)/recognizedTo/0/voidFrom", "2026-02-01T00:00:00Z")]
            ),
            (
                "state-backdated",
                "A new state lifts a suspension, and claims to be a second older than the list that has only that.",
                [
                    (
                        "\(u)/states/-",
                        [
                            "state": "granted", "since": "2021-03-01T00:00:00Z", "recordedAt": "2026-06-01T08:59:59Z",
                        ]
                    )
                ]
            ),
            ("new-before-list", "A new recognition starts before the list.", [("\(c)/recognizedTo/-", new)]),
            (
                "issued-earlier", "The list was issued before the one before it.",
                [
                    ("/trustList/issued", early), ("/validFrom", early),
                    ("/trustList/nextUpdate", "2026-11-30T09:00:00Z"), ("/validUntil", "2026-11-30T09:00:00Z"),
                ]
            ),
        ] as [(String, String, [(String, JSONValue?)])] {
            let differs = changes.map { pointer, value in
                let isElement = value == nil && pointer.split(separator: "/").last.map { Int($0) != nil } ?? false
                let parent = String(pointer.dropLast(pointer.split(separator: "/").last.map { $0.utf8.count + 1 } ?? 0))
                return "trust/list.json#" + (isElement ? parent : Self.place(pointer))
            }
            try addList(Self.name("LIST_HISTORY_REWRITTEN", variant), says, like: "valid", changes, differs: differs)
        }
        try addList(
            "LIST_RECORDED_LATE", "A new state claims to be a second older than the list that did not have it.",
            like: "valid",
            [
                (
                    "\(c)/states/-",
                    ["state": "granted", "since": "2026-06-01T08:59:59Z", "recordedAt": "2026-06-01T08:59:59Z"]
                )
            ], verdict: "valid", checks: [:], notes: ["LIST_RECORDED_LATE"])
        let jumped = lists[1].replacing("/trustList/sequence", with: 1_000_002)
        add(
            "LIST_SEQUENCE_JUMP",
            "The number of the list is more than a million above the last one, which is not among what was kept.",
            like: "valid", differs: ["trust/list.json#/trustList/sequence", "state/list.json"],
            files: [("trust/list.json", try signedList(jumped, by: ["r1", "r2"])), ("state/list.json", nil)],
            notes: ["STATE_DAMAGED"])
    }

    mutating func addStates() throws {
        let seen = try seen()
        func changed(_ changes: [(String, JSONValue?)]) -> [(name: String, value: JSONValue?)] {
            [("state/seen.json", changes.reduce(seen) { $0.replacing($1.0, with: $1.1) })]
        }
        for (code, says, pointer, new) in [
            ("LIST_ROLLBACK", "The third list was seen.", "/list/sequence", 3),
            ("ROOT_ROLLBACK", "The third root was seen.", "/root/version", 3),
            ("ROOT_EQUIVOCATION", "Another second root was seen.", "/root/digest", .string(Self.schemaDigest)),
        ] as [(String, String, String, JSONValue)] {
            add(code, says, like: "valid", differs: ["state/seen.json#\(pointer)"], files: changed([(pointer, new)]))
        }
        add(
            "LIST_EQUIVOCATION", "Another second list was seen.", like: "valid",
            differs: ["state/seen.json#/list/sequence", "state/seen.json#/list/digest"],
            files: changed([("/list/sequence", 2), ("/list/digest", .string(Self.schemaDigest))]),
            notes: ["STATE_DAMAGED"])
        let behind = "undecided CLOCK_BEFORE_TRUSTED_FLOOR"
        add(
            "CLOCK_BEFORE_TRUSTED_FLOOR", "Something was seen that is dated five minutes and a second from now.",
            like: "valid", differs: ["state/seen.json#/clockFloor"],
            files: changed([("/clockFloor", "2026-11-22T09:05:01Z")]),
            checks: ["issuer": behind, "validity": behind])
        for (variant, says, pointer, new) in [
            ("unknown-member", "What was seen has a member that nobody knows.", "/onlyFor", "x"),
            ("version", "What was seen is kept in another form.", "/stateVersion", 3),
            ("digest", "The list that was seen has no digest.", "/list/digest", nil),
            ("time", "The earliest time of the clock is none.", "/clockFloor", "noon"),
        ] as [(String, String, String, JSONValue?)] {
            // Nothing that can be remembered is lost by accident: whoever reads the report is told.
            add(
                Self.name("STATE_MALFORMED", variant), says, like: "valid", differs: ["state/seen.json#\(pointer)"],
                files: changed([(pointer, new)]), verdict: "valid", checks: [:], notes: ["STATE_DAMAGED"])
        }
        try addContradictions(seen)
        try addNotes(seen)
    }

    /// What is remembered of an authority that said two things under one number.
    private mutating func addContradictions(_ seen: JSONValue) throws {
        func remembered(_ sequence: Int) -> JSONValue {
            seen.replacing(
                "/contradiction",
                with: [
                    "sequence": .number(String(sequence)), "digest": .string(Self.schemaDigest),
                    "otherDigest": "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "root": 2,
                ])
        }
        add(
            "LIST_EQUIVOCATION-remembered", "Two second lists that differ were seen before.", like: "valid",
            differs: ["state/seen.json#/contradiction"], files: [("state/seen.json", remembered(2))])
        let stated: JSONValue = [
            "sequence": 1, "digest": .string(authority.lists[0].digest.multibase), "root": 2,
            "otherDigest": .string(Self.schemaDigest), "until": "2026-11-29T03:00:00Z",
        ]
        add(
            "LIST_CONTRADICTION_SETTLED",
            "A statement that names another first list was seen before, and this list came after both.",
            like: "valid", differs: ["state/seen.json#/contradiction"],
            files: [("state/seen.json", seen.replacing("/contradiction", with: stated))],
            verdict: "valid", checks: [:], notes: ["LIST_CONTRADICTION_SETTLED"])
    }

    private mutating func addNotes(_ seen: JSONValue) throws {
        let later = seen.replacing("/statementIssued", with: "2026-11-22T03:00:01Z")
        add(
            "FRESH_ROLLBACK", "A newer word of the authority was seen.", like: "valid-fresh",
            differs: ["state/seen.json", "state/list.json"],
            files: [
                ("state/seen.json", later), ("state/list.json", try value(authority.lists[0].bytes)),
            ], checks: ["issuer": "undecided LIST_NOT_FRESH"], notes: ["FRESH_ROLLBACK"])
        let second = authority.lists[1]
        add(
            "LIST_REMEMBERED", "There is no list where the newest should be, and the one that was seen counts.",
            like: "valid",
            differs: [
                "trust/list.json", "state/seen.json#/list/sequence", "state/seen.json#/list/digest",
                "state/list.json#/validFrom", "state/list.json#/validUntil", "state/list.json#/trustList/sequence",
                "state/list.json#/trustList/issued", "state/list.json#/trustList/nextUpdate",
                "state/list.json#/trustList/rootVersion", "state/list.json#/trustList/previousDigest",
            ],
            files: [
                ("trust/list.json", nil), ("state/list.json", try value(second.bytes)),
                (
                    "state/seen.json",
                    seen.replacing("/list/sequence", with: 2)
                        .replacing("/list/digest", with: .string(second.digest.multibase))
                ),
            ], verdict: "valid", checks: [:], notes: ["LIST_REMEMBERED"])
        try addList(
            "LIST_CLOSED", "The authority keeps its list no longer.", [("/trustList/closed", true)], verdict: "valid",
            checks: [:], notes: ["LIST_CLOSED"])
    }
}
