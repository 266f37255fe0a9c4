import Credentials
import Encodings
import Glibc

/// The terminal as a person has it: its colours, its characters, its language.
struct Terminal: Sendable {
    /// Whether colours may be used: standard output is a terminal and `NO_COLOR` is not set.
    let hasColour: Bool
    /// Whether symbols beyond ASCII can be shown.
    let hasUnicode: Bool
    /// Whether somebody sits in front of it, so that questions and progress make sense.
    let isInteractive: Bool
    /// Whether a person reads along, so that what is long is cut; what goes to a file or a program is whole.
    let isScreen: Bool
    /// Columns of the terminal, or 80 when it is not known.
    let width: Int

    /// Looks at standard output and the environment.
    static let standard: Terminal = {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let isDumb = Environment.value("TERM") == "dumb"
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { Environment.value($0) }.first { !$0.isEmpty } ?? ""
        let isUTF8 = locale.lowercased().contains("utf-8") || locale.lowercased().contains("utf8")
        var size = winsize()
        let knowsSize = unsafe isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20
        return Terminal(
            hasColour: isTerminal && !isDumb && (Environment.value("NO_COLOR") ?? "").isEmpty,
            hasUnicode: isUTF8 || !isTerminal, isInteractive: isTerminal && isatty(STDIN_FILENO) == 1,
            isScreen: isTerminal,
            width: knowsSize ? Int(size.ws_col) : 80)
    }()

    /// A meaning that a colour carries; the words say it as well.
    enum Tone {
        case good, bad, doubtful, faint, strong
    }

    /// Puts `text` into the colour of `tone`, where there are colours.
    func paint(_ text: String, _ tone: Tone) -> String {
        guard hasColour else { return text }
        let code =
            switch tone {
            case .good: "1;32"
            case .bad: "1;31"
            case .doubtful: "1;33"
            case .faint: "2"
            case .strong: "1"
            }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    /// A symbol, or its plain twin.
    func symbol(_ unicode: String, _ plain: String) -> String { hasUnicode ? unicode : plain }

    /// The greatest width of a column: `bound` where a person reads along, else generous, so that lines still align.
    func columnBound(_ bound: Int) -> Int { isScreen ? bound : max(bound, 120) }

    /// A cell of a table: filled up to its column, and cut to it where a person reads along.
    func cell(_ text: String, width: Int) -> String {
        let text = TerminalText(text)
        return (isScreen ? text.truncated(toWidth: width) : text).padded(toWidth: width)
    }

    /// Breaks a sentence into lines of at most `width` columns.
    static func wrap(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: true) {
            if !line.isEmpty, TerminalText(line).width + 1 + TerminalText(String(word)).width > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return lines + (line.isEmpty ? [] : [line])
    }
}

/// Variables of the environment.
enum Environment {
    /// The value of a variable, or `nil` when it is not set.
    static func value(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// The language that the person's locale asks for.
    static var language: Language {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            if let value = value(name), !value.isEmpty { return Language(tag: value) ?? .english }
        }
        return .english
    }
}
