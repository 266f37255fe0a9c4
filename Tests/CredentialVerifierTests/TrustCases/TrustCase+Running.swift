import CredentialVerifier
import Encodings
import Registry
import TestSupport
import Testing

extension TrustCase {
    /// What the verifier answers: it loads the case's folders as it loads anybody's.
    func run() throws -> Expected {
        try Files.withTemporaryFolder { folder in
            try writeFiles(into: folder)
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
            let report = Verifier(trust: trust.kept(in: state, at: time), policy: policy).verify(
                try Files.read(folder + "/credential.json"), at: time)
            var answer = Expected(verdict: report.verdict.rawValue)
            for check in report.checks {
                answer.checks[check.name.rawValue] = "\(check.outcome.rawValue) \(check.code)"
            }
            answer.notes = report.notes.map(\.code).sorted()
            return answer
        }
    }

    private func writeFiles(into folder: String) throws {
        for name in ["trust", "state"] { try Files.makeFolder("\(folder)/\(name)") }
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
            let path = parts[0] == "state" ? stateFolder + "/" + parts[1] : folder + "/" + name
            try Files.write(Self.text(value).map { Array($0.utf8) } ?? value.serialized(), to: path)
        }
    }
}
