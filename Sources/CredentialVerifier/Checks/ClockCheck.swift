import Encodings
import Registry

/// Whether the clock can be right: nothing that was accepted before is dated later than it shows.
///
/// A clock that was set back would make an expired list or credential look good again. Source: trust list design, section
/// 1.5, step S0.
struct ClockCheck {
    let clock: Timestamp
    private let floor: Timestamp?

    init(_ trust: Trust, _ policy: Policy, _ clock: Timestamp) {
        self.clock = clock
        floor = trust.floor(above: clock, skew: policy.skew)
    }

    /// What a clock that shows too early a time may take for a date in the future.
    private static let early: Set<String> = ["NOT_YET_VALID", "TIME_FROM_FUTURE"]

    /// A check that depends on the time: undecided where the clock cannot be right, unless it failed for what a right
    /// clock could only confirm.
    func judging(_ check: Check) -> Check {
        guard let floor, check.outcome != .failed || Self.early.contains(check.code) else { return check }
        return Check(
            check.name, .undecided, "CLOCK_BEFORE_TRUSTED_FLOOR", [("clock", .date(clock)), ("floor", .date(floor))])
    }
}
