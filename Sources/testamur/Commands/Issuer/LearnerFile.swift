import CredentialIssuer
import Credentials
import Encodings

/// A learner's file, read.
struct LearnerFile {
    let path: String
    let learner: LearnerRecord?
    let findings: [Finding]

    /// Reads a file.
    init(_ file: WrittenFiles.Written) throws(Failure) {
        path = file.path
        let reading = LearnerRecordReader(file: Inputs.name(path)).read(try file.read())
        learner = reading.value
        findings = reading.findings
    }

    /// What to call it in a sentence.
    var name: String { TerminalText(Inputs.name(path)).description }
}
