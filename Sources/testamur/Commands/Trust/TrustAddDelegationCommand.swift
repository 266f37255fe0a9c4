import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings
import Registry

/// `testamur trust add-delegation`: keeps a delegation by which a part of a listed institution issues.
struct TrustAddDelegationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add-delegation",
        abstract: "Keep a delegation, by which a faculty issues for an institution on your lists.",
        discussion: """
            Example: testamur trust add-delegation law.json --trust ./trust

            It is checked first: an institution on one of your lists must have signed
            it, and may pass on no more than it has itself.
            """)

    @Argument(help: ArgumentHelp("The delegation.", valueName: "file"), completion: .file())
    var file: String

    @OptionGroup var trust: TrustOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let bytes = try Inputs.read(file, limit: Delegation.byteLimit)
        let delegation: Delegation
        do throws(TrustError) {
            delegation = try Delegation(parsing: bytes)
        } catch {
            throw Failure(delegation: error, file)
        }
        let (folder, source) = try trust.folder()
        let standing = DelegationStanding(delegation, try source.load(folder), at: Clock.now, isNew: false)
        guard standing.counts else { throw standing.refusal }
        let wasThere: Bool
        do throws(TrustFolderError) {
            wasThere = try TrustFolder.add(delegation, to: folder)
        } catch {
            throw Failure(error, folder, source)
        }
        let words = language.chosen
        let card = DelegationCard(standing: standing, language: words, terminal: .standard)
        let heading = wasThere ? "trust.delegation.wasKept" : "trust.delegation.kept"
        Output.line(CommandWords.sentence(heading, words))
        card.lines.forEach { Output.line($0) }
    }
}
