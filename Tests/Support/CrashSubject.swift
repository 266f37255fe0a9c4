import Glibc

/// The process `CrashSubject`, which works on a folder and ends itself in the middle, as a power failure would.
public enum CrashSubject {
    /// What a process said until it ended, and how it ended.
    public struct Outcome: Sendable {
        /// The lines it wrote: one for each step that was acknowledged to it.
        public let lines: [String]
        /// Whether it was killed, rather than coming to its end.
        public let wasKilled: Bool

        /// The numbers after the word `end` in the last line; `nil` where it did not come to that.
        public var end: [Int]? {
            let words = lines.last?.split(separator: " ") ?? []
            return words.first == "end" ? words.dropFirst().compactMap { Int($0) } : nil
        }
    }

    /// Runs the subject to its end.
    ///
    /// - Parameters:
    ///   - work: What it does.
    ///   - path: The folder it works on.
    ///   - step: Before which change of the disk it is killed, counted from 1; 0 for never.
    ///   - more: What else it has to know.
    ///   - words: What to put before the command, as for watching its system calls.
    public static func run(
        _ work: String, _ path: String, killedAt step: Int = 0, more: [String] = [], under words: [String] = []
    ) throws -> Outcome {
        let command = words + [try program(), work, path, "\(step)"] + more
        let outcome = try Subprocess.run(command[0], Array(command.dropFirst()))
        let lines = outcome.output.split(separator: "\n").map { String($0) }
        return Outcome(lines: lines, wasKilled: outcome.exitCode == 128 + SIGKILL)
    }

    /// The subject, which is built beside the tests.
    private static func program() throws -> String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { throw Files.Failure(path: "/proc/self/exe", reason: "cannot be read") }
        let tests = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = tests.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let program = folder + "/CrashSubject"
        guard Files.exists(program) else { throw Files.Failure(path: program, reason: "is not built") }
        return program
    }
}
