/// What went wrong in the many cases of one test: counted, and the first few told, so that a log stays readable.
///
///     #expect(faults.count == 0, "\(faults)")
public struct Faults: CustomStringConvertible, Sendable {
    /// How many there were.
    public private(set) var count = 0
    private var first: [String] = []

    /// Begins with none.
    public init() {}

    /// Adds one; its text is printed with control characters escaped.
    public mutating func note(_ what: @autoclosure () -> String) {
        count += 1
        if first.count < 3 { first.append(what()) }
    }

    /// The first few.
    public var description: String {
        first.map { $0.debugDescription }.joined(separator: "\n")
            + (count > first.count ? "\nand \(count - first.count) more" : "")
    }
}
