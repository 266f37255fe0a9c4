import Credentials
import Encodings
import Proofs
import Registry

/// Whether an authority that the verifier trusts recognises the issuer, for this, at the time of signing.
enum IssuerCheck {
    static func check(
        _ credential: AuthenticCredential, _ trust: Trust, _ policy: Policy, at now: Timestamp
    ) -> (check: Check, issuer: RecognizedIssuer?, notes: [Note]) {
        let question = IssuerQuestion(credential)
        let listPolicy = policy.listPolicy(for: question.scope)
        let found = judgement(of: question, trust, listPolicy, at: now)
        let isListed = found.map { $0.code != .notListed } ?? false
        if !isListed, let mention = RegistryCheck.check(question.issuer, trust, at: now) {
            let path = RegistryCheck.path(credential, question.issuer, trust, at: now)
            return (mention.check, nil, mention.notes + path + DelegationCheck.notes(trust))
        }
        // Of an issuer on no list it is told what is claimed of it, and where.
        let claimed =
            isListed
            ? [] : RegistryCheck.path(credential, question.issuer, trust, at: now) + DelegationCheck.notes(trust)
        guard let decisive = found else { return (unlisted(trust, question.issuer), nil, claimed) }
        if decisive.code == .notListed, isAddress(question.issuer) || !trust.problems.isEmpty {
            return (unlisted(trust, question.issuer), nil, claimed)
        }
        let check = Check(
            .issuer, outcome(decisive.outcome), decisive.code.rawValue, at: "/issuer",
            decisive.facts.map { ($0.name, fact($0.value)) })
        var notes = trust.problems.map {
            Note(
                $0.code.rawValue,
                [("reason", .text($0.reason)), ("pointer", .text($0.pointer.isEmpty ? "/" : $0.pointer))])
        }
        notes += trust.listNotes.map { note in Note(note.code.rawValue, note.facts.map { ($0.name, fact($0.value)) }) }
        // The list that decides knows the key under the name of somebody whom the credential does not name.
        let isOther = decisive.issuer.map { !$0.answers(to: question.issuer) } ?? false
        if isOther, let other = decisive.issuer {
            notes.append(
                Note(
                    "KEY_UNDER_ANOTHER_NAME",
                    [("authority", .text(other.authorityName)), ("issuer", .text(other.legalName))]))
        }
        if let list = decisive.issuer?.list, list.environment != .production {
            notes.append(Note("DEMONSTRATION_LIST", [("environment", .text(list.environment.name))]))
        }
        notes += claimed
        notes += decisive.notes.filter { $0.code != .timeSelfAsserted }.map { note in
            Note(note.code.rawValue, note.facts.map { ($0.name, fact($0.value)) })
        }
        // An authority whose list is not at hand may have said no.
        if decisive.outcome == .passed, let silence = trust.silence(about: question.issuer, decisive.issuer) {
            return (refused(silence), isOther ? nil : decisive.issuer, notes)
        }
        return (check, isOther ? nil : decisive.issuer, notes)
    }

    /// What the list says that decides, or a delegation where no list names the issuer; `nil` where there is no list.
    private static func judgement(
        of question: IssuerQuestion, _ trust: Trust, _ policy: TrustListPolicy, at now: Timestamp
    ) -> IssuerJudgement? {
        var found: IssuerJudgement?
        var greatest = -1
        for list in trust.lists {
            var judgement = list.judge(question, at: now, policy: policy)
            if judgement.code == .notListed, let objection = list.objection(to: question, at: now, policy: policy) {
                judgement = objection
            }
            // A list that does not know the issuer says nothing of it, whether or not it has run out.
            let isSilent = judgement.outcome == .undecided && !list.names(question)
            let weight = isSilent ? min(judgement.weight, 1) : judgement.weight
            if weight > greatest { (found, greatest) = (judgement, weight) }
        }
        guard found?.code == .notListed else { return found }
        return DelegationCheck.judge(question, trust, policy, at: now) ?? found
    }

    /// The answer where the proof itself is undecided: an issuer that is on a list is still not recognised by it.
    static func unproven(
        _ received: ReceivedCredential, _ proof: Check, _ trust: Trust, _ policy: Policy, at now: Timestamp
    ) -> Check {
        let issuer = received.claims.issuerNode?.utf8 ?? []
        guard !issuer.isEmpty else { return unlisted(trust, issuer) }
        for list in trust.lists {
            guard let entry = list.issuer(issuer) else { continue }
            // The list knows the issuer, and the key that the proof names is none of its keys.
            guard proof.code == "KEY_UNAVAILABLE" else {
                return Check(.issuer, .undecided, "ISSUER_UNPROVEN", at: "/issuer")
            }
            // A list that is out of date may only not know a newer key yet, whatever else it counts for.
            var listPolicy = policy.listPolicy(for: ClaimedScope(received.claims))
            listPolicy.acceptsLapsed = false
            do throws(TrustError) {
                try list.check(at: now, policy: listPolicy)
            } catch {
                return refused(
                    error,
                    [
                        ("authority", .text(list.authority.legalName)), ("sequence", .number(list.sequence)),
                        ("issued", .date(list.issued)), ("nextUpdate", .date(list.nextUpdate)),
                    ] + list.facts(of: error.code, at: now, listPolicy).map { ($0.name, fact($0.value)) })
            }
            return Check(
                .issuer, .failed, "KEY_NOT_LISTED", at: "/issuer",
                [
                    ("issuer", .text(entry.legalName)), ("authority", .text(list.authority.legalName)),
                    ("sequence", .number(list.sequence)), ("issued", .date(list.issued)),
                ])
        }
        if let standing = DelegationCheck.standing(of: issuer, trust) {
            guard proof.code == "KEY_UNAVAILABLE" else {
                return Check(.issuer, .undecided, "ISSUER_UNPROVEN", at: "/issuer")
            }
            return Check(
                .issuer, outcome(standing.outcome), standing.code.rawValue, at: "/issuer",
                standing.facts.map { ($0.name, fact($0.value)) })
        }
        return RegistryCheck.check(issuer, trust, at: now)?.check ?? unlisted(trust, issuer)
    }

    /// Whether an issuer has an address on the web for an identifier.
    ///
    /// Lists name institutions by DID alone: one that issues under an address can be on none.
    private static func isAddress(_ issuer: [UInt8]) -> Bool {
        issuer.starts(with: "https://".utf8) || issuer.starts(with: "http://".utf8)
    }

    private static func unlisted(_ trust: Trust, _ issuer: [UInt8]) -> Check {
        if let problem = trust.problems.first { return refused(problem) }
        guard let list = trust.lists.first else { return Check(.issuer, .undecided, "NO_TRUST", at: "/issuer") }
        return Check(
            .issuer, .undecided, isAddress(issuer) ? "ISSUER_NOT_DID" : "ISSUER_NOT_LISTED", at: "/issuer",
            [
                ("authority", .text(list.authority.legalName)), ("sequence", .number(list.sequence)),
                ("issued", .date(list.issued)),
            ])
    }

    /// A list that was refused decides nothing, and its fault is not the credential's.
    ///
    /// - Parameter facts: What is known of a list that is genuine, and not current.
    private static func refused(_ problem: TrustError, _ facts: [(name: String, value: Fact)] = []) -> Check {
        Check(
            .issuer, .undecided, problem.code.rawValue,
            [("reason", .text(problem.reason)), ("pointer", .text(problem.pointer.isEmpty ? "/" : problem.pointer))]
                + facts)
    }

    private static func outcome(_ outcome: IssuerJudgement.Outcome) -> Outcome {
        switch outcome {
        case .passed: .passed
        case .failed: .failed
        case .undecided: .undecided
        }
    }

    private static func fact(_ fact: TrustFact) -> Fact {
        switch fact {
        case .text(let text): .text(text)
        case .date(let time): .date(time)
        case .moment(let time): .moment(time)
        case .number(let number): .number(number)
        case .age(let limit): .age(limit)
        }
    }
}
