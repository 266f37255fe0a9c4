import Credentials
import Encodings
import Proofs

/// What an issuer says of itself apart from others, beside what linked data says as a whole.
///
/// Only the linked data is signed, and credentials of others are inside: what they say of the same things is among the
/// statements. Which words are the issuer's, the document tells; it cannot be believed, as its holder may have written the
/// words of one into the mouth of another, but a credential must hold by either reading.
enum OwnWords {
    /// The worse answer to each question.
    ///
    /// What fails by the linked data as a whole, and not by the issuer's own words, may be what another said: where others
    /// speak of the same things, that is open.
    static func worse(_ whole: Judgement, of credential: AuthenticCredential, _ own: Judgement) -> Judgement {
        var judgement = whole
        let areShared = !credential.describedByOthers.isEmpty
        judgement.dataModel = worse(whole.dataModel, own.dataModel, areShared)
        judgement.others = zip(whole.others, own.others).map { worse($0, $1, areShared) }
        if judgement.dataModel.outcome == .passed, let place = unsaid(credential, own.claims) {
            judgement.dataModel = OpenPlaces.check(.dataModel, at: place, .saidElsewhere)
            judgement.claims = own.claims
        }
        return judgement
    }

    private static func worse(_ whole: Check, _ own: Check, _ areShared: Bool) -> Check {
        switch (whole.outcome, own.outcome) {
        case (.failed, .failed) where whole.code == own.code: whole
        case (_, .failed): own
        // Nobody but the issuer speaks of the credential itself, and so of its end and its status.
        case (.failed, _): areShared && whole.name != .validity && whole.name != .status ? open(whole) : whole
        case (.undecided, _): whole
        case (_, .undecided): own
        default: whole
        }
    }

    private static func open(_ check: Check) -> Check {
        let place = check.pointer.isEmpty ? "/" : check.pointer
        return OpenPlaces.check(check.name, at: place, .saidElsewhere, findings: check.findings)
    }

    /// The first member that linked data gives to the issuer, a learner or an achievement, and the issuer's own words do not.
    ///
    /// A learner's names are not asked for, as none is shown where they are open. Nor is what a learner record gathers: the
    /// credentials in it are about its own learner, whatever each of them says.
    private static func unsaid(_ credential: AuthenticCredential, _ own: CredentialView) -> String? {
        let stated = credential.claims
        let parts = credential.describedByOthers
        if parts.contains(.issuer), let issuer = stated.node["issuer"],
            let place = unsaid(issuer, own.node["issuer"], at: "/issuer")
        {
            return place
        }
        guard parts.contains(.learner) || parts.contains(.achievement) else { return nil }
        let isRecord = stated.hasType("ClrCredential")
        let subjects = own.subjects
        for subject in stated.subjects {
            let said = match(subject, among: subjects)
            if !isRecord, parts.contains(.learner), let place = unsaid(subject, said, at: "/credentialSubject") {
                return place
            }
            let achievements = list(said?["achievement"])
            for achievement in list(subject["achievement"]) {
                let said = match(achievement, among: achievements)
                if isRecord, said == nil { continue }
                if let place = unsaid(achievement, said, at: "/credentialSubject/achievement") { return place }
            }
        }
        return nil
    }

    private static func unsaid(_ stated: JSONNode, _ received: JSONNode?, at place: String) -> String? {
        guard stated.kind == .object else { return nil }
        guard let received else { return place }
        for (name, _) in stated.members {
            guard let name = name.string, !["id", "type", "identifier"].contains(name) else { continue }
            if received.kind != .object || received.member(name) == nil { return place + "/" + name }
        }
        return nil
    }

    /// The thing with the same identifier; of things without one, the only one.
    private static func match(_ thing: JSONNode, among others: [JSONNode]) -> JSONNode? {
        guard let id = thing["id"] else { return others.count == 1 ? others[0] : nil }
        return others.first { $0["id"]?.isEqual(to: id) == true || $0.isEqual(to: id) }
    }

    private static func list(_ node: JSONNode?) -> [JSONNode] {
        guard let node else { return [] }
        return node.kind == .array ? Array(node.elements) : [node]
    }
}
