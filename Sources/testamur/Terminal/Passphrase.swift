import ArgumentParser
import Credentials
import Cryptography
import Encodings
import Storage

/// Where a passphrase comes from: a prompt on the terminal, or a file; never an argument or an environment variable,
/// which other processes can see.
struct PassphraseOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Read the passphrase from the first line of this file instead of asking.",
            discussion: "The file must be closed to others (chmod 600); '-' reads standard input.", valueName: "file"),
        completion: .file())
    var passphraseFile: String?

    init() {}

    /// The same for a file that another option names.
    init(file: String) { passphraseFile = file }

    /// Asks for the passphrase of something that exists.
    ///
    /// - Parameter prompt: The question, for example `Passphrase for authority.pem`.
    func existing(_ prompt: String) throws -> SecretBytes {
        if let passphraseFile { return try Self.read(passphraseFile) }
        return try TerminalPrompt.open(orHint: Self.hint).secret(prompt + ": ")
    }

    /// Asks for a passphrase that is new, and for the same again.
    ///
    /// - Parameters:
    ///   - prompt: The question, for example `New passphrase for authority.pem`.
    ///   - again: The second question.
    ///   - language: The language to explain in what is wrong with an answer.
    func new(_ prompt: String, again: String, language: Language) throws -> SecretBytes {
        if let passphraseFile {
            let secret = try Self.read(passphraseFile)
            guard let complaint = Self.complaint(secret) else { return secret }
            throw Failure(.dataError, complaint, hint: "key.passphraseAdvice")
        }
        let terminal = try TerminalPrompt.open(orHint: Self.hint)
        for _ in 1...Self.attempts {
            let first = try terminal.secret(prompt + ": ")
            if let complaint = Self.complaint(first)?.text(in: language) {
                terminal.say(complaint + "; " + CommandWords.sentence("key.passphraseAdvice", language))
                continue
            }
            let second = try terminal.secret(again + ": ")
            if first.isEqual(to: second) { return first }
            terminal.say(CommandWords.sentence("key.passphrasesDiffer", language))
        }
        throw Failure(
            .usage, Sentence("error.noPassphraseChosen", ["attempts": Self.attempts]), hint: "hint.thinkOfPassphrase")
    }

    /// The fewest characters of a new passphrase; whoever has the file can try as many as they like.
    static let fewestCharacters = 10

    private static let attempts = 3
    private static let largest = 1_023
    private static let hint: Sentence = "hint.passphraseFile"

    private static func complaint(_ secret: SecretBytes) -> Sentence? {
        let count = secret.withSpan { bytes in
            // Bytes that continue a character of UTF-8 are not counted.
            bytes.indices.count { bytes[$0] & 0xC0 != 0x80 }
        }
        guard count < fewestCharacters else { return nil }
        return Sentence("key.passphraseShort", ["least": fewestCharacters, "count": count])
    }

    /// The first line of a file, without its end.
    private static func read(_ argument: String) throws -> SecretBytes {
        var bytes: [UInt8]
        do {
            if !argument.utf8.elementsEqual("-".utf8), let status = try FileStatus.at(argument), status.kind == .file,
                status.isOpenToOthers
            {
                throw Failure(
                    .dataError, Sentence("error.passphraseExposed", ["file": argument]),
                    hint: Sentence("hint.chmod", ["file": ShellWord(argument)]))
            }
            bytes = try FileReader.readArgument(argument, limit: 65_536)
        } catch let error as StorageError {
            throw Failure(reading: error)
        }
        // Some editors put a mark in front of a text in UTF-8; nobody can type it.
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var line = Array(bytes.dropFirst(start).prefix { $0 != 0x0A })
        if line.last == 0x0D { line.removeLast() }
        do throws(CryptographyError) {
            // Both are overwritten; the rest of the file may be a secret as well.
            let secret = try SecretBytes(overwriting: &line)
            _ = try SecretBytes(overwriting: &bytes)
            guard secret.count > 0 else {
                throw CryptographyError(.unusablePassphrase, "the first line is empty")
            }
            return secret
        } catch {
            throw Failure(error, in: argument)
        }
    }
}
