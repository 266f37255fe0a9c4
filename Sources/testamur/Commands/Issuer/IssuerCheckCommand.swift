import ArgumentParser
import CredentialIssuer
import Credentials
import Encodings
import Storage

/// `testamur issuer check`: what is to be mended in specifications, with the line.
struct IssuerCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check specifications against the rules, and tell what to mend, with the line.",
        discussion: """
            Example: testamur issuer check specifications --issuer leiehove
            The exit code is 65 when there are errors; warnings alone are no errors,
            but must be mended or acknowledged before anything is issued.
            """)

    @Argument(
        help: ArgumentHelp(
            "Specifications, or folders with them. Otherwise those in the institution's folder.", valueName: "file"),
        completion: .file())
    var files: [String] = []

    @OptionGroup var issuer: IssuerOption

    @Option(name: .long, help: "How to answer: text, or json (one line for each finding).")
    var format: ListFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let profile = try profile()
        let inputs = try inputs()
        var findings: [Finding] = []
        var flawed = 0
        for input in inputs {
            let found = try check(input, profile)
            if !found.isEmpty { flawed += 1 }
            findings += found
        }
        let text = FindingText(findings, language: language.chosen, terminal: .standard)
        if format == .json {
            for value in text.json { Output.json(value) }
        } else {
            text.lines.forEach { Output.line($0) }
            tell(text, flawed: flawed, of: inputs.count)
            if profile == nil {
                Terminal.wrap(sentence("issuer.checkedAlone"), width: Terminal.standard.width).forEach {
                    Output.line(Terminal.standard.paint($0, .faint))
                }
            }
        }
        if text.count(.error) > 0 { throw ExitCode(Status.dataError.rawValue) }
    }

    private func check(_ input: String, _ profile: IssuerProfile?) throws(Failure) -> [Finding] {
        let reading = SpecificationReader(file: Inputs.name(input)).read(try WrittenFiles.read(input))
        guard let specification = reading.value else { return reading.findings }
        var rules = specification.check(for: profile)
        if profile == nil {
            // An institution states its country, and can state who awards and what assures quality for all it awards.
            rules.removeAll { finding in
                finding.code == "MC03" || finding.code == "MC04"
                    || finding.code == "MC11" && specification.achievement.qualityAssurance.isEmpty
            }
        }
        return FindingText.merge(reading.findings, rules)
    }

    /// The institution that is named, or in whose folder somebody stands; none is fine.
    private func profile() throws -> IssuerProfile? {
        if issuer.isNamed { return try issuer.open().profile }
        let places = [issuer.path] + files.flatMap { [$0, Self.parent($0), Self.parent(Self.parent($0))] }
        for place in places {
            let path = place + "/" + IssuerProfile.fileName
            guard let bytes = try? FileReader.read(path, limit: 1_048_576) else { continue }
            return try Failure.ofIssuer { () throws(IssuerError) in try IssuerProfile(parsing: bytes, file: path) }
        }
        return nil
    }

    private func inputs() throws -> [String] {
        guard !files.isEmpty else { return try expand([issuer.open().specificationsPath]) }
        // The folder of an institution stands for its specifications.
        let files = files.map { file in
            FileExistence.isFolder(file + "/specifications") ? file + "/specifications" : file
        }
        return try expand(files)
    }

    /// Replaces folders by the specifications in them; a new institution has none yet, and is told what to put there.
    private func expand(_ files: [String]) throws(Failure) -> [String] {
        let folder = files.first { FileExistence.isFolder($0) } ?? ""
        return try WrittenFiles.expand(files, orHint: Sentence("hint.noSpecifications", ["folder": folder]))
    }

    private static func parent(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private func tell(_ text: FindingText, flawed: Int, of total: Int) {
        let specifications = counted("specification", total)
        guard flawed > 0 else {
            return Output.line(sentence("issuer.checked", [("specifications", specifications)]))
        }
        let counts = [(Finding.Severity.error, "error"), (.warning, "warning"), (.info, "info")]
            .filter { text.count($0.0) > 0 }
            .map { counted($0.1, text.count($0.0)) }
        Output.line(
            sentence(
                "issuer.found",
                [
                    ("findings", counts.joined(separator: ", ")), ("flawed", String(flawed)),
                    ("specifications", specifications),
                ]))
    }

    private func counted(_ what: String, _ count: Int) -> String {
        sentence("issuer.count.\(what).\(count == 1 ? "one" : "many")", [("n", String(count))])
    }

    private func sentence(_ key: String, _ arguments: [(name: String, value: String)] = []) -> String {
        CommandWords.sentence(key, language.chosen, arguments)
    }
}
