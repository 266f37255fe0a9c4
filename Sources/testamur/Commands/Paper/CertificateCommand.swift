import ArgumentParser
import Carriers
import CredentialVerifier
import Credentials
import Encodings
import PaperExchange
import Registry
import Storage

/// `testamur certificate`: a credential as a page to print and to frame, which brings what it takes to check it.
struct CertificateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate",
        abstract: "Make a certificate as PDF, with the credential in it as an attached file and as QR codes.",
        discussion: """
            Example: testamur certificate anna.json --trust ./trust --out anna.pdf

            Only a credential that is genuine, and whose issuer is recognised, becomes a certificate.
            The PDF, a scan and a photograph of its codes are checked like the credential itself:
            testamur verify anna.pdf
            """)

    @Argument(help: ArgumentHelp("The credential; '-' reads standard input.", valueName: "file"), completion: .file())
    var file: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where to; '-' writes to standard output. No file is overwritten.", valueName: "path"),
        completion: .file())
    var out: String

    @Option(
        name: .long,
        help: ArgumentHelp("A logo or badge for the first page, PNG or JPEG.", valueName: "file"), completion: .file())
    var picture: String?

    @OptionGroup var trust: TrustOption
    @OptionGroup var time: TimeOption
    @OptionGroup var policy: PolicyOption
    @OptionGroup var status: StatusOption
    @OptionGroup var language: LanguageOption

    /// The most codes that a certificate has, four pages of them.
    ///
    /// What is larger is attached all the same.
    private static let codeLimit = 24

    func run() throws {
        try Failure.refuseEmpty(out, option: "--out")
        try Failure.refuseEmpty(picture, option: "--picture")
        let now = try time.time()
        let bytes = try Inputs.read(file, limit: Inputs.byteLimit)
        let image = try picture.map { path throws(Failure) in try Inputs.read(path, limit: PaperParts.byteLimit / 4) }
        let trusted = try trust.load().adding(TrustMaterial(), statusLists: try status.load())
        let report = Verifier(trust: trusted, policy: try policy.load()).verify(bytes, at: now, clock: Clock.now)
        guard report.verdict != .invalid, report.isAuthentic, report[.issuer]?.outcome == .passed,
            let issuer = report.issuer, let claims = report.claims
        else { throw Failure(notPrinted: report, file) }
        let words = CertificateWords(report: report, claims: claims, issuer: issuer, language: language.chosen)
        let codes = try codes(of: bytes, file)
        guard let sheet = words.sheet(codeCount: codes.count) else {
            throw Failure(
                .dataError, Sentence("paper.error.noAward", ["file": InputName(file)]), hint: "paper.hint.noAward")
        }
        let pdf = try made(sheet, bytes, codes, image)
        try deliver(pdf)
        tell(report, codes)
    }

    /// The codes that hold the credential; none where it takes more of them than people would scan.
    private func codes(of bytes: [UInt8], _ name: String) throws(Failure) -> [String] {
        let codes: [String]
        do throws(CarrierError) {
            codes = try QRParts.split(bytes)
        } catch {
            switch error.code {
            case .tooLarge, .tooManyParts: return []
            default: throw Failure(carrying: error, name)
            }
        }
        return codes.count <= Self.codeLimit ? codes : []
    }

    private func made(
        _ sheet: CertificateSheet, _ bytes: [UInt8], _ codes: [String], _ image: [UInt8]?
    ) throws(Failure) -> [UInt8] {
        var request = PaperParts()
        request.append(.sheet, sheet.json)
        request.append(.file, bytes)
        for code in codes { request.append(.code, code.utf8) }
        if let image { request.append(.picture, image) }
        do throws(PaperError) {
            guard let pdf = try PaperProcess.run("certificate", request).first(.document) else {
                throw PaperError(.programFailed)
            }
            // Taken out again before it is said to be in there.
            var check = PaperParts()
            check.append(.file, pdf)
            guard try PaperProcess.run("read", check).all(.file) == [bytes] else { throw PaperError(.programFailed) }
            return pdf
        } catch {
            let isPicture: Set<PaperError.Code> = [.unknownFormat, .damagedPicture, .tooLarge]
            throw Failure(paper: error, isPicture.contains(error.code) ? picture ?? file : file)
        }
    }

    private func deliver(_ pdf: [UInt8]) throws(Failure) {
        do throws(StorageError) {
            guard out != "-" else {
                guard Output.deliver(pdf) else { throw StorageError(.inputOutput, "-") }
                return
            }
            try AtomicFile.create(at: out, with: pdf, access: .ownerOnly)
        } catch {
            throw Failure(creating: error)
        }
    }

    private func tell(_ report: VerificationReport, _ codes: [String]) {
        let facts: KeyValuePairs<String, any SentencePart> = [
            "path": out, "command": ShellWord(out), "verdict": TranslatedText { report.headline(in: $0) },
            "codes": codes.count,
        ]
        // A certificate on standard output stands there alone.
        let say = { (line: String) in out == "-" ? Output.error(line) : Output.line(line) }
        if out != "-" { say(Sentence("paper.saved", facts).text(in: language.chosen)) }
        if report.verdict != .valid { say(Sentence("paper.undecided", facts).text(in: language.chosen)) }
        let advice = Sentence(codes.isEmpty ? "paper.noCodes" : "paper.advice", facts).text(in: language.chosen)
        Terminal.wrap(advice, width: Terminal.standard.width - 4).forEach { say("  " + $0) }
    }
}

extension Failure {
    /// A credential that is not worth printing, or not known to be.
    init(notPrinted report: VerificationReport, _ file: String) {
        self.init(
            report.verdict == .invalid ? .invalid : .undecided,
            Sentence(
                "paper.error.notPrinted",
                [
                    "file": InputName(file), "problem": TranslatedText { report.headline(in: $0) },
                    "code": report.decisive?.code ?? "",
                ]),
            hint: Sentence("paper.hint.notPrinted", ["next": TranslatedText { report.nextStep(in: $0) ?? "" }]))
    }
}
