import CredentialWallet
import Encodings
import Storage

extension Failure {
    /// Runs work on a wallet; what goes wrong is told to a person.
    ///
    /// - Parameters:
    ///   - place: The folder that the work is about.
    ///   - words: What the person calls a credential.
    static func ofWallet<Result>(
        at place: String = "", for words: String = "", _ body: () throws(WalletError) -> Result
    ) throws(Failure) -> Result {
        do throws(WalletError) {
            return try body()
        } catch {
            throw Failure(error, at: place, for: words)
        }
    }

    /// A wallet that cannot do what was asked.
    init(_ error: WalletError, at place: String = "", for words: String = "") {
        self.init(
            Self.status(error), Self.fact(error, at: place, for: words),
            hint: Sentence(
                "hint.wallet.\(error.code.rawValue)",
                [
                    "folder": ShellWord(place), "previous": ShellWord(Vault.previousPath(of: place)),
                    "groups": error.keyGroups.map(Self.numbers).joined(separator: " | "),
                ]))
    }

    /// No wallet stands at a path: nothing does, or a file that is none, such as one that was emptied by a full disk or by
    /// another program.
    static func noWallet(at path: String, _ status: Status = .noInput) -> Failure {
        if let failure = noFile(at: path, status) ?? onlyPrevious(at: path, status) { return failure }
        guard (try? FileStatus.at(path))?.kind == .file else { return Failure(WalletError(.notAWallet, ""), at: path) }
        let facts: KeyValuePairs<String, any SentencePart> = [
            "path": path, "file": ShellWord(path), "aside": ShellWord(path + ".aside"),
            "previous": ShellWord(Vault.previousPath(of: path)),
        ]
        let hasPrevious = Vault.isVault(Vault.previousPath(of: path))
        return Failure(
            status, Sentence("error.notAWalletFile", facts),
            hint: Sentence(hasPrevious ? "hint.notAWalletFile.previous" : "hint.notAWalletFile", facts))
    }

    /// A wallet is gone, and what it was before its last change is beside it: nothing may take the place of that.
    ///
    /// - Returns: `nil` where something stands at the path, and where nothing is beside it.
    static func onlyPrevious(at path: String, _ status: Status) -> Failure? {
        let previous = Vault.previousPath(of: path)
        guard (try? FileStatus.at(path, links: .refuse)) == .some(nil), Vault.isVault(previous) else { return nil }
        let facts: KeyValuePairs<String, any SentencePart> = [
            "path": path, "file": ShellWord(path), "previous": ShellWord(previous),
            // Another name than for a damaged wallet, which may lie aside already.
            "aside": ShellWord(path + ".before"),
        ]
        return Failure(
            status, Sentence("error.onlyPreviousWallet", facts), hint: Sentence("hint.onlyPreviousWallet", facts))
    }

    /// What stands at a path is no file and cannot become one: a link that leads to nothing or in a circle, or a device.
    ///
    /// - Returns: `nil` for a file, for a folder, and where nothing stands.
    static func noFile(at path: String, _ status: Status) -> Failure? {
        let facts: KeyValuePairs<String, any SentencePart> = ["path": path, "file": ShellWord(path)]
        switch (try? FileStatus.at(path, links: .refuse))?.kind {
        case nil, .file?, .folder?: return nil
        case .symbolicLink?:
            if let found = try? FileStatus.at(path) {
                guard ![.file, .folder].contains(found.kind) else { return nil }
            } else {
                return Failure(
                    status, Sentence("error.linkToNothing", facts), hint: Sentence("hint.linkToNothing", facts))
            }
        default: break
        }
        return Failure(status, Sentence("error.noFileAtAll", facts), hint: "hint.noFileAtAll")
    }

    /// Numbers as a command has them.
    private static func numbers(_ numbers: [Int]) -> String {
        numbers.map { String($0) }.joined(separator: " ")
    }

    private static func fact(_ error: WalletError, at place: String, for words: String) -> Sentence {
        if error.code == .recoveryCodeMistyped, !error.groups.isEmpty {
            return Sentence(
                error.groups.count == 1 ? "error.recoveryCodeGroup" : "error.recoveryCodeGroups",
                ["groups": error.groups.map { String($0) }.joined(separator: ", ")])
        }
        // The file system has said more.
        if let storage = error.storage { return Sentence(storage) }
        return Sentence(
            "error.wallet.\(error.code.rawValue)",
            [
                "reason": HarmlessText(error.reason), "folder": place, "words": words,
                "numbers": error.matches.map { String($0.number) }.joined(separator: ", "),
                "groups": error.keyGroups.map(Self.numbers).joined(separator: " | "), "limit": Wallet.documentLimit,
                "found": error.generations?.found ?? 0,
                "seen": error.generations?.seen ?? 0,
            ])
    }

    private static func status(_ error: WalletError) -> Status {
        switch error.code {
        case .notAWallet, .incomplete, .noMatch: .noInput
        case .alreadyAWallet, .folderNotEmpty, .targetExists: .cannotCreate
        case .severalMatches: .usage
        case .tooLarge, .notReadable, .notVerified, .damaged, .madeByLaterVersion: .dataError
        case .locked, .passphraseUnusable, .recoveryCodeMistyped, .derivationParameters, .vaultDamaged, .olderCopy,
            .earlierForm, .differentKeys, .keyNotHere, .notPresentable:
            .dataError
        case .busy, .failed: .inputOutput
        }
    }
}
