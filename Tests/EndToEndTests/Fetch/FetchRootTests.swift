import Encodings
import TestSupport
import Testing

@Suite("testamur trust fetch, under a root")
struct FetchRootTests {
    private static let when = "2026-11-01T09:00:00Z"

    /// An authority of three holders in `ut`, and an employer in `employer` who has the pin alone.
    private struct Stage {
        let folder: String
        let testamur: Program

        func run(_ expected: Int32, _ words: String, sourceLocation: SourceLocation = #_sourceLocation) throws
            -> Program.Outcome
        {
            let outcome = try testamur.run(words.split(separator: " ").map(String.init), in: folder)
            #expect(
                outcome.status == expected, "\(words): \(outcome.output)\(outcome.errors)",
                sourceLocation: sourceLocation)
            return outcome
        }

        func key(_ name: String) throws -> String {
            _ = try run(0, "key new --out \(name).pem --passphrase-file passphrase")
            let shown = try run(0, "key show \(name).pem --passphrase-file passphrase --format json")
            let root = try JSONDocument(parsing: shown.bytes, limits: .general).root
            return try #require(root["multikey"]?.string ?? root["publicKeyMultibase"]?.string)
        }

        func sign(_ what: String, _ keys: String...) throws {
            for key in keys {
                _ = try run(
                    0, "trust \(what) ut --key \(key).pem --passphrase-file passphrase --at \(FetchRootTests.when)")
            }
        }

        func fetch(_ expected: Int32, _ source: String, at time: String = "2026-11-02T09:00:00Z") throws
            -> Program.Outcome
        {
            try run(expected, "trust fetch \(source) --trust employer --at \(time)")
        }

        func copy(_ names: String..., to place: String) throws {
            if !Files.exists(folder + "/" + place) { try Files.makeFolder(folder + "/" + place) }
            for name in names {
                try Files.write(try Files.read(folder + "/ut/" + name), to: "\(folder)/\(place)/\(name)")
            }
        }

        var held: [String] {
            get throws { try Files.names(in: folder + "/employer").filter { $0 != ".testamur.lock" } }
        }
    }

    private static func play(_ body: (Stage) throws -> Void) throws {
        try Files.withTemporaryFolder { folder in
            let stage = Stage(folder: folder, testamur: try Program("testamur"))
            try Files.write(Array("a passphrase for tests\n".utf8), to: folder + "/passphrase")
            _ = try Subprocess.run("/bin/chmod", ["600", folder + "/passphrase"])
            let keys = try ["r1", "r2", "r3", "f1"].map { try stage.key($0) }
            _ = try stage.run(
                0,
                "trust root init ut --name Ministry --country UT --authority did:web:trust.ministry.example "
                    + "--domain urn:trust:ut --environment production --holder r1:ministry.example=\(keys[0]) "
                    + "--holder r2:qa.example=\(keys[1]) --holder r3:rectors.example=\(keys[2]) "
                    + "--daily f1:ministry.example=\(keys[3]) --at \(when)")
            try stage.sign("root sign", "r1", "r2")
            _ = try stage.run(0, "trust root publish ut")
            try stage.sign("sign", "r1", "r3")
            _ = try stage.run(0, "trust publish ut")
            try stage.sign("vouch", "f1")
            try stage.copy("pin.json", to: "employer")
            try body(stage)
        }
    }

    @Test("Root, list and statement come together, and the next ones after them, whoever lost a key meanwhile")
    func story() throws {
        try Self.play { stage in
            try stage.copy("root.1.json", "list.json", "fresh.json", to: "day-1")
            let first = try stage.fetch(0, "ut")
            #expect(first.lines[0].hasPrefix("List 1 of 1 November 2026 is the first one"), "\(first.output)")
            #expect(try stage.held == ["fresh.json", "list.json", "pin.json", "root.1.json"])
            #expect(try stage.fetch(0, "ut").output.contains("Nothing new"))

            let next = try stage.key("r4")
            _ = try stage.run(0, "trust root renew ut --remove r2 --holder r4:qa.example=\(next) --at \(Self.when)")
            try stage.sign("root sign", "r1", "r3")
            _ = try stage.run(0, "trust root publish ut")
            try stage.sign("sign --renew", "r3", "r4")
            _ = try stage.run(0, "trust publish ut")
            _ = try stage.run(
                0, "trust vouch ut --key f1.pem --passphrase-file passphrase --at 2026-11-02T08:00:00Z")
            _ = try stage.run(0, "trust index ut")

            // The authority's word that there is a newer list is not to be had without that list.
            try stage.copy("root.1.json", "root.2.json", "fresh.json", to: "held-back")
            try Files.write(
                try Files.read(stage.folder + "/day-1/list.json"), to: stage.folder + "/held-back/list.json")
            let before = try Files.read(stage.folder + "/employer/list.json")
            let heldBack = try stage.fetch(65, "held-back")
            #expect(heldBack.errors.contains("nothing in your trust folder was changed"), "\(heldBack.errors)")
            // A root that was altered, and one that is missing before the newest.
            try stage.copy("root.1.json", "root.2.json", "list.json", "fresh.json", to: "altered")
            let text = String(decoding: try Files.read(stage.folder + "/altered/root.2.json"), as: UTF8.self)
            try Files.write(
                Array(text.replacing("qa.example", with: "qb.example").utf8), to: stage.folder + "/altered/root.2.json")
            let altered = try stage.fetch(65, "altered")
            #expect(altered.errors.contains("root.2.json from altered is refused"), "\(altered.errors)")
            Files.remove(stage.folder + "/altered/root.2.json")
            _ = try stage.fetch(65, "altered")
            #expect(try stage.held == ["fresh.json", "list.json", "pin.json", "root.1.json"])
            #expect(try Files.read(stage.folder + "/employer/list.json") == before)

            // A page in the place of a root that nobody has made yet is no fault of the root before it.
            try Files.write(Array("<html></html>".utf8), to: stage.folder + "/ut/root.3.json")
            _ = try stage.run(0, "trust index ut")
            let second = try stage.fetch(0, "ut")
            #expect(second.output.contains("root.3.json is not what its name says"), "\(second.output)")
            Files.remove(stage.folder + "/ut/root.3.json")
            _ = try stage.run(0, "trust index ut")
            #expect(second.lines[0].hasPrefix("List 2 of 1 November 2026 is new; before it you had list 1."))
            #expect(try stage.held == ["fresh.json", "list.json", "pin.json", "root.1.json", "root.2.json"])
            #expect(try stage.fetch(0, "ut").output.contains("Nothing new"))
            // Yesterday's folder is no step back.
            let back = try stage.fetch(65, "day-1")
            #expect(back.errors.contains("nothing in your trust folder was changed"), "\(back.errors)")
            #expect(try stage.run(0, "trust show employer --at 2026-11-02").output.contains("Ministry"))
        }
    }

    @Test("What earlier runs saw counts as well, though the folder was set back")
    func remembered() throws {
        try Self.play { stage in
            try stage.copy("root.1.json", "list.json", "fresh.json", to: "day-1")
            _ = try stage.fetch(0, "ut")
            try stage.sign("sign --renew", "r1", "r3")
            _ = try stage.run(0, "trust publish ut")
            try Files.write(Array("{}".utf8), to: stage.folder + "/nothing.json")
            _ = try stage.run(1, "verify nothing.json --trust ut --state state --at 2026-11-02")
            // The employer's folder still has list 1; the state of this computer has seen list 2.
            let back = try stage.run(
                65, "trust fetch day-1 --trust employer --state state --at 2026-11-02T09:00:00Z")
            #expect(back.errors.contains("LIST_ROLLBACK"), "\(back.errors)")
            _ = try stage.run(0, "trust fetch ut --trust employer --state state --at 2026-11-02T09:00:00Z")
        }
    }
}
