import Credentials
import Encodings

/// A moment to the minute, as people write it: `17:55 UTC, 30 November 2026`.
struct MomentText: SentencePart {
    let time: Timestamp

    init(_ time: Timestamp) { self.time = time }

    func words(in language: Language) -> String {
        func digits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return "\(digits(time.hour)):\(digits(time.minute)) UTC, \(CommandWords.date(time.date, language))"
    }
}
