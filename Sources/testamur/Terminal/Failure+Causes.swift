import CredentialVerifier
import Credentials
import Encodings
import Registry
import Storage

extension Failure {
    /// A file that cannot be read.
    init(reading error: StorageError) {
        switch error.code {
        case .notFound:
            self.init(.noInput, error.reason, hint: "check the name; 'testamur verify -' reads standard input")
        default: self.init(.inputOutput, error.reason)
        }
    }

    /// A trust folder that cannot be used.
    init(_ error: TrustFolderError) {
        switch error {
        case .storage(let cause): self.init(reading: cause)
        case .noPin(let path):
            self.init(
                .noInput, "the trust folder \(TerminalText(path)) holds no pin.json",
                hint: "a trust folder has pin.json and list.json, as the authority hands them out")
        case .pin(let path, let cause):
            self.init(
                .dataError, "\(TerminalText(path)) is not a pin: \(cause.reason)",
                hint: "get the pin from the authority again, and compare its words by telephone")
        case .document(let path, let cause):
            self.init(
                .dataError, "\(TerminalText(path)) is no DID document: \(cause.reason)",
                hint: "remove it, and add the document again as the institution publishes it")
        }
    }

    /// What to do about a document that is no strict JSON.
    static func hint(for error: JSONError) -> String {
        switch error.code {
        case .notUTF8: "save it as UTF-8 without a byte-order mark"
        case .inputTooLarge, .limit: "no credential is that large; ask for the original file"
        case .duplicateKey: "two programs could read it differently, so it is refused; ask for the original file"
        default: "ask for the original file, exactly as it was handed out"
        }
    }
}

/// Whether something is a folder, without an error when it is nothing at all.
enum FileExistence {
    static func isFolder(_ path: String) -> Bool {
        guard let status = try? FileStatus.at(path) else { return false }
        return status.kind == .folder
    }
}

extension Inputs {
    /// What to call an argument in a sentence.
    static func name(_ argument: String) -> String { argument == "-" ? "standard input" : argument }
}
