import ArgumentParser

/// Help for a command that there is not: the general help, and success, would tell nobody that the name is wrong.
enum UnknownHelp {
    /// Refuses `help` with words behind it that name no command.
    static func refuse(in arguments: [String]) throws(Failure) {
        guard arguments.first == "help" else { return }
        var command: any ParsableCommand.Type = Testamur.self
        var names = ["testamur", "help"]
        for word in arguments.dropFirst() {
            guard word.utf8.first != UInt8(ascii: "-") else { return }
            let found = command.configuration.subcommands.first {
                $0.configuration.commandName?.utf8.elementsEqual(word.utf8) ?? false
            }
            guard let found else {
                throw Failure(
                    .usage, Sentence("usage.noCommand", ["found": word]),
                    hint: Sentence("hint.usage", ["command": names.joined(separator: " ")]))
            }
            command = found
            names.append(word)
        }
    }
}
