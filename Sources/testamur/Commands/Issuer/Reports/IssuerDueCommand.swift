import ArgumentParser
import CredentialIssuer
import Credentials
import Encodings
import Storage

/// `testamur issuer due`: which awards are still to be entered in a public register.
struct IssuerDueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "due",
        abstract: "List the awards that are still to be entered in a public register, and until when.",
        discussion: """
            Example: testamur issuer due --register LED --file led.csv
                     testamur issuer registered led.csv --register LED

            LED takes awards of a recognised professional qualification, within two
            months; DHO those of higher education. The file has what they ask for,
            and is about people: keep it as you keep the register.
            The exit code is 0, also when something is overdue.
            """)

    @OptionGroup var issuer: IssuerOption

    @Option(name: .customLong("register"), help: "The public register: LED or DHO. Otherwise LED.")
    var name: RegisterName?

    private var register: PublicRegister { name?.register ?? .led }

    @Option(
        name: .long,
        help: ArgumentHelp("Write the file for the register, with what is not entered yet.", valueName: "file"),
        completion: .file())
    var file: String?

    @OptionGroup var time: TimeOption

    @Option(name: .long, help: "How to answer: text, csv or json.")
    var format: ReportTableFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(file, option: "--file")
        let today = try time.time().date
        let folder = try issuer.open()
        let all = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try folder.registrations(in: register)
        }
        let open = all.filter { $0.state(on: today) != .registered }
        let text = RegistrationText(
            register: register, open: open, registeredCount: all.count - open.count, today: today,
            language: language.chosen, terminal: .standard)
        if let file {
            do throws(StorageError) {
                try AtomicFile.create(at: file, with: text.registerFile, access: .ownerOnly)
            } catch {
                throw Failure(creating: error)
            }
        }
        switch format {
        case .text: text.lines(file: file).forEach { Output.line($0) }
        case .csv: Output.bytes(text.csv)
        case .json: Output.json(text.json, indented: true)
        }
    }
}

/// `testamur issuer registered`: notes what was entered in a public register.
struct IssuerRegisteredCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registered",
        abstract: "Note that awards were entered in a public register.",
        discussion: "Example: testamur issuer registered led.csv --register LED --on 2026-07-01")

    @Argument(
        help: ArgumentHelp(
            "Files of testamur issuer due, or identifiers of credentials.", valueName: "file"), completion: .file())
    var awards: [String]

    @OptionGroup var issuer: IssuerOption

    @Option(name: .customLong("register"), help: "The public register: LED or DHO.")
    var name: RegisterName

    @Option(name: .long, help: ArgumentHelp("When they were entered; otherwise today.", valueName: "date"))
    var on: String?

    @OptionGroup var language: LanguageOption

    func run() throws {
        let day = try on.map { text throws(Failure) in try CalendarDate(option: "--on", text) } ?? Clock.now.date
        let folder = try issuer.open()
        var ids: [String] = []
        for award in awards {
            if award.hasPrefix("urn:") || award.hasPrefix("https://") {
                ids.append(award)
            } else {
                ids += try Self.identifiers(in: award)
            }
        }
        let noted = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try folder.markRegistered(ids, in: name.register, on: day, at: Clock.now)
        }
        Output.line(
            CommandWords.sentence(
                "report.registered", language.chosen,
                [
                    ("n", String(noted.count)), ("before", String(Set(ids).count - noted.count)),
                    ("register", name.register.rawValue),
                ]))
    }

    /// The identifiers in a file that ``IssuerDueCommand`` wrote.
    private static func identifiers(in file: String) throws(Failure) -> [String] {
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try FileReader.readArgument(file, limit: 64 << 20)
        } catch {
            throw Failure(reading: error)
        }
        var table = CSVTable()
        var ids: [String] = []
        var isWhole = true
        func take(_ row: CSVRow) {
            isWhole = isWhole && row.problems.isEmpty
            if let id = row.cells.first, !id.isEmpty { ids.append(id) }
        }
        table.take(bytes) { take($0) }
        table.finish { take($0) }
        guard isWhole, table.columns.first?.utf8.elementsEqual("credential".utf8) ?? false else {
            throw Failure(
                .dataError, Sentence("error.notARegisterFile", ["file": InputName(file)]), hint: "hint.registerFile")
        }
        return ids
    }
}

/// A public register, as an argument names it.
struct RegisterName: ExpressibleByArgument {
    let register: PublicRegister

    init?(argument: String) {
        guard let register = PublicRegister(rawValue: argument.uppercased()) else { return nil }
        self.register = register
    }

    static var allValueStrings: [String] { PublicRegister.allCases.map(\.rawValue) }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
