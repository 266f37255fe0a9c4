import Encodings
import TestSupport
import Testing

@Suite("An authority whose list several people sign")
struct TrustRootStoryTests {
    private static let when = "2026-11-01T09:00:00Z"

    /// The last line of a key's card is not needed: the Multikey is what `key show` gives in JSON.
    private func makeKeys(_ names: [String], in folder: String, _ testamur: Program) throws -> [String: String] {
        try Files.write(Array("a passphrase for tests\n".utf8), to: folder + "/passphrase")
        #expect(try Subprocess.run("/bin/chmod", ["600", folder + "/passphrase"]).exitCode == 0)
        var keys: [String: String] = [:]
        for name in names {
            let made = try testamur.run(
                ["key", "new", "--out", "\(name).pem", "--passphrase-file", "passphrase"], in: folder)
            #expect(made.status == 0, "\(made.errors)")
            let shown = try testamur.run(
                ["key", "show", "\(name).pem", "--passphrase-file", "passphrase", "--format", "json"], in: folder)
            let root = try JSONDocument(parsing: shown.bytes, limits: .general).root
            keys[name] = try #require(root["multikey"]?.string ?? root["publicKeyMultibase"]?.string)
        }
        return keys
    }

    @Test("Root and list come into force only with enough signatures, and an older list is noticed the next time")
    func story() throws {
        try Files.withTemporaryFolder { folder in
            let testamur = try Program("testamur")
            let keys = try makeKeys(["r1", "r2", "r3", "f1"], in: folder, testamur)
            /// The output without its line breaks and indents.
            func joined(_ outcome: Program.Outcome) -> String {
                (outcome.output + "\n" + outcome.errors).split { $0 == "\n" || $0 == " " }.joined(separator: " ")
            }
            func run(_ expected: Int32, _ words: String) throws -> Program.Outcome {
                let outcome = try testamur.run(words.split(separator: " ").map(String.init), in: folder)
                #expect(outcome.status == expected, "\(words): \(outcome.output)\(outcome.errors)")
                return outcome
            }
            let secret = "--passphrase-file passphrase --at \(Self.when)"
            _ = try run(
                0,
                "trust root init ut --name Ministry --country UT --authority did:web:trust.ministry.example "
                    + "--domain urn:trust:ut --environment production "
                    + "--holder r1:ministry.example=\(keys["r1"] ?? "") --holder r2:qa.example=\(keys["r2"] ?? "") "
                    + "--holder r3:rectors.example=\(keys["r3"] ?? "") --daily f1:ministry.example=\(keys["f1"] ?? "") "
                    + "--at \(Self.when)")
            let begun = joined(try run(65, "trust root publish ut"))
            #expect(begun.contains("ROOT_NEW_THRESHOLD") && begun.contains("another holder signs it"), "\(begun)")
            #expect(begun.contains("testamur trust root sign ut --key FILE"), "\(begun)")
            let daily = joined(try run(65, "trust root sign ut --key f1.pem \(secret)"))
            #expect(
                daily.contains("does not sign roots") && daily.contains("r1 (ministry.example), r2 (qa"), "\(daily)")
            _ = try run(0, "trust root sign ut --key r1.pem \(secret)")
            #expect(try run(65, "trust root publish ut").errors.contains("ROOT_NEW_THRESHOLD"))
            _ = try run(0, "trust root sign ut --key r2.pem \(secret)")
            let draft = try Files.read(folder + "/ut/root.draft.json")
            #expect(!(try run(0, "trust root publish ut").output.contains("Publish a new list")))
            // As a run leaves it that is interrupted before the draft is gone.
            try Files.write(draft, to: folder + "/ut/root.draft.json")
            _ = try run(0, "trust root publish ut")
            #expect(!Files.exists(folder + "/ut/root.draft.json"))
            #expect(joined(try run(66, "trust vouch ut --key f1.pem \(secret)")).contains("no list in force yet"))
            _ = try run(0, "trust sign ut --key r1.pem \(secret)")
            let unfinished = joined(try run(65, "trust publish ut"))
            #expect(unfinished.contains("LIST_THRESHOLD") && unfinished.contains("trust sign ut --key FILE"))
            #expect(joined(try run(65, "trust sign ut --key f1.pem \(secret)")).contains("does not sign lists"))
            _ = try run(0, "trust sign ut --key r3.pem \(secret)")
            _ = try run(0, "trust publish ut")
            let again = joined(try run(66, "trust publish ut"))
            #expect(again.contains("nothing has changed since list 1"), "\(again)")
            #expect(again.contains("nothing to put into force") && again.contains("trust sign ut --renew --key"))
            let unchanged = joined(try run(66, "trust sign ut --key r1.pem \(secret)"))
            #expect(unchanged.contains("add --renew") && !unchanged.contains("put into force"), "\(unchanged)")
            #expect(try run(0, "trust show ut --at 2026-11-02").output.contains("Ministry"))
            _ = try run(0, "trust vouch ut --key f1.pem \(secret)")
            let holder = joined(try run(65, "trust vouch ut --key r1.pem \(secret)"))
            #expect(holder.contains("does not sign the daily word") && holder.contains("f1 (ministry.example)"))

            // The next list takes away nothing, and an older one put back is noticed.
            let first = try Files.read(folder + "/ut/list.json")
            // A key of the root is no institution's, and is not left for the holders to sign.
            let taken = joined(
                try run(
                    65,
                    "trust add-issuer ut --did did:web:leiehove.example --name Leiehove --key \(keys["r1"] ?? "") "
                        + "--types MicroCredential --at \(Self.when)"))
            #expect(taken.contains("signs for the authority"), "\(taken)")
            #expect(!Files.exists(folder + "/ut/draft.json"))
            // Whoever fetches takes nothing that the index does not name.
            _ = try run(0, "trust index ut")
            let index = try Files.read(folder + "/ut/trust-index.json")
            for (key, signed) in [("r2", "1"), ("r3", "2")] {
                _ = try run(0, "trust sign ut --renew --key \(key).pem \(secret)")
                let draft = try run(signed == "1" ? 1 : 0, "trust diff ut ut/draft.json --trust ut --format json")
                #expect(draft.output.contains(signed == "1" ? "\"incomplete\"" : "\"signature\": \"checked\""))
            }
            _ = try run(0, "trust publish ut")
            #expect(try Files.read(folder + "/ut/trust-index.json") != index)
            let between = try run(0, "trust diff ut/lists/list-1.json ut --trust ut")
            #expect(between.lines.count { $0.hasSuffix("signed by the keys that root 1 names") } == 2)
            #expect(between.output.contains("Nothing is changed but dates."))
            try Files.write(Files.read(folder + "/ut/list.json"), to: folder + "/second.json")
            try Files.makeFolder(folder + "/alone")
            try Files.write(Files.read(folder + "/ut/pin.json"), to: folder + "/alone/pin.json")
            try Files.write(first, to: folder + "/alone/list.json")
            let alone = try run(0, "trust diff alone alone --trust alone")
            #expect(alone.lines.count { $0.contains("SIGNATURES NOT CHECKED") } == 2)
            #expect(alone.output.contains("root.1.json"))
            try Files.write(Array("{}".utf8), to: folder + "/nothing.json")
            let state = "--trust ut --state \(folder)/state --at 2026-11-02"
            _ = try run(1, "verify nothing.json \(state)")
            try Files.write(first, to: folder + "/ut/list.json")
            _ = try run(1, "verify nothing.json \(state)")

            // A key of an institution that is on the list is none of the root's.
            let own = try makeKeys(["own"], in: folder, testamur)["own"] ?? ""
            _ = try run(
                0,
                "trust add-issuer ut --did did:web:college.example --name College --key \(own) "
                    + "--types MicroCredential --at \(Self.when)")
            for key in ["r2", "r3"] { _ = try run(0, "trust sign ut --key \(key).pem \(secret)") }
            _ = try run(0, "trust publish ut")
            for option in ["--holder r4:qa.example", "--daily f2:qa.example"] {
                let used = joined(try run(65, "trust root renew ut \(option)=\(own) --at \(Self.when)"))
                #expect(used.contains("is on the list in force for College"), "\(used)")
            }
            // A lost key goes, another comes, and nobody is pinned anew.
            let r4 = try makeKeys(["r4"], in: folder, testamur)["r4"] ?? ""
            let renewed = try run(0, "trust root renew ut --remove r2 --holder r4:qa.example=\(r4) --at \(Self.when)")
            #expect(joined(renewed).contains("Publish a new list together with it"))
            _ = try run(0, "trust root sign ut --key r1.pem \(secret)")
            #expect(try run(65, "trust root publish ut").errors.contains("ROOT_OLD_THRESHOLD"))
            let twice = joined(try run(65, "trust root renew ut --remove r2 --at \(Self.when)"))
            #expect(twice.contains("is signed already") && twice.contains("trust root discard ut"), "\(twice)")
            let gone = joined(try run(0, "trust root discard ut"))
            #expect(gone.contains("root 1 stays in force") && gone.contains("have every copy destroyed"), "\(gone)")
            #expect(try run(0, "trust root discard ut").output.contains("There is no draft"))
            try Files.write(Array("{".utf8), to: folder + "/ut/root.draft.json")
            _ = try run(0, "trust root discard ut")
            #expect(!Files.exists(folder + "/ut/root.draft.json"))
            _ = try run(0, "trust root renew ut --remove r2 --holder r4:qa.example=\(r4) --at \(Self.when)")
            _ = try run(0, "trust root sign ut --key r1.pem \(secret)")
            _ = try run(0, "trust root sign ut --key r3.pem \(secret)")
            #expect(joined(try run(0, "trust root publish ut")).contains("Publish a new list together with it"))
            #expect(try run(0, "trust root show ut").output.contains("r4"))
            let older = try run(0, "trust diff ut/lists/list-1.json second.json --trust ut")
            #expect(older.output.contains("signed by the keys that root 2 names"))
            #expect(joined(older).contains("keys that root 1 names; root 2 asks for others"))
            _ = try run(0, "trust sign ut --renew --key r1.pem \(secret)")
            let few = try run(1, "trust diff ut ut/draft.json --trust ut --language nl")
            #expect(joined(few).contains("1 van de 2 sleutels die stamdocument 2 vraagt"))
            #expect(joined(few).contains("de lijst is nu gemaakt onder stamdocument 2; dat was 1"))
        }
    }
}
