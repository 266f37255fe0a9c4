import ArgumentParser
import CredentialVerifier
import Cryptography
import Encodings
import Registry
import Storage

/// `testamur trust root sign`: one holder's signature on the next root.
struct TrustRootSignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Put a signature on the draft of the next root.",
        discussion: """
            Example: testamur trust root sign utopia --key r1.pem

            Each holder does it on a machine of his own, with a copy of the folder, and
            passes root.draft.json on.
            """)

    @Argument(help: ArgumentHelp("The authority's folder.", valueName: "folder"), completion: .directory)
    var folder: String

    @Option(name: .long, help: ArgumentHelp("The holder's private key.", valueName: "file"), completion: .file())
    var key: String

    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var time: EditTimeOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let now = try time.now()
        try RootFolder.changing(folder) { folder in
            let draft = try folder.draft()
            let key = try KeyFile.open(key, passphrase, language.chosen)
            let before: [TrustSignatures.Progress]
            do throws(TrustError) {
                before = try TrustSignatures.progress(ofRoot: draft, after: folder.root)
            } catch {
                throw Failure(editing: error)
            }
            guard before.contains(where: { $0.role.keys.contains { $0.publicKey == key.publicKey } }) else {
                throw Failure(notAmong: before.map(\.role), .root, of: before.map(\.rootVersion).max() ?? 1)
            }
            let signed: [UInt8]
            let progress: [TrustSignatures.Progress]
            do throws(TrustError) {
                signed = try TrustSignatures.adding(key, to: draft, at: now)
                progress = try TrustSignatures.progress(ofRoot: signed, after: folder.root)
            } catch {
                throw Failure(editing: error)
            }
            try folder.save(signed)
            let text = ProgressText(progress: progress, language: language.chosen, terminal: .standard)
            text.lines.forEach { Output.line($0) }
            Output.line()
            let next = text.isMet ? "trust.rootPublishNext" : "trust.rootSignNext"
            Output.line(
                CommandWords.sentence(
                    next, language.chosen, [("folder", TerminalText(folder.path).description)]))
        }
    }
}

/// `testamur trust root publish`: puts the next root into force.
struct TrustRootPublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Put the next root into force, once enough keys have signed it.",
        discussion: "Example: testamur trust root publish utopia")

    @Argument(help: ArgumentHelp("The authority's folder.", valueName: "folder"), completion: .directory)
    var folder: String

    @OptionGroup var language: LanguageOption

    func run() throws {
        try RootFolder.changing(folder) { folder in
            let draft = try folder.draft()
            let next: TrustRoot
            do throws(TrustError) {
                if let root = folder.root {
                    // A run that was interrupted after the root took its place has left the draft.
                    let isInForce = try TrustRootEditor.digest(of: draft) == root.digest
                    next = isInForce ? root : try root.successor(verifying: draft)
                } else {
                    next = try TrustRoot(verifying: draft, pin: folder.pin)
                }
            } catch {
                if let progress = try? TrustSignatures.progress(ofRoot: draft, after: folder.root) {
                    ProgressText(progress: progress, language: language.chosen, terminal: .standard).lines.forEach {
                        Output.error($0)
                    }
                }
                throw Failure(publishing: error, folder.draftPath, sign: "trust root sign", in: folder.path)
            }
            let name = TrustFolder.rootName(next.version)
            let needsList = Self.takesOutListKey(next, after: folder.roots)
            do throws(StorageError) {
                if next.version != folder.root?.version {
                    try AtomicFile.create(at: folder.path + "/" + name, with: next.bytes, access: .readableByAll)
                }
                try AtomicFile.remove(at: folder.draftPath)
            } catch {
                throw Failure(creating: error)
            }
            try PublishedIndex(folder.path).renew()
            let facts = [
                ("version", String(next.version)), ("file", name), ("folder", TerminalText(folder.path).description),
                ("until", CommandWords.date(next.validUntil.date, language.chosen)),
            ]
            for key in ["trust.rootPublished"] + (needsList ? ["trust.rootNeedsList"] : []) {
                Terminal.wrap(
                    CommandWords.sentence(key, language.chosen, facts), width: Terminal.standard.width
                ).forEach { Output.line($0) }
            }
        }
    }

    /// Whether a key that signed lists under the root before signs none any more.
    private static func takesOutListKey(_ next: TrustRoot, after roots: [TrustRoot]) -> Bool {
        guard let before = roots.last(where: { $0.version < next.version }) else { return false }
        let keys = Set(next[.list]?.keys.map(\.publicKey) ?? [])
        return before[.list]?.keys.contains { !keys.contains($0.publicKey) } ?? false
    }
}

/// `testamur trust root show`: the root in force, and who has signed the next.
struct TrustRootShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the keys behind a list: who holds them, what they sign, how many must.",
        discussion: "Example: testamur trust root show ./trust")

    @Argument(help: ArgumentHelp("A trust folder, or an authority's.", valueName: "folder"))
    var folder: String

    @OptionGroup var language: LanguageOption

    func run() throws {
        let folder = try RootFolder(folder)
        let terminal = Terminal.standard
        Output.line(terminal.paint(TerminalText(folder.pin.authority.name).description, .strong))
        if let root = folder.root {
            Output.line(
                CommandWords.sentence(
                    "trust.rootVersion", language.chosen,
                    [
                        ("version", String(root.version)),
                        ("until", CommandWords.date(root.validUntil.date, language.chosen)),
                    ]))
            for name in TrustRole.Name.allCases {
                guard let role = root[name] else { continue }
                Output.line(
                    CommandWords.sentence(
                        "trust.role.\(name.rawValue)", language.chosen,
                        [
                            ("threshold", String(role.threshold)), ("keys", String(role.keys.count)),
                            ("holders", String(role.distinctOperators)),
                        ]))
                for key in role.keys {
                    Output.line(
                        "  \(TerminalText(key.id).description)  \(TerminalText(key.operator).description)  "
                            + key.publicKey.multikey)
                }
            }
        }
        guard FileExistence.isFile(folder.draftPath) else { return }
        let draft = try folder.draft()
        do throws(TrustError) {
            let progress = try TrustSignatures.progress(ofRoot: draft, after: folder.root)
            Output.line()
            Output.line(terminal.paint(CommandWords.sentence("trust.rootPending", language.chosen), .strong))
            ProgressText(progress: progress, language: language.chosen, terminal: terminal).lines.forEach {
                Output.line($0)
            }
        } catch {
            throw Failure(reading: error, folder.draftPath)
        }
    }
}
