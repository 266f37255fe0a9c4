import CredentialVerifier
import Registry
import Storage

/// Who said which trust folder it is: whoever reads a refusal must know where to mend it.
enum TrustSource: String, CaseIterable {
    case option, environment, configuration

    /// Loads a trust folder.
    func load(_ path: String, _ state: VerifierState? = nil) throws(Failure) -> Trust {
        // Empty where a script's variable is not set: to judge without trust then would be taken for an answer.
        try Failure.refuseEmpty(path, option: "--trust")
        do throws(TrustFolderError) {
            return try TrustFolder.load(path, state: state)
        } catch {
            throw Failure(error, path, self)
        }
    }

    /// The source in a sentence, for example *named by --trust*.
    var sentence: Sentence { Sentence("error.trustFolder.from.\(rawValue)") }
}

extension Failure {
    /// Refuses a path that is empty, as a variable of a script that was not set gives it.
    static func refuseEmpty(_ value: String?, option: String) throws(Failure) {
        guard let value, value.isEmpty else { return }
        throw Failure(.usage, Sentence("error.emptyOption", ["option": option]), hint: "hint.emptyOption")
    }

    /// Refuses a text that is empty.
    static func refuseEmptyText(_ value: String, option: String) throws(Failure) {
        guard value.isEmpty else { return }
        throw Failure(.usage, Sentence("error.edit.emptyText", ["option": option]), hint: "hint.edit.emptyText")
    }

    /// A trust folder that cannot be used.
    init(_ error: TrustFolderError, _ path: String, _ source: TrustSource) {
        let facts: KeyValuePairs<String, any SentencePart> = ["folder": path, "source": source.sentence]
        switch error {
        case .storage(let cause) where cause.code == .notFound && !FileExistence.isFolder(path):
            self.init(.noInput, Sentence("error.trustFolder.missing", facts), hint: "hint.trustFolder")
        case .storage(let cause) where cause.code == .notAFolder:
            self.init(.noInput, Sentence("error.trustFolder.notAFolder", facts), hint: "hint.trustFolder")
        case .storage(let cause):
            let failure = Failure(reading: cause, missing: "hint.trustFolder")
            self.init(
                failure.status,
                Sentence(
                    "error.trustFolder.unreadable",
                    ["problem": failure.fact, "folder": path, "source": source.sentence]),
                hint: failure.hint)
        case .noPin:
            self.init(.noInput, Sentence("error.trustFolder.noPin", facts), hint: "hint.trustFolder")
        case .pin(let file, let cause):
            self.init(
                .dataError,
                Sentence(
                    "error.trustFolder.pin",
                    ["file": file, "problem": Sentence(cause), "source": source.sentence]),
                hint: "hint.pinAgain")
        case .document(let file, let cause):
            self.init(
                .dataError,
                Sentence(
                    "error.trustFolder.document",
                    ["file": file, "problem": Sentence(cause), "source": source.sentence]),
                hint: "hint.documentAgain")
        case .state(let file, let cause):
            self.init(
                .dataError,
                Sentence(
                    "error.trustFolder.document",
                    ["file": file, "problem": Sentence(cause), "source": source.sentence]),
                hint: "hint.pinAgain")
        case .context(let file, let cause):
            self.init(
                .dataError, Sentence("error.context.\(cause.rawValue)", ["file": file, "url": ""]),
                hint: "hint.contextAgain")
        case .registry(let file, let cause):
            self.init(
                .dataError,
                Sentence("error.trustFolder.registry", ["file": file, "problem": Sentence(cause)]),
                hint: Sentence("hint.registryAgain", ["folder": ShellWord(path)]))
        case .contextRefused(let file, let pointer, let reason):
            self.init(
                .dataError,
                Sentence("error.contextRefused", ["file": file, "reason": reason, "place": pointer]),
                hint: "hint.contextAgain")
        }
    }
}
