import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Testing
import TrustSimulator

/// The valid cases, from which the others differ in one thing each.
extension TrustCaseBook {
    /// What makes a badge of the usual credential that no profile asks anything of.
    static let asBadge: [(String, JSONValue?)] = [
        ("/credentialSubject/achievement/profileVersion", nil),
        ("/credentialSubject/achievement/achievementType", "Course"),
    ]

    private static let passing = [
        "format": "passed FORMAT_VALID", "dataModel": "passed DATA_MODEL_VALID", "proof": "passed SIGNATURE_VALID",
        "issuer": "passed ISSUER_RECOGNISED", "status": "notApplicable STATUS_ABSENT",
        "validity": "passed VALID_SINCE", "profile": "passed PROFILE_COMPLETE",
        "holder": "notApplicable HOLDER_NOT_PRESENT",
    ]

    /// What every case has: the pin, two roots, the newest list, and a credential.
    func files() throws -> [(name: String, value: JSONValue?)] {
        [
            ("trust/pin.json", try value(authority.pin.serialized())),
            ("trust/root.1.json", try value(authority.roots[0].bytes)),
            ("trust/root.2.json", try value(authority.roots[1].bytes)),
            ("trust/list.json", try value(authority.lists[1].bytes)),
            ("credential.json", try credential()),
        ]
    }

    func valid(_ name: String, _ says: String) throws -> TrustCase {
        var new = TrustCase(name: name, code: nil, says: says)
        new.now = Self.now
        new.files = try files()
        new.expected.checks = Self.passing
        new.expected.notes = Self.usualNotes
        return new
    }

    mutating func addValid() throws {
        add(try valid("valid-first-run", "A verifier that has seen nothing yet, with everything in order."))
        var remembering = try valid(
            "valid", "A verifier that has seen the second root and the first list, with everything in order.")
        remembering.files += [
            ("state/seen.json", try seen()), ("state/list.json", try value(authority.lists[0].bytes)),
        ]
        add(remembering)
        add(
            "STATE_MALFORMED-list-gone", "The first list was seen, and is not among what was kept.", like: "valid",
            differs: ["state/list.json"], files: [("state/list.json", nil)],
            notes: ["STATE_DAMAGED"])
        var fresh = try valid(
            "valid-fresh", "A verifier that asks for the authority's word of these days, and has it.")
        fresh.policy = """
            name: careful
            based_on: standard
            maximum_age: {trust_list: 1 day}
            require: {freshness_statement: true}

            """
        fresh.files.append(("trust/fresh.json", try signedStatement(statement())))
        add(fresh)
        var two = try valid("valid-two-authorities", "A verifier that trusts a second authority for demonstrations.")
        two.files += try secondAuthority(.demonstration)
        add(two)
        var pinned = try valid("valid-key-pinned", "A verifier that has pinned the key of an authority without roots.")
        pinned.files = try pinnedFiles() + [("credential.json", try credential())]
        add(pinned)
        var badge = try valid("valid-badge", "A verifier that is shown a badge of no profile.")
        badge.files.removeAll { $0.name == "credential.json" }
        badge.files.append(("credential.json", try credential(Self.asBadge)))
        badge.expected.checks["profile"] = "notApplicable PROFILE_NOT_CLAIMED"
        add(badge)
        var archive = try valid("valid-archive", "A verifier that asks what was known of a paper from long ago.")
        archive.policy = "name: reading room\nbased_on: archive\n"
        archive.now = "2046-11-22T09:00:00Z"
        archive.expected.notes = (Self.usualNotes + ["LIST_AS_OF"]).sorted()
        add(archive)
    }

    /// Another authority with an empty list, whose key nobody has published.
    func secondAuthority(_ environment: TrustEnvironment) throws -> [(name: String, value: JSONValue?)] {
        let key = try SimulatedKeys.anyEnvironment.key("second authority")
        let pin = try TrustPin(
            authority: DID(parsing: "did:web:second.example"), name: "Second Authority", country: "UT",
            key: key.publicKey, environment: environment, listID: "urn:trust:second:list")
        let editor = TrustListEditor(
            creating: pin, legalName: "Second Authority", jurisdiction: "UT", at: try time(Self.issued))
        return [
            ("trust/second/pin.json", try value(pin.serialized())),
            ("trust/second/list.json", try value(editor.sign(with: key).bytes)),
        ]
    }

    /// The pin of a key, and the list that it signs.
    func pinnedFiles(
        by signer: String = "r1", _ changes: [(String, JSONValue?)] = []
    ) throws -> [(name: String, value: JSONValue?)] {
        let pin = try TrustPin(
            authority: DID(parsing: SimulatedAuthority.did), name: SimulatedAuthority.name, country: "UT",
            key: authority.key("r1").publicKey, environment: .demonstration, listID: authority.pin.listID)
        let list = ([("/trustList/rootVersion", nil)] + changes).reduce(lists[1]) { $0.replacing($1.0, with: $1.1) }
        return [
            ("trust/pin.json", try value(pin.serialized())),
            ("trust/list.json", try signedList(list, by: [signer])),
        ]
    }
}
