import Credentials
import Proofs

/// A challenge as it is given to a learner: what a wallet reads, and beside it what a person does with it.
struct ChallengeText {
    let request: PresentationRequest
    /// The lines of its QR code, where there is a screen to show it on.
    var code: [String]?
    let language: Language

    /// The lines; those for people begin with `#`, which a wallet passes over.
    var lines: [String] {
        let facts = request.text.split(separator: "\n").map(String.init)
        let words = ["challenge.give", "challenge.answer"].flatMap { key in
            Terminal.wrap(CommandWords.sentence(key, language), width: 76)
        }
        // On a line of its own and never broken, so that it can be copied.
        let command = "  testamur verify presentation.json --domain \(ShellWord(request.domain).words(in: language))"
        let picture = code.map { [CommandWords.sentence("challenge.code", language)] + $0 } ?? []
        return facts + (words + [command]).map { "# " + $0 } + picture
    }
}
