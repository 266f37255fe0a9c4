import PaperExchange
import TestSupport
import Testing

@Suite("The program that reads paper can do little else")
struct ConfinementTests {
    /// A C compiler; the toolchain of Swift has one.
    private static let compiler = ["cc", "clang"].first {
        (try? Subprocess.run("/usr/bin/env", [$0, "--version"]))?.exitCode == 0
    }

    /// Draws a code in a folder, with a library that tries what the program must not do, and says what came of it.
    ///
    /// The program writes to no file, so that what it writes goes through pipes.
    private func said(in folder: String) throws -> String {
        let library = folder + "/calls.so"
        let source = Vectors.repository + "/Tests/FaultInjection/confined-calls.c"
        let compiled = try Subprocess.run(
            "/usr/bin/env", [Self.compiler ?? "cc", "-shared", "-fPIC", "-Wall", "-o", library, source, "-ldl"])
        try #require(compiled.exitCode == 0, "\(compiled.output)")
        var request = PaperParts()
        request.append(.code, "HELLO".utf8)
        try Files.write(request.bytes, to: folder + "/request")
        let script = """
            cd '\(folder)'
            { LD_PRELOAD=./calls.so '\(try Program("testamur-paper").path)' svg <request 2>&3 | cat >answer; } 3>&1 | cat
            """
        return try Subprocess.run("/bin/bash", ["-c", script]).output
    }

    @Test(
        "no socket, no other program, no process, no change of a file; and it does its work",
        .enabled(if: Self.compiler != nil, "needs a C compiler"))
    func refused() throws {
        try Files.withTemporaryFolder { folder in
            try Files.write([1], to: folder + "/confined-old")
            let said = try said(in: folder)
            #expect(
                said.split(separator: "\n") == [
                    "socket EPERM", "udp EPERM", "unix EPERM", "socketpair EPERM", "io_uring EPERM", "execve EPERM",
                    "fork EPERM", "create EPERM", "write EPERM", "unlink EPERM", "rename EPERM", "mkdir EPERM",
                    "link EPERM", "symlink EPERM", "pipe EPERM", "mode EPERM", "owner EPERM", "times EPERM",
                    "truncate EPERM", "read done", "open mode EPERM", "open owner EPERM", "open attribute EPERM",
                    "signal EPERM", "thread signal EPERM", "queued signal EPERM", "own signal done",
                    "terminal EPERM", "other limits EPERM", "own limits done", "newer mode ENOSYS", "priority EPERM",
                    "shared memory EPERM", "file system EPERM", "trace EPERM", "other memory EPERM", "namespace EPERM",
                    "owner of signals EPERM", "write behind EPERM", "event EPERM", "memory file EPERM", "timer EPERM",
                    "personality EPERM", "name done", "dumps EPERM", "unknown ENOSYS", "ends with its parent",
                    "session own", "thread done", "limits within",
                ])
            #expect(try Files.names(in: folder) == ["answer", "calls.so", "confined-old", "request"])
            let answer = try PaperParts(parsing: Files.read(folder + "/answer"))
            #expect(answer.first(.picture)?.starts(with: "<".utf8) == true)
        }
    }
}
