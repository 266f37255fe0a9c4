import Glibc
import TestSupport

/// The process `StorageSubject` while it runs, and what it says.
struct Subject: ~Copyable {
    let process: pid_t
    private let output: Int32

    /// Starts `StorageSubject`, which is built beside the tests.
    init(_ work: String, _ path: String, _ first: Int = 0) throws {
        let program = try Self.program()
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw Files.Failure(path: program, reason: "no pipe") }
        // Another subject that starts now must not keep this one's output open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        var process: pid_t = 0
        var arguments = unsafe [UnsafeMutablePointer<CChar>?]()
        for text in [program, work, path, "\(first)"] { unsafe arguments.append(strdup(text)) }
        unsafe arguments.append(nil)
        defer { for index in unsafe arguments.indices { unsafe free(arguments[index]) } }
        let result = unsafe posix_spawn(&process, program, &actions, nil, arguments, environ)
        close(ends[1])
        guard result == 0 else {
            close(ends[0])
            throw Files.Failure(path: program, reason: "cannot be started (\(result))")
        }
        self.process = process
        output = ends[0]
    }

    deinit { close(output) }

    /// Ends the process at once, as a power failure would.
    func kill() { Glibc.kill(process, SIGKILL) }

    /// What the process said until it ended, line by line.
    consuming func finish() -> [String] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = unsafe read(output, &chunk, chunk.count)
            if count <= 0 { break }
            bytes += chunk[..<count]
        }
        var status: Int32 = 0
        unsafe waitpid(process, &status, 0)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { String($0) }
    }

    /// Waits for the first line.
    func waitForFirstByte() {
        var request = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&request, 1, 10_000)
    }

    /// The same bytes as the subject writes for a number.
    static func content(_ number: Int) -> [UInt8] {
        Array(String(repeating: "\(number);", count: 1 + number * 7_919 % 5_000).utf8)
    }

    private static func program() throws -> String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { throw Files.Failure(path: "/proc/self/exe", reason: "cannot be read") }
        let tests = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = tests.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let program = folder + "/StorageSubject"
        guard Files.exists(program) else { throw Files.Failure(path: program, reason: "is not built") }
        return program
    }
}
