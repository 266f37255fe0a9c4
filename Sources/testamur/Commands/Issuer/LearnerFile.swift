import CredentialIssuer
import Credentials
import Encodings

/// A learner's file, read.
struct LearnerFile {
    let path: String
    let learner: LearnerRecord?
    let findings: [Finding]
    /// The proof that the learner has the key that the credential is bound to; `nil` where nobody asked.
    let proof: HolderProof?

    /// Reads a file.
    init(_ file: WrittenFiles.Written) throws(Failure) {
        path = file.path
        let reading = LearnerRecordReader(file: Inputs.name(path)).read(try file.read())
        learner = reading.value
        findings = reading.findings
        proof = nil
    }

    /// The same file with a learner whose key was proved.
    init(_ file: LearnerFile, boundTo learner: LearnerRecord, by proof: HolderProof) {
        path = file.path
        self.learner = learner
        findings = file.findings
        self.proof = proof
    }

    /// What to call it in a sentence.
    var name: String { TerminalText(Inputs.name(path)).description }
}
