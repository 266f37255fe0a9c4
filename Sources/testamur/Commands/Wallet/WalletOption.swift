import ArgumentParser
import CredentialWallet
import Credentials
import Cryptography
import Encodings
import Storage

/// Which wallet a command works on, and what opens it.
struct WalletOption: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The file of the wallet.", valueName: "file"), completion: .file())
    var wallet: String?

    @OptionGroup var passphrase: PassphraseOption

    @Flag(name: .long, help: "Open the wallet although it is an older copy than the one seen last.")
    var acceptOlder = false

    /// The path of the wallet, whatever stands there.
    func path() throws -> String {
        try Failure.refuseEmpty(wallet, option: "--wallet")
        if let named = wallet ?? Environment.value("TESTAMUR_WALLET"), !named.isEmpty {
            return Vault.resolved(Self.file(in: named))
        }
        let folder: String
        if let data = Environment.value("XDG_DATA_HOME"), !data.isEmpty {
            folder = data + "/testamur"
        } else {
            guard let home = Environment.value("HOME"), !home.isEmpty else {
                throw Failure(.usage, "error.noPlaceForWallet", hint: "hint.noPlaceForWallet")
            }
            folder = home + "/.local/share/testamur"
        }
        return Vault.resolved(folder + "/" + Vault.fileName)
    }

    /// A folder that has a vault in it stands for that.
    private static func file(in named: String) -> String {
        let inside = named + (named.utf8.last == UInt8(ascii: "/") ? "" : "/") + Vault.fileName
        return FileExistence.isFolder(named) && Vault.isVault(inside) ? inside : named
    }

    /// The wallet of an earlier version at a path, or beside it where nobody named one; `nil` where there is none.
    func earlierFolder(_ path: String) -> String? {
        if FileExistence.isFolder(path) { return path }
        let isNamed = wallet != nil || !(Environment.value("TESTAMUR_WALLET") ?? "").isEmpty
        guard !isNamed, !Vault.isVault(path) else { return nil }
        let beside = String(path.dropLast(Vault.fileName.count)) + "wallet"
        return FileExistence.isFolder(beside + "/credentials") ? beside : nil
    }

    /// Opens the wallet for reading, one of an earlier version as well.
    func open(_ language: Language) throws -> Wallet {
        let path = try path()
        guard let folder = earlierFolder(path) else { return Wallet(try openVault(language)) }
        let wallet = try Failure.ofWallet(at: folder) { () throws(WalletError) in Wallet(try WalletFolder(folder)) }
        Output.error(
            CommandWords.sentence(
                "wallet.earlierForm", language, [("folder", ShellWord(folder).words(in: language))]))
        return wallet
    }

    /// Opens the wallet for changing it.
    func openVault(_ language: Language) throws -> Vault {
        let path = try path()
        if let folder = earlierFolder(path) {
            throw Failure(WalletError(.earlierForm, ""), at: folder)
        }
        return try WalletOpener(path: path, language: language).open(
            passphrase, acceptsOlderCopy: acceptOlder)
    }
}

/// Opens a vault, asking for its passphrase, and says what a person has to know then.
struct WalletOpener {
    let path: String
    let language: Language

    /// Where this machine remembers which vaults it saw; `nil` where nobody has a home.
    static var memory: VaultMemory? {
        TrustOption.stateFolder(nil).map { VaultMemory(folder: $0 + "/vaults") }
    }

    func open(_ passphrase: PassphraseOption, acceptsOlderCopy: Bool) throws -> Vault {
        CoreDumps.forbid()
        // Nobody is asked for the passphrase of a file that is no wallet.
        guard Vault.isVault(path) else {
            throw Failure.noWallet(at: path)
        }
        let name = TerminalText(path).description
        let secret = try passphrase.existing(CommandWords.sentence("key.passphrase", language, [("file", name)]))
        let vault = try Failure.ofWallet(at: path) { () throws(WalletError) in
            try Waiting.tell(CommandWords.sentence("wallet.opening", language)) { () throws(WalletError) in
                try Vault.open(
                    path, with: .passphrase(secret), memory: Self.memory, acceptsOlderCopy: acceptsOlderCopy)
            }
        }
        switch vault.novelty {
        case .asSeenBefore: break
        case .neverSeenBefore: Output.error(CommandWords.sentence("wallet.neverSeen", language))
        case .notRemembered: Output.error(CommandWords.sentence("wallet.notRemembered", language))
        case .olderCopy: Output.error(CommandWords.sentence("wallet.olderOpened", language))
        }
        return vault
    }

    /// Asks for a new passphrase.
    func newPassphrase(_ option: PassphraseOption) throws -> SecretBytes {
        CoreDumps.forbid()
        let name = TerminalText(path).description
        return try option.new(
            CommandWords.sentence("key.newPassphrase", language, [("file", name)]),
            again: CommandWords.sentence("key.passphraseAgain", language), language: language)
    }

    /// Makes a vault where nothing stands.
    func create(_ secret: SecretBytes) throws -> Vault {
        try FolderMaker.makeParents(of: path)
        return try Failure.ofWallet(at: path) { () throws(WalletError) in
            try Vault.create(at: path, passphrase: secret, memory: Self.memory, now: Clock.now)
        }
    }

    /// Refuses a place where something stands.
    func checkIsFree() throws {
        let status: FileStatus?
        do throws(StorageError) {
            status = try FileStatus.at(path, links: .refuse)
        } catch {
            throw Failure(creating: error)
        }
        guard status == nil else {
            // What is no wallet cannot be used as one, and is in the way.
            if status?.kind == .file, !Vault.isVault(path) { throw Failure.noWallet(at: path, .cannotCreate) }
            throw Failure.noFile(at: path, .cannotCreate) ?? Failure(WalletError(.alreadyAWallet, ""), at: path)
        }
        // The first change to a new wallet would take its place.
        if let failure = Failure.onlyPrevious(at: path, .cannotCreate) { throw failure }
    }
}
