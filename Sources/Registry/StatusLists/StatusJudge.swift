public import Encodings
public import Proofs

/// Judges by status lists whether a credential still stands.
///
/// Source: Bitstring Status List 1.0, section 3.2, with what the trust list design, section 2.3, asks for beyond that. It
/// differs from both in one thing: a revocation counts also where the list that has it is out of date, because no later
/// one may take it back.
public struct StatusJudge: Sendable {
    let lists: StatusLists
    let keys: any VerificationKeys
    let contexts: LinkedDataContexts
    let policy: StatusPolicy
    let now: Timestamp
    let clock: Timestamp

    /// Prepares to judge for the time `now`.
    ///
    /// - Parameter clock: The present time, where somebody judges for another.
    public init(
        _ lists: StatusLists, keys: any VerificationKeys, contexts: LinkedDataContexts = .builtIn,
        policy: StatusPolicy, at now: Timestamp, clock: Timestamp? = nil
    ) {
        self.lists = lists
        self.keys = keys
        self.contexts = contexts
        self.policy = policy
        self.now = now
        self.clock = clock ?? now
    }

    /// Judges by the status entries of a credential.
    ///
    /// - Parameters:
    ///   - node: The member `credentialStatus` of what was signed; `nil` where there is none.
    ///   - authority: Whose word counts.
    public func judge(_ node: JSONNode?, of authority: StatusAuthority) -> StatusJudgement {
        guard let node else { return .withoutStatus }
        if node.kind == .array && node.count == 0 { return StatusJudgement(.undecided, StatusJudgement.empty) }
        let entries: [Result<StatusEntry, StatusError>]
        do throws(StatusError) {
            entries = try StatusEntry.entries(of: node)
        } catch {
            return StatusJudgement(error, at: "/credentialStatus")
        }
        var answers = Answers(policy: policy, now: now, isArray: node.kind == .array)
        for (position, entry) in entries.enumerated() {
            do throws(StatusError) {
                let entry = try entry.get()
                do throws(StatusError) {
                    answers.add(try read(entry, of: authority, beside: entries), position)
                } catch {
                    answers.add(error, position, isDecisive: entry.purpose.isDecisive)
                }
            } catch {
                answers.add(error, position, isDecisive: true)
            }
        }
        return answers.judgement
    }
}

/// What the entries of a credential say together: the worst counts.
private struct Answers {
    let policy: StatusPolicy
    let now: Timestamp
    let isArray: Bool
    private var revoked: StatusJudgement?
    private var suspended: StatusJudgement?
    private var open: StatusJudgement?
    private var tellsOfRevocation = false
    private var tellsOfSuspension = false
    private var asOf: Timestamp?
    private var notes: [TrustNote] = []
    private var lists: [StatusList] = []

    init(policy: StatusPolicy, now: Timestamp, isArray: Bool) {
        self.policy = policy
        self.now = now
        self.isArray = isArray
    }

    private func pointer(_ position: Int) -> String { isArray ? "/credentialStatus/\(position)" : "/credentialStatus" }

    mutating func add(_ error: StatusError, _ position: Int, isDecisive: Bool) {
        guard isDecisive else {
            notes.append(TrustNote(.statusNoteUnread, [("code", .text(error.code.rawValue))]))
            return
        }
        if open == nil { open = StatusJudgement(error, at: pointer(position)) }
    }

    mutating func add(_ reading: StatusReading, _ position: Int) {
        let list = reading.list
        if !lists.contains(where: { $0 === list }) { lists.append(list) }
        for note in reading.notes where !notes.contains(where: { $0.code == note.code }) { notes.append(note) }
        let purpose = reading.entry.purpose
        switch (purpose, reading.value) {
        case (.other(let name), _):
            add(
                StatusError(
                    .purposeUnknown, at: "/credentialStatus", "expected a purpose that is known here",
                    [("purpose", .text(String(name.prefix(60))))]), position, isDecisive: true)
        case (.refresh, 0), (.message, 0): break
        case (.refresh, _): notes.append(TrustNote(.statusRefresh, [("known", .date(list.validFrom))]))
        case (.message, let value):
            let text = reading.entry.message(for: value)
            notes.append(
                TrustNote(
                    .statusMessage,
                    text.map { [("message", .text($0))] } ?? [("value", .number(value)), ("variant", .text("number"))]))
        case (.revocation, 0), (.suspension, 0):
            if purpose == .revocation { tellsOfRevocation = true } else { tellsOfSuspension = true }
            asOf = min(asOf ?? list.validFrom, list.validFrom)
        case (.revocation, _):
            if revoked == nil { revoked = judgement(StatusJudgement.revoked, list, position) }
        case (.suspension, _):
            if suspended == nil { suspended = judgement(StatusJudgement.suspended, list, position) }
        }
    }

    private func judgement(_ code: String, _ list: StatusList, _ position: Int) -> StatusJudgement {
        var judgement = StatusJudgement(.failed, code, at: pointer(position), [("known", .date(list.validFrom))])
        judgement.asOf = list.validFrom
        return judgement
    }

    var judgement: StatusJudgement {
        var answer = revoked ?? suspended ?? open ?? standing
        answer.notes = notes
        answer.lists = lists
        return answer
    }

    /// Nothing is against it: that it stands, or that it could never cease to.
    private var standing: StatusJudgement {
        guard let asOf else { return .withoutStatus }
        var facts: [(name: String, value: TrustFact)] = [
            ("known", .moment(asOf)), ("age", .age(AgeLimit(passed: now.seconds(since: asOf)))),
        ]
        let kind = tellsOfRevocation ? tellsOfSuspension ? "both" : "revocation" : "suspension"
        if let limit = policy.maximumAge { facts.append(("limit", .age(limit))) }
        facts.append(("variant", .text(policy.maximumAge == nil ? kind : kind + "Limited")))
        var judgement = StatusJudgement(.passed, StatusJudgement.notRevoked, facts)
        judgement.asOf = asOf
        return judgement
    }
}
