/// A program that is killed at one of its calls of the system, by strace.
public enum SystemCalls {
    private static let path = "/usr/bin/strace"

    /// The calls by which files change.
    public static let changing = ["write", "fdatasync", "renameat", "fsync", "ftruncate", "flock", "fchmod"]

    /// The calls by which a database changes its files, each with how many of it a trial passes over.
    ///
    /// A register is written with hundreds of them. A campaign (`TESTAMUR_TRIALS`) tries every one.
    public static let changingDatabases = [
        ("pwrite64", 13), ("fdatasync", 3), ("ftruncate", 1), ("unlink", 1), ("openat", 29),
    ].map { call, stride in (call, Trials(1).count > 1 ? 1 : stride) }

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

    /// What to put before a command to have its calls of this name fail from the `number`-th on, counted from 1.
    public static func failing(_ call: String, with error: String, from number: Int) -> [String] {
        [
            path, "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e",
            "inject=\(call):error=\(error):when=\(number)+",
        ]
    }
}
