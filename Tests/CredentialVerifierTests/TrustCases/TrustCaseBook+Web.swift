import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Testing
import TrustSimulator

/// Institutions whose identifier is not a key (steps S4 and S5 of the trust list design): what a list says of their keys,
/// and what a DID document at hand says; made with the keys of an authority's own trial.
extension TrustCaseBook {
    private static let did = "did:web:leiehove.example"
    private static let document = "trust/dids/leiehove.json"

    func webCases() throws -> [TrustCase] {
        var book = self
        var new = try valid(
            "valid-did-document", "A verifier that has the DID document of an issuer which its list knows.")
        new.files.removeAll { $0.name == "trust/list.json" || $0.name == "credential.json" }
        new.files += [
            ("trust/list.json", try webList()), (Self.document, try didDocument([("1", "web one")])),
            ("credential.json", try webCredential([("1", "web one")])),
        ]
        book.add(new)
        try book.addContradictingDocuments()
        try book.addEndedMethods()
        return book.cases
    }

    private func multikey(_ name: String) throws -> JSONValue { .string(try keys.key(name).publicKey.multikey) }

    /// The newest list, with two keys that the university has under its name on the web.
    private func webList() throws -> JSONValue {
        let place = "/credentialSubject/0"
        var list = lists[1].replacing("\(place)/alsoKnownAs/-", with: .string(Self.did))
        for (fragment, name) in [("1", "web one"), ("2", "web two")] {
            list = list.replacing(
                "\(place)/keys/-",
                with: [
                    "kid": .string("\(Self.did)#\(fragment)"), "publicKeyMultibase": try multikey(name),
                    "purposes": ["issue"], "validFrom": "2019-01-01T00:00:00Z", "state": "active",
                ])
        }
        return try signedList(list)
    }

    private func didDocument(
        _ methods: [(fragment: String, key: String)], of did: String = did, _ more: [(String, JSONValue)] = []
    ) throws -> JSONValue {
        let described = try methods.map { fragment, key in
            more.reduce(
                [
                    "id": .string("\(did)#\(fragment)"), "type": "Multikey", "controller": .string(did),
                    "publicKeyMultibase": try multikey(key),
                ] as JSONValue
            ) { $0.replacing($1.0, with: $1.1) }
        }
        return [
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"], "id": .string(did),
            "verificationMethod": .array(described),
            "assertionMethod": .array(methods.map { .string("\(did)#\($0.fragment)") }),
        ]
    }

    /// The university's credential under its name on the web, with a proof by each of the keys.
    private func webCredential(
        _ methods: [(fragment: String, key: String)], of did: String = did
    ) throws -> JSONValue {
        let signed = try credential([("/issuer/id", .string(did))])
        let usual = try #require(signed.at("/proof")).replacing("/proofValue", with: nil)
        let proofs = try methods.map { fragment, key in
            let options = usual.replacing("/verificationMethod", with: .string("\(did)#\(fragment)"))
            return try proof(over: signed, options, with: keys.key(key))
        }
        return signed.replacing("/proof", with: proofs.count == 1 ? proofs[0] : .array(proofs))
    }

    private mutating func addWeb(
        _ name: String, _ says: String, differs: [String], files: [(name: String, value: JSONValue?)],
        proof outcome: String, issuer: String
    ) {
        var checks = ["proof": "\(outcome) \(Self.code(name))", "issuer": issuer]
        for name in ["status", "validity", "profile", "holder"] { checks[name] = Self.notRun }
        add(
            name, says, like: "valid-did-document", differs: differs, files: files,
            verdict: (outcome + issuer).contains("failed") ? "invalid" : "undecided", checks: checks)
        cases[cases.count - 1].expected.notes = []
    }

    private mutating func addContradictingDocuments() throws {
        let place = Self.document + "#/verificationMethod/0/publicKeyMultibase"
        let other = try didDocument([("1", "web three")])
        let proof = "credential.json#/proof"
        addWeb(
            "KEY_MISMATCH",
            "What the key of the DID document has signed is not signed by the key of that name on the list.",
            differs: [place, proof],
            files: [(Self.document, other), ("credential.json", try webCredential([("1", "web three")]))],
            proof: "failed", issuer: Self.notRun)
        add(
            "KEY_OTHER_IN_DOCUMENT", "The DID document has another key under the name of the one that signed.",
            like: "valid-did-document", differs: [place], files: [(Self.document, other)], verdict: "valid",
            checks: [:], notes: ["KEY_OTHER_IN_DOCUMENT"])
        addWeb(
            "PROOF_AMBIGUOUS", "The issuer has signed with two of its keys, and which of them counts is open.",
            differs: [proof], files: [("credential.json", try webCredential([("1", "web one"), ("2", "web two")]))],
            proof: "undecided", issuer: Self.unprovenIssuer)
        addWeb(
            "KEY_UNAVAILABLE", "The proof names a key of the issuer that the list does not have.", differs: [proof],
            files: [("credential.json", try webCredential([("3", "web three")]))], proof: "undecided",
            issuer: "failed KEY_NOT_LISTED")
    }

    private static let unprovenIssuer = "undecided ISSUER_UNPROVEN"

    /// Keys of somebody whom no list names, that a DID document itself ends.
    private mutating func addEndedMethods() throws {
        let did = "did:web:elsewhere.example"
        for (code, says, member) in [
            ("KEY_EXPIRED", "The DID document of an issuer on no list says that the key has expired.", "expires"),
            ("KEY_REVOKED", "The DID document of an issuer on no list says that the key was revoked.", "revoked"),
        ] {
            addWeb(
                code, says, differs: ["credential.json#/issuer/id", "trust/dids/other.json"],
                files: [
                    ("credential.json", try webCredential([("1", "web three")], of: did)),
                    (
                        "trust/dids/other.json",
                        try didDocument([("1", "web three")], of: did, [("/\(member)", "2026-11-22T08:59:59Z")])
                    ),
                ], proof: "undecided", issuer: "undecided ISSUER_NOT_LISTED")
        }
    }
}
