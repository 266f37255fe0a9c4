/// A program that is killed at one of its calls of the system, by strace.
public enum SystemCalls {
    private static let path = "/usr/bin/strace"

    /// The calls by which files change.
    public static let changing = ["write", "fdatasync", "renameat", "fsync", "ftruncate", "flock", "fchmod"]

    /// Whether calls can be watched here; some containers do not let anybody.
    public static let canBeWatched: Bool =
        Files.exists(path)
        && (try? Subprocess.run(path, ["-qq", "-o", "/dev/null", "/bin/true"]))?.exitCode == 0

    /// What to put before a command to have it killed at its `number`-th call of this name, counted from 1.
    public static func killing(at call: String, _ number: Int) -> [String] {
        [
            path, "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e",
            "inject=\(call):signal=KILL:when=\(number)",
        ]
    }
}
