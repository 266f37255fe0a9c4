import CredentialIssuer
import Credentials
import Encodings

/// A batch as a registrar reads it.
struct BatchCard {
    let batch: BatchSummary
    let language: Language
    let terminal: Terminal

    /// How it stands, in a word or two.
    var standing: String {
        let key =
            batch.cancelledAt != nil
            ? "cancelled"
            : reinstates && !batch.needsApproval
                ? "reinstated"
                : batch.needsApproval
                    ? "waits"
                    : batch.issuedCount < batch.rowCount
                        ? batch.issuedCount == 0 && batch.manifest != nil ? "approved" : "unfinished"
                        : batch.signedCount > 0 ? "issued" : "delivered"
        return word("issuer.batch.standing.\(key)")
    }

    /// Whether credentials that are suspended are to count again, and nothing is issued.
    private var reinstates: Bool {
        if case .reinstate = batch.manifest?.work { return true }
        return false
    }

    /// What it is about: the credential's title, or what is done.
    private var title: String {
        reinstates ? word("issuer.batch.reinstates") : TerminalText(batch.title).description
    }

    /// The lines of a list: identifier, day, rows, standing, spreadsheet, title.
    static func table(_ cards: [BatchCard]) -> [String] {
        let rows = cards.map { card in
            [
                card.batch.id, card.batch.begunAt.date.description,
                card.reinstates
                    ? ProgressBar.grouped(card.batch.rowCount)
                    : "\(ProgressBar.grouped(card.batch.issuedCount))/\(ProgressBar.grouped(card.batch.rowCount))",
                card.standing, TerminalText(card.batch.file).description,
            ]
        }
        let bounds = [12, 10, 19, 24, 30]
        let widths = bounds.indices.map { column in
            min(rows.map { TerminalText($0[column]).width }.max() ?? 0, bounds[column])
        }
        return zip(cards, rows).map { card, cells in
            "  "
                + bounds.indices.map { card.terminal.cell(cells[$0], width: widths[$0]) }.joined(separator: "   ")
                + "   " + card.title
        }
    }

    /// Everything about it, a line each.
    var lines: [String] {
        var facts: [(String, String)] = [
            ("title", title), ("begun", CommandWords.date(batch.begunAt.date, language)),
            ("rows", ProgressBar.grouped(batch.rowCount)),
        ]
        if !reinstates {
            facts.insert(("file", TerminalText(batch.file).description), at: 1)
            facts.append(("issued", ProgressBar.grouped(batch.issuedCount)))
        }
        switch batch.manifest?.work {
        case .reissue(let batch): facts.append(("reissues", TerminalText(batch).description))
        case .reinstate(let reason): facts.append(("class", reason.rawValue))
        case .issue, nil: break
        }
        if batch.deliveredCount > 0 { facts.append(("delivered", ProgressBar.grouped(batch.deliveredCount))) }
        if batch.unfinishedCount > 0 { facts.append(("unfinished", ProgressBar.grouped(batch.unfinishedCount))) }
        if batch.withdrawnCount > 0 { facts.append(("withdrawn", ProgressBar.grouped(batch.withdrawnCount))) }
        if !batch.place.isEmpty { facts.append(("place", TerminalText(batch.place).description)) }
        if let manifest = batch.manifest {
            facts.append(("reason", TerminalText(manifest.reason).description))
            facts.append(("manifest", manifest.fingerprint ?? ""))
            if let template = manifest.templateDigest { facts.append(("template", template)) }
        }
        for signature in batch.signatures {
            let person = TerminalText(signature.name).description
            facts.append(
                (
                    signature.isApproval ? "approvedBy" : "preparedBy",
                    word(
                        "issuer.batch.person",
                        [("name", person), ("date", CommandWords.date(signature.time.date, language))])
                ))
        }
        if let date = batch.cancelledAt { facts.append(("cancelled", CommandWords.date(date.date, language))) }
        let labels = facts.map { word("issuer.batch.\($0.0)") }
        let width = labels.map { TerminalText($0).width }.max() ?? 0
        return [terminal.paint("\(batch.id)  \(standing)", .strong), ""]
            + zip(labels, facts).map { "  " + TerminalText($0).padded(toWidth: width) + "  " + $1.1 }
    }

    /// Everything about it, with the credentials that are to count again: who agrees to that sees whose they are.
    func lines(in folder: IssuerFolder) throws -> [String] {
        let ids = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try folder.credentials(reinstatedBy: batch.id)
        }
        guard !ids.isEmpty else { return lines }
        let records = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.issued() }
        let copies = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.copies() }
        let known = Dictionary(records.map { ($0.credentialID, $0) }) { first, _ in first }
        return lines + [""]
            + (try ids.map { id in
                let subject = try known[id].flatMap { record in
                    try IssuedText(record, from: copies, of: folder, language: language).subject
                }
                let name = TerminalText(id).description
                return "  " + (subject.map { $0 + " (\(name))" } ?? name)
            })
    }

    /// The batch for programs.
    var json: JSONValue {
        var value: JSONValue = [
            "batch": .string(batch.id), "begunAt": .string(batch.begunAt.description), "file": .string(batch.file),
            "title": .string(batch.title), "rows": .number(String(batch.rowCount)),
            "issued": .number(String(batch.issuedCount)), "delivered": .number(String(batch.deliveredCount)),
            "unfinished": .number(String(batch.unfinishedCount)), "withdrawn": .number(String(batch.withdrawnCount)),
            "needsApproval": .boolean(batch.needsApproval),
            "signatures": .array(
                batch.signatures.map { signature in
                    [
                        "name": .string(signature.name), "time": .string(signature.time.description),
                        "isApproval": .boolean(signature.isApproval),
                    ]
                }),
        ]
        switch batch.manifest?.work {
        case .reissue(let batch): value["reissues"] = .string(batch)
        case .reinstate(let reason): value["reinstates"] = .string(reason.rawValue)
        case .issue, nil: break
        }
        value["cancelledAt"] = batch.cancelledAt.map { .string($0.description) }
        value["place"] = batch.place.isEmpty ? nil : .string(batch.place)
        value["reason"] = batch.manifest.map { .string($0.reason) }
        value["manifest"] = batch.manifest?.fingerprint.map { .string($0) }
        value["template"] = batch.manifest?.templateDigest.map { .string($0) }
        return value
    }

    private func word(_ key: String, _ arguments: [(name: String, value: String)] = []) -> String {
        CommandWords.sentence(key, language, arguments)
    }
}
