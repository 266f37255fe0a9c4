/// MC06b: an outcome says what a learner can do; it is not the title, and not the content of a course.
struct MC06bOutcomeWordingRule: ProfileRule {
    let code = "MC06b"

    private static let openings = ["introduction to", "inleiding tot", "inleiding op", "inleiding in"].map {
        Array($0.utf8)
    }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        var findings: [Finding] = []
        for outcome in record.achievement.learningOutcomes {
            guard let text = outcome.text.main else { continue }
            let isTitle = record.achievement.title.main.map { $0 == text } ?? false
            if isTitle || Self.openings.contains(where: { starts(text.bytes, with: $0) }) {
                findings += warning(at: text.place)
            }
        }
        return findings
    }

    private func starts(_ text: ArraySlice<UInt8>, with opening: [UInt8]) -> Bool {
        guard let first = text.firstIndex(where: { $0 > 0x20 }), text.endIndex - first >= opening.count else {
            return false
        }
        for (offset, byte) in opening.enumerated() where text[first + offset] | 0x20 != byte { return false }
        return true
    }
}
