import Credentials
import Encodings
import Proofs
import TestSupport
import Testing

@Suite("testamur trust diff")
struct TrustDiffTests {
    private static func root(_ bytes: [UInt8]) throws -> JSONNode {
        try JSONDocument(parsing: bytes, limits: .general).root
    }

    /// The output without its line breaks and indents.
    private static func joined(_ outcome: Program.Outcome) -> String {
        outcome.output.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
    }

    /// A story in which list 3 suspends the university and reports its key as stolen.
    private func play(_ body: (Story) throws -> Void) throws {
        try Story.play { story in
            try story.succeed(
                "trust", "suspend", "trust", "--did", story.university.did, "--since", "2026-11-01", "--reason",
                "review",
                "--at", Story.made)
            try story.succeed(
                "trust", "compromise-key", "trust", "--key", story.university.method, "--since", "2026-06-01", "--at",
                Story.made)
            try #require(try story.sign(at: "2026-11-21T09:00:00Z").status == 0)
            try body(story)
        }
    }

    /// The list in force, changed and signed again by the authority, in a file.
    private func forge(
        _ story: Story, _ name: String = "forged.json", by signer: PublishedKey? = nil,
        _ change: (inout JSONValue) -> Void
    ) throws {
        let signer = signer ?? story.authority
        var value = JSONValue(
            try JSONDocument(parsing: story.read("trust/list.json"), limits: .trustList).root)
        value["proof"] = nil
        change(&value)
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(signer.method)),
            created: try Timestamp(parsing: "2026-11-21T09:00:00Z"))
        try story.write(
            EdDSAJCS2022.secure(CredentialDraft(value, limits: .trustList), options: options, signer: signer.key),
            to: name)
    }

    @Test("What changed is told in words of both languages and as JSON, and whose signature was checked")
    func changes() throws {
        try play { story in
            let outcome = try story.run("trust", "diff", "trust/lists/list-2.json", "trust", "--trust", "trust")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("List 2 of 20 November 2026, then list 3 of 21 November 2026"))
            #expect(outcome.output.contains("Leiehove University is suspended from 1 November 2026 (review)"))
            #expect(Self.joined(outcome).contains("to somebody else, who may have signed with it since 1 June 2026"))
            #expect(outcome.output.contains("The next list is due by 20 May 2027; it was due by 19 May 2027."))
            #expect(outcome.lines.count { $0.hasSuffix("signed by the pinned key") } == 2)
            #expect(!outcome.output.contains("NOT"))

            let dutch = try story.run(
                "trust", "diff", "trust/lists/list-2.json", "trust/list.json", "--pin", "trust/pin.json", "--language",
                "nl")
            #expect(dutch.output.contains("is geschorst vanaf 1 november 2026 (review)"))
            #expect(dutch.lines.count { $0.hasSuffix("ondertekend met de vastgelegde sleutel") } == 2)

            let json = try Self.root(
                story.run(
                    "trust", "diff", "trust/lists/list-2.json", "trust", "--trust", "trust", "--format", "json"
                ).bytes)
            #expect(json["continues"]?.boolean == true && json["discontinuity"] == nil)
            #expect(json["old"]?["signature"]?.string == "checked")
            #expect(json["new"]?["sequence"]?.integer == 3)
            let codes = json["changes"]?.elements.compactMap { $0["code"]?.string } ?? []
            #expect(codes == ["suspended", "state.retroactive", "key.compromised", "nextUpdate"])
            #expect(json["changes"]?.firstElement?["since"]?.string == "2026-11-01T00:00:00Z")
            #expect(json["changes"]?.firstElement?["reason"]?.string == "review")
        }
    }

    @Test("A pin that merely lies beside a list is used, and told apart from one that somebody relies on")
    func pinBeside() throws {
        try play { story in
            for lists in [["trust/lists/list-2.json", "trust/list.json"], ["trust/lists/list-2.json", "trust"]] {
                let outcome = try story.testamur.run(["trust", "diff"] + lists, in: story.folder)
                #expect(outcome.status == 0, "\(outcome.errors)")
                #expect(outcome.lines.count { $0.hasSuffix("signed by the pinned key") } == 2)
                let words = Self.joined(outcome)
                #expect(words.contains("Checked with trust/pin.json, which lies beside the list"), "\(words)")
                let json = try Self.root(
                    story.testamur.run(["trust", "diff", "--format", "json"] + lists, in: story.folder).bytes)
                #expect(json["new"]?["signature"]?.string == "checkedByPinBeside")
                #expect(json["new"]?["pinBeside"]?.string == "trust/pin.json")
            }
            try forge(story, "trust/forged.json", by: story.university) { $0["trustList"]?["sequence"] = 4 }
            let forged = try story.run("trust", "diff", "trust", "trust/forged.json")
            #expect(forged.status == 65 && forged.errors.contains("LIST_THRESHOLD"), "\(forged.errors)")
        }
    }

    @Test("Without a pin of the list the answer says plainly that nobody looked at the signature")
    func notChecked() throws {
        try play { story in
            for (from, to) in [("trust/lists/list-2.json", "older.json"), ("trust/list.json", "newer.json")] {
                try story.write(story.read(from), to: to)
            }
            for arguments in [[], ["--trust", "other"]] {
                if !arguments.isEmpty {
                    // A trust folder with another list's pin.
                    let pin = String(decoding: try story.read("trust/pin.json"), as: UTF8.self)
                    try Files.makeFolder(story.path("other"))
                    try story.write(
                        pin.replacing("urn:trust:utopia:list", with: "urn:trust:else"), to: "other/pin.json")
                }
                let outcome = try story.testamur.run(
                    ["trust", "diff", "older.json", "newer.json"] + arguments, in: story.folder)
                #expect(outcome.status == 0, "\(outcome.errors)")
                #expect(outcome.lines.count { $0.contains("SIGNATURE NOT CHECKED") } == 2)
                #expect(outcome.output.contains("--pin") && !outcome.output.contains("pinned key"))
                let json = try story.testamur.run(
                    ["trust", "diff", "older.json", "newer.json", "--format", "json"] + arguments, in: story.folder)
                #expect(try Self.root(json.bytes)["new"]?["signature"]?.string == "notChecked")
            }
            let environment = try story.run(
                "trust", "diff", "trust/lists/list-2.json", "trust/list.json",
                environment: ["TESTAMUR_TRUST": story.path("trust")])
            #expect(environment.lines.count { $0.hasSuffix("signed by the pinned key") } == 2)
        }
    }

    @Test("A list that the pin does not vouch for is refused, on either side, and nothing of it is shown")
    func refused() throws {
        try play { story in
            try forge(story, by: story.university) { $0["trustList"]?["sequence"] = 4 }
            let text = String(decoding: try story.read("trust/list.json"), as: UTF8.self)
            try story.write(text.replacing("Leiehove", with: "Leiegove"), to: "altered.json")
            for (name, code) in [("forged.json", "LIST_THRESHOLD"), ("altered.json", "PROOF_BAD_SIGNATURE")] {
                for lists in [["trust/list.json", name], [name, "trust/list.json"]] {
                    for pin in [["--trust", "trust"], ["--pin", "trust/pin.json"]] {
                        let outcome = try story.testamur.run(["trust", "diff"] + lists + pin, in: story.folder)
                        #expect(outcome.status == 65)
                        #expect(outcome.errors.contains(code) && outcome.errors.contains(name), "\(outcome.errors)")
                        #expect(outcome.output.isEmpty)
                    }
                    #expect(try story.testamur.run(["trust", "diff"] + lists, in: story.folder).status == 1)
                }
            }
            let other = String(decoding: try story.read("trust/pin.json"), as: UTF8.self)
            try story.write(other.replacing("urn:trust:utopia:list", with: "urn:trust:else"), to: "else.json")
            let wrong = try story.run("trust", "diff", "trust", "trust", "--pin", "else.json")
            #expect(wrong.status == 65 && wrong.errors.contains("LIST_WRONG_ID"), "\(wrong.errors)")
        }
    }

    @Test("Two lists of different names are no two states of one list")
    func otherList() throws {
        try play { story in
            try forge(story) { $0["id"] = "urn:trust:else" }
            let outcome = try story.run("trust", "diff", "trust/list.json", "forged.json")
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("urn:trust:utopia:list and urn:trust:else"), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
            let dutch = try story.run("trust", "diff", "trust", "forged.json", "--language", "nl")
            #expect(dutch.errors.contains("twee verschillende lijsten"))
        }
    }

    @Test("A list that does not continue the first is told so, with what to do, and compared all the same")
    func discontinuity() throws {
        try play { story in
            let back = try story.run("trust", "diff", "trust/list.json", "trust/lists/list-2.json", "--trust", "trust")
            #expect(back.status == 1, "\(back.errors)")
            #expect(back.output.contains("DOES NOT CONTINUE THE FIRST") && back.output.contains("(LIST_ROLLBACK)"))
            #expect(back.output.contains("What the second says otherwise:"))
            let words = Self.joined(back)
            #expect(words.contains("\"suspended since 1 November 2026 (review)\" is gone from the record"), "\(words)")
            #expect(words.contains("counts again, which was in other hands"))

            try forge(story, "twin.json") { $0["info"] = ["x": 1] }
            try forge(story, "rewritten.json") {
                $0["trustList"]?["sequence"] = 5
                $0["credentialSubject"] = []
            }
            try forge(story, "unchained.json") { $0["trustList"]?["sequence"] = 4 }
            try forge(story, "far.json") { $0["trustList"]?["sequence"] = 2_000_000 }
            for (name, code, words) in [
                ("twin.json", "LIST_EQUIVOCATION", "Keep both as evidence"),
                ("rewritten.json", "LIST_HISTORY_REWRITTEN", "is gone from the list"),
                ("unchained.json", "LIST_HISTORY_REWRITTEN", "/trustList/previousDigest"),
                ("far.json", "LIST_SEQUENCE_JUMP", "Lists 4 to 1999999 lie between them"),
            ] {
                let outcome = try story.run("trust", "diff", "trust/list.json", name, "--trust", "trust")
                #expect(outcome.status == 1, "\(outcome.errors)")
                let text = Self.joined(outcome)
                #expect(text.contains("(\(code))") && text.contains(words), "\(name): \(outcome.output)")
                let json = try Self.root(
                    story.run("trust", "diff", "trust/list.json", name, "--format", "json").bytes)
                #expect(json["continues"]?.boolean == false)
                #expect(json["discontinuity"]?["code"]?.string == code)
                let dutch = try story.run("trust", "diff", "trust/list.json", name, "--language", "nl")
                #expect(dutch.output.contains("ZET DE EERSTE NIET VOORT"))
            }
        }
    }

    @Test("The same list, one with new dates, a draft, and lists with others between them are told apart")
    func kinds() throws {
        try play { story in
            let same = try story.run("trust", "diff", "trust", "trust", "--trust", "trust")
            #expect(same.status == 0 && same.output.contains("The two are the same list."))
            let first = try story.run("trust", "diff", "trust/lists/list-1.json", "trust/list.json")
            #expect(first.output.contains("List 2 lies between them, and is not at hand."))
            #expect(first.output.contains("Leiehove University is new"))
            try story.succeed(
                "trust", "reinstate", "trust", "--did", story.university.did, "--since", "2026-11-22", "--at", Story.now
            )
            let draft = try story.run("trust", "diff", "trust", "trust/draft.json", "--trust", "trust")
            #expect(draft.output.contains("NOT SIGNED: a draft"), "\(draft.output)")
            #expect(draft.output.contains("may issue again from 22 November 2026"))
            try story.succeed("trust", "discard", "trust")
            let before = try story.read("trust/list.json")
            try story.write(before, to: "before.json")
            try story.succeed("trust", "sign", "trust", "--key", "authority.pem", "--renew", "--at", Story.now)
            let renewed = try story.run("trust", "diff", "-", "trust", "--trust", "trust", input: before)
            #expect(renewed.output.contains("Nothing is changed but dates."), "\(renewed.output)")
            #expect(renewed.output.contains("standard input"))
        }
    }

    @Test("What is no list, or not there, is refused")
    func hostile() throws {
        try play { story in
            try story.write("{}", to: "empty.json")
            try story.write("[", to: "broken.json")
            try story.write("{\"a\": 1, \"a\": 2}", to: "twice.json")
            for name in ["empty.json", "broken.json", "twice.json"] {
                for lists in [["trust", name], [name, "trust"]] {
                    let outcome = try story.testamur.run(["trust", "diff"] + lists, in: story.folder)
                    #expect(outcome.status == 65 && outcome.output.isEmpty)
                    #expect(outcome.errors.contains(name))
                }
            }
            #expect(try story.run("trust", "diff", "trust", "nowhere.json").status == 66)
            #expect(try story.run("trust", "diff", "trust", "trust", "--pin", "nowhere.json").status == 66)
            #expect(try story.run("trust", "diff", "trust", "trust", "--trust", "nowhere").status == 66)
            #expect(try story.run("trust", "diff", "trust", "trust", "--pin", "").status == 64)
            #expect(try story.run("trust", "diff", "-", "-").status == 64)
            #expect(try story.run("trust", "diff", "trust").status == 64)
        }
    }
}
