/// MC06c: a link to ESCO is the address of a skill, and of one that the release at hand knows.
struct MC06cSkillAddressRule: ProfileRule {
    let code = "MC06c"
    var element: ProfileElement? { .learningOutcomes }

    private static let base = Array("http://data.europa.eu/esco/skill/".utf8)

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        var findings: [Finding] = []
        for outcome in record.achievement.learningOutcomes {
            for skill in outcome.escoSkills where findings.count < Self.findingLimit {
                if !skill.iri.withBytes({ Self.isAddress($0) }) {
                    findings += error(at: skill.iri.place, nil, [("x", skill.iri.string)])
                } else if let isKnown = context.settings.isKnownSkill, !isKnown(skill.iri.string) {
                    findings += warning(at: skill.iri.place, "unknown", [("x", skill.iri.string)])
                }
            }
        }
        return findings
    }

    static func isAddress(_ text: Span<UInt8>) -> Bool {
        guard text.count == base.count + 36, text.hasPrefix(base.span) else { return false }
        for index in base.count..<text.count {
            switch text[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "-"):
                continue
            default: return false
            }
        }
        return true
    }
}
