import Credentials
import Encodings
import Proofs
import Registry

/// What a verifier makes of a credential that its issuer signed: the answers to everything but the format and the proof.
struct Judgement {
    /// What was read.
    var claims: CredentialView
    /// Whether the document follows the data model.
    var dataModel: Check
    /// The checks of the issuer, the status, the validity and the profile.
    var others: [Check]
    /// The issuer's entry in the list that decided.
    var issuer: RecognizedIssuer?
    /// What is worth knowing besides.
    var notes: [Note]
    /// What status lists say.
    var status: StatusJudgement?

    /// What comes of these answers.
    var verdict: VerificationReport.Verdict { VerificationReport.verdict(of: [dataModel] + others) }

    /// Whether it is better than another.
    func isBetter(than other: Judgement) -> Bool { Self.rank(verdict) > Self.rank(other.verdict) }

    private static func rank(_ verdict: VerificationReport.Verdict) -> Int {
        switch verdict {
        case .invalid: 0
        case .undecided: 1
        case .valid: 2
        }
    }
}

extension Verifier {
    /// Judges a credential by everything that its issuer signed.
    ///
    /// Where the issuer signed JSON and linked data, and the JSON is not good, what the linked data says counts as it does
    /// without the proof over the JSON: to take one proof away must never make a document better.
    func judge(_ signed: AuthenticCredential, at now: Timestamp, clock: Timestamp) -> Judgement {
        let behind = ClockCheck(trust, policy, clock)
        guard !signed.isReadFromLinkedData else { return judgeStatements(signed, behind, at: now) }
        let wasRead = signed.proofs.contains { $0.suite.readsLinkedData }
        let conditions = SideConditions(signed.claims, trust.contexts)
        let dataModel = DataModelCheck.check(signed.received, conditions, trust.contexts, wasRead: wasRead)
        var judgement = judge(signed, dataModel, conditions, behind, at: now)
        guard judgement.verdict != .valid else { return judgement }
        do throws(ProofError) {
            guard let stated = try signed.readFromLinkedData() else { return judgement }
            var other = judgeStatements(stated, behind, at: now)
            guard other.isBetter(than: judgement) else { return judgement }
            let cause =
                ([judgement.dataModel] + judgement.others).first { $0.outcome == .failed } ?? judgement.dataModel
            other.notes.append(
                Note("READ_FROM_LINKED_DATA", [("code", .text(cause.code)), ("pointer", .text(cause.pointer))]))
            return other
        } catch {
            guard dataModel.outcome == .failed else { return judgement }
            judgement.dataModel = Check(.dataModel, .undecided, error.code.rawValue, findings: dataModel.findings)
            return judgement
        }
    }

    /// Judges a credential of which the linked data alone counts: by all that it says as a whole, and by what the issuer says
    /// in it.
    private func judgeStatements(
        _ stated: AuthenticCredential, _ behind: ClockCheck, at now: Timestamp
    ) -> Judgement {
        let judgement = judgeReading(stated, behind, at: now)
        do throws(ProofError) {
            guard let own = try stated.inOwnWords() else { return judgement }
            return OwnWords.worse(judgement, of: stated, judgeReading(own, behind, at: now))
        } catch {
            var open = judgement
            if open.dataModel.outcome != .failed {
                open.dataModel = Check(.dataModel, .undecided, error.code.rawValue, at: error.pointer)
            }
            return open
        }
    }

    private func judgeReading(
        _ credential: AuthenticCredential, _ behind: ClockCheck, at now: Timestamp
    ) -> Judgement {
        let conditions = SideConditions(credential.claims, trust.contexts, unread: credential.unreadProperties)
        let dataModel = DataModelCheck.check(credential, conditions)
        return judge(credential, dataModel, conditions, behind, at: now)
    }

    private func judge(
        _ credential: AuthenticCredential, _ dataModel: Check, _ conditions: SideConditions, _ behind: ClockCheck,
        at now: Timestamp
    ) -> Judgement {
        let (recognition, issuer, notes) = IssuerCheck.check(credential, trust, policy, at: now)
        let status = StatusCheck.judgement(of: credential, issuer, trust, policy, at: now, clock: behind.clock)
        return Judgement(
            claims: credential.claims, dataModel: dataModel,
            others: [
                behind.judging(RequiredEvidence.check(recognition, policy)),
                StatusCheck.check(status, policy, behind),
                behind.judging(ValidityCheck.check(credential, policy, at: now)),
                ProfileCheck.check(credential, policy),
            ], issuer: issuer, notes: notes + StatusCheck.notes(on: status, of: credential) + conditions.notes,
            status: status)
    }
}
