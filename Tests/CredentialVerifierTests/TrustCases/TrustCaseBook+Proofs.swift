import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Testing
import TrustSimulator

/// Proofs of credentials, and what a proof alone says (step S4 of the trust list design).
///
/// Each is signed as it stands wherever anybody can: only the one check refuses it, and not the signature.
extension TrustCaseBook {
    private static let proof = "credential.json#/proof"

    mutating func addProofs() throws {
        try addProofSets()
        try addProofOptions()
        try addContexts()
        try addIssuerOfProof()
        try addSignatures()
        try addProofKeys()
        try addProofNotes()
    }

    // MARK: Signing

    /// The proof of a document by options of any kind.
    ///
    /// Source: Data Integrity EdDSA Cryptosuites 1.0, section 3.3.
    func proof(
        over document: JSONValue, _ options: JSONValue, with key: Ed25519PrivateKey
    ) throws -> JSONValue {
        let configuration = try JSONDocument(parsing: options.serialized(), limits: .general).root.canonicalBytes()
        let text = try JSONDocument(parsing: document.serialized(), limits: .general).root
            .canonicalBytes(omitting: ["proof"])
        let signature = try key.sign(
            .dataIntegrity(canonicalProofConfiguration: configuration.span, canonicalDocument: text.span))
        return options.replacing("/proofValue", with: .string(Multibase.encode(signature, as: .base58btc)))
    }

    /// The options of the university's usual proof, changed.
    private func options(_ changes: [(String, JSONValue?)] = []) throws -> JSONValue {
        let usual = try credential().at("/proof") ?? .null
        return ([("/proofValue", nil)] + changes).reduce(usual) { $0.replacing($1.0, with: $1.1) }
    }

    /// The university's credential with proofs of other options.
    private func credential(
        proofs: [[(String, JSONValue?)]], _ changes: [(String, JSONValue?)] = []
    ) throws -> JSONValue {
        let document = try credential(changes)
        let made = try proofs.map {
            try proof(over: document, options($0), with: keys.key("university"))
        }
        return document.replacing("/proof", with: made.count == 1 ? made[0] : .array(made))
    }

    // MARK: Adding

    /// Adds a case whose credential is another, and of which nothing is known by its proof.
    private mutating func add(
        _ name: String, _ says: String, differs: [String] = [proof], _ credential: JSONValue,
        outcome: String = "failed", issuer: String = notRun, dataModel: String? = nil
    ) {
        var checks = ["proof": "\(outcome) \(Self.code(name))", "issuer": issuer]
        for name in ["status", "validity", "profile", "holder"] { checks[name] = Self.notRun }
        checks["dataModel"] = dataModel
        let isFailed = ([outcome, issuer] + [dataModel ?? ""]).contains { $0.hasPrefix("failed") }
        add(
            name, says, differs: differs, files: [("credential.json", credential)],
            verdict: isFailed ? "invalid" : "undecided", checks: checks)
        cases[cases.count - 1].expected.notes = []
    }

    private static let unproven = "undecided ISSUER_UNPROVEN"

    private mutating func addProofSets() throws {
        let signed = try credential()
        let one = try #require(signed.at("/proof"))
        add("PROOF_MISSING", "Nobody has signed the credential.", signed.replacing("/proof", with: nil))
        add(
            "PROOF_MISSING-empty", "There is a list of proofs, and none in it.", signed.replacing("/proof", with: []),
            dataModel: "failed VALUE_EMPTY")
        add(
            "PROOF_TOO_MANY", "There are seventeen proofs, each of which is good.",
            signed.replacing("/proof", with: .array(Array(repeating: one, count: 17))))
        add(
            "PROOF_DUPLICATE_ID", "Two proofs that are good have one identifier.",
            try credential(proofs: Array(repeating: [("/id", "urn:example:proof")], count: 2)))
        add(
            "PROOF_NONE_SUPPORTED", "The only proof is of a cryptosuite that nobody here can check.",
            signed.replacing("/proof/cryptosuite", with: "ecdsa-jcs-2019"), outcome: "undecided",
            issuer: Self.unproven)
        add(
            "PROOF_NONE_SUPPORTED-type",
            "The only proof is of a type that nobody here can check; the design calls it PROOF_WRONG_SUITE.",
            signed.replacing("/proof/type", with: "Ed25519Signature2018"), outcome: "undecided",
            issuer: Self.unproven)
        add(
            "PROOF_CHAIN_BROKEN",
            "The proof builds on one that is not there; chains are read, where the design has PROOF_CHAIN_UNSUPPORTED.",
            try credential(proofs: [[("/previousProof", "urn:example:first")]]))
        add(
            "PROOF_CHAIN_LOOP", "Two proofs build on each other.",
            try credential(
                proofs: [
                    [("/id", "urn:example:first"), ("/previousProof", "urn:example:second")],
                    [("/id", "urn:example:second"), ("/previousProof", "urn:example:first")],
                ]))
    }

    private mutating func addProofOptions() throws {
        for (code, variant, says, changes) in [
            ("PROOF_MALFORMED", nil, "When the proof was made is no time.", [("/created", "yesterday")]),
            (
                "PROOF_WRONG_PURPOSE", nil, "The proof was made to show who is there.",
                [("/proofPurpose", "authentication")]
            ),
            ("PROOF_WRONG_PURPOSE", "none", "The proof does not say what it is for.", [("/proofPurpose", nil)]),
            (
                "PROOF_EXPIRED", nil, "The proof ended five minutes and a second ago.",
                [("/expires", "2026-11-22T08:54:59Z")]
            ),
            (
                "PROOF_METHOD_MALFORMED", nil, "The proof names its key by a word.",
                [("/verificationMethod", "university")]
            ),
            (
                "PROOF_METHOD_MALFORMED", "fragment", "The proof names another key of the identifier that is a key.",
                [("/verificationMethod", .string(university.did + "#1"))]
            ),
        ] as [(String, String?, String, [(String, JSONValue?)])] {
            add(Self.name(code, variant), says, try credential(proofs: [changes]))
        }
        add(
            "PROOF_UNKNOWN_MEMBER", "The proof has a member that may be a condition.",
            try credential(proofs: [[("/onlyFor", "x")]]), outcome: "undecided", issuer: Self.unproven)
    }

    private mutating func addContexts() throws {
        let contexts = TrustCase.elements(try credential()["@context"])
        add(
            "CONTEXT_MISMATCH", "The proof repeats the first contexts of the document, and not the last.",
            try credential(proofs: [[("/@context", .array(Array(contexts.dropLast())))]]))
        let passing = ["SCHEMA_NOT_CHECKED", "STATUS_ABSENT"]
        for (code, says, place, value) in [
            (
                "CONTEXT_UNKNOWN", "Nobody here knows one of the contexts.", "/@context/-",
                "https://unknown.example/context"
            ),
            (
                "CONTEXT_NESTED", "There is a context inside; the design calls it CONTEXT_NOT_ALLOWED.",
                "/credentialSubject/@context", "https://www.w3.org/ns/credentials/v2"
            ),
        ] as [(String, String, String, JSONValue)] {
            add(
                code, says, differs: ["credential.json#" + Self.place(place)],
                files: [("credential.json", try credential([(place, value)]))],
                checks: ["dataModel": "undecided \(code)"])
            cases[cases.count - 1].expected.notes = (passing + ["DEMONSTRATION_LIST"]).sorted()
        }
    }

    private mutating func addIssuerOfProof() throws {
        let place = "/issuer/id"
        add(
            "ISSUER_MALFORMED", "The issuer has no identifier.", differs: ["credential.json#" + place],
            try credential(proofs: [[]], [(place, nil)]), dataModel: "failed ISSUER_MALFORMED")
        let stranger = try SimulatedInstitution("", .key("stranger"), keys: keys)
        let signed = try credential()
        let options = try options([("/verificationMethod", .string(stranger.method("stranger")))])
        add(
            "PROOF_CONTROLLER_MISMATCH", "Somebody else than the issuer has signed.",
            signed.replacing("/proof", with: try proof(over: signed, options, with: keys.key("stranger"))))
    }

    private mutating func addSignatures() throws {
        let signed = try credential()
        let signature = try Multibase.decode(#require(TrustCase.text(signed.at("/proof/proofValue"))))
        func with(_ value: String) -> JSONValue { signed.replacing("/proof/proofValue", with: .string(value)) }
        add(
            "PROOF_VALUE_MALFORMED", "The signature stands there in another alphabet.",
            with(Multibase.encode(signature, as: .base64url)))
        add(
            "PROOF_VALUE_MALFORMED-longer", "A byte follows the signature.",
            with(Multibase.encode(signature + [0], as: .base58btc)))
        add(
            "SIGNATURE_INVALID", "The credential was altered after it was signed.",
            differs: ["credential.json#/awardedDate"], signed.replacing("/awardedDate", with: "2026-06-29T10:00:00Z"))
        add(
            "SIGNATURE_INVALID-key", "Somebody else has signed in the name of the issuer's key.",
            signed.replacing("/proof", with: try proof(over: signed, options(), with: keys.key("stranger"))))
        add(
            "SIG_NOT_CANONICAL", "The second half of the signature is greater by the order of the group.",
            with(Multibase.encode(signature[..<32] + Self.addingOrder(to: signature[32...]), as: .base58btc)))
        add(
            "SIG_R_SMALL_ORDER",
            "The signature fits the key and the credential, and its first half is the neutral point.",
            with(Self.signatureOfNeutralPoint))
    }

    /// The neutral point, and the challenge times the university's scalar, over the usual credential.
    ///
    /// Whoever has the private key can make it without a nonce (RFC 8032, section 5.1.7). It was computed outside of this
    /// project, which has no SHA-512 of its own; over another credential it would no longer fit the key.
    private static let signatureOfNeutralPoint =
        "z2AFv15MNPuA84RmU66xw2uMzGipcVxNpzAffoacGVvjSwcFd6CwDWt6WVpk99nmYM45SyLGbEbVA6AFBASyTmwt"

    /// A number of 32 bytes, the least significant first, and the order of the group of Ed25519 (RFC 8032, section 5.1).
    private static func addingOrder(to number: ArraySlice<UInt8>) -> [UInt8] {
        let order: [UInt8] =
            [
                0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14,
            ] + Array(repeating: 0, count: 15) + [0x10]
        var carry: UInt16 = 0
        return zip(number, order).map { byte, other in
            let sum = UInt16(byte) + UInt16(other) + carry
            carry = sum >> 8
            return UInt8(truncatingIfNeeded: sum)
        }
    }

    private mutating func addProofKeys() throws {
        let basePoint: [UInt8] = [0x58] + Array(repeating: 0x66, count: 31)
        let neutral: [UInt8] = [1] + Array(repeating: 0, count: 31)
        // With the neutral point as the key, the base point and one are a signature of everything (RFC 8032, 5.1.7).
        let ofEverything = basePoint + neutral
        let beyond: [UInt8] = [0xF0] + Array(repeating: 0xFF, count: 30) + [0x7F]
        let issuer = ["credential.json#/issuer/id"]
        for (code, says, bytes) in [
            ("KEY_SMALL_ORDER", "The key is the neutral point, for which a signature of everything is known.", neutral),
            (
                "KEY_NOT_CANONICAL",
                "The key is written as a number beyond the field; nobody knows the private half of such a key.", beyond
            ),
            ("KEY_MALFORMED", "The key is a byte too long.", neutral + [0]),
        ] as [(String, String, [UInt8])] {
            let multikey = Multibase.encode([0xED, 0x01] + bytes, as: .base58btc)
            let document = try credential([("/issuer/id", .string("did:key:\(multikey)"))])
            let options = try options([("/verificationMethod", .string("did:key:\(multikey)#\(multikey)"))])
            let value = JSONValue.string(Multibase.encode(ofEverything, as: .base58btc))
            add(
                code, says, differs: issuer,
                document.replacing("/proof", with: options.replacing("/proofValue", with: value)))
        }
    }

    private mutating func addProofNotes() throws {
        let signed = try credential()
        let one = try #require(signed.at("/proof"))
        let other = one.replacing("/cryptosuite", with: "ecdsa-jcs-2019")
        add(
            "PROOF_NOT_CHECKED",
            "Beside the issuer's proof is one that nobody here can check; the design calls it NOT_CHECKED.",
            differs: [Self.proof],
            files: [("credential.json", signed.replacing("/proof", with: [one, other]))], verdict: "valid",
            checks: [:], notes: ["PROOF_NOT_CHECKED"])
    }
}
