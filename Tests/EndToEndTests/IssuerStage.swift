import Encodings
import TestSupport
import Testing

/// A folder in which an institution works with the program, as of today.
///
/// The institution's folder is `leiehove`, its passphrase stands in `passphrase`, the specification in `course.yaml`.
struct IssuerStage {
    let folder: String
    let testamur: Program

    /// Prepares a stage, plays on it, and removes it.
    static func play(withInstitution: Bool = true, _ body: (IssuerStage) throws -> Void) throws {
        try Files.withTemporaryFolder { folder in
            let stage = IssuerStage(folder: folder, testamur: try Program("testamur"))
            try stage.write("correct horse battery staple\n", to: "passphrase")
            #expect(try Subprocess.run("/bin/chmod", ["600", stage.path("passphrase")]).exitCode == 0)
            try WalletKey.write(to: folder)
            try stage.write(stage.specification(), to: "course.yaml")
            try stage.writeLearner("anna", family: "De Smet", given: "Anna")
            if withInstitution {
                let outcome = try stage.makeInstitution()
                try #require(outcome.status == 0, "\(outcome.errors)")
            }
            try body(stage)
        }
    }

    /// Writes into `issuer.yaml` who has to agree to each batch; their keys are in `NAME.pem`.
    func nameApprovers(_ names: String...) throws {
        var approvers = "\napprovers:\n"
        for name in names {
            try succeed("key", "new", "--out", "\(name).pem", "--passphrase-file", "passphrase")
            let key = try succeed("key", "show", "\(name).pem", "--passphrase-file", "passphrase").output
            let start = try #require(key.firstRange(of: "z6Mk")).lowerBound
            approvers += "  - {name: \(name), public_key: \(key[start...].prefix(48))}\n"
        }
        let before = String(decoding: try read("leiehove/issuer.yaml"), as: UTF8.self)
        try write(before + approvers, to: "leiehove/issuer.yaml")
    }

    func path(_ name: String) -> String { folder + "/" + name }

    func write(_ text: String, to name: String) throws { try Files.write(Array(text.utf8), to: path(name)) }

    func read(_ name: String) throws -> [UInt8] { try Files.read(path(name)) }

    /// Runs the program in the folder.
    @discardableResult
    func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Program.Outcome {
        try testamur.run(
            WalletKey.added(to: arguments),
            environment: WalletKey.environment(for: arguments, in: folder).merging(environment) { $1 }, in: folder)
    }

    /// Runs the program, which is expected to succeed.
    @discardableResult
    func succeed(_ arguments: String...) throws -> Program.Outcome {
        let outcome = try testamur.run(
            WalletKey.added(to: arguments), environment: WalletKey.environment(for: arguments, in: folder), in: folder)
        try #require(outcome.status == 0, "\(arguments): \(outcome.output)\(outcome.errors)")
        return outcome
    }

    /// Makes the institution's folder.
    func makeInstitution(
        _ name: String = "leiehove", legalName: String = "Leiehove University", _ more: String...
    ) throws -> Program.Outcome {
        try testamur.run(
            [
                "issuer", "init", name, "--name", legalName, "--country", "BE", "--quality-assurance",
                "institutional review=Accreditation body", "--passphrase-file", "passphrase",
            ] + more, in: folder)
    }

    /// Issues to learners, into the folder `out`.
    func issue(
        _ learners: String..., spec: String = "course.yaml", more: [String] = [], passphrase: Bool = true
    ) throws -> Program.Outcome {
        var arguments = ["issuer", "issue", "--issuer", "leiehove", "--spec", spec, "--out", "out", "--learner"]
        arguments += learners
        if passphrase { arguments += ["--passphrase-file", "passphrase"] }
        return try testamur.run(arguments + more, in: folder)
    }

    /// How many credentials the register holds.
    func issuedCount() throws -> Int {
        try succeed("issuer", "list", "--issuer", "leiehove", "--format", "json").lines.count { !$0.isEmpty }
    }

    /// The specification of the examples, with a part exchanged.
    func specification(replacing old: String? = nil, with new: String = "") throws -> String {
        let path = Vectors.repository + "/Examples/leiehove-university/specifications/blended-learning.yaml"
        let text = String(decoding: try Files.read(path), as: UTF8.self)
        guard let old else { return text }
        let parts = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
        try #require(parts.count == 2, "the example does not say \(old)")
        return parts.joined(separator: new)
    }

    /// Writes a learner's file, `<name>.yaml`.
    func writeLearner(
        _ name: String, family: String, given: String, grade: Int = 15, more: String = ""
    ) throws {
        try write(
            """
            family_name: '\(family)'
            given_names: '\(given)'
            date_of_birth: 1984-03-09
            awarded_on: 2026-06-26
            grade: \(grade)
            \(more)
            """, to: name + ".yaml")
    }
}
