import Encodings
import Retrieval
import TestSupport
import Testing

@Suite(
    "testamur trust fetch, from the web", .enabled(if: HostileServer.isAvailable, "\(HostileServer.hint)"))
struct FetchWebTests {
    @Test("A newer list is fetched, and nothing new afterwards")
    func newer() throws {
        try FetchStage.play { stage in
            try HostileServer.serve(["list.json": stage.list(3)]) { server in
                let first = try stage.fetch(server, "plain")
                #expect(first.status == 0, "\(first.errors)")
                #expect(first.lines[0] == "List 3 of 21 November 2026 is new; before it you had list 2.")
                #expect(stage.held == stage.list(3))
                let second = try stage.fetch(server, "plain")
                #expect(second.status == 0 && second.output.contains("Nothing new: list 3"))
                try server.put(stage.list(4), as: "list.json")
                #expect(try stage.fetch(server, "plain").status == 0)
                #expect(stage.held == stage.list(4))
                try server.put(stage.list(3), as: "list.json")
                let older = try stage.fetch(server, "plain")
                #expect(older.status == 65 && older.errors.contains("LIST_ROLLBACK"), "\(older.errors)")
                #expect(stage.held == stage.list(4))
            }
        }
    }

    @Test("All that a server learns is which files are asked for, and that testamur asks")
    func discretion() throws {
        try FetchStage.play { stage in
            try HostileServer.serve(["list.json": stage.list(3), "status/a.json": Array("{}".utf8)]) { server in
                #expect(try stage.story.run("trust", "index", server.folder + "/files").status == 0)
                #expect(try stage.fetch(server, "cookie").status == 0)
                #expect(try stage.fetch(server, "plain").status == 0)
                let log = try server.log()
                let paths = log.matches(of: /GET ([^ ]*) HTTP/).map { String($0.output.1) }
                #expect(
                    paths == [
                        "/cookie/trust-index.json", "/cookie/list.json", "/cookie/status/a.json",
                        "/plain/trust-index.json", "/plain/status/a.json",
                    ])
                let headers = Set(
                    log.split(separator: "\n").filter { $0.contains(": ") }.map { $0.prefix { $0 != ":" }.lowercased() }
                )
                #expect(headers == ["host", "user-agent", "accept"])
                #expect(log.contains("User-Agent: testamur\n") && !log.contains("seen=1"))
            }
        }
    }

    /// What a server does, and how it is told; the files are the same each time.
    static let misbehaviours: [(behaviour: String, code: RetrievalError.Code, status: Int32)] = [
        ("elsewhere", .redirectedElsewhere, 65), ("other-port", .redirectedElsewhere, 65),
        ("other-spelling", .redirectedElsewhere, 65), ("to-http", .redirectedElsewhere, 65),
        ("to-file", .redirectedElsewhere, 65), ("to-password", .redirectedElsewhere, 65),
        ("loop", .redirectedTooOften, 65), ("hops-4", .redirectedTooOften, 65), ("nowhere", .refused, 74),
        ("endless", .tooLarge, 65), ("endless-chunks", .tooLarge, 65), ("huge", .tooLarge, 65),
        ("endless-headers", .notHTTP, 74), ("endless-continue", .notHTTP, 74), ("endless-error", .refused, 74),
        ("truncated", .truncated, 74), ("truncated-chunks", .truncated, 74), ("hang-up", .truncated, 74),
        ("compressed", .compressed, 65), ("compressed-transfer", .compressed, 65), ("status-500", .refused, 74),
        ("status-204", .refused, 74), ("status-206", .refused, 74), ("babble", .notHTTP, 74),
    ]

    @Test("Whatever a server does, the old list stays, and it is said what it did")
    func misbehaviour() throws {
        try FetchStage.play { stage in
            try HostileServer.serve(["list.json": stage.list(4)]) { server in
                for (behaviour, code, status) in Self.misbehaviours {
                    // With every file, and with the list alone.
                    for only in ["", "~list.json"] {
                        let outcome = try stage.fetch(server, behaviour + only)
                        let expected = "error.fetch.\(code.rawValue)"
                        #expect(outcome.status == status, "\(behaviour)\(only): \(outcome.errors)")
                        let words = CommandWordsProbe.beginning(expected)
                        #expect(outcome.errors.contains(words), "\(behaviour)\(only): \(outcome.errors)")
                        #expect(outcome.errors.contains("nothing in your trust folder was changed"))
                        #expect(stage.held == stage.list(2))
                    }
                }
                #expect(try stage.names() == [".testamur.lock", "list.json", "pin.json"])
                for (behaviour, status) in [
                    ("page~list.json", 65), ("empty~list.json", 65), ("status-403", 66), ("no-such", 66),
                ]
                    as [(String, Int32)]
                {
                    let outcome = try stage.fetch(server, behaviour)
                    #expect(outcome.status == status, "\(behaviour): \(outcome.errors)")
                    #expect(stage.held == stage.list(2))
                }
                // Sent on to another address of its own, up to three times, it is still the same server.
                for behaviour in ["within", "moved", "hops-3"] {
                    try stage.story.write(stage.list(2), to: "employer/list.json")
                    let outcome = try stage.fetch(server, behaviour)
                    #expect(outcome.status == 0, "\(behaviour): \(outcome.errors)")
                    #expect(stage.held == stage.list(4))
                }
            }
        }
    }

    @Test("A server that is silent, or sends a byte now and then, is given up")
    func slow() throws {
        try FetchStage.play { stage in
            try HostileServer.serve(["list.json": stage.list(4)]) { server in
                for behaviour in ["silent", "drip", "drip~list.json"] {
                    let outcome = try stage.fetch(server, behaviour, 3)
                    #expect(outcome.status == 74 && outcome.errors.contains("in time"), "\(outcome.errors)")
                    #expect(stage.held == stage.list(2))
                }
            }
        }
    }

    @Test("Only a certificate that is valid now, for this name, by somebody trusted, is good enough")
    func certificates() throws {
        try FetchStage.play { stage in
            try HostileServer.serve(["list.json": stage.list(4)]) { server in
                for (port, code) in [
                    ("name", RetrievalError.Code.certificateName), ("expired", .certificateDate),
                    ("untrusted", .certificateUntrusted), ("plaintext", .insecure),
                ] {
                    let outcome = try stage.fetch(
                        server.address(port: port), "--allow-private-addresses", environment: server.environment)
                    #expect(outcome.status == 74, "\(port)")
                    #expect(
                        outcome.errors.contains(CommandWordsProbe.beginning("error.fetch.\(code.rawValue)")),
                        "\(port): \(outcome.errors)")
                }
                let system = try stage.fetch(server.address(), "--allow-private-addresses")
                #expect(system.status == 74 && system.errors.contains("SSL_CERT_FILE"), "\(system.errors)")
                let missing = try stage.fetch(
                    server.address(), "--allow-private-addresses", environment: ["SSL_CERT_FILE": "/nowhere.pem"])
                #expect(missing.status == 74 && missing.errors.contains("cannot be read"), "\(missing.errors)")
                #expect(stage.held == stage.list(2))
                #expect(try !server.log().contains("GET"), "nothing was asked before the server was known")
            }
        }
    }

    @Test("Servers on this machine are reached only when somebody says so, by whatever name they go")
    func privateAddresses() throws {
        try FetchStage.play { stage in
            try HostileServer.serve(["list.json": stage.list(4)]) { server in
                for host in ["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"] {
                    let outcome = try stage.fetch(server.address(host: host), environment: server.environment)
                    #expect(outcome.status == 64, "\(host): \(outcome.errors)")
                    #expect(outcome.errors.contains("--allow-private-addresses"), "\(host): \(outcome.errors)")
                }
                #expect(try server.log().isEmpty)
                #expect(stage.held == stage.list(2))
                for host in ["127.0.0.1", "[::1]"] where host == "127.0.0.1" || server.ports["https6"] != 0 {
                    try stage.story.write(stage.list(2), to: "employer/list.json")
                    let outcome = try stage.fetch(
                        server.address(host: host), "--allow-private-addresses", environment: server.environment)
                    #expect(outcome.status == 0, "\(host): \(outcome.errors)")
                }
            }
        }
    }

    /// Addresses, and a part of what is said of each.
    static let addresses = [
        ("http://trust.example/", "https://"), ("ftp://trust.example/", "https://"), ("file:///etc/", "https://"),
        ("https://anna:secret@trust.example/", "a name or a password"), ("https://trust.example/#a", "no # in it"),
        ("https://trust.example/?a", "no ? in it"), ("https://2130706433/", "one way only"),
        ("https://0x7f.1/", "one way only"), ("https://trust.example/../a/", "one way only"),
        ("https://trüst.example/", "one way only"), ("https://0.0.0.0/", "no server has"),
        ("https://[::]/", "no server has"), ("https://224.0.0.1/", "no server has"),
        ("https://169.254.169.254/", "private network"), ("https://10.0.0.1/", "private network"),
        ("https://[fd00::1]/", "private network"), ("https://[::ffff:10.0.0.1]/", "private network"),
    ]

    @Test("Addresses that are none, or of nobody, are refused without the network")
    func refusedAddresses() throws {
        try FetchStage.play { stage in
            let hasTracer = Files.exists("/usr/bin/strace")
            for (address, words) in Self.addresses {
                let tracer = ["/usr/bin/strace", "-f", "-qq", "-e", "trace=%network,execve", "-o", "trace"]
                let outcome = try stage.fetch(address, under: hasTracer ? tracer : [])
                #expect(outcome.status == 64 && outcome.errors.contains(words), "\(address): \(outcome.errors)")
                #expect(!outcome.errors.contains("secret"))
                #expect(stage.held == stage.list(2))
                guard hasTracer else { continue }
                let trace = String(decoding: try stage.story.read("trace"), as: UTF8.self)
                #expect(trace.contains("execve(") && !trace.contains("testamur-fetch") && !trace.contains("socket("))
            }
        }
    }

    @Test("A proxy is used where the environment names one, and finds the server in our place")
    func proxies() throws {
        try FetchStage.play { stage in
            try HostileServer.serve(["list.json": stage.list(4)]) { server in
                let proxy = "http://127.0.0.1:\(server.ports["proxy"] ?? 0)"
                var environment = server.environment.merging(["https_proxy": proxy]) { $1 }
                let outcome = try stage.fetch(server.address(host: "server.example"), environment: environment)
                #expect(outcome.status == 0, "\(outcome.errors)")
                #expect(stage.held == stage.list(4))
                #expect(try server.log().contains("CONNECT server.example:"))
                let refused = try stage.fetch(server.address(host: "refused.example"), environment: environment)
                #expect(refused.status == 74 && refused.errors.contains("https_proxy"), "\(refused.errors)")
                // What the address itself says is judged all the same.
                for host in ["localhost", "127.0.0.1"] {
                    let local = try stage.fetch(server.address(host: host), environment: environment)
                    #expect(local.status == 64, "\(local.errors)")
                }
                environment["no_proxy"] = "localhost"
                let before = try server.log()
                let direct = try stage.fetch(
                    server.address(), "--allow-private-addresses", environment: environment)
                #expect(direct.status == 0, "\(direct.errors)")
                #expect(try !server.log().dropFirst(before.count).contains("CONNECT"))
            }
        }
    }
}

/// The fixed beginning of a sentence, by which it is recognised in an output.
enum CommandWordsProbe {
    static func beginning(_ key: String) -> String {
        let text =
            (try? JSONDocument(
                parsing: Files.read(Vectors.repository + "/Sources/testamur/Catalogue/errors-en.json"), limits: .general
            ).root.member(key)?.string) ?? ""
        let parts = text.split(separator: "{", omittingEmptySubsequences: false)
        let longest = parts.map { part in part.split(separator: "}").last.map { String($0) } ?? "" }
        return longest.max { $0.utf8.count < $1.utf8.count } ?? key
    }
}
