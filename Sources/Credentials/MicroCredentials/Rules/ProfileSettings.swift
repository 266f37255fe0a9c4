public import Encodings

/// What institutions and governments change without a new release: bounds with the day from which they count.
public struct ProfileSettings: Sendable {
    /// The usual size of a micro-credential in one country, from one day on.
    public struct CreditBounds: Sendable, Hashable {
        /// The country's code of three letters.
        public let country: String
        /// The first day on which the bounds count.
        public let since: CalendarDate
        /// The usual smallest number of ECTS credits.
        public let smallest: ExactDecimal
        /// The usual largest number of ECTS credits.
        public let largest: ExactDecimal

        /// Sets bounds.
        public init(country: String, since: CalendarDate, smallest: ExactDecimal, largest: ExactDecimal) {
            self.country = country
            self.since = since
            self.smallest = smallest
            self.largest = largest
        }
    }

    /// Usual sizes, by country and day.
    public var creditBounds: [CreditBounds]

    /// Tells whether an address names a skill of the release of ESCO that is at hand; `nil` when none is at hand.
    public var isKnownSkill: (@Sendable (String) -> Bool)?

    /// Makes settings.
    public init(creditBounds: [CreditBounds], isKnownSkill: (@Sendable (String) -> Bool)? = nil) {
        self.creditBounds = creditBounds
        self.isKnownSkill = isKnownSkill
    }

    /// The usual sizes today: 3 to 20 ECTS in Flanders, 3 to 30 in the Netherlands (the profile, section 6).
    public static let standard = ProfileSettings(
        creditBounds: [("BEL", 300, 2_000), ("NLD", 300, 3_000)].compactMap { country, smallest, largest in
            guard let smallest = ExactDecimal(hundredths: smallest), let largest = ExactDecimal(hundredths: largest)
            else { return nil }
            return CreditBounds(country: country, since: .earliest, smallest: smallest, largest: largest)
        })

    /// The bounds that count in a country on a day; without a day, the latest ones.
    func creditBounds(in country: String, on day: CalendarDate?) -> CreditBounds? {
        creditBounds.filter { $0.country == country && $0.since <= (day ?? .latest) }.max { $0.since < $1.since }
    }
}
