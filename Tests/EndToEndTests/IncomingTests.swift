import Carriers
import Credentials
import Encodings
import Proofs
import TestSupport
import Testing

@Suite("Whatever carries a credential goes into the wallet")
struct IncomingTests {
    /// Anna's credential number `number`, in a file.
    private func issue(_ number: Int, _ story: Story) throws -> [UInt8] {
        try story.issue(to: "\(number).json") {
            $0["id"] = .string("urn:example:\(number)")
            $0["credentialSubject"]?["achievement"]?["name"] = .string("Course \(number)")
        }
    }

    /// A presentation that somebody made for somebody else.
    private func present(_ credentials: [PresentedCredential], to name: String, _ story: Story) throws {
        let learner = HolderKey(
            try PublishedKey("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42").key)
        let created = try Timestamp(parsing: "2026-11-01T09:00:00Z")
        let draft = try PresentationDraft(
            holder: learner.holder, credentials: credentials, domain: "somebody.example",
            challenge: credentials.isEmpty ? "zYt3xQ0n8kLr5uWc1vHb7A" : nil, created: created,
            expires: created.adding(seconds: 600))
        try story.write(try draft.signed(with: learner), to: name)
    }

    @Test("out of pictures, pages, codes, a capsule and a presentation, it is kept byte for byte as it stood there")
    func carriers() throws {
        try Story.play { story in
            let credentials = try (1...7).map { try issue($0, story) }
            try story.write(CarrierTests.png, to: "badge.png")
            try story.write(CarrierTests.svg, to: "badge.svg")
            try story.succeed("bake", "1.json", "badge.png", "--out", "one")
            try story.succeed("bake", "2.json", "badge.svg", "--out", "two")
            try story.write(try QRParts.split(credentials[2]).joined(separator: "\n"), to: "three")
            try story.succeed(
                "certificate", "4.json", "--trust", "trust", "--at", Story.now, "--out", "four")
            try story.succeed("bundle", "5.json", "--trust", "trust", "--at", Story.now, "--out", "five")
            try present(
                [6, 7].map { try PresentedCredential(ReceivedCredential(parsing: story.read("\($0).json"))) },
                to: "six",
                story)
            try story.succeed("wallet", "init", "--wallet", "w")
            let added = try story.succeed(
                "wallet", "add", "one", "two", "three", "four", "five", "six", "--wallet", "w", "--trust", "trust")
            #expect(added.output.contains("presentation of 2") && added.output.contains("Keep five as well"))
            for number in 1...7 { #expect(added.output.contains("Kept as number \(number): Course \(number)")) }
            try story.succeed("wallet", "export", "--all", "--wallet", "w", "--out", "mine")
            for (index, credential) in credentials.enumerated() {
                #expect(try story.read("mine/credential-00\(index + 1).json") == credential)
            }
        }
    }

    @Test("of a folder, every file that is a credential or carries one is taken, whatever it is called")
    func folder() throws {
        try Story.play { story in
            let credentials = try (1...5).map { try issue($0, story) }
            try story.write(CarrierTests.png, to: "badge.png")
            try story.write(CarrierTests.svg, to: "badge.svg")
            try #require(story.shell("mkdir -p got/deep got/.hidden").status == 0)
            try story.succeed("bake", "1.json", "badge.png", "--out", "got/a.bin")
            try story.succeed("bake", "2.json", "badge.svg", "--out", "got/b.png")
            try story.succeed("certificate", "3.json", "--trust", "trust", "--at", Story.now, "--out", "got/deep/c")
            try story.write([0xEF, 0xBB, 0xBF] + Array("\n".utf8), to: "got/mark")
            try story.write(credentials[3], to: "got/d.txt")
            try story.write(credentials[4], to: "got/.hidden/e.json")
            try story.write("eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJkaWQ6d2ViOmEuZXhhbXBsZSJ9.c2lnbmF0dXJl\n", to: "got/e.jwt")
            try story.write("[.ShellClassInfo]\nIconIndex=0\n", to: "got/desktop.ini")
            try story.write("Dear diary", to: "got/notes.txt")
            try story.write("", to: "got/empty")
            try #require(story.shell("mkfifo got/pipe && ln -s ../5.json got/link").status == 0)
            try story.succeed("wallet", "init", "--wallet", "w")
            let added = try story.run(
                "wallet", "add", "got", "--wallet", "w", "--trust", "trust", "--keep-unverified")
            #expect(added.status == 0, "\(added.errors)")
            #expect(added.errors.contains("none can be in them: 6"), "\(added.errors)")
            for (index, number) in [1, 2, 4, 3].enumerated() {
                #expect(added.output.contains("number \(index + 1): Course") || index == 3, "\(added.output)")
                #expect(added.output.contains(": Course \(number)"), "\(added.output)")
            }
            #expect(!added.output.contains("Course 5") && added.output.contains("Kept as number 5"))
            // A folder that only names the kind of its files: verify still goes by names.
            #expect(try story.verify("got").errors.contains(".json"))
            try #require(story.shell("mkdir none && echo x > none/x.txt").status == 0)
            let none = try story.run("wallet", "add", "none", "--wallet", "w", "--language", "nl")
            #expect(none.status == 66 && none.errors.contains("een getuigschrift is of er een kan"), "\(none.errors)")
        }
    }

    @Test(
        "a token is kept as received, and only when the learner says so; what holds nothing is refused with what to do")
    func tokens() throws {
        try Story.play { story in
            let token = "eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJkaWQ6d2ViOmEuZXhhbXBsZSJ9.c2lnbmF0dXJl"
            try story.write(token + "\n", to: "token")
            try present([PresentedCredential(token: token)], to: "enveloped", story)
            try present([], to: "possession", story)
            try story.write(CarrierTests.png, to: "badge.png")
            try story.write(#"{"capsuleVersion": 1, "files": []}"#, to: "capsule")
            try story.succeed("wallet", "init", "--wallet", "w")
            for name in ["token", "enveloped", "possession", "badge.png", "capsule"] {
                let refused = try story.run("wallet", "add", name, "--wallet", "w", "--trust", "trust")
                #expect(refused.status == 65 && refused.errors.contains(name), "\(refused.errors)")
                #expect(refused.errors.contains("hint:"), "\(refused.errors)")
            }
            let kept = try story.run("wallet", "add", "token", "--wallet", "w", "--keep-unverified")
            #expect(kept.status == 0, "\(kept.errors)")
            let exported = try story.succeed("wallet", "export", "1", "--wallet", "w")
            #expect(exported.output == token + "\n")
            let list = try story.succeed("wallet", "list", "--wallet", "w", "--format", "json")
            #expect(!list.output.contains(#""verdict":"valid""#), "\(list.output)")
            // What stood in an envelope is kept as the token that it was.
            try story.succeed("wallet", "add", "enveloped", "--wallet", "w", "--keep-unverified")
            #expect(try story.succeed("wallet", "export", "2", "--wallet", "w").output == token)
        }
    }
}
