public import Credentials
import Cryptography
import Database
public import Encodings
public import Proofs
public import Registry

/// Tells what would come of issuing to the learners of a spreadsheet, without issuing anything; no key is needed.
///
/// It is given the rows in order, some at a time, and remembers of each no more than who it is about, so that memory does
/// not grow with the file. All cores work on it.
public final class BatchRehearsal {
    /// What stands in the way of the whole, whatever the rows say: what is wrong with the specification, the issuer's
    /// files, or the trust list.
    public private(set) var obstacle: IssuerError?
    /// What the rules say of the specification and the issuer.
    public let specificationFindings: [Finding]
    /// The rows that cannot be issued.
    public private(set) var invalidRows: Set<Int> = []
    /// The rows of learners whose credential was revoked, who are given none.
    public private(set) var revokedRows: Set<Int> = []
    /// How many rows have been looked at.
    public private(set) var rowCount = 0

    private let examiner: RowExaminer
    private let book: RegisterBook
    private let twins: RowTwins
    private let renewal: Renewal
    private let suites: [Cryptosuite]?
    private let now: Timestamp
    private let known: Set<[String]>
    /// The last record of the register when this began.
    private let position: Int
    /// What all rows that can be read say, in their order.
    private var content = MerkleTree()
    private var template: Multihash?
    /// The proofs of possession that rows name.
    private var proofs = RowProofs()
    /// The rows with which nothing is wrong.
    private var examined: ExaminedRows

    /// Reads the register of a folder as it is now.
    ///
    /// - Parameters:
    ///   - renewal: Which learners get another credential, after the last one they have.
    ///   - suites: What credentials are to be signed with; `nil` where it was not asked for.
    ///   - now: The time now.
    /// - Throws: ``IssuerError`` with code `registerDamaged` or `storageFailed`.
    public convenience init(
        _ folder: IssuerFolder, _ specification: MicroCredentialSpecification, trustList: IssuerTrustList? = nil,
        delegations: Delegations = Delegations(), settings: ProfileSettings = .standard, renewal: Renewal = .none,
        suites: [Cryptosuite]? = nil, at now: Timestamp
    ) throws(IssuerError) {
        let listing = trustList.map { IssuerListing(list: $0, delegations: delegations) }
        try self.init(
            folder.profile, folder.book(), specification, listing, settings, renewal: renewal, suites: suites, at: now)
    }

    init(
        _ profile: IssuerProfile, _ book: RegisterBook, _ specification: MicroCredentialSpecification,
        _ listing: IssuerListing?, _ settings: ProfileSettings, renewal: Renewal, suites: [Cryptosuite]?,
        at now: Timestamp
    ) throws(IssuerError) {
        self.book = book
        self.renewal = renewal
        self.suites = suites
        self.now = now
        let template = try SpecificationTemplate(
            specification, of: profile, tellsNamesakesApart: renewal.tellsNamesakesApart)
        examined = ExaminedRows(template, for: profile, settings, at: now)
        examiner = RowExaminer(
            profile: profile, template: template, salt: book.salt,
            settings: settings, listing: listing,
            now: now)
        specificationFindings = specification.check(for: profile, settings: settings)
        known = Set(specificationFindings.map(Self.mark))
        twins = try RowTwins()
        position = try book.position()
    }

    /// Whether something is wrong that no row can mend.
    public var isBlocked: Bool { obstacle != nil || specificationFindings.contains(where: \.stopsIssuing) }

    /// What would come of these rows, which follow those that were given before.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged`, `storageFailed` or `cryptographyFailed`.
    public func check(_ rows: [LearnerRow]) throws(IssuerError) -> [RowPreview] {
        rowCount += rows.count { !$0.isHeading }
        var rest = rows[...]
        func next() -> Background<[ExaminedRow]>? {
            let piece = Array(rest.prefix(Self.pieceCount))
            rest = rest.dropFirst(piece.count)
            let examiner = examiner
            return piece.isEmpty
                ? nil
                : Background { () throws(IssuerError) in
                    try Cores.tryMap(piece) { row throws(IssuerError) in try examiner.examine(row) }
                }
        }
        var previews: [RowPreview] = []
        var examining = next()
        // While the register is asked about some rows, the cores look at the next ones.
        while let examined = examining {
            let rows = try examined.value()
            examining = next()
            do throws(IssuerError) {
                previews += try preview(rows)
            } catch {
                _ = try? examining?.value()
                throw error
            }
        }
        return previews
    }

    /// How many rows the register is asked about at a time.
    private static let pieceCount = 128

    /// What comes of rows that were looked at by themselves.
    private func preview(_ examined: [ExaminedRow]) throws(IssuerError) -> [RowPreview] {
        let standings = try standings(of: examined)
        let readable = examined.compactMap { row in
            row.prepared.map { (number: row.row.number, learner: $0.learner, claims: $0.claims) }
        }
        let twins = try twins.find(readable.filter { standings[$0.number] != nil })
        var previews: [RowPreview] = []
        for row in readable { try content.append(mark(row.claims, standings[row.number])) }
        for row in examined where row.isInOrder {
            if let prepared = row.prepared { self.examined.add(row.row.number, claims: prepared.claims) }
        }
        if template == nil { template = examined.lazy.compactMap(\.prepared).first?.specificationDigest }
        for row in examined {
            if let error = row.obstacle, obstacle == nil, case .open = standings[row.row.number] { obstacle = error }
            let preview = preview(row, standings[row.row.number], twins[row.row.number])
            if case .toMend = preview.outcome, !row.row.isHeading { invalidRows.insert(row.row.number) }
            if case .revoked = preview.outcome { revokedRows.insert(row.row.number) }
            if let other = preview.otherRow { invalidRows.insert(other) }
            previews.append(preview)
        }
        return previews
    }

    /// What a row says, and after which credential it is issued where learners get another one: then the same rows are
    /// another order than when they were issued first.
    private func mark(_ claims: String, _ standing: RowStanding?) -> String {
        guard renewal.ofChanged || renewal.ofRevoked, let predecessor = standing?.predecessor else { return claims }
        return claims + " " + predecessor
    }

    /// The rows for which nothing is issued.
    public var rowsLeftOut: Set<Int> { invalidRows.union(revokedRows) }

    /// What is to be issued, once every row was looked at.
    ///
    /// The same rows are the same order, however the file is written: whoever comes with them again goes on with the batch
    /// that was begun.
    ///
    /// - Parameters:
    ///   - file: What the spreadsheet is called.
    ///   - title: What the credential is called.
    /// - Throws: ``IssuerError`` with code `cryptographyFailed`.
    public func order(file: String, title: String) throws(IssuerError) -> BatchOrder {
        let value: JSONValue = [
            "rows": .string(Base64URL.encode(try content.root())), "template": .string(template?.multibase ?? ""),
        ]
        return BatchOrder(
            source: try book.salt.digest("batch", value.canonicalBytes()), file: file, title: title,
            count: rowCount - rowsLeftOut.count, position: position, examined: examined, proved: proofs.purposes)
    }

    /// How the register stands to the rows in which nothing is to be mended, in one look at it.
    private func standings(of rows: [ExaminedRow]) throws(IssuerError) -> [Int: RowStanding] {
        guard let specificationID = rows.lazy.compactMap(\.prepared).first?.specificationID else { return [:] }
        return try book.database.read { transaction throws(IssuerError) in
            // Nobody can have what was never planned for anybody.
            let isPlanned = try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.knows(specificationID)
            }
            var standings: [Int: RowStanding] = [:]
            for row in rows {
                guard let prepared = row.prepared, row.row.findings.isEmpty else { continue }
                let standing =
                    isPlanned
                    ? try book.rowStanding(of: prepared, renewal, suites: suites, in: transaction) : .open([], .once)
                // What was issued is given again whatever the rules say today, or never.
                switch standing {
                case .alreadyIssued, .withheld: standings[row.row.number] = standing
                case .conflict, .open: break
                }
                if standings[row.row.number] == nil, row.findings(apartFrom: known).isEmpty {
                    standings[row.row.number] = standing
                }
            }
            return standings
        }
    }

    private func preview(_ row: ExaminedRow, _ standing: RowStanding?, _ twin: RowTwins.Twin?) -> RowPreview {
        if let twin {
            let finding = Finding(
                SpecificationCode.learnerTwice.rawValue, .error, at: row.place,
                variant: twin.isNamesake ? "namesake" : twin.isSame ? nil : "differs", [("row", String(twin.row))])
            var preview = RowPreview(row: row.row, outcome: .toMend, findings: [finding])
            if !twin.isSame { preview.otherRow = twin.row }
            return preview
        }
        if let (first, finding) = proofs.twin(of: row) {
            // What else is wrong with the row is told with it: whoever mends one thing is not to find the next.
            let others = standing == nil ? row.row.findings + row.findings(apartFrom: known) : []
            var preview = RowPreview(row: row.row, outcome: .toMend, findings: others + [finding])
            preview.otherRow = first
            return preview
        }
        switch standing {
        case nil:
            let findings = row.row.findings + row.findings(apartFrom: known) + proofs.findings(row, after: nil)
            return RowPreview(row: row.row, outcome: findings.isEmpty ? .ready : .toMend, findings: findings)
        case .alreadyIssued(let entry, let record):
            return RowPreview(row: row.row, outcome: .issuedBefore(record, batch: entry.plan.batch?.id), findings: [])
        case .open(let unfinished, let repetition):
            let findings = proofs.findings(row, after: repetition.predecessor)
            guard findings.isEmpty else { return RowPreview(row: row.row, outcome: .toMend, findings: findings) }
            proofs.note(row, after: repetition.predecessor)
            return RowPreview(row: row.row, outcome: unfinished.isEmpty ? .ready : .unfinished, findings: [])
        case .withheld(let record, _, .revoked(let date)):
            return RowPreview(row: row.row, outcome: .revoked(record, on: date), findings: [])
        case .withheld(let record, let batch, .corrected(let correction)):
            return toMend(row, .learnerCorrected, nil, record, batch, [("id", correction)])
        case .withheld(let record, let batch, .keyCompromised):
            return toMend(row, .learnerKeyLost, batch == nil ? nil : "batch", record, batch)
        case .conflict(let record, let batch, let proofs, let revokedAt, let isNamesake):
            var variant = proofs != nil ? "proofs" : batch == nil ? nil : "batch"
            if revokedAt != nil { variant = "revoked" }
            if isNamesake { variant = "namesake" }
            return toMend(
                row, .learnerConflict, variant, record, batch,
                [
                    ("id", record.credentialID), ("revoked", revokedAt?.date.description ?? ""),
                    ("proofs", (proofs ?? []).map(\.rawValue).joined(separator: ", ")),
                ])
        }
    }

    /// A row that is not issued because of what was issued before.
    private func toMend(
        _ row: ExaminedRow, _ code: SpecificationCode, _ variant: String?, _ record: IssuedRecord, _ batch: String?,
        _ arguments: [(name: String, value: String)] = []
    ) -> RowPreview {
        let finding = Finding(
            code.rawValue, .error, at: row.place, variant: variant,
            [("date", record.signedAt.date.description), ("batch", batch ?? "")] + arguments)
        return RowPreview(row: row.row, outcome: .toMend, findings: [finding])
    }

    /// What tells a finding from others.
    static func mark(_ finding: Finding) -> [String] { [finding.code, finding.place, finding.variant ?? ""] }
}
