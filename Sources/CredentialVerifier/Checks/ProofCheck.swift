import Credentials
import Encodings
import Proofs

/// Whether the issuer's key signed exactly this document.
enum ProofCheck {
    /// The check, and the authentic credential when it passed.
    static func check(
        _ received: ReceivedCredential, _ trust: Trust, _ policy: Policy, at now: Timestamp
    ) -> (check: Check, authentic: AuthenticCredential?, notes: [Note]) {
        let verifier = ProofVerifier(
            purpose: .assertionMethod, keys: trust, contexts: trust.contexts, skew: policy.skew)
        switch verifier.verify(received, at: now) {
        case .authentic(let credential, let notChecked):
            var notes: [Note] = []
            for refusal in notChecked {
                notes.append(Note("PROOF_NOT_CHECKED", [("pointer", .text(refusal.pointer))]))
            }
            for proof in credential.proofs where !proof.isByIssuer && !isMethod(of: credential.claims, proof) {
                notes.append(
                    Note(
                        "PROOF_BY_ANOTHER",
                        [
                            ("method", .text(shortened(proof.proof))),
                            ("pointer", .text(proof.proof.pointer)),
                        ]))
            }
            for proof in credential.proofs {
                if let code = forms[proof.form] {
                    notes.append(Note(code, [("pointer", .text(proof.proof.pointer))]))
                }
                for (name, code) in bindings {
                    guard let value = proof.proof.node.member(name), value.kind != .null else { continue }
                    notes.append(Note(code, [("pointer", .text(proof.proof.pointer + "/" + name))]))
                }
            }
            if let note = KeyContradiction.note(on: credential, trust) { notes.append(note) }
            return (
                Check(
                    .proof, .passed, "SIGNATURE_VALID", at: credential.issuerProof.proof.pointer,
                    [("method", .text(shortened(credential.issuerProof.proof)))]), credential, notes
            )
        case .failed(let error):
            if error.code == .signatureInvalid,
                let mismatch = KeyContradiction.check(received, verifier, trust, at: now)
            {
                return (mismatch, nil, [])
            }
            let facts = error.code == .malformed ? malformation(received, at: error.pointer) : []
            return (Check(.proof, .failed, error.code.rawValue, at: error.pointer, facts), nil, [])
        case .undecided(let error):
            guard error.code == .noneSupported else {
                var facts = error.subject.map { [(name: "context", value: Fact.text($0))] } ?? []
                if error.code == .keyUnavailable, trust.isEmpty { facts.append(("noTrust", .text(""))) }
                if let time = error.time { facts.append(("date", .date(time))) }
                return (Check(.proof, .undecided, error.code.rawValue, at: error.pointer, facts), nil, [])
            }
            // An anchor in a blockchain tells what the document is, whatever other proofs are beside it.
            if let anchor = received.claims.proofs.first(where: { BlockchainAnchor($0) != nil }) {
                let kind = Fact.text(BlockchainAnchor(anchor)?.kind ?? "")
                return (Check(.proof, .undecided, "PROOF_BLOCKCHAIN", at: anchor.pointer, [("kind", kind)]), nil, [])
            }
            let kind = kind(of: received, at: error.pointer)
            return (Check(.proof, .undecided, error.code.rawValue, at: error.pointer, [("kind", .text(kind))]), nil, [])
        }
    }

    /// Where a proof does not have its form, what is expected there, and what was found.
    private static func malformation(
        _ received: ReceivedCredential, at pointer: String
    ) -> [(name: String, value: Fact)] {
        let member = pointer.split(separator: "/").last.map(String.init) ?? ""
        let expected =
            switch member {
            case "created", "expires": "time"
            case "previousProof": "identifiers"
            case "type", "id": "text"
            default: "proof"
            }
        var value = received.document.root as JSONNode?
        for part in pointer.split(separator: "/") {
            guard let node = value else { break }
            let isList = node.kind == .array
            value =
                isList
                ? Int(part).flatMap { node.elements.dropFirst($0).first { _ in true } } : node.member(String(part))
        }
        // A time is no personal matter; anything else is told by its kind alone.
        let isTime = expected == "time" && value?.kind == .string
        let found = isTime ? String((value?.string ?? "").prefix(40)) : value?.kind.name ?? ""
        return [
            ("variant", .text(expected)), ("place", .text(JSONPointer.printable(pointer))), ("found", .text(found)),
        ]
    }

    /// Whether a proof names a method of the issuer, though it is not what the credential was read by.
    private static func isMethod(of claims: CredentialView, _ proof: CheckedProof) -> Bool {
        let method = proof.proof.node["verificationMethod"]?.utf8 ?? []
        return method.prefix { $0 != UInt8(ascii: "#") }.elementsEqual(claims.issuerNode?.utf8 ?? [])
    }

    /// What is said of a signature that holds over another form than the usual one.
    private static let forms: [CheckedProof.Form: String] = [
        .contextImplied: "PROOF_CONTEXT_IMPLIED", .languageTagsLowered: "PROOF_LANGUAGE_TAGS_LOWERED",
    ]

    /// What a proof may be bound to that nobody here can compare: whom it was made for, and what it answers.
    private static let bindings = [("domain", "PROOF_FOR_DOMAIN"), ("challenge", "PROOF_FOR_CHALLENGE")]

    /// What a proof that cannot be checked calls its own kind: the cryptosuite, else the type, in its first characters.
    private static func kind(of received: ReceivedCredential, at pointer: String) -> String {
        let value = received.document.root["proof"]
        let proofs = value?.kind == .array ? value.map { Array($0.elements) } ?? [] : [value].compactMap { $0 }
        let proof = proofs.first { $0.pointer == pointer } ?? proofs.first
        let type = proof?["type"]?.string ?? ""
        var text = proof?["cryptosuite"]?.string ?? type
        // Only a DataIntegrityProof has a cryptosuite: beside another type, each alone may be one that is checked.
        if proof?["cryptosuite"] != nil, proof?["type"]?.isString("DataIntegrityProof") != true {
            text = [type, text].filter { !$0.isEmpty }.joined(separator: " + ")
        }
        return String(text.prefix(60))
    }

    private static func shortened(_ proof: DataIntegrityProof) -> String {
        KeyName.shortened(proof.node["verificationMethod"]?.utf8 ?? [])
    }
}
