import ArgumentParser
import CredentialVerifier
import CredentialWallet
import Credentials
import Encodings
import Storage

/// In which form something leaves the wallet.
enum ExportForm: String, ExpressibleByArgument, CaseIterable {
    case credential, presentation, capsule, folder
}

/// `testamur wallet export`: out again, byte for byte, in standard form.
struct WalletExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a credential, or the whole wallet, exactly as it was received.",
        discussion: """
            Example: testamur wallet export first --out anna.json
                     testamur wallet export first --as capsule --trust ./trust --out anna.capsule.json
                     testamur wallet export --all --as presentation --out all.json
                     testamur wallet export --all --as capsule --trust ./trust --out my-capsules
                     testamur wallet export --all --out my-credentials

            A folder has each credential in a file, and a page index.html that any browser opens
            without a network. A capsule has what it takes to check a credential for years. A
            presentation is the form that other wallets take in; nobody has signed it, so that it
            does not prove whose it is: testamur wallet present does.
            """)

    @Argument(
        help: ArgumentHelp("Which one: its number, 'first', 'last' or a part of its title.", valueName: "credential"))
    var credential: String?

    @Flag(name: .long, help: "Export everything.")
    var all = false

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "The form: credential, presentation, capsule or folder. Otherwise credential, and folder for everything.",
            valueName: "format"))
    var form: ExportForm?

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to; standard output when it is left out.", valueName: "path"),
        completion: .file())
    var out: String?

    @Flag(name: .long, help: "Replace a file that is there, unless it is a wallet or a backup.")
    var force = false

    @OptionGroup var wallet: WalletOption
    @OptionGroup var trust: TrustOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        if all == (credential != nil) { throw Failure(.usage, "error.exportWhat", hint: "hint.exportWhat") }
        let form = form ?? (all ? .folder : .credential)
        if (form == .folder || all && form == .capsule) && (out ?? "-") == "-" {
            throw Failure(.usage, "error.exportWhere", hint: "hint.exportWhere")
        }
        if all && form == .credential {
            throw Failure(
                .usage, Sentence("error.exportEach", ["form": form.rawValue]), hint: "hint.exportEach")
        }
        try Failure.refuseEmpty(out, option: "--out")
        if force, let out, out != "-" { try Failure.refuseWallet(at: out) }
        let wallet = try wallet.open(language.chosen)
        let entries = try chosen(in: wallet)
        // An empty frame would look like the whole wallet to whoever takes it in.
        guard !entries.isEmpty else { throw Failure(.noInput, "error.nothingToExport", hint: "hint.nothingToExport") }
        switch form {
        case .folder: try exportFolder(all ? nil : entries, of: wallet)
        case .presentation:
            if all { try exportPresentation(entries) } else { try deliver(try presentation(of: entries)) }
        case .capsule:
            if all { try exportCapsules(entries, of: wallet) }
            for entry in entries where !all { try exportCapsule(entry, of: wallet) }
        case .credential:
            for entry in entries { try exportCredential(entry, of: wallet) }
        }
    }

    private func chosen(in wallet: Wallet) throws -> [WalletEntry] {
        guard let words = credential else {
            return try Failure.ofWallet { () throws(WalletError) in try wallet.entries() }
        }
        return [try Failure.ofWallet(for: words) { () throws(WalletError) in try wallet.find(words) }]
    }

    private func exportCredential(_ entry: WalletEntry, of wallet: Wallet) throws {
        guard let out, out != "-" else {
            Output.bytes(try Failure.ofWallet { () throws(WalletError) in try wallet.bytes(of: entry) })
            return
        }
        try Failure.ofWallet(at: out) { () throws(WalletError) in try wallet.export(entry, to: out, replacing: force) }
        Output.line(CommandWords.sentence("wallet.exported", language.chosen, [("path", TerminalPath.safe(out))]))
    }

    private func exportCapsule(_ entry: WalletEntry, of wallet: Wallet) throws {
        let bytes = try Failure.ofWallet { () throws(WalletError) in try wallet.bytes(of: entry) }
        let packer = CapsulePacker(trust: try trust.load(), policy: .standard, now: Clock.now, isForOwner: true)
        try deliver(packer.pack(bytes, from: credential ?? "").capsule.bytes)
    }

    /// Writes a capsule of each into a folder; one that cannot be packed is told, and stands in no other's way.
    private func exportCapsules(_ entries: [WalletEntry], of wallet: Wallet) throws {
        let folder = CapsuleExport(
            folder: out ?? "",
            packer: CapsulePacker(trust: try trust.load(), policy: .standard, now: Clock.now, isForOwner: true),
            isReplacing: force, language: language.chosen)
        let intact = entries.filter(\.isIntact)
        let count = try folder.write(intact) { entry in
            try Failure.ofWallet { () throws(WalletError) in try wallet.bytes(of: entry) }
        }
        try tellDamaged(entries.count - intact.count)
        guard count == intact.count else {
            throw Failure(
                .dataError, Sentence("error.leftOut.notPacked", ["count": intact.count - count]),
                hint: "hint.leftOut.notPacked")
        }
    }

    /// Writes everything that can stand in a presentation; the rest is told, and stands in nobody's way.
    private func exportPresentation(_ entries: [WalletEntry]) throws {
        let intact = entries.filter(\.isIntact)
        let fitting = intact.filter { BarePresentation.canHold($0) }
        let others = intact.filter { !BarePresentation.canHold($0) }
        if fitting.count > BarePresentation.limit {
            throw Failure(
                .dataError,
                Sentence(
                    "error.presentationFull", ["count": fitting.count, "limit": BarePresentation.limit]),
                hint: "hint.presentationFull")
        }
        if !fitting.isEmpty { try deliver(try presentation(of: fitting)) }
        for entry in others {
            let key = entry.document == nil ? "error.leftOut.notJSON" : "error.leftOut.notSigned"
            Warning.tell(Sentence(key, ["number": entry.number]), in: language.chosen)
        }
        try tellDamaged(entries.count - intact.count)
        guard others.isEmpty else {
            throw Failure(
                .dataError, Sentence("error.leftOut.notPresentable", ["count": others.count]),
                hint: "hint.leftOut.notPresentable")
        }
    }

    private func presentation(of entries: [WalletEntry]) throws(Failure) -> [UInt8] {
        try Failure.ofWallet { () throws(WalletError) in try BarePresentation(entries).bytes }
    }

    /// Writes a document to where it was asked for, for its owner alone.
    private func deliver(_ bytes: [UInt8]) throws {
        guard let out, out != "-" else {
            Output.bytes(bytes)
            return
        }
        do throws(StorageError) {
            if force {
                try AtomicFile.replace(at: out, with: bytes, access: .ownerOnly)
            } else {
                try AtomicFile.create(at: out, with: bytes, access: .ownerOnly)
            }
        } catch {
            guard error.code == .alreadyExists else { throw Failure(creating: error) }
            throw Failure(WalletError(.targetExists, ""), at: out)
        }
        Output.line(CommandWords.sentence("wallet.exported", language.chosen, [("path", TerminalPath.safe(out))]))
    }

    private func exportFolder(_ entries: [WalletEntry]?, of wallet: Wallet) throws {
        guard let out else { return }
        let judge = try WalletVerifier(trust, at: Clock.now)
        let successors = try Failure.ofWallet { () throws(WalletError) in try wallet.summaries() }.successors()
        let report = try Failure.ofWallet(at: out) { () throws(WalletError) in
            try wallet.exportAll(to: out, entries, at: judge.now) { exported in
                let rows = exported.map { entry in
                    WalletPage.Row(
                        entry: entry, report: (try? wallet.bytes(of: entry)).map { judge.report($0) },
                        successor: successors[entry.number])
                }
                return WalletPage(rows: rows, now: judge.now, language: language.chosen).bytes
            }
        }
        Output.line(
            CommandWords.sentence(
                report.exported.count == 1 ? "wallet.exportedAll.one" : "wallet.exportedAll", language.chosen,
                [("count", String(report.exported.count)), ("path", TerminalPath.safe(out))]))
        try tellDamaged(report.damaged.count)
    }

    private func tellDamaged(_ count: Int) throws(Failure) {
        guard count == 0 else {
            throw Failure(
                .dataError, Sentence("error.damagedLeftOut", ["count": count]), hint: "hint.damagedLeftOut")
        }
    }
}
