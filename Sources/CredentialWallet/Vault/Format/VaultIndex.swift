import Encodings
import Storage

/// The index of a vault: the notes, and what lists and searches need, of all credentials in one record.
///
/// So a list of ten thousand is one record to decrypt, and no document is parsed for it.
enum VaultIndex {
    private static let version = 1

    /// Writes summaries.
    static func bytes(of summaries: [WalletSummary]) -> [UInt8] {
        var writer = IndexWriter()
        writer.write(version)
        writer.write(summaries.count)
        for summary in summaries {
            if let row = summary.row {
                writer.write(row.whole)
                continue
            }
            guard let note = summary.note else { continue }
            write(note, to: &writer)
            writer.write(Int(summary.content.rawValue))
            write(summary.claims, to: &writer)
        }
        return writer.bytes
    }

    /// Reads summaries, as far as to know where each is, and that all of it is what ``bytes(of:)`` writes.
    ///
    /// - Throws: ``WalletError`` with code `madeByLaterVersion` or `vaultDamaged`.
    static func summaries(in bytes: [UInt8]) throws(WalletError) -> [WalletSummary] {
        var reader = IndexReader(bytes, texts: .check)
        guard let found = reader.number(), let count = reader.count() else { throw damaged }
        guard found == version else {
            throw WalletError(.madeByLaterVersion, "expected an index of version \(version), found version \(found)")
        }
        var summaries: [WalletSummary] = []
        summaries.reserveCapacity(count)
        for _ in 0..<count {
            let start = reader.place
            guard let note = note(&reader),
                let content = reader.number().flatMap({ UInt8(exactly: $0) }).flatMap({
                    WalletSummary.Content(rawValue: $0)
                })
            else { throw damaged }
            let claimsStart = reader.place
            guard let claims = claims(&reader) else { throw damaged }
            let row = IndexRow(
                index: bytes, note: start, claims: claimsStart, end: reader.place, searched: reader.lastText,
                namesOthers: !claims.related.isEmpty)
            summaries.append(WalletSummary(number: note.number, digest: note.digest, content, row))
        }
        guard reader.isAtEnd else { throw damaged }
        return summaries
    }

    private static let damaged = WalletError(.vaultDamaged, "the index of the wallet is not what was written")

    private static func write(_ note: WalletNote, to writer: inout IndexWriter) {
        writer.write(note.digest.hexadecimal)
        writer.write(note.number)
        writer.write(Int(note.addedAt.secondsSince1970))
        writer.write(note.isAcceptedUnverified)
        writer.write(note.verdict != nil)
        guard let verdict = note.verdict else { return }
        writer.write(RecordedVerdict.Verdict.allCases.firstIndex(of: verdict.verdict) ?? 0)
        writer.write(verdict.isAuthentic)
        writer.write(verdict.code)
        writer.write(verdict.issuerName)
        writer.write(Int(verdict.evaluatedAt.secondsSince1970))
    }

    /// Reads a note; of one whose texts are not read, the digest is there all the same.
    static func note(_ reader: inout IndexReader) -> WalletNote? {
        guard let digest = reader.wholeText().flatMap({ try? ObjectName(hexadecimal: $0) }),
            let number = reader.number(), WalletNote.numbers ~= number, let addedAt = time(&reader),
            let isAccepted = reader.flag(), let hasVerdict = reader.flag()
        else { return nil }
        var verdict: RecordedVerdict?
        if hasVerdict {
            guard let place = reader.number(), RecordedVerdict.Verdict.allCases.indices.contains(place),
                let isAuthentic = reader.flag(), let code = reader.text(), let issuerName = reader.optionalText(),
                let evaluatedAt = time(&reader)
            else { return nil }
            verdict = RecordedVerdict(
                RecordedVerdict.Verdict.allCases[place], isAuthentic: isAuthentic, code: code, issuerName: issuerName,
                evaluatedAt: evaluatedAt)
        }
        return WalletNote(
            digest: digest, number: number, addedAt: addedAt, verdict: verdict, isAcceptedUnverified: isAccepted)
    }

    private static func time(_ reader: inout IndexReader) -> Timestamp? {
        reader.number().flatMap { Timestamp(secondsSince1970: Int64($0)) }
    }

    private static func write(_ claims: SummaryClaims, to writer: inout IndexWriter) {
        writer.write(claims.id)
        writer.write(claims.issuer)
        writer.write(claims.issuerName)
        writer.write(claims.titles)
        writer.write(claims.title != nil)
        if let title = claims.title { writer.write(title) }
        writer.write(claims.workload)
        writer.write(claims.level)
        writer.write(claims.levels.count)
        for level in claims.levels { writer.write(level) }
        writer.write(claims.fields)
        writer.write(claims.skills)
        writer.write(claims.awardedOn)
        writer.write(claims.validFrom)
        writer.write(claims.validUntil)
        writer.write(claims.achievements)
        writer.write(claims.related.flatMap { [$0.id, $0.digest] })
        writer.write(claims.searched)
    }

    /// Reads what a document claims.
    static func claims(_ reader: inout IndexReader) -> SummaryClaims? {
        var claims = SummaryClaims()
        guard let id = reader.optionalText(), let issuer = reader.optionalText(),
            let issuerName = reader.optionalText(), let titles = reader.texts(), let hasTitle = reader.flag()
        else { return nil }
        (claims.id, claims.issuer, claims.issuerName, claims.titles) = (id, issuer, issuerName, titles)
        if hasTitle {
            guard let title = reader.bothTexts() else { return nil }
            claims.title = title
        }
        guard let workload = reader.bothTexts(), let level = reader.bothTexts(), let levelCount = reader.count()
        else { return nil }
        (claims.workload, claims.level) = (workload, level)
        for _ in 0..<levelCount {
            guard let level = reader.number() else { return nil }
            claims.levels.append(level)
        }
        guard let fields = reader.texts(), let skills = reader.texts(), let awardedOn = reader.date(),
            let validFrom = reader.time(), let validUntil = reader.time(), let achievements = reader.texts(),
            let related = relatedDocuments(&reader), let searched = reader.text()
        else { return nil }
        (claims.fields, claims.skills, claims.awardedOn) = (fields, skills, awardedOn)
        (claims.validFrom, claims.validUntil, claims.achievements) = (validFrom, validUntil, achievements)
        claims.related = related
        claims.searched = searched
        return claims
    }

    private static func relatedDocuments(_ reader: inout IndexReader) -> [SummaryClaims.Related]? {
        guard let count = reader.count(), count % 2 == 0 else { return nil }
        var related: [SummaryClaims.Related] = []
        for _ in 0..<count / 2 {
            guard let id = reader.text(), let digest = reader.text() else { return nil }
            related.append(SummaryClaims.Related(id: id, digest: digest))
        }
        return related
    }
}
