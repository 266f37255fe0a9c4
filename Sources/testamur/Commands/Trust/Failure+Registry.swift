import Credentials
import Encodings
import Registry

extension Sentence {
    /// What is wrong with a registry that somebody else publishes.
    init(_ error: RegistryError) {
        var facts: KeyValuePairs<String, any SentencePart> = [
            "reason": HarmlessText(error.reason),
            "place": HarmlessText(JSONPointer.printable(error.pointer.isEmpty ? "/" : error.pointer)),
            "detail": HarmlessText(error.detail ?? ""),
        ]
        if let syntax = error.syntax { facts = ["problem": Sentence(syntax)] }
        self.init("error.registry.\(error.code.rawValue)", facts)
    }

    /// The row of a fault, after the name of the file; nothing where it is no fault of the file.
    fileprivate init?(rowOf error: RegistryError) {
        guard let place = error.place else { return nil }
        // What the parser says has the byte already.
        let key = error.syntax == nil ? "error.registryRowAndByte" : "error.registryRow"
        self.init(key, ["row": place.row, "byte": place.byteOffset])
    }
}

extension Failure {
    /// A registry that is not imported.
    ///
    /// - Parameter name: What it would be called, if anything.
    init(importing error: RegistryError, _ file: String, _ name: String?) {
        let row: any SentencePart = Sentence(rowOf: error) ?? HarmlessText("")
        self.init(
            Self.status(error),
            Sentence(
                "error.registryFile",
                [
                    "file": InputName(file), "row": row, "problem": Sentence(error), "code": error.code.rawValue,
                ]),
            hint: Sentence(
                "hint.registry.\(error.code.rawValue)", ["file": ShellWord(file), "name": ShellWord(name ?? "NAME")]))
    }

    private static func status(_ error: RegistryError) -> Status {
        switch error.code {
        case .nameMissing, .nameRefused: .usage
        case .cryptographyFailed: .software
        default: .dataError
        }
    }
}
