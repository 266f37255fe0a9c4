import Storage

/// Names of files that would be read as options.
///
/// Whoever chooses a file's name could otherwise choose what a command over many files does: `verify *` in a folder with
/// a file `-h` or `--version` would end with success and verify nothing, and `wallet add *` would obey a file
/// `--keep-unverified`.
enum MisreadNames {
    /// Refuses words such as `-h.json`, and words that are options and the names of files that are there.
    static func refuse(in arguments: [String]) throws(Failure) {
        for argument in arguments {
            if argument.utf8.elementsEqual("--".utf8) { return }
            guard argument.utf8.first == UInt8(ascii: "-"), argument.utf8.count > 1 else { continue }
            if isNoOption(argument) {
                throw Failure(
                    .usage, Sentence("usage.noOption", ["option": argument]),
                    hint: Sentence("hint.fileName", ["path": ShellWord(argument)]))
            }
            guard (try? FileStatus.at(argument, links: .refuse)) ?? nil == nil else {
                throw Failure(
                    .usage, Sentence("usage.optionIsFile", ["name": argument]),
                    hint: Sentence("hint.optionIsFile", ["path": ShellWord(argument)]))
            }
        }
        try refuseVersionAmongOthers(arguments)
    }

    /// Whether a word is several options of one letter at once, of which this program has none, or one that it does not
    /// have: it has `-h` and `-o`.
    private static func isNoOption(_ argument: String) -> Bool {
        let bytes = Array(argument.utf8.prefix(3))
        // Two hyphens end the options, and begin longer ones.
        guard bytes.count > 2 else { return !bytes.elementsEqual("-h".utf8) && !bytes.elementsEqual("-o".utf8) }
        return bytes[1] != UInt8(ascii: "-")
    }

    /// The version is asked for alone: beside files it would end with success and verify nothing.
    private static func refuseVersionAmongOthers(_ arguments: [String]) throws(Failure) {
        guard arguments.count > 1 else { return }
        for argument in arguments {
            if argument.utf8.elementsEqual("--".utf8) { return }
            guard !argument.utf8.elementsEqual("--version".utf8) else {
                throw Failure(.usage, "usage.versionAlone", hint: "hint.versionAlone")
            }
        }
    }
}
