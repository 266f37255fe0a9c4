import Credentials
import Encodings
import Synchronization

/// What the rules find in rows that differ in plain names and dates of birth alone: asked once, and the same for all.
///
/// No rule asks more of a plain name than that it is one. A date of birth is compared with other days, and nothing more:
/// between two dates of which the rules say the same they say it of each. Only what stands in no cell is shared, which is
/// what is said of the specification and the institution. Rules that are asked one by one stay the reference.
final class SharedFindings: Sendable {
    private struct Shared {
        let findings: [Finding]
        var births: ClosedRange<CalendarDate>
    }

    /// How many kinds of rows are remembered.
    private static let kindLimit = 1_024

    private let known = Mutex<[[UInt8]: Shared]>([:])

    /// What the rules find in a row, and that nothing else is in its way; `nil` where they must be asked.
    func findings(of award: PlainAward) -> [Finding]? {
        let kind = Self.kind(award)
        return known.withLock { known in
            guard let shared = known[kind], shared.births.contains(award.birth.date) else { return nil }
            return shared.findings
        }
    }

    /// Remembers what the rules, when they were asked, found in a row that nothing else is in the way of.
    func learn(_ findings: [Finding], of award: PlainAward) {
        guard findings.allSatisfy({ $0.cell == nil }) else { return }
        let kind = Self.kind(award)
        let birth = award.birth.date
        known.withLock { known in
            guard var shared = known[kind] else {
                if known.count < Self.kindLimit { known[kind] = Shared(findings: findings, births: birth...birth) }
                return
            }
            guard Self.isSame(shared.findings, findings) else { return }
            shared.births = min(shared.births.lowerBound, birth)...max(shared.births.upperBound, birth)
            known[kind] = shared
        }
    }

    /// All that the row says but for the names and the date of birth.
    private static func kind(_ award: PlainAward) -> [UInt8] { award.days + (award.grade ?? [0]) }

    private static func isSame(_ left: [Finding], _ right: [Finding]) -> Bool {
        left.elementsEqual(right) { one, other in
            one.code == other.code && one.variant == other.variant && one.severity == other.severity
                && one.place == other.place
                && one.arguments.elementsEqual(other.arguments, by: ==)
        }
    }
}
