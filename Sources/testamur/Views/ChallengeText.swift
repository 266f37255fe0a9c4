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
        func wrapped(_ key: String) -> [String] {
            Terminal.wrap(CommandWords.sentence(key, language), width: 76)
        }
        // On lines of their own and never broken, so that they can be copied.
        var commands = ["  testamur verify presentation.json --domain \(ShellWord(request.domain).words(in: language))"]
        // Who asks under a DID can be an institution: to verify a proof of a key would use it up.
        if request.domain.hasPrefix("did:") {
            commands += wrapped("challenge.issue") + ["  testamur issuer issue --holder-proof proof.json"]
        }
        let picture = code.map { [CommandWords.sentence("challenge.code", language)] + $0 } ?? []
        return facts + (wrapped("challenge.give") + wrapped("challenge.answer") + commands).map { "# " + $0 } + picture
    }
}
