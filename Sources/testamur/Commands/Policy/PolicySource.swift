import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings
import Storage

/// The policy that a command judges by.
struct PolicyOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "What to ask for beyond the rules: standard, strict, archive, or a YAML file.",
            discussion: "testamur policy show tells what each asks for.", valueName: "policy"),
        completion: PolicySource.completion)
    var policy: String = Policy.standard.name

    /// Whether the policy comes from standard input.
    var isStandardInput: Bool { policy.utf8.elementsEqual("-".utf8) }

    /// The policy of that name, or the one in the file.
    func load() throws(Failure) -> Policy {
        try Failure.refuseEmpty(policy, option: "--policy")
        return try PolicySource.load(policy)
    }
}

/// Where a policy comes from: its name, or a file.
enum PolicySource {
    /// More than any policy needs, and what the reader of YAML takes.
    private static let byteLimit = 1_048_576

    /// What may stand for a policy: a name, a folder on the way to a file, or a file.
    static let completion = CompletionKind.custom { _, _, start in
        let names = Policy.Profile.allCases.map(\.rawValue)
        let parts = start.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let place = parts.isEmpty ? "" : parts.joined(separator: "/") + "/"
        let entries = (try? Folder.usableNames(in: place.isEmpty ? "." : place)) ?? []
        let files = entries.filter { $0.utf8.first != UInt8(ascii: ".") }.compactMap { name -> String? in
            if FileExistence.isFolder(place + name) { return place + name + "/" }
            return name.hasSuffix(".yaml") || name.hasSuffix(".yml") ? place + name : nil
        }
        return (names + files).filter { $0.hasPrefix(start) }
    }

    /// The policy of that name, or the one in the file; a file that is called as a policy needs a path, `./strict`.
    static func load(_ argument: String) throws(Failure) -> Policy {
        if let profile = Policy.Profile(rawValue: argument) { return profile.policy }
        let bytes = try read(argument)
        do throws(PolicyFileError) {
            return try Policy(parsing: bytes, file: Inputs.name(argument))
        } catch {
            throw Failure(error, argument)
        }
    }

    /// The content of a policy file.
    static func read(_ argument: String) throws(Failure) -> [UInt8] {
        do throws(StorageError) {
            return try FileReader.readArgument(argument, limit: byteLimit)
        } catch {
            let isName = !argument.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") }
            guard error.code == .notFound, isName else { throw Failure(reading: error, missing: "hint.policy") }
            let near = PlainWord(argument).nearest(among: Policy.Profile.allCases.map(\.rawValue)).first
            throw Failure(
                .noInput, Sentence("error.policy.unknown", ["found": argument]),
                hint: near.map { Sentence("hint.policy.near", ["near": $0]) } ?? "hint.policy")
        }
    }
}

extension Failure {
    /// A policy file with faults: the first of them, and the way to all.
    init(_ error: PolicyFileError, _ argument: String) {
        let hint = Sentence("hint.policyCheck", ["file": ShellWord(argument), "count": error.findings.count])
        guard let first = error.findings.first else {
            self.init(.dataError, Sentence("error.policy.unknown", ["found": argument]), hint: hint)
            return
        }
        self.init(
            .dataError,
            Sentence(
                "error.policy.fault",
                [
                    "place": first.place, "code": first.code,
                    "problem": TranslatedText { PolicyFileError.sentence(for: first, in: $0) },
                ]),
            hint: hint)
    }
}
