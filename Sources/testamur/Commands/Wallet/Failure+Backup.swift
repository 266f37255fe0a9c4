import Storage

extension Failure {
    /// No backup stands at a path: nothing does, or a file that is none, such as one that a full disk left empty.
    static func noBackup(at path: String) -> Failure {
        let facts: KeyValuePairs<String, any SentencePart> = ["path": path]
        let found = try? FileStatus.at(path)
        guard let found else {
            return noFile(at: path, .noInput)
                ?? Failure(.noInput, Sentence("error.noBackup.missing", facts), hint: "hint.noBackup.missing")
        }
        let isEmpty = found.kind == .file && found.byteCount == 0
        return Failure(
            .noInput, Sentence(isEmpty ? "error.noBackup.empty" : "error.noBackup", facts), hint: "hint.noBackup")
    }
}
