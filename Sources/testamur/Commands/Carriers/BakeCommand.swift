import ArgumentParser
import Carriers
import Credentials
import CredentialVerifier
import Encodings
import Storage

/// `testamur bake`: puts a credential into a picture, as Open Badges 3.0 does it.
struct BakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bake",
        abstract: "Put a credential into a PNG or SVG picture, as Open Badges 3.0 does.",
        discussion: """
            Example: testamur bake anna.json badge.png --out anna.png

            The picture looks as before, and every byte of it stays; the credential is in the
            file beside it, and comes out as it went in: testamur unbake anna.png, or
            testamur verify anna.png. What the picture shows proves nothing.
            """)

    @Argument(
        help: ArgumentHelp("The credential, as JSON or a JWT; '-' reads standard input.", valueName: "credential"),
        completion: .file())
    var credential: String

    @Argument(help: ArgumentHelp("The picture, PNG or SVG.", valueName: "image"), completion: .file())
    var image: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where to; '-' writes to standard output. No file is overwritten.", valueName: "path"),
        completion: .file())
    var out: String

    @Flag(name: .long, help: "Put it in the place of a credential that is in the picture already.")
    var replace = false

    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(out, option: "--out")
        guard credential != "-" || image != "-" else {
            throw Failure(.usage, "error.carrier.twiceStandardInput", hint: "hint.twiceStandardInput")
        }
        let bytes = try Inputs.read(credential, limit: Inputs.byteLimit)
        let isBadge = try Self.check(bytes, credential)
        let picture = try Inputs.read(image, limit: Inputs.byteLimit)
        let baked: [UInt8]
        do throws(CarrierError) {
            baked = try Carrier.bake(bytes, into: picture, replacing: replace)
        } catch {
            throw Failure(baking: error, [.notACredential, .emptyPayload].contains(error.code) ? credential : image)
        }
        // Taken out again before it is said to be in there.
        guard let payload = try? Carrier(baked).payload, Self.isSame(payload, bytes) else {
            throw Failure(.software, "error.carrier.notSame", hint: "hint.carrier.notSame")
        }
        try deliver(baked)
        if !isBadge { Warning.tell(Sentence("error.carrier.noBadge", ["file": InputName(credential)])) }
    }

    private func deliver(_ baked: [UInt8]) throws {
        do throws(StorageError) {
            guard out != "-" else {
                guard Output.deliver(baked) else { throw StorageError(.inputOutput, "-") }
                return
            }
            try AtomicFile.create(at: out, with: baked, access: .ownerOnly)
        } catch {
            throw Failure(creating: error)
        }
        let facts = [("path", TerminalPath.safe(out)), ("command", ShellWord(out).words(in: language.chosen))]
        Output.line(CommandWords.sentence("carrier.baked", language.chosen, facts))
        let advice = CommandWords.sentence("carrier.advice", language.chosen, facts)
        Terminal.wrap(advice, width: Terminal.standard.width - 4).forEach { Output.line("  " + $0) }
    }

    /// Whether it is a badge that other programs look for; what is no credential at all is refused.
    private static func check(_ bytes: [UInt8], _ file: String) throws(Failure) -> Bool {
        guard CarrierKind(of: bytes) != .compactJWS else { return true }
        let notOne = Failure(
            .dataError, Sentence("error.carrier.notOne", ["file": InputName(file)]), hint: "hint.carrier.notOne")
        let received: ReceivedCredential
        do throws(JSONError) {
            received = try ReceivedCredential(parsing: bytes)
        } catch {
            guard CarrierKind(of: bytes) == .json else { throw notOne }
            throw Failure(error, in: file, "error.notReadable")
        }
        guard received.document.root.kind == .object, received.claims.hasType("VerifiableCredential") else {
            throw notOne
        }
        return received.claims.hasType("OpenBadgeCredential") || received.claims.hasType("AchievementCredential")
    }

    /// A token is taken without the line break at the end of its file; everything else byte for byte.
    private static func isSame(_ payload: CarrierPayload, _ bytes: [UInt8]) -> Bool {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        guard payload.form == .compactJWS else { return payload.bytes == bytes }
        var token = bytes.drop(while: isBlank)
        while let last = token.last, isBlank(last) { token.removeLast() }
        return payload.bytes == Array(token)
    }
}
