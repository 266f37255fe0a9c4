/// Names and texts that lead elsewhere, or are something else, on one system or another.
enum HostileNames {
    /// Names of files that this system takes, without their ending.
    static let files = [
        "..", "...", ".. ", " ", "a ", "a.", "a. .", "CON", "nul", "Aux", "COM1", "lpt9", "CON.x", "..\\..\\evil",
        "C:\\evil", "C:evil", "\\\\host\\share\\evil", "evil\u{202E}nosj", "evil\u{2066}x\u{2069}", "a\nb", "a\rb",
        "a\tb", "a\u{1B}]0;evil\u{7}", "a\u{1B}[2J", "a\u{7F}", "a\u{9B}31m", "-rf", "--out=evil", "*", "?",
        "$(touch evil)", "`touch evil`", "';touch evil;'", "\"", "a|touch evil", "&", "%s%n%p", "%2e%2e%2fevil",
        "~", "#1", "<script>x", "\u{FEFF}a", "a\u{2028}b", "\u{FF0E}\u{FF0E}\u{FF0F}evil", "..\u{2215}evil",
        "\u{200B}", "e\u{301}\u{301}\u{301}\u{301}", String(repeating: "l", count: 250),
    ]

    /// Texts that are no names of files at all here, for where a document may hold any text.
    static let paths = [
        "../evil", "../../evil", "/tmp/evil", "/etc/passwd", "a/../../evil", "./credential.json", "credential.json/",
        "credential.json\u{0}", "trust//list.json", "trust/../credential.json", "trust/root.01.json", "file:///evil",
        "",
        ".", String(repeating: "../", count: 40) + "evil", String(repeating: "l", count: 5_000), "contents.json",
    ]

    /// Whether a text does nothing on a terminal: no control character but a line feed, and nothing that turns its order.
    static func isHarmless(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0A: true
            case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: false
            default: true
            }
        }
    }
}
