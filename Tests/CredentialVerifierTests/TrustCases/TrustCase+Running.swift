import CredentialVerifier
import Credentials
import Encodings
import Registry
import TestSupport
import Testing

extension TrustCase {
    /// What the verifier answers: it loads the case's folders as it loads anybody's.
    func run() throws -> Expected {
        try Files.withTemporaryFolder { folder in
            try writeFiles(into: folder)
            return try answer(in: folder)
        }
    }

    /// What the verifier answers that has the case's files in `folder`, whatever became of them since they were written.
    ///
    /// - Parameters:
    ///   - keeps: Whether the verifier keeps what it sees.
    ///   - readsWords: Whether every sentence of the report is looked at as well.
    func answer(in folder: String, keeps: Bool = true, readsWords: Bool = true) throws -> Expected {
        let time = try Timestamp(parsing: #require(now))
        let state = VerifierState(folder + "/state")
        let trust: Trust
        do throws(TrustFolderError) {
            trust = try TrustFolder.load(folder + "/trust", state: state)
        } catch {
            guard case .pin(_, let cause) = error else { throw error }
            return Expected(verdict: "refused", checks: ["pin": cause.code.rawValue])
        }
        let policy = try policy.map { try Policy(parsing: Array($0.utf8), file: "policy.yaml") } ?? .standard
        let handed = try Files.names(in: folder + "/handed").map { try Files.read("\(folder)/handed/\($0)") }
        var whole = (keeps ? trust.kept(in: state, at: time) : trust).adding(TrustMaterial(), statusLists: handed)
        let report = Verifier(trust: whole, policy: policy).verify(
            try Files.read(folder + "/credential.json"), at: time)
        if keeps { whole.keepStatusLists(in: state) }
        for language in readsWords ? Language.allCases : [] {
            let words =
                report.checks.map { $0.message(in: language) } + report.notes.map { $0.message(in: language) }
                + [report.headline(in: language), report.nextStep(in: language) ?? ""]
            // Every fact that a sentence names is given.
            #expect(!words.contains { $0.utf8.contains(UInt8(ascii: "{")) }, "\(name): \(words)")
        }
        var answer = Expected(verdict: report.verdict.rawValue)
        for check in report.checks {
            answer.checks[check.name.rawValue] = "\(check.outcome.rawValue) \(check.code)"
        }
        // That it begins to remember is what every first run says.
        answer.notes = report.notes.map(\.code).filter { $0 != "STATE_BEGINS" }.sorted()
        return answer
    }

    func writeFiles(into folder: String) throws {
        for name in ["trust", "state", "handed"] { try Files.makeFolder("\(folder)/\(name)") }
        // A verifier's state has a folder for each pin, which is named by the words of the pin.
        var stateFolder = folder + "/state"
        if let pin = files.first(where: { $0.name == "trust/pin.json" })?.value,
            let words = try? TrustPin(parsing: pin.serialized()).fingerprint.words
        {
            stateFolder += "/" + words.joined(separator: "-")
            try Files.makeFolder(stateFolder)
        }
        for (name, value) in files {
            let value = try #require(value)
            let parts = name.split(separator: "/").map(String.init)
            if parts.count == 3 { try? Files.makeFolder("\(folder)/\(parts[0])/\(parts[1])") }
            let isOfPin = parts[0] == "state" && parts.count == 2 && parts[1] != VerifierState.knownName
            let path = isOfPin ? stateFolder + "/" + parts[1] : folder + "/" + name
            var bytes = Self.text(value).map { Array($0.utf8) } ?? value.serialized()
            if let count = filled[name] {
                bytes += Array(repeating: UInt8(ascii: " "), count: max(0, count - bytes.count))
            }
            try Files.write(bytes, to: path)
        }
    }
}
