public import Credentials
public import Encodings

/// How many awards an institution made, by what they are; nothing in it is about one person.
///
/// A number under five is not told, because it can be about somebody whom people know; nor is a further one where the
/// total would give it away. An award that was corrected counts once.
/// Source: the jobs M1 (counts without personal data, cells under 5 hidden) and A3 (loads of different units are never
/// added).
public struct AwardStatistics: Sendable {
    /// What awards are counted by.
    public enum Dimension: String, Sendable, CaseIterable {
        /// The entry of the catalogue.
        case specification
        /// Plain micro-credential, or the certificate that it is in law.
        case kind
        /// The European level.
        case level
        /// The field of study; an award with several counts in each.
        case field
        /// The study load as it is stated, in its own unit.
        case load
        /// How people take part; an award with several ways counts in each.
        case mode
        /// The kind of institution.
        case sector
        /// The month of the award.
        case month

        /// Whether one award can stand in several rows, so that the rows add up to more than the total.
        public var isMultiple: Bool { self == .field || self == .mode }
    }

    /// A number of awards, where it can be told.
    public enum Count: Sendable, Hashable {
        /// So many; five or more, or none.
        case exactly(Int)
        /// Not told.
        case hidden
    }

    /// How many awards have one value.
    public struct Row: Sendable {
        /// The value for programs: an identifier, a code or an address; empty where the awards state none.
        public let value: String
        /// The value in words, in each language.
        public let words: [Language: String]
        /// How many there are.
        public let count: Count
    }

    /// The numbers of one dimension.
    public struct Table: Sendable {
        /// What is counted by.
        public let dimension: Dimension
        /// The rows, the largest first; months in their order.
        public let rows: [Row]
    }

    /// Under how many a number is not told.
    public static let threshold = 5

    /// How many awards there are.
    public let total: Count
    /// The numbers, one table for each dimension that was asked for.
    public let tables: [Table]

    /// Counts.
    init(_ counter: AwardCounter) {
        total = Self.told(counter.total)
        let isTotalTold = total != .hidden
        tables = counter.cells.map { dimension, cells in
            let numbers = cells.mapValues(\.count)
            let hidden = Self.hidden(numbers, isTotalTold: isTotalTold && !dimension.isMultiple)
            let rows = cells.map { value, cell in
                Row(
                    value: value, words: cell.words,
                    count: hidden.contains(value) ? .hidden : .exactly(cell.count))
            }
            return Table(dimension: dimension, rows: Self.sorted(rows, numbers, by: dimension))
        }
    }

    private static func told(_ count: Int) -> Count { 1..<threshold ~= count ? .hidden : .exactly(count) }

    /// The values whose numbers are not told.
    ///
    /// Where the total is told, what is not told adds up to a number that everybody can compute. It must be none, or one
    /// under which no small number can be told: of at least two values, and five or more.
    static func hidden(_ numbers: [String: Int], isTotalTold: Bool) -> Set<String> {
        var hidden = Set(numbers.filter { 1..<threshold ~= $0.value }.keys)
        guard isTotalTold else { return hidden }
        let others = numbers.filter { $0.value >= threshold }
            .sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        for (value, _) in others {
            let sum = hidden.reduce(0) { $0 + (numbers[$1] ?? 0) }
            if hidden.isEmpty || hidden.count > 1 && sum >= threshold { break }
            hidden.insert(value)
        }
        return hidden
    }

    /// The largest first, but what is not told last and in an order that tells nothing of it.
    private static func sorted(_ rows: [Row], _ numbers: [String: Int], by dimension: Dimension) -> [Row] {
        rows.sorted { left, right in
            if dimension == .month { return left.value < right.value }
            let leftCount = left.count == .hidden ? -1 : numbers[left.value] ?? 0
            let rightCount = right.count == .hidden ? -1 : numbers[right.value] ?? 0
            return leftCount != rightCount ? leftCount > rightCount : left.value < right.value
        }
    }
}

extension IssuerFolder {
    /// Counts the awards whose day is in a range.
    ///
    /// - Parameters:
    ///   - dimensions: What to count by, in the order of the tables.
    ///   - from: The first day; `nil` for the beginning.
    ///   - to: The last day; `nil` for no end.
    /// - Throws: ``IssuerError`` with code `copyMissing`, `registerDamaged` or `storageFailed`.
    public func statistics(
        by dimensions: [AwardStatistics.Dimension] = AwardStatistics.Dimension.allCases, from: CalendarDate? = nil,
        to: CalendarDate? = nil
    ) throws(IssuerError) -> AwardStatistics {
        var counter = AwardCounter(dimensions)
        try book().forEachAward { award throws(IssuerError) in
            if let from, award.day < from { return }
            if let to, award.day > to { return }
            counter.add(award)
        }
        return AwardStatistics(counter)
    }
}
