import Credentials
import Cryptography
import Encodings
import Registry
import Testing
import TrustSimulator

/// Issuers, their keys, and the time of signing (steps S5 and S6 of the trust list design).
extension TrustCaseBook {
    private static let university = "/credentialSubject/0"

    mutating func addIssuers() throws {
        add(
            "ISSUER_NOT_LISTED", "The issuer is on no list.",
            differs: ["credential.json#/issuer/id"],
            files: [("credential.json", try credential(with: "stranger"))])
        for (code, variant, says, key, created) in [
            ("KEY_NOT_LISTED", nil, "The issuer is known by this identifier, without a key.", "alias", Self.created),
            ("KEY_WRONG_PURPOSE", nil, "The key is for status lists.", "status", Self.created),
            ("KEY_OUTSIDE_WINDOW", "retired", "The key was retired before.", "old", Self.created),
            (
                "KEY_COMPROMISED", "other-institution", "The key was stolen before.", "college", Self.created
            ),
        ] as [(String, String?, String, String, String)] {
            add(
                Self.name(code, variant), says, differs: ["credential.json#/issuer/id"],
                files: [("credential.json", try credential(with: key, created: created))], verdict: "invalid",
                checks: ["issuer": "failed \(code)"])
        }
        try addTimes()
        try addKeyStates()
        try addInstitutionStates()
    }

    private mutating func addTimes() throws {
        for (code, variant, says, created) in [
            ("TIME_CREATED_MISSING", nil, "The proof does not say when it was made.", nil),
            (
                "TIME_FROM_FUTURE", nil, "The proof was made a second more than five minutes from now.",
                "2026-11-22T09:05:01Z"
            ),
            (
                "KEY_OUTSIDE_WINDOW", "before", "The proof was made before the key was in use.",
                "2018-12-31T23:59:59Z"
            ),
            (
                "ISSUER_NOT_GRANTED_YET", nil, "The proof was made a second before the issuer was recognised.",
                "2019-08-31T23:59:59Z"
            ),
            (
                "ISSUER_SUSPENDED_AT_ISSUE", "past", "The proof was made in the last second of a suspension.",
                "2021-05-31T23:59:59Z"
            ),
        ] as [(String, String?, String, String?)] {
            var checks = ["issuer": "failed \(code)"]
            // A proof of the future is nothing that is in force, either.
            if code == "TIME_FROM_FUTURE" { checks["validity"] = "failed TIME_FROM_FUTURE" }
            add(
                Self.name(code, variant), says, differs: ["credential.json#/proof"],
                files: [("credential.json", try credential(created: created))], verdict: "invalid", checks: checks)
        }
    }

    private mutating func addJudgement(
        _ name: String, _ says: String, _ changes: [(String, JSONValue?)]
    ) throws {
        try addList(
            name, says, like: "valid", changes, verdict: "invalid", checks: ["issuer": "failed \(Self.code(name))"])
    }

    private mutating func addKeyStates() throws {
        let key = Self.university + "/keys/0"
        try addJudgement(
            "KEY_OUTSIDE_WINDOW", "A list ended the key a second before the proof was made.",
            [("\(key)/validUntil", "2026-06-30T09:59:59Z"), ("\(key)/state", "retired")])
        try addJudgement(
            "KEY_COMPROMISED", "The key was stolen in the second in which the proof was made.",
            [("\(key)/state", "compromised"), ("\(key)/compromisedSince", .string(Self.created))])
        try addJudgement(
            "KEY_COMPROMISED_NO_TIME_EVIDENCE",
            "The key was stolen a second later, and nothing but the proof says that it was made before.",
            [("\(key)/state", "compromised"), ("\(key)/compromisedSince", "2026-06-30T10:00:01Z")])
    }

    private mutating func addInstitutionStates() throws {
        let states = Self.university + "/states/-"
        func state(_ kind: String, _ since: String) -> JSONValue {
            ["state": .string(kind), "since": .string(since), "recordedAt": .string(Self.issued)]
        }
        try addJudgement(
            "ISSUER_SUSPENDED_AT_ISSUE", "The issuer was suspended from the second on in which it signed.",
            [(states, state("suspended", Self.created))])
        try addJudgement(
            "ISSUER_WITHDRAWN_AT_ISSUE", "The issuer was withdrawn from the second on in which it signed.",
            [(states, state("withdrawn", Self.created))])
        try addJudgement(
            "ISSUER_WITHDRAWN_NO_TIME_EVIDENCE",
            "The issuer was withdrawn a second later, and nothing but the proof says that it signed before.",
            [(states, state("withdrawn", "2026-06-30T10:00:01Z"))])
        try addList(
            "ISSUER_NO_LONGER_GRANTED", "The issuer was suspended a second after it signed.", like: "valid",
            [(states, state("suspended", "2026-06-30T10:00:01Z"))], verdict: "valid", checks: [:],
            notes: ["ISSUER_NO_LONGER_GRANTED"])
        try addList(
            "ISSUER_STATE_RETROACTIVE", "That the issuer might sign was put on record after it had signed.",
            like: "valid", [(states, state("granted", "2026-06-29T00:00:00Z"))], verdict: "valid", checks: [:],
            notes: ["ISSUER_STATE_RETROACTIVE"])
        let closed = state("withdrawn", "2026-06-30T10:00:01Z").replacing("/reason", with: "closed")
        try addList(
            "ISSUER_CLOSED_NO_TIME_EVIDENCE",
            "The issuer was closed a second later, and anybody who has its key today could say that it signed before.",
            like: "valid", [(states, closed)], checks: ["issuer": "undecided ISSUER_CLOSED_NO_TIME_EVIDENCE"])
        let quality = Self.university + "/qualityAssurance"
        func decision(_ from: String, _ until: String) -> JSONValue {
            ["agency": "did:web:quality.example", "validFrom": .string(from), "validUntil": .string(until)]
        }
        try addList(
            "QUALITY_DECISION_ENDED", "The decision on the issuer's quality ended a second before it signed.",
            like: "valid", [(quality, decision("2024-01-01T00:00:00Z", "2026-06-30T09:59:59Z"))],
            checks: ["issuer": "undecided QUALITY_DECISION_ENDED"])
        try addList(
            "QUALITY_DECISION_LATER", "The decision on the issuer's quality was taken a second after it signed.",
            like: "valid", [(quality, decision("2026-06-30T10:00:01Z", "2030-01-01T00:00:00Z"))], verdict: "valid",
            checks: [:], notes: ["QUALITY_DECISION_LATER"])
        let late = "2026-11-20T09:00:01Z"
        add(
            "SIGNED_AFTER_LIST_CLOSED", "The issuer signed a second after the authority closed its list.",
            like: "valid",
            differs: ["trust/list.json#/trustList/closed", "credential.json#/proof"],
            files: [
                ("trust/list.json", try signedList(lists[1].replacing("/trustList/closed", with: true))),
                ("credential.json", try credential(created: late)),
            ], checks: ["issuer": "undecided SIGNED_AFTER_LIST_CLOSED"])
    }

    // MARK: Scope

    mutating func addScopes() throws {
        let recognition = Self.university + "/recognizedTo/0"
        try addJudgement(
            "SCOPE_NOT_IN_FORCE", "A list ended the recognition a second before the proof was made.",
            [("\(recognition)/validUntil", "2026-06-30T09:59:59Z")])
        try addJudgement(
            "AWARDS_VOIDED", "Awards from the second on in which the proof was made are void.",
            [("\(recognition)/voidFrom", .string(Self.created))])
        try addList(
            "SCOPE_NOT_IN_FORCE-action", "The institution is recognised for verifying, not for issuing.",
            [("\(recognition)/action", "verify")], verdict: "invalid", checks: ["issuer": "failed SCOPE_NOT_IN_FORCE"])
        try addList(
            "SCOPE_RETROACTIVE", "The recognition was put on record after the fact, with a reason.",
            [("\(recognition)/retroactive", true), ("\(recognition)/reason", "merger")], verdict: "valid", checks: [:],
            notes: ["SCOPE_RETROACTIVE"])
        let achievement = "/credentialSubject/achievement"
        for (code, variant, says, changes) in [
            ("SCOPE_TYPE", nil, "The achievement is of another type.", [("\(achievement)/achievementType", "Diploma")]),
            (
                "SCOPE_EQF", nil, "The level is above the highest.",
                [("\(achievement)/eqfLevel", "http://data.europa.eu/snb/eqf/8")]
            ),
            (
                "SCOPE_EQF", "below", "The level is below the lowest.",
                [("\(achievement)/eqfLevel", "http://data.europa.eu/snb/eqf/4")]
            ),
            (
                "SCOPE_FIELD", nil, "The field is another.",
                [("\(achievement)/iscedF/0", "http://data.europa.eu/snb/isced-f/0613")]
            ),
            (
                "SCOPE_FIELD", "more", "A second field is another.",
                [("\(achievement)/iscedF/-", "http://data.europa.eu/snb/isced-f/0613")]
            ),
            (
                "SCOPE_JURISDICTION", nil, "The country is another.",
                [
                    ("/issuer/address/addressCountryCode", "NL"),
                    ("/issuer/issuerCountry", "http://publications.europa.eu/resource/authority/country/NLD"),
                ]
            ),
            (
                "SCOPE_SCHEMA", nil, "The schema is another.",
                [("/credentialSchema/0/digestMultibase", "uEiABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ")]
            ),
        ] as [(String, String?, String, [(String, JSONValue?)])] {
            try addClaim(Self.name(code, variant), says, changes, "failed")
        }
        try addClaim(
            "SCOPE_EQF_MISSING", "The credential states no level.", like: "valid-badge",
            [("\(achievement)/eqfLevel", nil)], "failed")
        try addClaim(
            "SCOPE_FIELD_NOT_STATED", "The credential states no field.", [("\(achievement)/iscedF", nil)],
            "undecided")
        try addClaim(
            "SCOPE_JURISDICTION_NOT_STATED", "The credential states no country.", like: "valid-badge",
            [("/issuer/address", nil), ("/issuer/issuerCountry", nil)], "undecided")
    }

    private mutating func addClaim(
        _ name: String, _ says: String, like sibling: String = "valid-first-run", _ changes: [(String, JSONValue?)],
        _ outcome: String
    ) throws {
        let isBadge = sibling == "valid-badge"
        add(
            name, says, like: sibling, differs: changes.map { "credential.json#" + Self.place($0.0) },
            files: [("credential.json", try credential((isBadge ? Self.asBadge : []) + changes))],
            verdict: outcome == "failed" ? "invalid" : "undecided", checks: ["issuer": "\(outcome) \(Self.code(name))"])
    }

    // MARK: Strict JSON

    /// Credentials that are no strict JSON (step S1): the text of each is that of the valid one with something added.
    mutating func addFormats() throws {
        let text = String(decoding: try credential().serialized(), as: UTF8.self)
        let inner = text.dropLast()
        let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
        var checks: [String: String] = [:]
        for name in ["dataModel", "proof", "issuer", "status", "validity", "profile", "holder"] {
            checks[name] = Self.notRun
        }
        for (code, variant, says, bad) in [
            ("JSON_NOT_UTF8", nil, "The credential begins with a byte-order mark.", "\u{FEFF}" + text),
            ("JSON_SYNTAX", nil, "Something follows the credential.", text + "}"),
            ("JSON_SYNTAX", "comma", "A comma follows the last member.", inner + ",}"),
            ("JSON_DUPLICATE_KEY", nil, "A member stands there twice.", inner + ",\"validFrom\":\"\(Self.created)\"}"),
            (
                "JSON_DUPLICATE_KEY", "escaped", "A member stands there twice, once escaped.",
                inner + ",\"validFr\\u006fm\":\"\(Self.created)\"}"
            ),
            ("JSON_BAD_STRING", nil, "A string has half a character.", inner + ",\"x\":\"\\ud800\"}"),
            ("JSON_NAME_NOT_NFC", nil, "The name of a member is not composed.", inner + ",\"e\u{301}\":1}"),
            (
                "JSON_NUMBER_NOT_ALLOWED", nil, "A number has more digits than programs agree on.",
                inner + ",\"x\":0.12345678901234567}"
            ),
            ("JSON_NUMBER_NOT_ALLOWED", "minus-zero", "A number is minus zero.", inner + ",\"x\":-0}"),
            (
                "JSON_LIMIT", nil, "The credential is nested more deeply than any credential is.",
                inner + ",\"x\":\(deep)}"
            ),
        ] as [(String, String?, String, String)] {
            // Other programs take such numbers: whether the document is in order is not known here.
            let outcome = code == "JSON_NUMBER_NOT_ALLOWED" ? "undecided" : "failed"
            add(
                Self.name(code, variant), says, differs: ["credential.json"],
                files: [("credential.json", .string(bad))],
                verdict: outcome == "failed" ? "invalid" : "undecided",
                checks: checks.merging(["format": "\(outcome) \(code)"]) { $1 })
        }
        add(
            "INPUT_TOO_LARGE", "Spaces make the credential a byte larger than a mebibyte.",
            differs: ["credential.json"],
            checks: checks.merging(["format": "undecided INPUT_TOO_LARGE"]) { $1 })
        cases[cases.count - 1].filled = ["credential.json": (1 << 20) + 1]
    }

    // MARK: What a policy asks for, and when the credential counts

    /// What is in order, and not enough for who asks.
    mutating func addPolicies() throws {
        add(
            "TIME_EVIDENCE_REQUIRED",
            "The policy asks for evidence of when the proof was made, and no form of it is read.",
            differs: ["policy"], policy: "name: careful\nbased_on: standard\nrequire: {time_evidence: true}\n",
            checks: ["issuer": "undecided TIME_EVIDENCE_REQUIRED"])
        add(
            "TYPE_NOT_ALLOWED", "The policy accepts other kinds of credential.", differs: ["policy"],
            policy: "name: driving\nbased_on: standard\nallowed_types: [DrivingLicence]\n", verdict: "invalid",
            checks: ["profile": "failed TYPE_NOT_ALLOWED"])
    }

    /// When the credential itself says that it counts (step S8).
    mutating func addValidity() throws {
        for (code, says, pointer, value, others) in [
            (
                "NOT_YET_VALID", "The credential counts from five minutes and a second from now.", "/validFrom",
                "2026-11-22T09:05:01Z", [:]
            ),
            (
                "EXPIRED", "The credential ended five minutes and a second ago.", "/validUntil",
                "2026-11-22T08:54:59Z", [:]
            ),
            // What is no time, or ends before it begins, breaks the data model as well.
            (
                "VALIDITY_REVERSED",
                "The credential ends before it begins; the design calls it VALIDITY_MALFORMED.", "/validUntil",
                "2026-06-30T09:59:59Z",
                ["dataModel": "failed VALIDITY_REVERSED", "profile": "failed PROFILE_INCOMPLETE"]
            ),
            (
                "VALIDITY_MALFORMED", "The credential begins at no time.", "/validFrom", "soon",
                ["dataModel": "failed VALIDITY_MALFORMED", "profile": "failed PROFILE_INCOMPLETE"]
            ),
        ] as [(String, String, String, JSONValue, [String: String])] {
            add(
                code, says, differs: ["credential.json#" + pointer],
                files: [("credential.json", try credential([(pointer, value)]))], verdict: "invalid",
                checks: others.merging(["validity": "failed \(code)"]) { $1 })
        }
    }
}
