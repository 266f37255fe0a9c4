import Encodings
import TestSupport
import Testing

@Suite("testamur trust")
struct TrustTests {
    private static func root(_ bytes: [UInt8]) throws -> JSONNode {
        try JSONDocument(parsing: bytes, limits: .general).root
    }

    @Test("An authority's folder begins with a pin and a signed list without institutions, and is made once")
    func makes() throws {
        try Story.play(withTrust: false) { story in
            let made = try story.initTrust()
            #expect(made.status == 0, "\(made.errors)")
            #expect(try Files.names(in: story.path("trust")) == [".testamur.lock", "list.json", "pin.json"])
            let pin = try Self.root(story.run("trust", "pin", "trust", "--format", "json").bytes)
            #expect(pin["environment"]?.string == "demonstration")
            let words = pin["words"]?.elements.compactMap(\.string) ?? []
            #expect(words.count == 8)
            #expect(words.allSatisfy { made.output.contains($0) })
            let shown = try Self.root(story.run("trust", "show", "trust", "--format", "json").bytes)
            #expect(shown["sequence"]?.integer == 1)
            #expect(shown["issuers"]?.count == 0)
            #expect(shown["nextUpdate"]?.string == "2027-05-19T09:00:00Z", "180 days after it was made")
            let before = try story.read("trust/list.json")
            #expect(try story.initTrust().status == 73)
            #expect(try story.read("trust/list.json") == before)
        }
    }

    @Test("Changes gather in a draft that counts for nothing, until it is signed")
    func draft() throws {
        try Story.play(withTrust: false) { story in
            #expect(try story.initTrust().status == 0)
            let first = try story.read("trust/list.json")
            let added = try story.addUniversity()
            #expect(added.status == 0, "\(added.errors)")
            #expect(added.output.contains("Leiehove University is new"))
            #expect(try story.read("trust/list.json") == first)
            #expect(try story.run("trust", "show", "trust").output.contains("in the draft of list 2"))
            try story.issue()
            #expect(try story.verify("anna.json").status == 2)

            let signed = try story.sign()
            #expect(signed.status == 0, "\(signed.errors)")
            #expect(signed.output.contains("list 2 of 20 November 2026"))
            #expect(try story.verify("anna.json").status == 0)
            #expect(try story.read("trust/lists/list-1.json") == first)
            #expect(!Files.exists(story.path("trust/draft.json")))
            let root = try Self.root(try story.read("trust/list.json"))
            #expect(root["trustList"]?["sequence"]?.integer == 2)
            #expect(root["trustList"]?["previousDigest"]?.string != nil)
        }
    }

    @Test("Signing needs a draft and the pinned key, and leaves everything as it was without them")
    func signing() throws {
        try Story.play { story in
            let list = try story.read("trust/list.json")
            let nothing = try story.sign()
            #expect(nothing.status == 66)
            #expect(nothing.errors.contains("--renew"))
            try story.write(story.university.pem, to: "university.pem")
            let other = try story.run(
                "trust", "sign", "trust", "--key", "university.pem", "--renew", "--at", Story.made)
            #expect(other.status == 65)
            #expect(other.errors.contains("pinned key"))
            #expect(try story.run("trust", "sign", "trust", "--key", "nowhere.pem", "--renew").status == 66)
            let long = try story.run(
                "trust", "sign", "trust", "--key", "authority.pem", "--renew", "--next-update", "185", "--at",
                Story.made)
            #expect(long.status == 64)
            #expect(try story.read("trust/list.json") == list)
            #expect(try Files.names(in: story.path("trust/lists")) == ["list-1.json"])

            let renewed = try story.run(
                "trust", "sign", "trust", "--key", "authority.pem", "--renew", "--next-update", "30", "--at", Story.now)
            #expect(renewed.status == 0, "\(renewed.errors)")
            let shown = try Self.root(
                story.run("trust", "show", "trust", "--format", "json", "--at", Story.now).bytes)
            #expect(shown["sequence"]?.integer == 3)
            #expect(shown["nextUpdate"]?.string == "2026-12-22T09:00:00Z")
            #expect(shown["issuers"]?.count == 1)
        }
    }

    @Test("States follow each other as they may, and every one stays on record")
    func states() throws {
        try Story.play { story in
            func change(_ verb: String, _ since: String, _ did: String? = nil) throws -> Program.Outcome {
                try story.run(
                    "trust", verb, "trust", "--did", did ?? story.university.did, "--since", since, "--reason",
                    "because", "--at", Story.made)
            }
            #expect(try change("reinstate", "2026-11-01").status == 65, "it may issue already")
            #expect(try change("suspend", "2026-11-01", "did:web:nobody.example").status == 65)
            #expect(try change("suspend", "2026-11-01", "nobody").status == 64)
            #expect(try change("suspend", "first of november").status == 64)
            #expect(!Files.exists(story.path("trust/draft.json")), "what is refused leaves no draft")
            #expect(try change("suspend", "2026-11-01").status == 0)
            let again = try change("suspend", "2026-11-02")
            #expect(again.status == 65)
            #expect(again.errors.contains("suspended on that day already, since 1 November 2026"), "\(again.errors)")
            let early = try change("suspend", "2019-08-31")
            #expect(early.status == 65, "before the first state")
            #expect(early.errors.contains("--since lies before 1 September 2019"), "\(early.errors)")
            #expect(try change("reinstate", "2026-11-10").status == 0)
            #expect(try change("withdraw", "2026-11-15").status == 0)
            let signed = try story.sign()
            #expect(signed.status == 0, "\(signed.errors)")
            #expect(signed.output.contains("may no longer issue from 15 November 2026 (because)"))
            let shown = try Self.root(story.run("trust", "show", "trust", "--format", "json").bytes)
            let issuer = shown["issuers"]?.firstElement
            let states = issuer?["states"]?.elements.compactMap { $0["state"]?.string } ?? []
            #expect(states == ["granted", "suspended", "granted", "withdrawn"])
            #expect(issuer?["state"]?.string == "withdrawn")
            let earlier = try Self.root(
                story.run("trust", "show", "trust", "--format", "json", "--at", "2026-11-05").bytes)
            #expect(earlier["issuers"]?.firstElement?["state"]?.string == "suspended")
        }
    }

    @Test("What is planned can be brought forward or called off, and the list tells what no longer counts")
    func planned() throws {
        try Story.play { story in
            func change(_ verb: String, _ more: String...) throws -> Program.Outcome {
                try story.testamur.run(
                    ["trust", verb, "trust", "--did", story.university.did, "--at", Story.made] + more,
                    in: story.folder)
            }
            try #require(change("withdraw", "--since", "2027-01-01", "--reason", "closing").status == 0)
            try #require(story.sign().status == 0)
            let suspended = try change("suspend")
            #expect(suspended.status == 0, "\(suspended.errors)")
            #expect(suspended.output.contains("is suspended from 20 November 2026"))
            #expect(suspended.output.contains("may no longer issue from 1 January 2027 (closing)"))
            try story.succeed("trust", "discard", "trust")
            let withdrawn = try change("withdraw", "--language", "nl")
            #expect(withdrawn.status == 0, "\(withdrawn.errors)")
            #expect(withdrawn.output.contains("dat ze niet langer mag uitgeven vanaf 1 januari 2027 telt niet meer"))
            try #require(story.sign().status == 0)
            let shown = try story.succeed("trust", "show", "trust", "--at", Story.made)
            #expect(shown.output.contains("may no longer issue, since 20 November 2026"))
            #expect(
                shown.output.contains(
                    "since 1 January 2027 (closing): no longer counts, by the decision recorded on 20 November 2026"))
        }
    }

    @Test("What is put on the list holds nothing that cannot be seen, and the option is named")
    func unseenCharacters() throws {
        try Story.play { story in
            func add(_ more: String...) throws -> Program.Outcome {
                try story.testamur.run(
                    [
                        "trust", "add-issuer", "trust", "--did", "did:web:a.example", "--key",
                        story.authority.multikey, "--types", "MicroCredential", "--at", Story.made,
                    ] + more, in: story.folder)
            }
            let steering = try add("--name", "A\u{1B}[31m")
            #expect(steering.status == 65)
            #expect(
                steering.errors.contains("--name holds a character that cannot be seen (U+001B)"),
                "\(steering.errors)")
            let register = try add("--name", "A", "--identifier", "ROR=x\u{202E}y", "--language", "nl")
            #expect(
                register.errors.contains("in --identifier staat een teken dat niet te zien is (U+202E)"),
                "\(register.errors)")
            let empty = try add("--name", "")
            #expect(empty.errors.contains("--name was given with nothing in it"), "\(empty.errors)")
            #expect(!Files.exists(story.path("trust/draft.json")))
            let reason = try story.run(
                "trust", "suspend", "trust", "--did", story.university.did, "--reason", "x\ny", "--at", Story.made)
            #expect(reason.errors.contains("--reason holds a character"), "\(reason.errors)")
            let authority = try story.run(
                "trust", "init", "other", "--name", "M\u{7}", "--country", "UT", "--list-id", "urn:x:y",
                "--environment", "demonstration", "--key", "authority.pem")
            #expect(authority.errors.contains("--name holds a character"), "\(authority.errors)")
        }
    }

    @Test("Keys are added, retired and reported as stolen, and verdicts follow")
    func keys() throws {
        try Story.play { story in
            try story.issue()
            let web = "did:web:college.example"
            try story.succeed(
                "trust", "add-issuer", "trust", "--did", web, "--name", "College of Example", "--key",
                PublishedKey.other(0).multikey, "--key-id", "2026", "--types", "OpenBadgeCredential",
                "--fields", "0111,06", "--from", "2026-01-01", "--until", "2027-12-31", "--at", Story.made)
            let unknown = try story.run(
                "trust", "retire-key", "trust", "--key", web + "#2025", "--until", "2026-10-31", "--at", Story.made)
            #expect(unknown.status == 65)
            try story.succeed(
                "trust", "retire-key", "trust", "--key", web + "#2026", "--until", "2026-10-31", "--at", Story.made)
            try story.succeed(
                "trust", "add-key", "trust", "--did", web, "--key", PublishedKey.other(1).did, "--from", "2026-11-01",
                "--at", Story.made)
            try story.succeed(
                "trust", "recognize", "trust", "--did", story.university.did, "--types", "MicroCredential", "--eqf",
                "4", "--from", "2027-01-01", "--at", Story.made)
            try story.succeed(
                "trust", "compromise-key", "trust", "--key", story.university.method, "--since", "2026-06-01", "--at",
                Story.made)
            #expect(try story.sign().status == 0)
            let text = try story.run("trust", "show", "trust", "--at", Story.now).output
            #expect(text.contains("IN OTHER HANDS since 1 June 2026"))
            #expect(text.contains("no longer used"))
            #expect(text.contains("fields 0111, 06"))
            let outcome = try story.verify("anna.json")
            #expect(outcome.status == 1)
            #expect(outcome.output.contains("KEY_COMPROMISED"))
            let one = try story.run("trust", "show", "trust", "--did", web).output
            #expect(one.contains("College of Example") && !one.contains("Leiehove"))
            #expect(try story.run("trust", "show", "trust", "--did", "did:web:nobody.example").status == 65)
        }
    }

    @Test("What an institution is recognised for ends, and what it awarded is declared void")
    func recognitions() throws {
        try Story.play { story in
            try story.issue()
            func edit(_ arguments: String...) throws -> Program.Outcome {
                try story.testamur.run(
                    ["trust", arguments[0], "trust", "--did", story.university.did, "--at", Story.made]
                        + arguments.dropFirst(), in: story.folder)
            }
            #expect(try edit("end-recognition", "--until", "2026-12-31").status == 0)
            #expect(try edit("recognize", "--types", "MicroCredential", "--from", "2027-01-01").status == 0)
            // Now there are two, and it must be said which is meant.
            let open = try edit("void", "--from", "2026-01-01")
            #expect(open.status == 64 && open.errors.contains("--number"), "\(open.errors)")
            let none = try edit("void", "--from", "2026-01-01", "--number", "3")
            #expect(none.status == 64 && none.errors.contains("2 recognitions"), "\(none.errors)")
            let told = try edit("void", "--from", "2026-01-01", "--number", "1")
            #expect(told.status == 0 && told.output.contains("void"), "\(told.output) \(told.errors)")
            #expect(try story.sign().status == 0)
            let outcome = try story.verify("anna.json")
            #expect(outcome.status == 1 && outcome.output.contains("AWARDS_VOIDED"), "\(outcome.output)")
            // It can only become earlier.
            #expect(try edit("void", "--from", "2026-02-01", "--number", "1").status == 65)
            let unknown = try story.testamur.run(
                ["trust", "void", "trust", "--did", "did:web:nobody.example", "--from", "2026-01-01"], in: story.folder)
            #expect(unknown.status == 65, "\(unknown.errors)")
        }
    }

    @Test("What cannot stand on a list is refused before there is a draft")
    func refusals() throws {
        try Story.play { story in
            func add(_ more: String...) throws -> Program.Outcome {
                try story.testamur.run(
                    ["trust", "add-issuer", "trust", "--name", "X", "--at", Story.made] + more, in: story.folder)
            }
            let key = story.university.multikey
            let web = "did:web:college.example"
            #expect(try add("--did", web, "--types", "A").status == 64, "no key")
            #expect(try add("--did", web, "--key", key).status == 64, "no type")
            #expect(try add("--did", web, "--key", key, "--types", "A", "--eqf", "0-9").status == 64)
            #expect(try add("--did", web, "--key", key, "--types", "A", "--identifier", "ROR").status == 64)
            #expect(try add("--did", web, "--key", key, "--types", "A", "--country", "Belgium").status == 65)
            #expect(try add("--did", web, "--key", key, "--types", "A", "--fields", "teaching").status == 65)
            #expect(
                try add("--did", web, "--key", key, "--types", "A", "--from", "2026-02-01", "--until", "2026-01-01")
                    .status == 64)
            #expect(try add("--did", web, "--key", story.authority.did, "--types", "A").status == 65)
            #expect(try add("--did", story.university.did, "--types", "A").status == 65, "it is on the list already")
            let wrong = try add("--did", web, "--key", "authority.pem", "--types", "A")
            #expect(wrong.status == 65)
            #expect(wrong.errors.contains("private key"))
            #expect(!Files.exists(story.path("trust/draft.json")))
        }
    }

    @Test("A published key is refused in production, as the authority's and as an institution's")
    func demonstrationKeys() throws {
        try Story.play(withTrust: false) { story in
            let outcome = try story.initTrust(environment: "production")
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("published test key"))
            #expect(!Files.exists(story.path("trust")))
            #expect(try story.initTrust(environment: "Production").status == 64)
        }
    }

    @Test("A list is shown only if its pin vouches for it")
    func tampered() throws {
        try Story.play { story in
            let text = String(decoding: try story.read("trust/list.json"), as: UTF8.self)
            try story.write(text.replacing("Leiehove", with: "Leiegove"), to: "trust/list.json")
            for arguments in [
                ["trust", "show", "trust"], ["trust", "show", "trust/list.json"],
                ["trust", "sign", "trust", "--key", "authority.pem", "--renew"],
                ["trust", "suspend", "trust", "--did", story.university.did],
            ] {
                let outcome = try story.testamur.run(arguments, in: story.folder)
                #expect(outcome.status == 65, "\(arguments)")
                #expect(outcome.errors.contains("PROOF_BAD_SIGNATURE"))
                #expect(!outcome.output.contains("Leiegove"))
            }
            try story.write(text, to: "list.json")
            #expect(try story.run("trust", "show", "list.json").status == 66, "there is no pin beside it")
            #expect(try story.run("trust", "show", "list.json", "--pin", "trust/pin.json").status == 0)
            let piped = try story.run("trust", "show", "-", "--pin", "trust/pin.json", input: Array(text.utf8))
            #expect(piped.output.contains("Leiehove University"))
        }
    }

    @Test("An old list says plainly that it is out of date, in both languages")
    func expired() throws {
        try Story.play { story in
            let old = try story.run("trust", "show", "trust", "--at", "2028-01-01")
            #expect(old.status == 0)
            #expect(old.output.contains("EXPIRED: it was due by 19 May 2027"))
            let dutch = try story.run("trust", "show", "trust", "--at", "2028-01-01", "--language", "nl")
            #expect(dutch.output.contains("VERVALLEN"))
            let json = try Self.root(
                story.run("trust", "show", "trust", "--at", "2028-01-01", "--format", "json").bytes)
            #expect(json["isCurrent"]?.boolean == false)
            #expect(json["lapse"]?.string == "LIST_EXPIRED")
            #expect(try !story.run("trust", "show", "trust", "--at", Story.now).output.contains("EXPIRED"))
        }
    }

    @Test("A folder with several authorities shows each")
    func several() throws {
        try Story.play(withTrust: false) { story in
            for name in ["all/one", "all/two"] { #expect(try story.initTrust(name).status == 0) }
            let shown = try story.run("trust", "show", "all")
            #expect(shown.status == 0)
            #expect(shown.lines.count { $0.hasPrefix("Ministry of Education") } == 2)
            #expect(try story.run("trust", "show", "nowhere").status == 66)
            #expect(try story.run("trust", "show", story.folder).status == 66, "it holds no pin")
        }
    }

    @Test("A draft can be thrown away")
    func discard() throws {
        try Story.play { story in
            let list = try story.read("trust/list.json")
            try story.succeed("trust", "suspend", "trust", "--did", story.university.did, "--at", Story.made)
            try story.succeed("trust", "discard", "trust")
            #expect(!Files.exists(story.path("trust/draft.json")))
            #expect(try story.read("trust/list.json") == list)
            #expect(try story.sign().status == 66)
            try story.succeed("trust", "discard", "trust")
            #expect(try story.run("trust", "discard", "nowhere").status == 66)
            #expect(!Files.exists(story.path("nowhere")))
        }
    }

    @Test("A draft that somebody else made or signed is not continued")
    func foreignDrafts() throws {
        try Story.play { story in
            let list = try story.read("trust/list.json")
            let text = String(decoding: list, as: UTF8.self)
            for draft in [text.replacing("\"sequence\": 2", with: "\"sequence\": 9"), "{}", "[", ""] {
                try story.write(draft, to: "trust/draft.json")
                let outcome = try story.sign()
                #expect(outcome.status == 65, "\(outcome.output)\(outcome.errors)")
                #expect(outcome.errors.contains("trust discard"))
                #expect(try story.read("trust/list.json") == list)
                #expect(try story.run("trust", "show", "trust").status == 0)
            }
        }
    }

    @Test("Signing that was interrupted at its end is finished, and a restored backup is not signed over")
    func interruptions() throws {
        try Story.play { story in
            try story.succeed(
                "trust", "suspend", "trust", "--did", story.university.did, "--since", "2026-11-01", "--at", Story.made)
            let draft = try story.read("trust/draft.json")
            let second = try story.read("trust/list.json")
            // The list before is kept first: interrupted there, signing is simply done again.
            try story.write(second, to: "trust/lists/list-2.json")
            #expect(try story.sign().status == 0)
            // The draft goes last: left behind, it is known as signed.
            try story.write(draft, to: "trust/draft.json")
            let again = try story.sign()
            #expect(again.status == 66, "\(again.output)\(again.errors)")
            #expect(!Files.exists(story.path("trust/draft.json")))
            // With the second list in place again, another third one would be a fraud in the eyes of verifiers.
            try story.succeed("trust", "sign", "trust", "--key", "authority.pem", "--renew", "--at", Story.made)
            try story.write(second, to: "trust/list.json")
            let back = try story.run("trust", "sign", "trust", "--key", "authority.pem", "--renew", "--at", Story.made)
            #expect(back.status == 65)
            #expect(back.errors.contains("list 3"))
            #expect(try story.read("trust/list.json") == second)
        }
    }

    @Test("Who misses the list that recognised an institution for more can rely on the one after it")
    func missedList() throws {
        try Story.play { story in
            try story.issue()
            try story.succeed("verify", "anna.json", "--trust", "trust", "--state", "s", "--at", Story.now)
            for (day, change) in [
                ("2026-11-23", ["trust", "recognize", "trust", "--types", "Diploma", "--country", "BE"]),
                ("2026-11-24", ["trust", "suspend", "trust"]),
            ] {
                let time = day + "T09:00:00Z"
                let edit = change + ["--did", story.university.did, "--at", time]
                try #require(try story.testamur.run(edit, in: story.folder).status == 0)
                try #require(try story.sign(at: day + "T10:00:00Z").status == 0)
            }
            let outcome = try story.run(
                "verify", "anna.json", "--trust", "trust", "--state", "s", "--at", "2026-11-25T09:00:00Z")
            #expect(outcome.status == 0, "\(outcome.output)")
            #expect(outcome.output.contains("list 4"))
            let difference = try story.run(
                "trust", "diff", "trust/lists/list-2.json", "trust/list.json", "--trust", "trust")
            #expect(!difference.output.contains("DOES NOT CONTINUE"), "\(difference.output)")
        }
    }
}

extension PublishedKey {
    /// A further key of the same section: TEST SHA(abc), or the key of RFC 9421, appendix B.1.4.
    static func other(_ number: Int) throws -> PublishedKey {
        try PublishedKey(
            [
                "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
                "f5e5767cf153319517630f226876b86c8160cc583bc013744c6bf255f5cc0ee5",
            ][number])
    }
}
