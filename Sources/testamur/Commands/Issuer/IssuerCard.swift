import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import Registry
import Storage

/// Who an institution is when it issues, as it is handed to an authority.
struct IssuerCard {
    static let documentName = "did.json"

    let folder: IssuerFolder
    let language: Language
    let terminal: Terminal

    private var profile: IssuerProfile { folder.profile }

    /// The name, harmless on a terminal.
    var name: String { TerminalText(profile.legalName(in: language)).description }

    /// Where the DID document is expected; `nil` where the identifier needs none.
    var documentAddress: String? { (try? DIDWeb(profile.id))?.documentURL }

    private var countries: [Country] {
        profile.identity(in: language.rawValue).countries.compactMap { Country(iri: $0.string) }
    }

    /// Names and keys in two columns.
    var lines: [String] {
        var rows: [(String, String)] = [(sentence("issuer.institution"), profile.legalName(in: language))]
        rows.append((sentence("issuer.country"), countries.map { $0.name(in: language) }.joined(separator: ", ")))
        rows.append(("DID", profile.id.text))
        rows.append((sentence("key.verificationMethod"), profile.verificationMethod.text))
        rows.append(("Multikey", profile.publicKey.multikey))
        if case .device(let address) = profile.issueKey.place { rows.append((sentence("issuer.key.kept"), address)) }
        if let documentAddress { rows.append((Self.documentName, documentAddress)) }
        if let lists = profile.statusLists {
            rows.append((sentence("issuer.statusLists"), lists.base + "/"))
            rows.append((sentence("issuer.statusKey"), lists.verificationMethod.text))
            rows.append(("Multikey", lists.publicKey.multikey))
        }
        return Self.columns(rows)
    }

    static func columns(_ rows: [(String, String)]) -> [String] {
        let width = (rows.map { TerminalText($0.0).width }.max() ?? 0) + 3
        return rows.map { "  " + TerminalText($0.0).padded(toWidth: width) + TerminalText($0.1).description }
    }

    /// The identity for programs.
    var json: JSONValue {
        var value: JSONValue = [
            "folder": .string(folder.path), "name": .string(profile.legalName(in: language)),
            "did": .string(profile.id.text), "verificationMethod": .string(profile.verificationMethod.text),
            "publicKeyMultibase": .string(profile.publicKey.multikey),
            "countries": .array(countries.map { .string($0.alpha2) }), "addIssuer": .string(addIssuerCommand),
        ]
        value["didDocumentURL"] = documentAddress.map { .string($0) }
        value["statusLists"] = profile.statusLists.map { lists in
            [
                "address": .string(lists.base), "purposes": .array(lists.purposes.map { .string($0.name) }),
                "verificationMethod": .string(lists.verificationMethod.text),
                "publicKeyMultibase": .string(lists.publicKey.multikey),
            ]
        }
        value["addStatusKey"] = addStatusKeyCommand.map { .string($0) }
        return value
    }

    // MARK: What to do next

    /// The key with which the institution is put on a list: none that somebody else may have, if there is another.
    private var listedKey: InstitutionKey {
        ([profile.issueKey] + profile.keys).first { $0.purpose == .issue && $0.compromisedSince == nil }
            ?? profile.issueKey
    }

    /// What the authority runs to put the institution on its list.
    var addIssuerCommand: String {
        var words = ["testamur", "trust", "add-issuer", "AUTHORITY-FOLDER", "--did", profile.id.text]
        let (method, publicKey) = (listedKey.verificationMethod, listedKey.publicKey)
        words += ["--name", profile.legalName(in: .english), "--key", publicKey.multikey]
        if let fragment = method.fragment, fragment != publicKey.multikey {
            words += ["--key-id", fragment]
        }
        words += ["--types", "MicroCredential"]
        if !countries.isEmpty { words += ["--country"] + countries.map(\.alpha2) }
        // Lists of an issuer that is a key itself are by the key for lists, under its own name.
        if let lists = profile.statusLists, lists.issuer != profile.id {
            words += ["--also-known-as", lists.issuer.text]
        }
        return Self.shellLine(words)
    }

    /// What the authority runs next, so that the institution's status lists count; `nil` where it has none.
    var addStatusKeyCommand: String? {
        guard let lists = profile.statusLists else { return nil }
        var words = ["testamur", "trust", "add-key", "AUTHORITY-FOLDER", "--did", profile.id.text]
        words += ["--key", lists.publicKey.multikey]
        if lists.issuer != profile.id {
            words += ["--key-id", lists.verificationMethod.text]
        } else if let fragment = lists.verificationMethod.fragment, fragment != lists.publicKey.multikey {
            words += ["--key-id", fragment]
        }
        return Self.shellLine(words + ["--key-purpose", "status"])
    }

    /// The lines that an authority runs, in their order.
    var authorityCommands: [String] {
        let named = [profile.issueKey] + [profile.statusLists?.key].compactMap { $0 }
        let first = listedKey
        let others = profile.keys.filter {
            !named.contains($0) && $0 != first && [.planned, .inForce].contains($0.standing(at: Clock.now))
        }
        return [addIssuerCommand] + [addStatusKeyCommand].compactMap { $0 } + others.map { addKeyCommand($0) }
    }

    static func shellLine(_ words: [String]) -> String {
        words.map { Self.shellWord(TerminalText($0).content) }.joined(separator: " ")
    }

    /// Advice after the folder was made.
    var nextSteps: [String] {
        var lines = wrapped("issuer.tellAuthority") + [""] + authorityCommands.map { "  " + $0 } + [""]
        if let documentAddress {
            lines +=
                wrapped("issuer.publish", [("file", path(Self.documentName)), ("address", documentAddress)]) + [""]
        }
        lines += publishingLists
        if !profile.statesQualityAssurance {
            lines += wrapped("issuer.stateQuality", [("file", path(IssuerProfile.fileName))]) + [""]
        }
        return lines + advice(on: profile.issueKey)
    }

    /// What to do so that a key is neither lost nor found.
    func advice(on key: InstitutionKey) -> [String] {
        if case .device = key.place { return wrapped("key.advice.device", []) }
        return wrapped("key.advice", [])
    }

    /// Advice after status lists were begun with.
    var statusSteps: [String] {
        wrapped("issuer.tellAuthority") + [""] + [addStatusKeyCommand].compactMap { $0 }.map { "  " + $0 } + [""]
            + publishingLists + wrapped("key.advice", [])
    }

    private var publishingLists: [String] {
        guard let lists = profile.statusLists else { return [] }
        return wrapped("issuer.publishLists", [("address", TerminalText(lists.base).description)]) + [""]
    }

    /// Puts the DID document into the folder, from where it is published.
    func writeDocument() throws(Failure) {
        do throws(StorageError) {
            try AtomicFile.replace(
                at: folder.path + "/" + Self.documentName, with: profile.didDocument, access: .readableByAll)
        } catch {
            throw Failure(creating: error)
        }
    }

    func path(_ name: String) -> String { TerminalText(folder.path + "/" + name).description }

    func wrapped(_ key: String, _ arguments: [(name: String, value: String)] = []) -> [String] {
        Terminal.wrap(CommandWords.sentence(key, language, arguments), width: terminal.width)
    }

    private func sentence(_ key: String) -> String { CommandWords.sentence(key, language) }

    /// A word as a shell takes it.
    static func shellWord(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "-_./:,+@=#%".utf8.contains(byte)
                }
            }
        // A '#' at the beginning would start a comment.
        if isPlain && word.utf8.first != UInt8(ascii: "#") { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
