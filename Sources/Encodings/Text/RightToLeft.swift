/// The scripts that are written from right to left.
enum RightToLeft {
    /// Tells whether a character belongs to such a script.
    ///
    /// Source: DerivedBidiClass.txt of Unicode, the ranges whose characters are R or AL unless they say otherwise.
    static func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0590...0x08ff, 0xfb1d...0xfdcf, 0xfdf0...0xfdff, 0xfe70...0xfeff, 0x10800...0x10fff, 0x1e800...0x1efff:
            true
        default: false
        }
    }
}
