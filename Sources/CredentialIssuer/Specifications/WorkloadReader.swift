import Credentials
import Encodings

/// Reads the study load: by fields (`ects: 6`), or in words (`6 ECTS`, `60 lestijden`).
struct WorkloadReader {
    func read(_ value: FieldValue, into workload: inout NotionalWorkload) {
        guard value.hasFields else {
            for item in value.values() { readWords(item, into: &workload) }
            return
        }
        let read: NotionalWorkload? = value.fields { fields in
            NotionalWorkload(
                ectsCredits: fields.value("ects")?.decimalOrText(), hours: fields.value("hours")?.decimalOrText(),
                ecvetPoints: fields.value("ecvet")?.decimalOrText(),
                teachingPeriods: fields.value("teaching_periods")?.text().map { RecordValue($0) })
        }
        if let read { workload = read }
    }

    private func readWords(_ value: FieldValue, into workload: inout NotionalWorkload) {
        guard let text = value.text() else { return }
        let parts = text.string.split(separator: " ", maxSplits: 1)
        let unit = parts.count == 2 ? PlainWord(String(parts[1])) : PlainWord("")
        guard let number = parts.first.flatMap({ FieldValue.decimal(String($0)) }),
            let field = Self.units.first(where: { $0.words.contains { PlainWord($0) == unit } })
        else {
            value.problems.add(.unreadableLoad, at: value.position, [("found", text.string)])
            return
        }
        let written = RecordText(number, at: value.place)
        switch field.unit {
        case .ects: workload.ectsCredits = RecordValue(written)
        case .hours: workload.hours = RecordValue(written)
        case .ecvet: workload.ecvetPoints = RecordValue(written)
        case .periods: workload.teachingPeriods = RecordValue(written)
        }
    }

    private enum Unit { case ects, hours, ecvet, periods }

    private static let units: [(unit: Unit, words: [String])] = [
        (.ects, ["ECTS", "ECTS credits", "credits", "studiepunten", "studiepunt"]),
        (.hours, ["hours", "hour", "h", "uur", "uren"]),
        (.ecvet, ["ECVET", "ECVET points", "ECVET-punten"]),
        (.periods, ["teaching periods", "periods", "lestijden", "lestijd"]),
    ]
}
