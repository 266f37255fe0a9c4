import Credentials

/// Reads the level: `level: none`, or fields with numbers (`eqf: 7`, `fqf: 7`) or addresses.
struct LevelReader {
    func level(_ value: FieldValue) -> LevelStatement {
        guard value.hasFields else {
            // A word that means nothing stays what it is, so that the rule tells what to choose.
            return LevelStatement(status: value.conceptOrWord(in: .levelStatuses))
        }
        return value.fields { fields in
            var level = LevelStatement(status: RecordText("levelled", at: value.place))
            level.eqf = fields.value("eqf").flatMap { number($0) { .european($0) } }
            for key in ["fqf", "vks"] {
                if let text = fields.value(key).flatMap({ number($0) { .flemish($0) } }) { level.national.append(text) }
            }
            level.national += fields.value("nqf")?.list { $0.text() } ?? []
            level.cycle = fields.value("cycle")?.conceptOrWord(in: .cycles)
            return level
        } ?? LevelStatement()
    }

    /// The address of a level of a component; what is none is a problem, for no rule judges it.
    func component(_ value: FieldValue, _ level: (Int) -> QualificationLevel) -> RecordText? {
        guard let text = number(value, level) else { return nil }
        if QualificationLevel(iri: text.string) != nil { return text }
        value.problems.add(
            .unreadableNumber, "range", at: value.position, [("found", text.string), ("a", "1"), ("b", "8")])
        return nil
    }

    /// The address of a level by its number; an address or anything else as it is written.
    func number(_ value: FieldValue, _ level: (Int) -> QualificationLevel) -> RecordText? {
        guard let text = value.text() else { return nil }
        return Int(text.string).flatMap { level($0).iri }.map { RecordText($0, at: value.place) } ?? text
    }
}
