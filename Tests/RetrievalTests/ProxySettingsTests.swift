import Retrieval
import Testing

@Suite("Proxies of the environment")
struct ProxySettingsTests {
    private func proxy(_ variables: [String: String], _ host: String = "trust.example") throws -> String? {
        ProxySettings { variables[$0] }.proxy(for: try WebAddress(folder: "https://\(host)/"))
    }

    @Test("nothing goes through a proxy that no variable names")
    func none() throws {
        #expect(try proxy([:]) == nil)
        #expect(try proxy(["https_proxy": ""]) == nil)
        #expect(try proxy(["http_proxy": "http://proxy:1", "HTTP_PROXY": "http://proxy:1"]) == nil)
    }

    @Test("the variable for https comes before the one for everything, and small letters before capitals")
    func order() throws {
        let all = [
            "https_proxy": "http://a", "HTTPS_PROXY": "http://b", "all_proxy": "http://c", "ALL_PROXY": "http://d",
        ]
        var variables = all
        for (name, expected) in [
            ("https_proxy", "http://a"), ("HTTPS_PROXY", "http://b"), ("all_proxy", "http://c"),
            ("ALL_PROXY", "http://d"),
        ] {
            #expect(try proxy(variables) == expected)
            variables[name] = name.hasPrefix("a") ? nil : ""
        }
        #expect(try proxy(variables) == nil)
    }

    @Test(
        "exceptions are names, with all names that end in them",
        arguments: [
            ("trust.example", true), (".trust.example", true), ("example", true), (".example", true), ("*", true),
            ("a, trust.example ,b", true), ("a trust.example", true), ("TRUST.EXAMPLE", true), ("rust.example", false),
            ("t.example", false), ("trust.example.org", false), ("a.trust.example", false), ("", false), (",", false),
        ])
    func exceptions(_ list: String, _ isException: Bool) throws {
        for name in ["no_proxy", "NO_PROXY"] {
            #expect(try (proxy(["https_proxy": "http://a", name: list]) == nil) == isException, "\(name)")
        }
    }

    @Test("numbers are exceptions as they are written")
    func numbers() throws {
        let variables = ["https_proxy": "http://a", "no_proxy": "10.0.0.1,[::1]"]
        #expect(try proxy(variables, "10.0.0.1") == nil)
        #expect(try proxy(variables, "[::1]") == nil)
        #expect(try proxy(variables, "10.0.0.11") == "http://a")
    }
}
