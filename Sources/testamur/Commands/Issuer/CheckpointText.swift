import CredentialIssuer
import Credentials
import Encodings

/// What a comparison with checkpoints found, for people and for programs.
enum CheckpointText {
    static func lines(_ review: CheckpointReview, _ language: Language) -> [String] {
        func word(_ key: String, _ facts: [(name: String, value: String)] = []) -> [String] {
            Terminal.wrap(CommandWords.sentence(key, language, facts), width: Terminal.standard.width)
        }
        var lines: [String] = []
        if let newest = review.newest {
            lines += word(
                review.agreeing == 1 ? "report.checkpoint.one" : "report.checkpoint.agree",
                [
                    ("n", String(review.agreeing)), ("sequence", String(newest.sequence)),
                    ("date", CommandWords.date(newest.time.date, language)),
                ])
        }
        if let contradiction = review.contradiction {
            lines += [""]
            lines += word(
                contradiction.found == nil ? "report.checkpoint.rewritten" : "report.checkpoint.cut",
                [
                    ("sequence", String(contradiction.sequence)), ("first", String(contradiction.lastGood + 1)),
                    ("date", CommandWords.date(contradiction.time.date, language)),
                    ("found", String(contradiction.found ?? 0)),
                ])
        }
        if review.unreadable > 0 {
            lines += [""] + word("report.checkpoint.unreadable", [("n", String(review.unreadable))])
        }
        return lines
    }

    static func json(_ review: CheckpointReview) -> JSONValue {
        var value: JSONValue = [
            "agreeing": .number(String(review.agreeing)), "unreadable": .number(String(review.unreadable)),
        ]
        value["newest"] = review.newest.map {
            ["sequence": .number(String($0.sequence)), "time": .string($0.time.description)]
        }
        value["contradiction"] = review.contradiction.map {
            [
                "sequence": .number(String($0.sequence)), "time": .string($0.time.description),
                "firstAlteredFrom": .number(String($0.lastGood + 1)),
                "kind": $0.found == nil ? "rewritten" : "cut",
            ]
        }
        return value
    }
}
