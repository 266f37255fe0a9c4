extension QRCode {
    /// The code for a terminal, two modules to a character, each line with its line feed.
    ///
    /// With colours the light modules are bright and the dark ones black, whatever the terminal's own colours are.
    /// Without, the light modules are drawn, as on a dark background; most readers take the other way round as well.
    public func terminalText(inColour: Bool) -> String {
        let range = -Self.quietZone..<(side + Self.quietZone)
        var text = ""
        for row in stride(from: range.lowerBound, to: range.upperBound, by: 2) {
            if inColour { text += "\u{1B}[97;40m" }
            for column in range {
                let upper = !isDark(column: column, row: row)
                // Below an odd last row there is nothing, which must not look like a dark module.
                let lower = row + 1 >= range.upperBound ? inColour : !isDark(column: column, row: row + 1)
                text += upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ")
            }
            if inColour { text += "\u{1B}[0m" }
            text += "\n"
        }
        return text
    }
}
