import Credentials
import Encodings

/// Looks at rows of a spreadsheet by themselves, whatever the register says; any number of threads may do so at once.
struct RowExaminer: Sendable {
    let profile: IssuerProfile
    let template: SpecificationTemplate
    let salt: RegisterSalt
    let settings: ProfileSettings
    let listing: IssuerListing?
    let now: Timestamp
    private let shared = SharedFindings()

    /// Prepares a row, and applies the rules to it.
    func examine(_ row: LearnerRow) throws(IssuerError) -> ExaminedRow {
        guard let learner = row.learner else {
            return ExaminedRow(row: row, prepared: nil, ruleFindings: [], obstacle: nil)
        }
        let request = template.request(for: learner)
        // What could not be read is no fact: the rules are asked about the rest, and nothing is prepared of it.
        guard row.findings.isEmpty else {
            let record = try request.record(profile, now) { "" }
            let findings = ProfileRules.check(record, phase: .award, at: now, settings: settings)
            return ExaminedRow(row: row, prepared: nil, ruleFindings: findings, obstacle: nil)
        }
        let prepared = try PreparedCredential(request, of: profile, salt: salt)
        let plain = request.form?.plain
        if let findings = plain.flatMap({ shared.findings(of: $0) }) {
            return ExaminedRow(row: row, prepared: prepared, ruleFindings: findings, obstacle: nil)
        }
        let findings = try prepared.findings(settings: settings, at: now)
        var obstacle: IssuerError?
        if PreparedCredential.refusal(findings) == nil {
            do throws(IssuerError) {
                try prepared.check(of: profile, listing, at: now)
            } catch {
                obstacle = error
            }
        }
        if let plain, obstacle == nil { shared.learn(findings, of: plain) }
        return ExaminedRow(row: row, prepared: prepared, ruleFindings: findings, obstacle: obstacle)
    }
}

/// A row, and what is to be said of it whatever the register says.
final class ExaminedRow: Sendable {
    let row: LearnerRow
    /// What would become a credential; `nil` where a part of the row could not be read.
    let prepared: PreparedCredential?
    /// What the rules found.
    let ruleFindings: [Finding]
    /// Why this issuer cannot sign it.
    let obstacle: IssuerError?

    init(row: LearnerRow, prepared: PreparedCredential?, ruleFindings: [Finding], obstacle: IssuerError?) {
        self.row = row
        self.prepared = prepared
        self.ruleFindings = ruleFindings
        self.obstacle = obstacle
    }

    /// Whether nothing stands in the way of issuing it, whatever the register says.
    var isInOrder: Bool { prepared != nil && obstacle == nil && !ruleFindings.contains(where: \.stopsIssuing) }

    /// The row as a whole.
    var place: RecordPlace { row.learner?.places.start ?? .cell(file: "", row: row.number, column: "") }

    /// What stops this row, but for what was told of the specification and for cells that could not be read.
    func findings(apartFrom known: Set<[String]>) -> [Finding] {
        let unread = Set(row.findings.compactMap { $0.cell?.column })
        return ruleFindings.filter { finding in
            guard finding.stopsIssuing, !known.contains(BatchRehearsal.mark(finding)) else { return false }
            guard let column = finding.cell?.column else { return true }
            // That nothing tells who it is may be because a cell cannot be read.
            return column.isEmpty ? unread.isEmpty : !unread.contains(column)
        }
    }
}
