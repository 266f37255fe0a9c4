import Encodings
import TestSupport
import Testing

/// What whoever keeps an authority's list reads when something is not as it should be.
@Suite("The words for whoever keeps a list")
struct ClerkTests {
    private static let when = ["--at", "2026-11-20T09:00:00Z"]
    private static let day = ["--at", "2026-11-21T09:00:00Z"]

    /// The keys by their names; all but `own` sign for the authority.
    private static func keys() throws -> [String: PublishedKey] {
        [
            "r1": try .authority(), "r2": try .university(),
            "r3": try PublishedKey("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"),
            "f1": try .other(1), "own": try .other(0),
        ]
    }

    private struct Office {
        let story: Story
        let keys: [String: PublishedKey]

        func key(_ id: String) throws -> String { try #require(keys[id]).multikey }

        /// Runs a command, and gives all that it says on one line.
        func run(_ expected: Int32, _ words: String, _ more: [String] = ClerkTests.when) throws -> String {
            let outcome = try story.testamur.run(words.split(separator: " ").map(String.init) + more, in: story.folder)
            #expect(outcome.status == expected, "\(words): \(outcome.output)\(outcome.errors)")
            return (outcome.output + "\n" + outcome.errors).split { $0 == "\n" || $0 == " " }.joined(separator: " ")
        }

        func holder(_ id: String, of host: String, as option: String = "--holder") throws -> [String] {
            [option, "\(id):\(host).example=\(try key(id))"]
        }

        /// The options of `root init`, with whatever differs.
        func made(_ more: [String]) throws -> [String] {
            [
                "--name", "Ministry", "--country", "UT", "--authority", "did:web:trust.ministry.example", "--domain",
                "urn:trust:ut", "--environment", "demonstration",
            ] + more + ClerkTests.when
        }

        func copy(_ name: String, to other: String) throws { try story.write(story.read(name), to: other) }

        /// Two holders sign the draft, which comes into force.
        func publish(_ folder: String = "ut", by ids: [String] = ["r1", "r2"]) throws {
            for id in ids { _ = try run(0, "trust sign \(folder) --key \(id).pem") }
            _ = try run(0, "trust publish \(folder)", [])
        }

        func renewRoot(_ words: [String]) throws {
            _ = try run(0, "trust root renew ut", words + ClerkTests.when)
            for id in ["r1", "r2", "r3"] { _ = try run(0, "trust root sign ut --key \(id).pem") }
            _ = try run(0, "trust root publish ut", [])
        }

        func addIssuer(_ expected: Int32, _ name: String, key id: String, to folder: String = "ut") throws -> String {
            try run(
                expected,
                "trust add-issuer \(folder) --did did:web:\(name).example --name \(name) --types MicroCredential "
                    + "--key \(key(id))")
        }
    }

    /// A ministry of which two of three must sign; its first list is in force.
    private static func play(published: Bool = true, _ body: (Office) throws -> Void) throws {
        try Story.play(withTrust: false) { story in
            let office = Office(story: story, keys: try keys())
            for (id, key) in office.keys { try story.write(key.pem, to: id + ".pem") }
            if published {
                let holders = try office.holder("r1", of: "a") + office.holder("r2", of: "b")
                _ = try office.run(
                    0, "trust root init ut",
                    office.made(
                        holders + office.holder("r3", of: "c") + office.holder("f1", of: "a", as: "--daily")))
                for id in ["r1", "r2"] { _ = try office.run(0, "trust root sign ut --key \(id).pem") }
                _ = try office.run(0, "trust root publish ut", [])
                try office.publish()
            }
            try body(office)
        }
    }

    @Test("Nobody signs a draft of a number that was used, nor the list in force once more")
    func staleDraft() throws {
        try Self.play { office in
            let first = try office.story.read("ut/list.json")
            _ = try office.addIssuer(0, "Other", key: "own")
            _ = try office.run(0, "trust sign ut --key r1.pem")
            try office.copy("ut/draft.json", to: "other.json")
            _ = try office.run(0, "trust discard ut", [])
            _ = try office.addIssuer(0, "College", key: "own")
            try office.publish()

            try office.copy("other.json", to: "ut/draft.json")
            for command in ["trust sign ut --key r3.pem", "trust publish ut"] {
                let refused = try office.run(65, command, [])
                #expect(refused.contains("is a draft of list 2, and list 2 is in force already"), "\(refused)")
                #expect(refused.contains("(LIST_EQUIVOCATION)") && refused.contains("testamur trust discard ut"))
            }
            #expect(try office.story.read("ut/draft.json") == office.story.read("other.json"))
            let gone = try office.run(0, "trust discard ut", [])
            #expect(gone.contains("It was signed as list 2, and list 2 is in force"), "\(gone)")
            #expect(gone.contains("a second list 2") && gone.contains("publish list 3 soon"), "\(gone)")
            #expect(!gone.contains("list 4"), "\(gone)")

            try office.copy("ut/list.json", to: "ut/draft.json")
            let copy = try office.run(65, "trust sign ut --key r3.pem --renew")
            #expect(copy.contains("is list 2 itself, which is in force"), "\(copy)")
            // As a run leaves it that was interrupted before the draft was gone.
            _ = try office.run(0, "trust publish ut", [])
            #expect(!Files.exists(office.story.path("ut/draft.json")))

            // A folder that has missed a list is not the place to sign the one after it.
            _ = try office.run(0, "trust sign ut --renew --key r1.pem")
            try office.story.write(first, to: "ut/list.json")
            let ahead = try office.run(65, "trust sign ut --key r3.pem --language nl")
            #expect(ahead.contains("volgt niet op lijst 1"), "\(ahead)")
        }
    }

    @Test("A draft that was signed for the next list is thrown away with the number that it has")
    func discard() throws {
        try Self.play { office in
            _ = try office.run(0, "trust sign ut --renew --key r1.pem")
            let gone = try office.run(0, "trust discard ut", [])
            #expect(gone.contains("has a list 2 that verifiers take for yours"), "\(gone)")
            #expect(gone.contains("publish your list 2 and the one after it"), "\(gone)")
        }
    }

    @Test("What no root may say is told in the words of the options, to the one who typed them")
    func rootOptions() throws {
        try Self.play(published: false) { office in
            func initial(_ words: [String], _ expected: String, _ hint: String) throws {
                for language in ["en", "nl"] {
                    let told = try office.run(
                        64, "trust root init made", office.made(words) + ["--language", language])
                    #expect(!told.contains("credentialSubject") && !told.contains("expected"), "\(told)")
                    guard language == "en" else { continue }
                    #expect(told.contains(expected) && told.contains(hint), "\(told)")
                }
                #expect(!Files.exists(office.story.path("made")))
            }
            let (r1, r2) = (try office.holder("r1", of: "a"), try office.holder("r2", of: "b"))
            let f1 = try office.holder("f1", of: "a", as: "--daily")
            let own = try office.key("own")
            try initial(r1 + r2 + f1 + ["--threshold", "4"], "4 keys must sign", "a number from 1 to 2")
            try initial(r1 + f1 + ["--threshold", "0"], "0 keys must sign", "a number from 1 to 1")
            let same = try office.holder("r2", of: "a")
            try initial(r1 + same + f1 + ["--threshold", "2"], "2 holders must sign", "with --threshold")
            try initial(r1 + ["--holder", "r1:b.example=\(own)"] + f1, "--holder r1 names a key", "a name of its own")
            let again = try office.key("r1")
            try initial(
                r1 + ["--holder", "r9:b.example=\(again)"] + f1, "--holder r9 is the same key as r1", "each key once")
            try initial(
                r1 + ["--daily", "f9:a.example=\(again)"], "--daily f9 is the same key as r1", "signs nothing else")
            try initial(r1 + f1 + ["--until", "2026-01-01"], "--until is 1 January 2026", "a later day")
            let domain = try office.run(
                65, "trust root init made", office.made(r1 + f1).map { $0 == "urn:trust:ut" ? "" : $0 })
            #expect(domain.contains("look at --domain"), "\(domain)")
        }
        try Self.play { office in
            for (words, expected, hint) in [
                ("--remove f1", "too few keys would be left for the daily word", "--daily"),
                ("--remove r1 --remove r3", "2 keys must sign, and the root would have 1", "from 1 to 1"),
                ("--remove r1 --remove r2 --remove r3", "no key would be left that signs", "--holder"),
                ("--threshold 4", "4 keys must sign, and the root would have 3", "from 1 to 3"),
                ("--until 2026-11-01", "--until is 1 November 2026", "a later day"),
                ("--holder r2:d.example=\(try office.key("own"))", "--holder r2 names a key", "such as r4"),
            ] {
                let told = try office.run(64, "trust root renew ut \(words)")
                #expect(told.contains(expected) && told.contains(hint), "\(told)")
                #expect(!told.contains("Tell the authority"), "\(told)")
            }
            #expect(!Files.exists(office.story.path("ut/root.draft.json")))
        }
    }

    @Test("A key that signed for the authority under an earlier root is no institution's")
    func formerKey() throws {
        try Self.play { office in
            try office.renewRoot(["--remove", "r3"])
            for id in ["r1", "r3", "f1"] {
                let told = try office.addIssuer(65, "College", key: id)
                #expect(told.contains("signs for the authority, or did under an earlier root"), "\(told)")
                #expect(told.contains("a key that it made for this alone"), "\(told)")
            }
            #expect(!Files.exists(office.story.path("ut/draft.json")))
            _ = try office.addIssuer(0, "College", key: "own")
            let further = try office.run(
                65, "trust add-key ut --did did:web:College.example --key \(office.key("r3")) --key-id old")
            #expect(further.contains("under an earlier root"), "\(further)")
            // As another program might write it, and signed by all: it does not come into force.
            let (own, former) = (try office.key("own"), try office.key("r3"))
            let draft = String(decoding: try office.story.read("ut/draft.json"), as: UTF8.self)
            try office.story.write(draft.replacing(own, with: former), to: "ut/draft.json")
            for command in ["trust sign ut --key r1.pem", "trust publish ut"] {
                let told = try office.run(65, command, command.hasSuffix("pem") ? ClerkTests.when : [])
                #expect(told.contains("under an earlier root") && told.contains("trust discard ut"), "\(told)")
            }
        }
    }

    @Test("Nobody vouches for a list whose signers the newest root has taken out")
    func vouching() throws {
        try Self.play { office in
            _ = try office.run(0, "trust vouch ut --key f1.pem")
            let holders = try office.holder("own", of: "d")
            try office.renewRoot(["--remove", "r2"] + holders)
            let told = try office.run(65, "trust vouch ut --key f1.pem")
            #expect(told.contains("list 1 no longer counts") && told.contains("trust sign ut --renew"), "\(told)")
            let shown = try office.run(65, "trust show ut", [])
            #expect(shown.contains("list 1 no longer counts") && shown.contains("trust sign ut --renew"), "\(shown)")
            _ = try office.run(0, "trust sign ut --renew --key r1.pem")
            _ = try office.run(0, "trust sign ut --key r3.pem")
            _ = try office.run(0, "trust publish ut", [])
            _ = try office.run(0, "trust vouch ut --key f1.pem")
            _ = try office.run(0, "trust show ut", [])
        }
    }

    @Test("An environment that means real life is called production")
    func environments() throws {
        try Story.play(withTrust: false) { story in
            for name in ["prod", "PROD", "Production", "prod-be", "live", "Real"] {
                let told = try story.initTrust("a", environment: name)
                #expect(told.status == 64 && told.errors.contains("--environment \(name) is not"), "\(told.errors)")
                #expect(told.errors.contains("write --environment production"), "\(told.errors)")
            }
            #expect(try story.initTrust("a", environment: "Test").errors.contains("in small letters"))
            #expect(!Files.exists(story.path("a")))
            // A free name stays free; the published key is what has no place there.
            let free = try story.initTrust("a", environment: "realistic-test")
            #expect(free.status == 65 && free.errors.contains("published test key"), "\(free.errors)")
            #expect(!free.errors.contains("--environment"), "\(free.errors)")
        }
    }

    @Test("A file in the place of the folder for what was seen is named, and nothing is made of it")
    func stateIsAFile() throws {
        try Story.play { story in
            try story.issue()
            try story.write("x", to: "kept")
            let told = try story.verify("anna.json", "--state", "kept")
            let text = told.output.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
            #expect(text.contains("kept is to be the folder") && text.contains("and is no folder"), "\(text)")
            #expect(!text.contains("in ? could") && !text.contains("could not be read"), "\(text)")
            #expect(try story.verify("anna.json", "--state", "kept", "--language", "nl").output.contains("geen map"))
            #expect(try story.read("kept") == Array("x".utf8))
            let below = try story.verify("anna.json", "--state", "kept/below").output
            #expect(!below.contains("in ? could"), "\(below)")
        }
    }
}
