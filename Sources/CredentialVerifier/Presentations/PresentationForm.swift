import Credentials
import Encodings
import Proofs

/// Whether a document is a presentation, and one of the form in which presentations are judged.
enum PresentationForm {
    /// Reads a document that calls itself a presentation and no credential; `nil` for any other.
    static func read(_ bytes: [UInt8]) -> ReceivedCredential? {
        guard let received = try? ReceivedCredential(parsing: bytes, limits: .presentation),
            received.document.root.kind == .object, isPresentation(received)
        else { return nil }
        return received
    }

    /// What calls itself a credential as well is judged as one: a type that is added must not save a forgery.
    static func isPresentation(_ received: ReceivedCredential) -> Bool {
        received.claims.hasType("VerifiablePresentation") && !received.claims.hasType("VerifiableCredential")
            && received.document.root["credentialSubject"] == nil
    }

    /// The check of the number of credentials.
    static func format(_ presentation: PresentationView) -> Check {
        let value = presentation.node["verifiableCredential"]
        let count = value?.kind == .array ? value?.count ?? 0 : value == nil ? 0 : 1
        guard count <= PresentationTerms.credentialLimit else {
            return Check(
                .format, .failed, .tooManyCredentials, at: "/verifiableCredential",
                [("count", .number(count)), ("limit", .number(PresentationTerms.credentialLimit))])
        }
        return Check(.format, .passed, "FORMAT_VALID")
    }

    /// The check of the data model: what is wrong inside a credential is said of that credential.
    ///
    /// Only words of the base context are read here, and no other context can change what they mean.
    static func dataModel(_ presentation: PresentationView) -> Check {
        let places = presentation.credentials.map(\.node.pointer)
        let findings = DataModelRules.check(presentation).filter { finding in
            !places.contains { finding.place.utf8.starts(with: ($0 + "/").utf8) }
        }
        if let first = findings.first(where: { $0.severity == .error }) {
            return Check(.dataModel, .failed, first.code, at: first.place, findings: findings)
        }
        var seen: Set<[UInt8]> = []
        for (index, credential) in presentation.credentials.enumerated() {
            let facts = [(name: "number", value: Fact.number(index + 1))]
            let kind = DocumentKind(of: credential.node)
            if kind == .presentation || kind == .envelopedPresentation {
                return Check(.dataModel, .failed, .nested, at: credential.node.pointer, facts)
            }
            guard seen.insert(credential.node.canonicalBytes(omitting: ["proof"])).inserted else {
                return Check(.dataModel, .failed, .credentialTwice, at: credential.node.pointer, facts)
            }
        }
        return Check(.dataModel, .passed, "DATA_MODEL_VALID", findings: findings)
    }

    /// What a presentation says outside of the places that are read.
    static func notes(_ presentation: PresentationView) -> [Note] {
        let known = ["@context", "id", "type", "holder", "verifiableCredential", "proof"]
        return presentation.node.members.filter { member in !known.contains { member.name.isString($0) } }.prefix(4)
            .map { Note(PresentationCode.memberNotJudged.rawValue, [("pointer", .text($0.value.pointer))]) }
    }
}
