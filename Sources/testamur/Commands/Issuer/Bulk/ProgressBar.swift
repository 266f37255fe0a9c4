import CredentialIssuer
import Credentials
import Encodings
import Glibc

/// How far a batch is: a bar on a terminal, some lines elsewhere, and nothing for what is quick.
final class ProgressBar {
    private let language: Language
    private let terminal: Terminal
    private let isOnTerminal: Bool
    private let start = ProgressBar.seconds()
    private var last = 0.0
    private var isShown = false
    private var first: BatchProgress?
    private var firstTime = 0.0

    /// For how long nothing is told, in seconds.
    private static let patience = 1.0
    /// How often a line is written where there is no terminal, in seconds.
    private static let lineInterval = 10.0

    init(language: Language, terminal: Terminal) {
        self.language = language
        self.terminal = terminal
        isOnTerminal = isatty(STDERR_FILENO) == 1 && Environment.value("TERM") != "dumb"
    }

    /// Tells how far it is now.
    func show(_ progress: BatchProgress) {
        let now = Self.seconds()
        guard let first else {
            first = progress
            firstTime = now
            return
        }
        let interval = isOnTerminal ? 0.1 : Self.lineInterval
        guard now - start > (isOnTerminal ? Self.patience : Self.lineInterval), now - last > interval else { return }
        last = now
        let rate = Double(passed(progress) - passed(first)) / max(now - firstTime, 0.001)
        let left = rate > 0 ? Double(progress.total - passed(progress)) / rate : 0
        let facts = [
            (name: "done", value: Self.grouped(passed(progress))), (name: "total", value: Self.grouped(progress.total)),
            (name: "rate", value: Self.grouped(Int(rate))), (name: "left", value: Self.duration(left)),
        ]
        if isOnTerminal {
            isShown = true
            let bar = bar(progress)
            write(
                "\r\u{1B}[K" + CommandWords.sentence("issuer.progress", language, facts + [(name: "bar", value: bar)]))
        } else {
            Output.error(CommandWords.sentence("issuer.progress.line", language, facts))
        }
    }

    /// Takes the bar away.
    func end() {
        if isShown { write("\r\u{1B}[K") }
        isShown = false
    }

    /// How many rows somebody has taken: with others at work, all of them together are at this rate.
    private func passed(_ progress: BatchProgress) -> Int { progress.done + progress.elsewhere }

    private func bar(_ progress: BatchProgress) -> String {
        let width = 32
        let full = progress.total > 0 ? min(width, passed(progress) * width / progress.total) : width
        return String(repeating: terminal.symbol("█", "#"), count: full)
            + String(repeating: terminal.symbol("░", "."), count: width - full)
    }

    /// A number with a comma before each three digits.
    static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }

    private static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        if whole < 90 { return "\(whole) s" }
        return whole < 5_400 ? "\((whole + 30) / 60) min" : "\((whole + 1_800) / 3_600) h"
    }

    private static func seconds() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
