/// How a text is set.
struct TextStyle {
    /// A family of letters, and those that take over for scripts it lacks; for all others any font of the machine does.
    ///
    /// Named one by one, so that the same text looks the same wherever these fonts are.
    enum Family: String {
        /// For names and titles.
        case display = "Noto Serif Display,Noto Naskh Arabic,Noto Serif Hebrew,Noto Serif CJK SC"
        /// For everything else.
        case text = "Noto Sans,Noto Sans Arabic,Noto Sans Hebrew,Noto Sans CJK SC"
    }

    /// The letters.
    var family: Family = .text
    /// Size of the letters, in points.
    var size: Double
    /// From one line to the next, as a multiple of the size.
    var leading = 1.45
    /// Whether the letters are heavy.
    var isBold = false
    /// Space between letters beside their own, in points.
    var spacing = 0.0
    /// The colour of the letters.
    var colour = Colour.ink
    /// Whether lines begin at the left even in a script that runs from the right.
    var isFlushLeft = false

    /// From one line to the next, in points.
    var lineHeight: Double { size * leading }
}
