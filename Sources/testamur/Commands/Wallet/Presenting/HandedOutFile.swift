import Encodings
import Storage

/// The file that a learner gives to somebody, and what is said beside it.
struct HandedOutFile {
    /// Its path; `-` is standard output.
    let path: String

    /// Refuses an empty path and one where something stands, before anything is signed.
    init(_ path: String, option: String = "--out") throws(Failure) {
        try Failure.refuseEmpty(path, option: option)
        self.path = path
        guard !isStandardOutput else { return }
        do throws(StorageError) {
            guard try FileStatus.at(path, links: .refuse) == nil else {
                throw StorageError(.alreadyExists, "\(path): something stands there already", path: path)
            }
        } catch {
            throw Failure(creating: error)
        }
    }

    var isStandardOutput: Bool { path.utf8.elementsEqual("-".utf8) }

    /// Writes it, for its owner alone.
    func write(_ bytes: [UInt8]) throws(Failure) {
        do throws(StorageError) {
            guard isStandardOutput else {
                try AtomicFile.create(at: path, with: bytes, access: .ownerOnly)
                return
            }
            guard Output.deliver(bytes) else { throw StorageError(.inputOutput, "-") }
        } catch {
            throw Failure(creating: error)
        }
    }

    /// Tells people something where it does not get into the file.
    func tell(_ line: String) {
        if isStandardOutput { Output.error(line) } else { Output.line(line) }
    }

    /// Asks whether to sign, where somebody sits in front of a terminal.
    func isAllowed(_ question: String, _ yes: Bool) -> Bool {
        guard !yes, Terminal.standard.isInteractive else { return true }
        return Question.yes(question)
    }
}
