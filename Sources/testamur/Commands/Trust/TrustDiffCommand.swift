import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings
import Registry
import Storage

/// `testamur trust diff`: what changed from one list to another.
struct TrustDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Tell what changed from one list to another, and whether the second continues the first.",
        discussion: """
            Example: testamur trust diff lists/list-2.json list.json --trust ./trust

            Whether a list is signed is checked with its pin: the one that --pin names, or
            the one for this list in your trust folder. Without it the answer says so.
            """)

    @Argument(help: ArgumentHelp("The list before: a file, or a folder with list.json.", valueName: "file"))
    var old: String

    @Argument(help: ArgumentHelp("The list after: a file, or a folder with list.json.", valueName: "file"))
    var new: String

    @Option(name: .long, help: ArgumentHelp("The pin of the list.", valueName: "file"))
    var pin: String?

    @OptionGroup var trust: TrustOption

    @Option(name: .long, help: "How to answer: text or json.")
    var format: PlainFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let isTwice = old.utf8.elementsEqual("-".utf8) && new.utf8.elementsEqual("-".utf8)
        guard !isTwice else {
            throw Failure(.usage, "error.diff.twiceStandardInput", hint: "hint.twiceStandardInput")
        }
        let pins = try PinSource(file: pin, trust: trust)
        let comparison = ListComparison(old: try pins.list(old), new: try pins.list(new))
        guard comparison.areComparable else {
            throw Failure(
                .dataError,
                Sentence(
                    "error.diff.otherList", ["old": comparison.old.list.id, "new": comparison.new.list.id]),
                hint: "hint.diff.otherList")
        }
        let text = ListComparisonText(comparison: comparison, language: language.chosen, terminal: .standard)
        switch format {
        case .json: Output.json(text.json, indented: true)
        case .text: text.lines.forEach { Output.line($0) }
        }
    }
}

/// Where the pin of a list comes from.
private struct PinSource {
    private let file: String?
    private let found: [TrustPin]

    /// Looks for pins: the file that is named, else what the trust folder holds.
    init(file: String?, trust: TrustOption) throws {
        try Failure.refuseEmpty(file, option: "--pin")
        try Failure.refuseEmpty(trust.trust, option: "--trust")
        self.file = file
        if let file {
            found = [try AuthorityFolder.pin(file, missing: "hint.checkName")]
        } else if let folder = try trust.folderIfAny() {
            found = try Self.pins(in: folder)
        } else {
            found = []
        }
    }

    /// Reads a list, and checks its signature where its pin is known.
    func list(_ argument: String) throws(Failure) -> ComparedList {
        let path = FileExistence.isFolder(argument) ? argument + "/" + TrustFolder.listName : argument
        let bytes = try Inputs.read(path, limit: Limits.trustList.documentByteCount)
        do throws(TrustError) {
            let list = try UnverifiedTrustList(parsing: bytes)
            // The pin that somebody names counts for both lists, whatever they call themselves.
            let pin = file == nil ? found.first { $0.listID.utf8.elementsEqual(list.id.utf8) } : found.first
            guard list.hasProof else { return ComparedList(path: path, list: list, signature: .missing) }
            guard let pin else { return ComparedList(path: path, list: list, signature: .notChecked) }
            _ = try IssuerTrustList(verifying: bytes, pin: pin)
            return ComparedList(path: path, list: list, signature: .checked)
        } catch {
            throw Failure(reading: error, path)
        }
    }

    /// The pins of a folder and of the folders in it.
    private static func pins(in folder: String) throws -> [TrustPin] {
        let names: [String]
        do throws(StorageError) {
            names = try Folder.names(in: folder)
        } catch {
            throw Failure(reading: error, missing: "hint.trustFolder")
        }
        let paths = ([folder] + names.map { folder + "/" + $0 }).map { $0 + "/" + TrustFolder.pinName }
        return try paths.filter { (try? FileStatus.at($0)) ?? nil != nil }.map { try AuthorityFolder.pin($0) }
    }
}
