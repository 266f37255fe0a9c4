import Glibc

/// A program of this package, run as its users run it.
///
/// It gets an environment of its own: English, UTF-8, no settings of the person who runs the tests, and no terminal to ask
/// questions on unless a test brings one.
///
///     let testamur = try Program("testamur")
///     let outcome = try testamur.run(["verify", "-"], input: bytes)
///     #expect(outcome.status == 1)
public struct Program: Sendable {
    /// How a program ended and what it wrote.
    public struct Outcome: Sendable {
        /// The exit code, or 128 and the number of the signal that ended it.
        public let status: Int32
        /// Standard output.
        public let bytes: [UInt8]
        /// Standard error.
        public let errorBytes: [UInt8]

        /// Standard output as text.
        public var output: String { String(decoding: bytes, as: UTF8.self) }
        /// Standard error as text.
        public var errors: String { String(decoding: errorBytes, as: UTF8.self) }
        /// The lines of standard output.
        public var lines: [String] {
            output.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        }
    }

    /// Where the program stands.
    public let path: String

    /// Finds a program that is built beside the tests.
    public init(_ name: String) throws {
        path = try Self.folder() + "/" + name
        guard Files.exists(path) else { throw Files.Failure(path: path, reason: "is not built") }
    }

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - arguments: What follows the program's name.
    ///   - input: What it reads from standard input.
    ///   - environment: Variables beside, or instead of, the usual ones.
    ///   - folder: Where it runs; the tests' own working folder if `nil`.
    ///   - wrapper: A program with its arguments that runs this one, for example `strace`.
    /// - Throws: ``Files/Failure`` when it cannot be started or does not end within two minutes.
    public func run(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], in folder: String? = nil,
        under wrapper: [String] = []
    ) throws -> Outcome {
        try Files.withTemporaryFolder { place in
            try Files.write(input, to: place + "/input")
            var launch = Launch(words: wrapper + [path] + arguments, environment: environment, home: place)
            launch.folder = folder
            let process = unsafe try launch.start { actions in
                unsafe posix_spawn_file_actions_addopen(&actions, 0, place + "/input", O_RDONLY, 0)
                let flags = O_WRONLY | O_CREAT | O_TRUNC
                unsafe posix_spawn_file_actions_addopen(&actions, 1, place + "/output", flags, 0o600)
                unsafe posix_spawn_file_actions_addopen(&actions, 2, place + "/errors", flags, 0o600)
            }
            let status = try process.wait()
            return Outcome(
                status: status, bytes: try Files.read(place + "/output"), errorBytes: try Files.read(place + "/errors"))
        }
    }

    /// Runs the program on a terminal of its own, and answers what it asks.
    ///
    /// - Parameters:
    ///   - arguments: What follows the program's name.
    ///   - answers: What to wait for on the screen, and what to type then, in order.
    ///   - environment: Variables beside, or instead of, the usual ones.
    /// - Returns: All that stood on the screen, as standard output, with line ends as a terminal has them.
    public func runOnTerminal(
        _ arguments: [String], answering answers: [(prompt: String, typed: String)] = [],
        environment: [String: String] = [:], in folder: String? = nil
    ) throws -> Outcome {
        try Files.withTemporaryFolder { place in
            let terminal = try PseudoTerminal()
            var launch = Launch(words: [path] + arguments, environment: environment, home: place)
            launch.folder = folder
            let process = unsafe try launch.start { actions in
                // The first terminal that the leader of a session opens becomes its own.
                unsafe posix_spawn_file_actions_addopen(&actions, 0, terminal.name, O_RDWR, 0)
                unsafe posix_spawn_file_actions_adddup2(&actions, 0, 1)
                unsafe posix_spawn_file_actions_adddup2(&actions, 0, 2)
            }
            let screen = terminal.converse(answers)
            return Outcome(status: try process.wait(), bytes: screen, errorBytes: [])
        }
    }

    /// What to put before a command to have it killed after some milliseconds, wherever it is then.
    public static func killing(after milliseconds: Int) -> [String] {
        let fraction = String(1_000 + milliseconds % 1_000).dropFirst()
        return ["/usr/bin/timeout", "--signal=KILL", "\(milliseconds / 1_000).\(fraction)"]
    }

    /// The folder of the program that runs the tests.
    private static func folder() throws -> String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { throw Files.Failure(path: "/proc/self/exe", reason: "cannot be read") }
        let tests = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return tests.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }
}
