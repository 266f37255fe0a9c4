import Credentials
import Cryptography
import Encodings
import Registry
import Testing
import TrustSimulator

/// Pins and roots (steps S2 of the trust list design).
extension TrustCaseBook {
    private static let subject = "/credentialSubject"

    /// A point of order 2, whose signatures anybody can make.
    static let weakKey: JSONValue = "z6MkvQQfodDS9hpfvSLcFA5f2iCB9tBXk3PE5b1P8VVsjtRt"
    /// An encoding of a point that has another, shorter one.
    static let otherEncoding: JSONValue = "z6Mkvg2JPc7mj3oXZCpWHB9ScRB6BvScZqnrR4Ew9Gjrd75G"

    mutating func addRoots() throws {
        try addPins()
        try addRootForms()
        try addRootChains()
        try addRootSignatures()
        try addRootTimes()
    }

    private mutating func addRoot(
        _ name: String, _ says: String, _ changes: [(String, JSONValue?)],
        by ids: [String] = ["r1", "r2"], differs: [String]? = nil, checks: [String: String]? = nil
    ) throws {
        let root = changes.reduce(try secondRoot()) { $0.replacing($1.0, with: $1.1) }
        add(
            name, says, differs: differs ?? changes.map { "trust/root.2.json#" + Self.place($0.0) },
            files: [("trust/root.2.json", try signedRoot(root, by: ids))], checks: checks)
    }

    private mutating func addPins() throws {
        let pin = try value(authority.pin.serialized())
        func changed(_ pointer: String, _ new: JSONValue?) -> [(name: String, value: JSONValue?)] {
            [("trust/pin.json", pin.replacing(pointer, with: new))]
        }
        for (variant, says, pointer, new) in [
            ("unknown-member", "The pin has a member that this version does not know.", "/onlyFor", "x"),
            ("version", "The pin is of a version that does not exist.", "/pinVersion", 3),
            ("country", "The country of the pin is no code of two letters.", "/authority/country", "Utopia"),
            ("authority", "The authority of the pin has no DID.", "/authority/id", "https://ministry.example"),
            ("environment", "The environment of the pin is no name.", "/environment", "Real Awards"),
            ("list", "The list of the pin has no address.", "/list", "the list"),
            ("root", "The root of the pin is no digest.", "/root", "uEiAA"),
            ("name", "The authority of the pin has no name.", "/authority/name", nil),
        ] as [(String, String, String, JSONValue?)] {
            add(
                Self.name("PIN_MALFORMED", variant), says, differs: ["trust/pin.json#\(pointer)"],
                files: changed(pointer, new), verdict: "refused", checks: ["pin": "PIN_MALFORMED"])
        }
        add(
            "ROOT_NOT_PINNED", "The pin names another root.", differs: ["trust/pin.json#/root"],
            files: changed("/root", .string(Self.schemaDigest)))
        add(
            "ROOT_NOT_PINNED-missing", "The root that the pin names is not there.", differs: ["trust/root.1.json"],
            files: [("trust/root.1.json", nil)])
        add(
            "ROOT_WRONG_ENVIRONMENT-pin", "The pin is for another environment than the root that it names.",
            differs: ["trust/pin.json#/environment"], files: changed("/environment", "rehearsal"))
        add(
            "LIST_WRONG_AUTHORITY-root", "The pin names another authority than the root that it names.",
            differs: ["trust/pin.json#/authority/id"], files: changed("/authority/id", "did:web:other.example"))
    }

    private mutating func addRootForms() throws {
        let second = String(decoding: try signedRoot(secondRoot()).serialized(), as: UTF8.self)
        add(
            "ROOT_UNREADABLE", "Something follows the second root.", differs: ["trust/root.2.json"],
            files: [("trust/root.2.json", .string(second + "}"))])
        let twice = second.dropLast() + ",\"validUntil\":\"2027-11-05T00:00:00Z\"}"
        add(
            "ROOT_UNREADABLE-duplicate-member", "The second root has a member twice.",
            differs: ["trust/root.2.json"], files: [("trust/root.2.json", .string(String(twice)))])
        let s = Self.subject
        let r1 = try #require(secondRoot().at("\(s)/keys/0/publicKeyMultibase"))
        for (variant, says, changes) in [
            ("unknown-member", "The second root has a member that may restrict it.", [("\(s)/onlyFor", "x")]),
            ("specification", "The second root is of another version of its form.", [("\(s)/specVersion", "2.0")]),
            ("subject-type", "What the second root speaks of is no root.", [("\(s)/type", "TrustList")]),
            ("type", "The second root is no credential for a root.", [("/type/1", "OtherCredential")]),
            ("context", "The second root begins with another context.", [("/@context/0", "https://other.example/")]),
            ("environment", "The environment of the second root is no name.", [("\(s)/environment", "Demonstration")]),
            ("version", "The version of the second root is no number.", [("\(s)/version", "two")]),
            ("no-previous-digest", "The second root names none before it.", [("\(s)/previousDigest", nil)]),
            ("window", "The second root ends before it starts.", [("/validUntil", "2026-09-01T00:00:00Z")]),
            ("key-twice", "The second root has one key under two names.", [("\(s)/keys/1/publicKeyMultibase", r1)]),
            ("name-twice", "The second root has two keys of one name.", [("\(s)/keys/3/kid", "r1")]),
            ("key-member", "A key of the second root has a condition.", [("\(s)/keys/0/onlyFor", "lists")]),
            (
                "threshold-zero", "Nobody need sign lists.",
                [("\(s)/roles/list/threshold", 0), ("\(s)/roles/list/distinctOperators", 1)]
            ),
            ("threshold-out-of-reach", "More keys must sign lists than there are.", [("\(s)/roles/list/threshold", 4)]),
            (
                "operators-out-of-reach", "More people must sign lists than signatures are needed.",
                [("\(s)/roles/list/distinctOperators", 3)]
            ),
            ("operators-zero", "The signatures may be nobody's.", [("\(s)/roles/list/distinctOperators", 0)]),
            ("key-unknown", "A key may sign lists that the root does not have.", [("\(s)/roles/list/kids/-", "r9")]),
            ("key-listed-twice", "A key may sign lists twice.", [("\(s)/roles/list/kids/-", "r1")]),
            ("no-keys", "No key may sign lists.", [("\(s)/roles/list/kids", [])]),
            ("role-missing", "Nobody may make statements.", [("\(s)/roles/freshness", nil)]),
            ("role-unknown", "There is a role that this version does not know.", [("\(s)/roles/mirror", ["kids": []])]),
            ("online-key", "The key of every day may sign lists as well.", [("\(s)/roles/list/kids/-", "f1")]),
            ("time-evidence", "The evidence of time has a condition.", [("\(s)/timeEvidence", ["onlyFor": "x"])]),
            ("info", "What describes the second root is no object.", [("\(s)/info", "free text")]),
        ] as [(String, String, [(String, JSONValue?)])] {
            try addRoot(Self.name("ROOT_MALFORMED", variant), says, changes)
        }
        try addRoot(
            "LIST_WEAK_KEY-root", "A key of the second root is a point of small order.",
            [("\(s)/keys/3/publicKeyMultibase", Self.weakKey)])
        try addRootProofForms()
    }

    private mutating func addRootProofForms() throws {
        let signed = try signedRoot(secondRoot())
        for (variant, says, pointer, new) in [
            ("proof-condition", "A proof of the second root has a condition.", "/proof/0/domain", "x"),
            ("proof-time", "The time of a proof of the second root is none.", "/proof/0/created", "yesterday"),
        ] as [(String, String, String, JSONValue)] {
            // Signed with the condition, so that the signature holds.
            let proofs = try resigned(signed, "r1", pointer, new)
            add(
                Self.name("ROOT_MALFORMED", variant), says, differs: ["trust/root.2.json#/proof"],
                files: [("trust/root.2.json", proofs)])
        }
        let seventeen = JSONValue.array((0..<17).compactMap { _ in signed.at("/proof/1") })
        add(
            "ROOT_MALFORMED-proofs", "The second root has more proofs than people can have made.",
            differs: ["trust/root.2.json#/proof"],
            files: [("trust/root.2.json", signed.replacing("/proof", with: seventeen))])
    }

    /// The document with one proof's member changed, and that proof signed anew.
    func resigned(_ document: JSONValue, _ id: String, _ pointer: String, _ new: JSONValue) throws -> JSONValue {
        let changed = document.replacing(pointer, with: new)
        let place = String(pointer.dropLast(pointer.split(separator: "/").last.map { $0.utf8.count + 1 } ?? 0))
        var proof = try #require(changed.at(place))
        proof["proofValue"] = nil
        var content = document
        content["proof"] = nil
        func hash(_ value: JSONValue) throws -> [UInt8] {
            try SHA256.hash(JSONDocument(parsing: value.serialized(), limits: .general).root.canonicalBytes())
        }
        let signature = try authority.key(id).sign(.arbitraryBytesUnsafe(hash(proof) + hash(content)))
        proof["proofValue"] = .string("z" + Base58BTC.encode(signature))
        return changed.replacing(place, with: proof)
    }

    private mutating func addRootChains() throws {
        let s = Self.subject
        try addRoot("ROOT_VERSION_GAP", "The second root calls itself the third.", [("\(s)/version", 3)])
        for (variant, says, changes) in [
            (
                "digest", "The second root names another one before it.",
                [("\(s)/previousDigest", .string(Self.schemaDigest))]
            ),
            ("domain", "The second root is the root of something else.", [("\(s)/id", "urn:trust:other")]),
            ("authority", "The second root is another authority's.", [("/issuer", "did:web:other.example")]),
            ("earlier", "The second root starts before the first one.", [("/validFrom", "2025-12-31T00:00:00Z")]),
        ] as [(String, String, [(String, JSONValue?)])] {
            try addRoot(Self.name("ROOT_CHAIN_BROKEN", variant), says, changes)
        }
        let other = try secondRoot().replacing("/validUntil", with: "2028-01-01T00:00:00Z")
        add(
            "ROOT_EQUIVOCATION-two", "There are two second roots, both signed.", differs: ["trust/root.3.json"],
            files: [("trust/root.3.json", try signedRoot(other))])
    }

    private mutating func addRootSignatures() throws {
        let root = try secondRoot()
        let proofs = ["trust/root.2.json#/proof"]
        try addRoot(
            "ROOT_OLD_THRESHOLD", "One of the old keys is missing.", [], by: ["r1", "r4"], differs: proofs)
        try addRoot(
            "ROOT_NEW_THRESHOLD", "One of the new keys is missing.", [], by: ["r1", "r3"], differs: proofs)
        add(
            "ROOT_NEW_THRESHOLD-unsigned", "Nobody has signed the second root.", differs: proofs,
            files: [("trust/root.2.json", root)])
        try addRoot(
            "ROOT_NEW_THRESHOLD-one-operator", "The two new keys that signed belong to one operator.",
            [("\(Self.subject)/keys/3/operator", "ministry.example")], by: ["r1", "r3", "r4"])
        var twice = try signedRoot(root, by: ["r1", "r4"])
        twice = twice.replacing("/proof/-", with: twice.at("/proof/0"))
        add(
            "ROOT_OLD_THRESHOLD-same-key-twice", "One old key has signed twice.", differs: proofs,
            files: [("trust/root.2.json", twice)])
        let altered = try signedRoot(root).replacing("/validUntil", with: "2027-12-31T23:59:59Z")
        add(
            "PROOF_BAD_SIGNATURE-root", "The second root was altered after it was signed.",
            differs: ["trust/root.2.json#/validUntil"], files: [("trust/root.2.json", altered)])
    }

    private mutating func addRootTimes() throws {
        try addRoot(
            "ROOT_EXPIRED", "The time of the second root is over.", [("/validUntil", "2026-11-01T00:00:00Z")])
        try addRoot(
            "ROOT_FROM_FUTURE", "The second root starts next week.", [("/validFrom", "2026-12-01T00:00:00Z")])
        add(
            "ROOT_FROM_FUTURE-signed", "The second root was signed next week.",
            differs: ["trust/root.2.json#/proof"],
            files: [("trust/root.2.json", try signedRoot(secondRoot(), at: "2026-12-01T00:00:00Z"))])
    }
}
