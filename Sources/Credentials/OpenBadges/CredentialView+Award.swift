public import Encodings

extension CredentialView {
    /// The day on which the award was decided, where it lies after `now` everywhere on earth; else `nil`.
    ///
    /// Source: Open Badges 3.0, `awardedDate`. A decision that is still to come is none yet.
    public func awardDay(after now: Timestamp) -> CalendarDate? {
        guard let day = node["awardedDate"]?.withUTF8({ CalendarDate(startOfDateOrTime: $0) }) ?? nil,
            MC05AwardDateRule.isAfter(day, now)
        else { return nil }
        return day
    }
}
