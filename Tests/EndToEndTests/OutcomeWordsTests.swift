import Encodings
import TestSupport
import Testing

@Suite("What a learner reads first of a credential")
struct OutcomeWordsTests {
    @Test("What was learned stands as the institution wrote it, each on a line, and in no sentence of ours")
    func outcomes() throws {
        try Story.play { story in
            let written = ["Understands a conversation.", "Can plan", "EU law: applies it", "D", "E", "F", "G"]
            try story.issue {
                $0["credentialSubject"]?["achievement"]?["learningOutcomes"] = .array(
                    written.map { ["outcomeText": .string($0)] })
            }
            try story.succeed("wallet", "init", "--wallet", "w")
            try story.succeed("wallet", "add", "anna.json", "--wallet", "w", "--trust", "trust")
            for (language, first, last) in [
                ("en", "You learned:", "- and 2 more"), ("nl", "Dit leerde u:", "- en nog 2"),
            ] {
                let shown = try story.succeed(
                    "wallet", "show", "1", "--wallet", "w", "--trust", "trust", "--language", language)
                let lines = shown.lines.prefix(7).map { String($0) }
                #expect(lines == [first] + written.prefix(5).map { "- " + $0 } + [last], "\(shown.output)")
            }
        }
    }
}
