import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings
import Registry
import Storage

/// `testamur bundle`: a credential with everything that it takes to check it, for a stick or for the year 2046.
struct BundleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Pack a credential with all that is needed to check it, but the pin, as one file or one folder.",
        discussion: """
            Example: testamur bundle anna.json --trust ./trust --out anna.capsule.json
                     testamur bundle anna.json --trust ./trust --folder /media/stick/anna

            Only a credential whose issuer is recognised is packed, and it is verified from the
            capsule alone before it is said to be saved. Nothing is overwritten. Of several
            credentials each has a capsule of its own, in the folder that is named.
            """)

    @Argument(
        help: ArgumentHelp("The credentials; '-' reads standard input.", valueName: "file"), completion: .file())
    var files: [String]

    @OptionGroup var place: CapsulePlaceOptions
    @OptionGroup var trust: TrustOption
    @OptionGroup var time: TimeOption
    @OptionGroup var policy: PolicyOption
    @OptionGroup var delegation: DelegationOption
    @OptionGroup var status: StatusOption

    @Option(name: .long, help: "How to answer: text or json.")
    var format: PlainFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let now = try time.time()
        guard (files + delegation.delegation + status.status).count(where: { $0 == "-" }) <= 1 else {
            throw Failure(.usage, "error.delegation.twiceStandardInput", hint: "hint.twiceStandardInput")
        }
        var places = try place.places(for: files)
        let trusted = try trust.load().adding(
            TrustMaterial(delegations: try delegation.load()), statusLists: try status.load())
        let packer = CapsulePacker(trust: trusted, policy: try policy.load(), now: now)
        var worst = Status.done
        for file in files {
            do {
                let packed = try packer.pack(file)
                let place = try places.place(for: file)
                try save(packed, to: place)
                tell(packed, at: place, trusted.stateNotes)
                if packed.report.verdict == .undecided, worst == .done { worst = .undecided }
            } catch let failure as Failure {
                // The others are packed all the same; the first refusal decides how the command ends.
                failure.report(in: language.chosen)
                if worst == .done || worst == .undecided { worst = failure.status }
            }
        }
        if worst != .done { throw ExitCode(worst.rawValue) }
    }

    private func save(_ packed: CapsulePacker.Packed, to place: CapsulePlaces.Place) throws {
        do throws(StorageError) {
            switch place {
            case .output:
                guard Output.deliver(packed.capsule.bytes) else { throw StorageError(.inputOutput, "-") }
            case .file(let path):
                try AtomicFile.create(at: path, with: packed.capsule.bytes, access: .ownerOnly)
            case .folder(let path):
                let note = CapsuleNote(packed: packed).bytes
                try CapsuleFolder.write(packed.capsule, to: path, notes: [(CapsuleNote.name, note)])
            }
        } catch {
            throw Failure(creating: error)
        }
    }

    private func tell(_ packed: CapsulePacker.Packed, at place: CapsulePlaces.Place, _ notes: [Note]) {
        let text = CapsuleText(
            packed: packed, place: place, language: language.chosen, terminal: .standard, stateNotes: notes)
        // A capsule on standard output stands there alone.
        guard place.path != nil else {
            Output.error(text.headline)
            StateNotes.lines(notes, language.chosen, .standard).forEach { Output.error($0) }
            return
        }
        switch format {
        case .json: Output.json(text.json)
        case .text: text.lines.forEach { Output.line($0) }
        }
    }
}
