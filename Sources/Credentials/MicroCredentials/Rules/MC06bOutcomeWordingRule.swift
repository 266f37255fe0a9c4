/// MC06b: an outcome says what a learner can do; it is not the title, and not the content of a course.
struct MC06bOutcomeWordingRule: ProfileRule {
    let code = "MC06b"

    private static let openings = ["introduction to", "inleiding tot", "inleiding op", "inleiding in"].map {
        Array($0.utf8)
    }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        var findings: [Finding] = []
        for outcome in record.achievement.learningOutcomes where findings.count < Self.findingLimit {
            guard let text = outcome.text.main else { continue }
            let isTitle = record.achievement.title.main.map { $0 == text } ?? false
            if isTitle || Self.openings.contains(where: { starts(text, with: $0) }) {
                findings += warning(at: text.place)
            }
        }
        return findings
    }

    private func starts(_ text: RecordText, with opening: [UInt8]) -> Bool {
        text.withBytes { text in
            var first = 0
            while first < text.count, text[first] <= 0x20 { first += 1 }
            guard text.count - first >= opening.count else { return false }
            for index in opening.indices where text[first + index] | 0x20 != opening[index] { return false }
            return true
        }
    }
}
