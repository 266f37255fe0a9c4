import Glibc

/// A line that tells a person at a terminal what is being waited for, and is gone when it is done.
enum Waiting {
    /// Shows `what` on standard error while `work` runs; nothing where standard error is no terminal.
    static func tell<Result, Failure: Error>(
        _ what: String, while work: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard isatty(STDERR_FILENO) == 1, Environment.value("TERM") != "dumb" else { return try work() }
        write(what)
        defer { write("\r\u{1B}[K") }
        return try work()
    }

    private static func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
