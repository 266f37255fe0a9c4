/// A QR code as dark and light modules.
///
/// Source: ISO/IEC 18004. Numbers, capital letters and a few signs take 5.5 bits each (section 7.4.4), other bytes 8.
public struct QRCode: Sendable, Equatable {
    /// How much of a code may be unreadable and it is still read (section 7.5.1).
    public enum Redundancy: Sendable, CaseIterable {
        /// About 7 %.
        case low
        /// About 15 %.
        case medium
        /// About 25 %.
        case quartile
    }

    /// The light margin that a reader needs around a code, in modules (section 6.3.8).
    public static let quietZone = 4

    /// How many modules a side has, without the quiet zone: 21 to 177.
    public let side: Int

    private let modules: [Bool]

    init(side: Int, modules: [Bool]) {
        self.side = side
        self.modules = modules
    }

    /// Whether the module in a column and a row is dark; outside of the code none is.
    public func isDark(column: Int, row: Int) -> Bool {
        guard (0..<side).contains(column), (0..<side).contains(row) else { return false }
        return modules[row * side + column]
    }

    /// The dark modules of a row as runs, from left to right.
    func runs(row: Int) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for column in 0...side {
            let dark = isDark(column: column, row: row)
            if dark, start == nil { start = column }
            if !dark, let first = start {
                runs.append(first..<column)
                start = nil
            }
        }
        return runs
    }
}
