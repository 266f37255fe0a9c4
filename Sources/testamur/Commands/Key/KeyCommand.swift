import ArgumentParser

/// `testamur key`: keys that sign.
struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Make a key, or show a key in every form.",
        discussion: "Example: testamur key new --out leiehove.pem",
        subcommands: [KeyNewCommand.self, KeyShowCommand.self])
}
