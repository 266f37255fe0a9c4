/// MO5: an address for further information is one of the web.
struct MO5WebAddressRule: ProfileRule {
    let code = "MO5"

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        var findings: [Finding] = []
        for text in record.achievement.furtherInformation
        where text.isAbsoluteAddress && !text.isWebAddress && findings.count < Self.findingLimit {
            findings += error(at: text.place, nil, [("found", text.string)])
        }
        for entry in record.achievement.qualityAssurance where findings.count < Self.findingLimit {
            guard let report = entry.report, !report.isWebAddress else { continue }
            findings += error(at: report.place, nil, [("found", report.string)])
        }
        return findings
    }
}
