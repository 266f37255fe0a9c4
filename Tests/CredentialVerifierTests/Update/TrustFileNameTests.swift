import CredentialVerifier
import Testing

@Suite("Names of files at a source")
struct TrustFileNameTests {
    @Test(
        "there are few, and each says what it is",
        arguments: [
            ("trust-index.json", TrustFileName.Kind.index), ("list.json", .list), ("fresh.json", .freshness),
            ("root.1.json", .root(1)), ("root.10.json", .root(10)), ("root.999999.json", .root(999_999)),
            ("status/a.json", .status), ("status/2026-11_b.0.json", .status),
            ("dids/university.example.json", .document),
        ])
    func known(_ text: String, _ kind: TrustFileName.Kind) throws {
        let name = try #require(TrustFileName(text))
        #expect(name.kind == kind && name.text == text)
        #expect(name.byteLimit > 0 && name.byteLimit <= 16 << 20)
    }

    @Test("the names with numbers are those that are read")
    func made() {
        for version in [1, 2, 1_024] { #expect(TrustFileName("root.\(version).json") == .root(version)) }
    }

    /// Names that lead out of their place, on this system or on another, or that two systems read differently.
    ///
    /// Among them are the fishy role names of the tests of python-tuf.
    static let hostile = [
        "", ".", "..", "/", "../a", "../../list.json", "./list.json", "/list.json", "/etc/passwd", "list.json/",
        "status/../list.json", "status/../../etc/passwd", "status/..", "status/.", "status/", "status",
        "status//a.json",
        "status/a/b.json", "status/./a.json", "/status/a.json", "status/a.json/", "status\\a.json", "status/..\\a.json",
        "..\\list.json", "C:list.json", "C:\\list.json", "status/c:a.json", "\\\\server\\share\\a.json",
        "status/a.json\u{0}", "status/a\u{0}.json", "status/a.json:stream", "status/.a.json", "status/-a.json",
        "status/_a.json", "status/a..json", "status/a..b.json", "status/a.-json", "status/.json", "status/json",
        "status/a.JSON", "status/A.json", "status/a.txt", "status/a", "status/é.json", "status/e\u{301}.json",
        "status/a b.json", "status/a\n.json", "status/a\t.json", "status/a%2e.json", "status/%2e%2e%2fa.json",
        "status/a*.json", "status/a?.json", "status/a\".json", "status/a;b.json", "status/$(id).json",
        "status/`id`.json",
        "status/~.json", "status/a@b.json", "status/\u{202E}a.json", "STATUS/a.json", "Dids/a.json", "pin.json",
        "draft.json", "contexts/index.json", "contexts/a.json", "evidence/a.json", ".testamur.lock", "lists/a.json",
        "LIST.json", "list.JSON", "List.json", "list.json ", " list.json", "root.json", "root.0.json", "root.01.json",
        "root.-1.json", "root.+1.json", "root.1.1.json", "root.1000000.json", "root.x.json", "root..json",
        "root.1.json/..", "root.٣.json", "fresh.json/a", "dids/a.json?x", "dids/a.json#x", "file:///etc/passwd",
        "https://elsewhere.example/list.json", "//elsewhere.example/list.json", "foo/../bar.json", "foo/bar.json",
        "..\u{2215}a.json", "status/\u{2024}\u{2024}.json",
    ]

    @Test("no other name is one, wherever it leads", arguments: hostile)
    func hostileNames(_ text: String) {
        #expect(TrustFileName(text) == nil)
    }

    @Test("a name has a bounded length")
    func length() {
        #expect(TrustFileName("status/" + String(repeating: "a", count: 123) + ".json") != nil)
        #expect(TrustFileName("status/" + String(repeating: "a", count: 124) + ".json") == nil)
    }
}
