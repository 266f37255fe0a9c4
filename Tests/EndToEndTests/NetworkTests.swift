import TestSupport
import Testing

@Suite("The program and the network")
struct NetworkTests {
    private static let hasTracer = Files.exists("/usr/bin/strace")
    private static let hasNamespaces =
        (try? Subprocess.run("/usr/bin/unshare", ["--map-root-user", "--net", "true"]))?.exitCode == 0

    @Test("A socket is seen by the way in which it is looked for", .enabled(if: hasTracer, "needs strace"))
    func tracer() throws {
        try Story.play(withTrust: false) { story in
            let script = "exec 3<>/dev/udp/127.0.0.1/9"
            _ = try Subprocess.run("/usr/bin/strace", tracing(to: story.path("trace")) + ["/bin/bash", "-c", script])
            #expect(String(decoding: try story.read("trace"), as: UTF8.self).contains("socket("))
        }
    }

    private func tracing(to file: String) -> [String] {
        ["-f", "-qq", "-e", "trace=%network,execve", "-o", file]
    }

    @Test("No command opens a socket", .enabled(if: hasTracer, "needs strace"))
    func sockets() throws {
        try Story.play { story in
            try story.tamper(story.issue())
            try story.issueAbroad()
            for arguments in [
                ["verify", "anna.json", "altered.json", "abroad.json", "--trust", "trust", "--at", Story.now],
                ["inspect", "anna.json"], ["trust", "show", "trust"],
                ["trust", "fetch", "trust", "--trust", "trust", "--at", Story.now],
                ["trust", "sign", "trust", "--key", "authority.pem", "--renew", "--at", Story.made],
                ["key", "show", "authority.pem"],
            ] {
                let outcome = try story.testamur.run(
                    arguments, in: story.folder,
                    under: ["/usr/bin/strace"] + tracing(to: "trace"))
                let trace = String(decoding: try story.read("trace"), as: UTF8.self)
                #expect(outcome.status <= 2, "\(arguments): \(outcome.errors)")
                #expect(trace.contains("execve("), "the trace is empty, so it proves nothing")
                #expect(!trace.contains("socket(") && !trace.contains("connect("), "\(arguments): \(trace)")
            }
        }
    }

    @Test("A machine without any network gives the same verdict", .enabled(if: hasNamespaces, "needs namespaces"))
    func unplugged() throws {
        try Story.play { story in
            try story.issue()
            let arguments = ["verify", "anna.json", "--trust", "trust", "--state", "state", "--at", Story.now]
            // The first run says where it begins to remember.
            _ = try story.testamur.run(arguments, in: story.folder)
            let unplugged = try story.testamur.run(
                arguments, in: story.folder, under: ["/usr/bin/unshare", "--map-root-user", "--net"])
            #expect(unplugged.status == 0)
            let plugged = try story.testamur.run(arguments, in: story.folder)
            #expect(unplugged.output == plugged.output)
        }
    }
}
