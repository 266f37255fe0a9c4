import TestSupport
import Testing

@Suite("The program with the network")
struct FetchProgramTests {
    /// Its answers go to a pipe, as they do from testamur; into a file it never writes.
    private static let piped = ["/bin/sh", "-c", "\"$@\" | cat", "sh"]

    @Test("Only testamur-fetch has any code for a network")
    func linking() throws {
        for (name, hasCurl) in [("testamur", false), ("testamur-fetch", true)] {
            let libraries = try Subprocess.run("/usr/bin/ldd", [Program(name).path]).output
            #expect(libraries.contains("libc.so"), "\(libraries)")
            #expect(libraries.contains("libcurl") == hasCurl, "\(name): \(libraries)")
            // What speaks to a server with a register, where the program was built for one, brings a library of its own.
            let hasServer = libraries.contains("libpq")
            #expect(!libraries.contains("libssl") || hasCurl || hasServer, "\(name): \(libraries)")
        }
    }

    @Test("Where it is missing it is said how to get it, and a folder is fetched from all the same")
    func missing() throws {
        try FetchStage.play { stage in
            // A copy of the program that stands alone, though another one is on the search path and in the folder.
            let alone = stage.story.path("alone")
            try Files.makeFolder(alone)
            let copy = try Subprocess.run("/bin/cp", [stage.story.testamur.path, alone + "/testamur"])
            try #require(copy.exitCode == 0, "\(copy.output)")
            try stage.story.write("#!/bin/sh\necho called > called\n", to: "testamur-fetch")
            _ = try Subprocess.run("/bin/chmod", ["755", stage.story.path("testamur-fetch")])
            func fetch(_ source: String) throws -> Program.Outcome {
                try stage.story.testamur.run(
                    ["trust", "fetch", source, "--trust", "employer", "--at", FetchStage.now],
                    environment: ["PATH": ".:" + stage.story.folder], in: stage.story.folder,
                    under: ["/bin/sh", "-c", "shift; exec alone/testamur \"$@\"", "sh"])
            }
            let outcome = try fetch("https://trust.example/")
            #expect(outcome.status == 70, "\(outcome.errors)")
            #expect(outcome.errors.contains("swift build -c release --product testamur-fetch"), "\(outcome.errors)")
            #expect(!Files.exists(stage.story.path("called")))
            #expect(stage.held == stage.list(2))
            let stick = try fetch("trust")
            #expect(stick.status == 0, "\(stick.errors)")
            #expect(stage.held == stage.list(4))
        }
    }

    @Test(
        "Another program in its place that talks nonsense, or goes, is no way in",
        arguments: [
            "echo FILE 3; printf '{}\\n'", "echo FILE 99999999999", "echo FILE -1", "echo hello", "exit 0",
            "head -c 100000 /dev/zero", "echo NONE; exit 1", "kill -9 $$",
        ])
    func nonsense(_ script: String) throws {
        try FetchStage.play { stage in
            let place = stage.story.path("place")
            try Files.makeFolder(place)
            _ = try Subprocess.run("/bin/cp", [stage.story.testamur.path, place + "/testamur"])
            try Files.write(Array("#!/bin/sh\nread line\n\(script)\n".utf8), to: place + "/testamur-fetch")
            _ = try Subprocess.run("/bin/chmod", ["755", place + "/testamur-fetch"])
            let outcome = try stage.story.testamur.run(
                ["trust", "fetch", "https://trust.example/", "--trust", "employer", "--at", FetchStage.now],
                in: stage.story.folder, under: ["/bin/sh", "-c", "shift; exec place/testamur \"$@\"", "sh"])
            #expect([65, 66, 70].contains(outcome.status), "\(outcome.status) \(outcome.errors)")
            #expect(outcome.errors.contains("testamur: hint: "))
            #expect(stage.held == stage.list(2))
        }
    }

    @Test("Of the environment it gets what says how to reach the network, and nothing more")
    func environment() throws {
        try FetchStage.play { stage in
            let place = stage.story.path("place")
            try Files.makeFolder(place)
            _ = try Subprocess.run("/bin/cp", [stage.story.testamur.path, place + "/testamur"])
            try Files.write(Array("#!/bin/sh\n/usr/bin/env > \(place)/variables\n".utf8), to: place + "/testamur-fetch")
            _ = try Subprocess.run("/bin/chmod", ["755", place + "/testamur-fetch"])
            _ = try stage.story.testamur.run(
                ["trust", "fetch", "https://trust.example/", "--trust", "employer"],
                environment: [
                    "SSLKEYLOGFILE": "/tmp/keys", "SECRET": "x", "https_proxy": "http://proxy.example",
                    "SSL_CERT_FILE": "/a.pem",
                    "OPENSSL_CONF": "/tmp/openssl.cnf",
                ], in: stage.story.folder, under: ["/bin/sh", "-c", "shift; exec place/testamur \"$@\"", "sh"])
            let variables = String(decoding: try Files.read(place + "/variables"), as: UTF8.self)
            let names = Set(variables.split(separator: "\n").map { String($0.prefix { $0 != "=" }) })
            // The shell adds these itself.
            #expect(
                names.subtracting(["PWD", "_", "SHLVL", "OLDPWD", "LD_LIBRARY_PATH"]) == [
                    "https_proxy", "SSL_CERT_FILE",
                ])
        }
    }

    @Test(
        "It judges the number that it is about to connect to, whatever the name is",
        .enabled(if: HostileServer.isAvailable, "\(HostileServer.hint)"))
    func connecting() throws {
        try HostileServer.serve(["list.json": [0x7B, 0x7D]]) { server in
            let program = try Program("testamur-fetch")
            func ask(_ arguments: String...) throws -> String {
                let line = "GET 1000 20000 \(server.address())list.json\n"
                return try program.run(
                    arguments, input: Array(line.utf8), environment: server.environment, under: Self.piped
                ).output
            }
            #expect(try ask().hasPrefix("FAIL FETCH_PRIVATE_ADDRESS localhost%20("))
            #expect(try server.log().isEmpty)
            #expect(try ask("--allow-private-addresses") == "FILE 2\n{}")
        }
    }

    @Test(
        "Not a byte more is taken than was asked for, whether or not the server says how many come",
        .enabled(if: HostileServer.isAvailable, "\(HostileServer.hint)"))
    func limits() throws {
        try HostileServer.serve(["list.json": [0x7B, 0x7D]]) { server in
            let program = try Program("testamur-fetch")
            for behaviour in ["plain", "unmeasured"] {
                for (limit, answer) in [(1, "FAIL FETCH_TOO_LARGE 1\n"), (2, "FILE 2\n{}")] {
                    let line = "GET \(limit) 20000 \(server.address(behaviour))list.json\n"
                    let outcome = try program.run(
                        ["--allow-private-addresses"], input: Array(line.utf8), environment: server.environment,
                        under: Self.piped)
                    #expect(outcome.output == answer, "\(behaviour)")
                }
            }
        }
    }

    @Test("Started by hand it says what it is, in the language of the locale")
    func byHand() throws {
        let program = try Program("testamur-fetch")
        for (locale, words) in [("C.UTF-8", "not meant"), ("nl_BE.UTF-8", "niet bedoeld")] {
            for outcome in [
                try program.run(["--help"], environment: ["LANG": locale]),
                try program.runOnTerminal([], environment: ["LANG": locale]),
            ] {
                #expect(outcome.status == 64)
                #expect((outcome.output + outcome.errors).contains(words), "\(outcome.output)\(outcome.errors)")
            }
        }
        let silent = try program.run([])
        #expect(silent.status == 0 && silent.output.isEmpty)
        let nonsense = try program.run(
            [], input: Array("GET 1 1 http://a.example/\nnonsense\n".utf8), under: Self.piped)
        #expect(nonsense.output == "FAIL FETCH_NOT_HTTPS http\nFAIL FETCH_PROGRAM_FAILED \n")
    }
}
