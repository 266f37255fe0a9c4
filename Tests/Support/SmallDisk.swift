import Glibc

/// A file system in memory that is full after a few pages.
public enum SmallDisk {
    /// Whether one can be made: it takes the rights of `root`, and a system that lets `root` use them.
    public static let isAvailable: Bool = {
        guard geteuid() == 0 else { return false }
        return (try? with(pages: 1) { _ in }) != nil
    }()

    /// Mounts one in a folder of its own, runs `body` with its path, and takes it away.
    public static func with(pages: Int, readOnly: Bool = false, _ body: (String) throws -> Void) throws {
        try Files.withTemporaryFolder { folder throws in
            let options = "size=\(pages * 4_096),mode=700\(readOnly ? ",ro" : "")"
            guard run(["/usr/bin/mount", "-t", "tmpfs", "-o", options, "tmpfs", folder]) else {
                throw Files.Failure(path: folder, reason: "nothing can be mounted here")
            }
            defer { _ = run(["/usr/bin/umount", "--lazy", folder]) }
            try body(folder)
        }
    }

    private static func run(_ arguments: [String]) -> Bool {
        var words = unsafe [UnsafeMutablePointer<CChar>?]()
        for argument in arguments { unsafe words.append(strdup(argument)) }
        unsafe words.append(nil)
        defer { for index in unsafe words.indices { unsafe free(words[index]) } }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var process: pid_t = 0
        guard unsafe posix_spawn(&process, arguments[0], &actions, nil, words, environ) == 0 else { return false }
        var status: Int32 = 0
        return unsafe waitpid(process, &status, 0) == process && status == 0
    }
}
