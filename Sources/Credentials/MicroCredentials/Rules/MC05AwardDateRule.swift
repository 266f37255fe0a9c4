import Encodings

/// MC05: the decision to award comes before signing, signing not in the future, and the end of validity after that.
struct MC05AwardDateRule: ProfileRule {
    let code = "MC05"
    var element: ProfileElement? { .dateOfIssuing }
    var phases: ProfilePhases { .withLearner }

    /// How far a clock may be ahead of ours.
    private static let tolerance: Int64 = 300
    /// The decision bears the date of the place where it was taken, which is up to 14 hours ahead of UTC.
    private static let largestOffset: Int64 = 14 * 3_600

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        guard let award = record.award, let awardedOn = award.awardedOn else {
            return error(at: record.place(of: .awardedOn), "missing")
        }
        guard let day = awardedOn.value else { return error(at: awardedOn.text.place, "unreadable") }
        guard let issuedAt = award.issuedAt else { return error(at: record.place(of: .issuedAt), "notSigned") }
        guard let time = issuedAt.value else { return error(at: issuedAt.text.place, "notSigned") }
        var findings: [Finding] = []
        if Self.isAfter(day, time) {
            findings += error(at: awardedOn.text.place, nil, [("d", day.description)])
        }
        if let now = context.now, context.phase == .award, time > now.adding(seconds: Self.tolerance) {
            findings += error(at: issuedAt.text.place, "future", [("d", time.description)])
        }
        if let validUntil = award.validUntil {
            let end = validUntil.value
            if end.map({ $0 <= time }) ?? true {
                let variant = end == nil ? "endUnreadable" : "end"
                findings += error(at: validUntil.text.place, variant, [("d", validUntil.text.string)])
            }
        }
        if let end = award.activityEnd, context.phase == .credential, end.value == nil {
            findings += warning(at: end.text.place, "courseUnreadable")
        }
        if let end = award.activityEnd, let endDay = end.value, day < endDay {
            findings += warning(at: awardedOn.text.place, "early", [("d", day.description), ("e", endDay.description)])
        }
        return findings
    }

    /// Whether the day of an award comes after the time of signing, wherever on earth it was decided.
    static func isAfter(_ day: CalendarDate, _ time: Timestamp) -> Bool {
        day > time.adding(seconds: largestOffset).date
    }
}
