import ArgumentParser
import Encodings

/// `testamur canonicalize`: the canonical form of a JSON document.
struct CanonicalizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "canonicalize",
        abstract: "Write the canonical form (RFC 8785) of a JSON document to standard output.",
        discussion: "Example: testamur canonicalize anna.json | sha256sum")

    @Argument(
        help: ArgumentHelp("The document; standard input when it is left out or '-'.", valueName: "file"),
        completion: .file())
    var file: String = "-"

    @OptionGroup var language: LanguageOption

    func run() throws {
        let bytes = try Inputs.read(file, limit: Limits.general.documentByteCount)
        do throws(JSONError) {
            Output.bytes(try JSONDocument(parsing: bytes, limits: .general).root.canonicalBytes())
        } catch {
            throw Failure(error, in: file, "error.notStrictJSON")
        }
    }
}
