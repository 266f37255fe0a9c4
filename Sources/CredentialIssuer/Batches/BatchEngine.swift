import Credentials
import Database
import Encodings
import Proofs
import Storage

/// Issues the rows of a batch in groups that follow each other like on a belt.
///
/// While the cores prepare one group and sign another, one transaction plans the group between them and records the one
/// that was signed before, and the files of the one that was recorded before are written. Each step of a group is durable
/// before its next one begins, as for a credential by itself; to go on after an interruption is to run it again.
final class BatchEngine {
    private let issuer: Issuer
    private let book: RegisterBook
    private let batch: String
    private let options: BatchOptions
    private let approval: BatchApproval?
    private let examined: ExaminedRows?
    private let delivery: any BatchDelivery
    private let now: Timestamp
    let numbers: RowNumbers

    /// What came of the rows.
    struct Tally {
        /// How many were issued now.
        var issued = 0
        /// How many were issued before.
        var given = 0
    }

    var tally = Tally()

    /// The number of the row from which on nothing is delivered.
    var deliveryEnd = Int.max

    init(
        _ issuer: Issuer, _ book: RegisterBook, batch: String, _ approval: BatchApproval?, _ examined: ExaminedRows?,
        _ options: BatchOptions, _ delivery: any BatchDelivery, since position: Int, at now: Timestamp
    ) {
        self.issuer = issuer
        self.book = book
        self.batch = batch
        self.approval = approval
        self.examined = examined
        self.options = options
        self.delivery = delivery
        self.now = now
        numbers = RowNumbers(since: position)
    }

    /// Issues what `next` gives, until it gives nothing, or `progress` says to stop.
    ///
    /// - Parameters:
    ///   - recordedEnd: Is told the number of a row when it is recorded, and all that were given before it.
    ///   - progress: Is told how many rows more are done.
    /// - Returns: Whether it was stopped.
    func run(
        _ next: (Int) throws(IssuerError) -> [BatchRow], recorded recordedEnd: (Int) -> Void, progress: (Int) -> Bool
    ) throws(IssuerError) -> Bool {
        var belt = BatchBelt()
        // Whatever fails, the others end first: nothing may go on by itself. What was handed out meanwhile is told.
        defer { _ = try? belt.end(progress) }
        var waiting = try next(options.groupSize)
        var planned: [PlannedRow] = []
        var recorded: [BatchCredential] = []
        var isStopped = false
        while true {
            // Whoever is to wait gives the cores something to do first.
            let preparing = belt.preparing
            belt.preparing = waiting.isEmpty ? nil : background(waiting, prepare)
            if !planned.isEmpty { belt.signing.append(background(planned, sign)) }
            let signing = planned.isEmpty || belt.signing.count > 1 ? belt.signing.first : nil
            if try !belt.endDelivery(progress) { isStopped = true }
            if !recorded.isEmpty {
                let credentials = recorded.filter { $0.row < deliveryEnd }
                belt.delivering = (background(credentials, deliver), recorded.count)
            }
            if preparing == nil, belt.isEmpty { return isStopped }
            let prepared = try preparing?.value() ?? []
            let signed = try signing?.value() ?? []
            if signing != nil { belt.signing.removeFirst() }
            (planned, recorded) = try transact(isStopped ? [] : prepared, signed)
            if let last = recorded.last { recordedEnd(last.row) }
            waiting = isStopped ? [] : try next(options.groupSize)
        }
    }

    private func background<Input: Sendable, Output: Sendable>(
        _ input: Input, _ work: @escaping @Sendable (Input) throws(IssuerError) -> Output
    ) -> Background<Output> {
        Background { () throws(IssuerError) in try work(input) }
    }

    private static func result<Value>(_ body: () throws(IssuerError) -> Value) -> Result<Value, IssuerError> {
        do throws(IssuerError) { return .success(try body()) } catch { return .failure(error) }
    }

    // MARK: On all cores

    private var prepare: @Sendable ([BatchRow]) throws(IssuerError) -> [PreparedRow] {
        let (issuer, salt, now, examined) = (issuer, book.salt, now, examined)
        return { rows throws(IssuerError) in
            try Cores.tryMap(rows) { row throws(IssuerError) in
                try IssuerError.inRow(row.number) { () throws(IssuerError) in
                    let credential = try PreparedCredential(row.request, of: issuer.profile, salt: salt)
                    let isExamined = examined?.contains(row.number, claims: credential.claims) ?? false
                    return PreparedRow(
                        row: row, credential: credential,
                        examination: Self.result { () throws(IssuerError) in
                            try issuer.examine(credential, at: now, isExamined: isExamined)
                        })
                }
            }
        }
    }

    private var sign: @Sendable ([PlannedRow]) throws(IssuerError) -> [SignedRow] {
        let (issuer, selfCheck) = (issuer, options.selfCheck)
        return { rows throws(IssuerError) in
            try Cores.tryMap(rows) { row throws(IssuerError) in
                switch row {
                case .given(let row, let credential, let entry, let record, let bytes):
                    return .given(row, credential, entry, record, bytes)
                case .planned(let row, let plan, let draft):
                    return try IssuerError.inRow(row.number) { () throws(IssuerError) in
                        let bytes = try issuer.sign(draft, plan, selfCheck: selfCheck)
                        return .signed(row, plan, bytes, try IssuerPaths.digest(of: bytes))
                    }
                }
            }
        }
    }

    private var deliver: @Sendable ([BatchCredential]) throws(IssuerError) -> Void {
        let delivery = delivery
        return { credentials throws(IssuerError) in
            if !credentials.isEmpty { try delivery.deliver(credentials) }
        }
    }

    // MARK: One at a time

    /// Plans one group, and records another.
    private func transact(
        _ prepared: [PreparedRow], _ signed: [SignedRow]
    ) throws(IssuerError) -> ([PlannedRow], [BatchCredential]) {
        guard !prepared.isEmpty || !signed.isEmpty else { return ([], []) }
        let signed = try restoringCopies(signed)
        let outcome = try book.writeInTurn { transaction throws(IssuerError) in
            let tail = try RegisterTail(transaction)
            var recorded: [BatchCredential] = []
            for row in signed { recorded.append(try record(row, in: transaction, after: tail)) }
            if !prepared.isEmpty { try book.requireOpen(batch, in: transaction) }
            let planner = GroupPlanner(
                issuer: issuer, book: book, batch: batch, options: options, approval: approval, now: now,
                transaction: transaction, tail: tail, numbers: numbers)
            let planned = try planner.plan(prepared)
            // Nothing leaves that was signed with a key which another process has told the register is lost.
            if planned.contains(where: \.isNew) || signed.contains(where: \.isNew) {
                try transaction.requireUsable(issuer.profile.issueKey, at: now)
            }
            return (planned, recorded)
        }
        for credential in outcome.1 {
            if credential.isNew { tally.issued += 1 } else { tally.given += 1 }
        }
        return outcome
    }

    private func record(
        _ row: SignedRow, in transaction: Transaction, after tail: RegisterTail
    ) throws(IssuerError) -> BatchCredential {
        switch row {
        case .given(let row, _, _, let record, let bytes):
            return BatchCredential(
                row: row.number, name: row.name, record: record, bytes: bytes ?? [], isNew: false)
        case .signed(let row, let plan, let bytes, let digest):
            return try IssuerError.inRow(row.number) { () throws(IssuerError) in
                let (record, isNew) = try book.issue(plan, bytes, digest, at: now, in: transaction, after: tail)
                return BatchCredential(row: row.number, name: row.name, record: record, bytes: bytes, isNew: isNew)
            }
        }
    }

    /// Makes copies again that the register has lost.
    private func restoringCopies(_ rows: [SignedRow]) throws(IssuerError) -> [SignedRow] {
        var result: [SignedRow] = []
        for row in rows {
            guard case .given(let place, let prepared, let entry, let record, nil) = row else {
                result.append(row)
                continue
            }
            let bytes = try IssuerError.inRow(place.number) { () throws(IssuerError) in
                try issuer.issuedBefore(prepared, entry, book).bytes
            }
            result.append(.given(place, prepared, entry, record, bytes))
        }
        return result
    }
}

extension IssuerError {
    /// Names the row in an error.
    static func inRow<Value>(
        _ number: Int, _ body: () throws(IssuerError) -> Value
    ) throws(IssuerError) -> Value {
        do throws(IssuerError) {
            return try body()
        } catch {
            var error = error
            if error.row == nil { error.row = number }
            throw error
        }
    }
}

extension Issuer {
    /// Refuses what the rules, the data model or the trust list do not let this issuer sign now.
    ///
    /// - Parameter isExamined: Whether the rules and the data model have been asked about it at this time.
    func examine(
        _ prepared: PreparedCredential, at now: Timestamp, isExamined: Bool = false
    ) throws(IssuerError) {
        if !isExamined, let refusal = PreparedCredential.refusal(try prepared.findings(settings: settings, at: now)) {
            throw refusal
        }
        try prepared.check(of: profile, listing, at: now, isExamined: isExamined)
    }
}
