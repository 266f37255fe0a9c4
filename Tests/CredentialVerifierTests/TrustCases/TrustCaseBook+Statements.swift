import Cryptography
import Encodings
import Registry
import Testing
import TrustSimulator

/// The authority's word of every day (step S3 of the trust list design).
extension TrustCaseBook {
    private static let subject = "/credentialSubject"

    /// The word of a day that the second list is the newest, without proof.
    func statement() throws -> JSONValue {
        try SimulatedAuthority.value(authority.statement(at: time("2026-11-22T03:00:00Z")))
    }

    func signedStatement(_ statement: JSONValue, by id: String = "f1") throws -> JSONValue {
        try value(authority.sign(statement, by: [id], at: time("2026-11-22T03:00:00Z")))
    }

    mutating func addStatements() throws {
        let s = Self.subject
        let unsaid = ["issuer": "undecided LIST_NOT_FRESH"]
        let good = try statement()
        let late: JSONValue = "2026-11-29T03:00:01Z"
        for (variant, says, changes) in [
            ("unknown-member", "The statement has a condition.", [("\(s)/onlyFor", "x")]),
            ("unknown-member-outside", "The credential around the statement has a condition.", [("/onlyFor", "x")]),
            ("type", "The statement is none.", [("/type/1", "OtherCredential")]),
            ("subject-type", "What the statement speaks of is none.", [("\(s)/type", "Promise")]),
            ("context", "The statement begins with another context.", [("/@context/0", "https://other.example/")]),
            ("issuer", "The statement is another authority's, in its own words.", [("/issuer", "did:web:x.example")]),
            ("list", "The statement is about another list.", [("\(s)/id", "urn:trust:other")]),
            ("root-version", "The statement knows no root.", [("\(s)/rootVersion", 0)]),
            ("sequence", "The statement is about list 0.", [("\(s)/listSequence", 0)]),
            ("digest", "The statement does not say which list it means.", [("\(s)/listDigest", nil)]),
            (
                "window", "The statement is good for a second more than seven days.",
                [("\(s)/expires", late), ("/validUntil", late)]
            ),
            (
                "times", "The credential ends at another time than the statement.",
                [("/validUntil", "2026-11-28T03:00:00Z")]
            ),
        ] as [(String, String, [(String, JSONValue?)])] {
            let changed = changes.reduce(good) { $0.replacing($1.0, with: $1.1) }
            add(
                Self.name("FRESH_MALFORMED", variant), says, like: "valid-fresh",
                differs: changes.map { "trust/fresh.json#\($0.0)" },
                files: [("trust/fresh.json", try signedStatement(changed))], checks: unsaid, notes: ["FRESH_MALFORMED"])
        }
        add(
            "LIST_NEEDS_NEWER_ROOT-statement", "The authority says that there is a third root.", like: "valid-fresh",
            differs: ["trust/fresh.json#\(s)/rootVersion"],
            files: [("trust/fresh.json", try signedStatement(good.replacing("\(s)/rootVersion", with: 3)))],
            checks: ["issuer": "undecided LIST_NEEDS_NEWER_ROOT"])
        let text = String(decoding: try signedStatement(good).serialized(), as: UTF8.self)
        add(
            "FRESH_UNREADABLE", "Something follows the statement.", like: "valid-fresh", differs: ["trust/fresh.json"],
            files: [("trust/fresh.json", .string(text + "}"))], checks: unsaid, notes: ["FRESH_UNREADABLE"])
        let altered = try signedStatement(good).replacing("\(s)/rootVersion", with: 1)
        for (variant, says, differs, file) in [
            (nil, "The statement was altered after it was signed.", "#\(s)/rootVersion", altered),
            (
                "other-key", "The statement is signed by a key that signs lists.", "#/proof",
                try signedStatement(good, by: "r1")
            ),
            ("unsigned", "Nobody has signed the statement.", "#/proof", good),
        ] as [(String?, String, String, JSONValue)] {
            add(
                Self.name("FRESH_BAD_SIGNATURE", variant), says, like: "valid-fresh",
                differs: ["trust/fresh.json" + differs],
                files: [("trust/fresh.json", file)], checks: unsaid, notes: ["FRESH_BAD_SIGNATURE"])
        }
        add(
            "LIST_SUPERSEDED", "The authority says that there is a third list.", like: "valid-fresh",
            differs: ["trust/fresh.json#\(s)/listSequence"],
            files: [("trust/fresh.json", try signedStatement(good.replacing("\(s)/listSequence", with: 3)))])
        add(
            "LIST_EQUIVOCATION-statement", "The authority says that its second list is another.",
            like: "valid-fresh",
            differs: ["trust/fresh.json#\(s)/listDigest"],
            files: [
                (
                    "trust/fresh.json",
                    try signedStatement(good.replacing("\(s)/listDigest", with: .string(Self.schemaDigest)))
                )
            ], checks: ["issuer": "undecided LIST_EQUIVOCATION"])
        add(
            "LIST_NOT_FRESH", "There is no word of the authority of these days.", like: "valid-fresh",
            differs: ["trust/fresh.json"], files: [("trust/fresh.json", nil)])
        add(
            "LIST_NOT_FRESH-expired", "The authority's word has run out a second ago.", like: "valid-fresh",
            differs: ["now"], now: "2026-11-29T03:00:01Z")
        add(
            "FRESH_EXPIRED", "The authority's word has run out, and nobody asks for it.", like: "valid-fresh",
            differs: ["now", "policy"], now: "2026-11-29T03:00:01Z", policy: "name: easy\nbased_on: standard\n",
            verdict: "valid", checks: [:], notes: ["FRESH_EXPIRED"])
    }
}
