import Credentials

extension Language {
    /// The language of this run, known before the command is understood, so that what is not understood can be told.
    static let spoken = spoken(in: CommandLine.arguments.dropFirst(), otherwise: Environment.language)

    /// The language that the last `--language` asks for.
    static func spoken(in arguments: some Sequence<String>, otherwise standard: Language) -> Language {
        var language = standard
        var isNext = false
        for argument in arguments {
            if argument.utf8.elementsEqual("--".utf8) { break }
            let option = "--language="
            if isNext {
                language = Language(tag: argument) ?? language
            } else if argument.utf8.starts(with: option.utf8) {
                language =
                    Language(tag: String(decoding: argument.utf8.dropFirst(option.utf8.count), as: UTF8.self))
                    ?? language
            }
            isNext = argument.utf8.elementsEqual("--language".utf8)
        }
        return language
    }
}
