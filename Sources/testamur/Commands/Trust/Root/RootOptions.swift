import ArgumentParser
import Cryptography
import Registry

/// A key of a root as an option names it: `name:holder=key`.
struct RootKeyArgument {
    let id: String
    let holder: String
    let key: Ed25519PublicKey

    /// Reads `r1:ministry.example=z6Mk…`, where the key may be a file.
    init(_ text: String, option: String, _ input: PublicKeyInput) throws {
        let parts = text.split(separator: "=", maxSplits: 1)
        let names = (parts.first ?? "").split(separator: ":", maxSplits: 1)
        guard parts.count == 2, names.count == 2 else {
            throw Failure(
                .usage, Sentence("error.root.key", ["option": option, "found": text]), hint: "hint.root.key")
        }
        guard OperatorName(String(names[1])) != nil else {
            throw Failure(
                .usage, Sentence("error.root.holder", ["option": option, "found": String(names[1])]),
                hint: "hint.root.holder")
        }
        id = String(names[0])
        holder = String(names[1])
        key = try input.read(String(parts[1]))
    }
}

/// How many keys must sign, and whose.
struct ThresholdOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("How many keys must sign a root or a list, each of another holder.", valueName: "number"))
    var threshold: Int?

    func apply(to editor: inout TrustRootEditor, otherwise standard: Int?) {
        guard let number = threshold ?? standard else { return }
        for role in [TrustRole.Name.root, .list] {
            editor.setThreshold(of: role, number, distinctOperators: number)
        }
    }
}
