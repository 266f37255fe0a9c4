/// MC01: the learner has a family name and given names, or the one name of who has just one.
struct MC01LearnerNameRule: ProfileRule {
    let code = "MC01"
    var element: ProfileElement? { .learner }
    var phases: ProfilePhases { .withLearner }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        let learner = record.award?.learner ?? LearnerIdentity()
        if let name = learner.singleName, learner.familyName == nil, learner.givenNames == nil {
            return check(name, .familyName, record)
        }
        // Either half alone is no identification; the empty one is where a person has to write.
        guard let familyName = learner.familyName, !familyName.isBlank else { return missing(.familyName, record) }
        guard let givenNames = learner.givenNames, !givenNames.isBlank else { return missing(.givenNames, record) }
        return check(familyName, .familyName, record) + check(givenNames, .givenNames, record)
    }

    private func check(_ name: RecordText, _ field: RecordField, _ record: MicroCredentialRecord) -> [Finding] {
        if name.isBlank { return missing(field, record) }
        return name.withBytes({ Self.isOdd($0) }) ? error(at: name.place, "odd") : []
    }

    /// Whether a name has digits or an `@`, as a number or a mail address in the wrong column has.
    static func isOdd(_ name: Span<UInt8>) -> Bool {
        for index in 0..<name.count
        where name[index] == UInt8(ascii: "@") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= name[index] {
            return true
        }
        return false
    }

    private func missing(_ field: RecordField, _ record: MicroCredentialRecord) -> [Finding] {
        let place = record.place(of: field)
        guard let row = place.row else { return error(at: place) }
        return error(at: place, "row", [("n", String(row))])
    }
}
