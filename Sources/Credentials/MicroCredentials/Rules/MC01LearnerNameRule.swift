/// MC01: the learner has a family name and given names, or the one name of who has just one.
struct MC01LearnerNameRule: ProfileRule {
    let code = "MC01"
    var element: ProfileElement? { .learner }
    var phases: ProfilePhases { .withLearner }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        let learner = record.award?.learner ?? LearnerIdentity()
        if let name = learner.singleName, learner.familyName == nil, learner.givenNames == nil {
            let findings = check(name, .familyName, record)
            return findings.isEmpty ? otherName(than: [name], record) : findings
        }
        // Either half alone is no identification; the empty one is where a person has to write.
        guard let familyName = learner.familyName, !familyName.isBlank else { return missing(.familyName, record) }
        guard let givenNames = learner.givenNames, !givenNames.isBlank else { return missing(.givenNames, record) }
        let findings = check(familyName, .familyName, record) + check(givenNames, .givenNames, record)
        return findings.isEmpty ? otherName(than: [givenNames, familyName], record) : findings
    }

    /// A name in clear that does not have the words of the learner's names, in any order.
    private func otherName(than names: [RecordText], _ record: MicroCredentialRecord) -> [Finding] {
        let words = Self.words(names)
        guard let other = record.namesInClear.first(where: { Self.words([$0]) != words }) else { return [] }
        return error(at: other.place, "other")
    }

    private static func words(_ names: [RecordText]) -> [[UInt8]] {
        names.flatMap { name in
            name.bytes.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") }.map { Array($0) }
        }.sorted { $0.lexicographicallyPrecedes($1) }
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
