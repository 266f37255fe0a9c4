/// Writes what was measured, a line each.
enum Row {
    static func printHeader(_ title: String) {
        Swift.print(Column.text(title, 42) + "microseconds            ratio")
        Swift.print("                                       best   median     median  10%-90%   target")
    }

    static func print(
        _ name: String, _ time: Samples, _ ratio: Samples? = nil, _ target: Double? = nil, note: String = ""
    ) {
        var line = Column.text(name, 36) + Column.number(time.quantile(0), 1, 7) + Column.number(time.median, 1, 9)
        if let ratio {
            line += Column.number(ratio.median, 2, 11)
            line += Column.number(ratio.quantile(0.1), 2, 6) + "-" + Column.number(ratio.quantile(0.9), 2, 0)
        }
        if let target { line += Column.number(target, 2, 8) }
        Swift.print(line + note)
    }
}
