import Credentials
import Encodings
import Proofs
import Registry

/// What is said of an issuer that is on no list, and that a registry of somebody else names.
///
/// It takes the place of "on no list", and leaves the issuer as undecided as it was.
enum RegistryCheck {
    /// The check and its notes, or `nil` when no registry names the issuer, or a list that was refused may know it.
    static func check(
        _ issuer: [UInt8], _ trust: Trust, at now: Timestamp
    ) -> (check: Check, notes: [Note])? {
        guard trust.problems.isEmpty, let mention = RegistryMention(of: issuer, in: trust.registries, at: now) else {
            return nil
        }
        return (
            Check(.issuer, .undecided, mention.code.rawValue, at: "/issuer", facts(mention.facts)),
            mention.notes.map { Note($0.code.rawValue, facts($0.facts)) }
        )
    }

    /// Where a credential says that its issuer is recognised, and what the documents at hand say of that.
    ///
    /// Asked only of what was signed, and of an issuer that no list knows: a list needs no such claims.
    static func path(
        _ credential: AuthenticCredential, _ issuer: [UInt8], _ trust: Trust, at now: Timestamp
    ) -> [Note] {
        guard let node = credential.claims.node["issuer"], node.kind == .object else { return [] }
        // What somebody imported goes before what anybody hands over under its name.
        let documents = trust.registries.map { RecognitionDocument($0) } + trust.handedOver
        return RecognitionPath(of: issuer, in: node["recognizedIn"], among: documents, at: now).notes.map {
            Note($0.code.rawValue, facts($0.facts))
        }
    }

    private static func facts(_ facts: [(name: String, value: TrustFact)]) -> [(name: String, value: Fact)] {
        facts.map { name, value in
            switch value {
            case .text(let text): (name, .text(text))
            case .date(let time): (name, .date(time))
            case .moment(let time): (name, .moment(time))
            case .number(let number): (name, .number(number))
            case .age(let limit): (name, .age(limit))
            }
        }
    }
}
