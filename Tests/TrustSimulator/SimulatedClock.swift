public import Encodings

/// The time of a simulation, counted in days: day 0 is the first of January 2026.
public enum SimulatedClock {
    private static let start = Timestamp(secondsSince1970: 1_767_225_600) ?? .earliest

    /// An hour of a day.
    public static func day(_ number: Int, hour: Int = 0) -> Timestamp {
        start.adding(days: number).adding(seconds: Int64(hour) * 3_600)
    }

    /// The last second of a day.
    public static func end(of number: Int) -> Timestamp { day(number + 1).adding(seconds: -1) }
}
