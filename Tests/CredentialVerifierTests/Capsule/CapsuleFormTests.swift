@testable import CredentialVerifier
import Credentials
import Encodings
import Registry
import TestSupport
import Testing

/// What is no capsule, each with its own refusal.
@Suite("The form of a capsule")
struct CapsuleFormTests {
    private func refusal(_ bytes: [UInt8]) -> CapsuleError.Code? {
        #expect(throws: CapsuleError.self) { try Capsule(parsing: bytes) }?.code
    }

    @Test("a capsule comes out of its file byte for byte, and the same documents make the same file")
    func roundTrip() throws {
        let scene = try CapsuleScene()
        let context = Capsule.Context(url: "https://words.example/v1", bytes: Array(#"{"@context":{}}"#.utf8))
        let capsule = try scene.capsule(documents: [[0x7B, 0x7D]], contexts: [context], statusLists: [[0x5B, 0x5D]])
        let read = try Capsule(parsing: capsule.bytes)
        #expect(read.credential == scene.credential)
        #expect(read.material.roots == scene.roots.map(\.bytes))
        #expect(read.material.lists == [scene.lists[1].bytes])
        #expect(read.material.statements == scene.lists[1].freshness.map { [$0.bytes] })
        #expect(read.documents == [[0x7B, 0x7D]] && read.statusLists == [[0x5B, 0x5D]])
        #expect(read.contexts.map(\.url) == [context.url] && read.contexts.map(\.bytes) == [context.bytes])
        #expect(read.bytes == capsule.bytes)
        let again = try scene.capsule(documents: [[0x7B, 0x7D]], contexts: [context], statusLists: [[0x5B, 0x5D]])
        #expect(again.bytes == capsule.bytes)
        #expect(
            read.files.map(\.name.text) == [
                "credential.json", "trust/root.1.json", "trust/root.2.json", "trust/list.json", "trust/fresh.json",
                "did-documents/1.json", "contexts/1.json", "status-lists/1.json",
            ])
        let material = TrustMaterial(delegations: [[0x31], [0x32]])
        let delegated = try Capsule(parsing: Capsule(credential: scene.credential, material: material).bytes)
        #expect(delegated.material.delegations == [[0x31], [0x32]])
    }

    @Test("a digest that was computed by hand fits, so that anybody can make a capsule")
    func independentDigests() throws {
        let capsule = try CapsuleScene().capsule()
        let sealed = try CapsuleForger(capsule).sealed()
        #expect(try Capsule(parsing: sealed).credential == capsule.credential)
    }

    @Test("what breaks off anywhere is refused, and never as a forged credential")
    func truncated() throws {
        let bytes = try CapsuleScene().capsule().bytes
        for count in stride(from: 20, to: bytes.count - 2, by: 97) {
            #expect(Capsule.isCapsule(Array(bytes.prefix(count))))
            #expect(refusal(Array(bytes.prefix(count))) == .truncated, "\(count)")
        }
    }

    @Test("a document that was changed is named, and so is one that was left out, added or exchanged")
    func damaged() throws {
        let scene = try CapsuleScene()
        let forger = try CapsuleForger(scene.capsule())
        for position in forger.files.indices {
            var changed = forger
            changed.set("text", .string(CapsuleForger.text(forger.files[position]["text"]) + " "), of: position)
            #expect(refusal(changed.raw) == .damaged)
            var shorter = forger
            shorter.files.remove(at: position)
            #expect(refusal(shorter.raw) == .mixed)
        }
        // Whole documents of the day before, with their own digests.
        let older = try CapsuleForger(scene.capsule(list: 0))
        for position in [3, 4] {
            var exchanged = forger
            exchanged.files[position] = older.files[position]
            #expect(refusal(exchanged.raw) == .mixed)
        }
    }

    @Test("a document stands in a capsule once, under a name of its own, in order")
    func names() throws {
        let forger = try CapsuleForger(CapsuleScene().capsule())
        var twice = forger
        twice.files.insert(forger.files[1], at: 2)
        #expect(refusal(try twice.sealed()) == .duplicate)
        var same = forger
        same.set("text", forger.files[1]["text"], of: 2)
        #expect(refusal(try same.sealed()) == .duplicate)
        var order = forger
        order.files.swapAt(1, 2)
        #expect(refusal(try order.sealed()) == .nameMalformed)
        for name in [
            "../credential.json", "/etc/passwd", "trust/root.json", "trust/root.01.json", "trust/root.0.json",
            "trust/root.+1.json", "trust/root.1025.json", "trust/list.1.json", "Credential.json", "README.txt", "",
            "trust/root.1.json/", "credential.json\u{0}", "trust//list.json", "credential_json", "trust/list-json",
            "trust/root.1-json", "credential2.json", "trust/listing.json",
        ] {
            var other = forger
            other.set("name", .string(name), of: 1)
            #expect(refusal(try other.sealed()) == .nameMalformed, "\(name)")
        }
        var nameless = forger
        nameless.set("name", nil, of: 1)
        #expect(refusal(nameless.raw) == .memberMissing)
    }

    @Test("members that are unknown, missing or of another kind are refused at their place")
    func members() throws {
        let forger = try CapsuleForger(CapsuleScene().capsule())
        var more = forger
        more.value["pin"] = "trust me"
        #expect(refusal(more.raw) == .memberUnknown)
        var inFile = forger
        inFile.set("trusted", true, of: 0)
        let error = #expect(throws: CapsuleError.self) { try Capsule(parsing: inFile.raw) }
        #expect(error?.code == .memberUnknown && error?.pointer == "/files/0/trusted")
        for member in ["contentDigest", "files"] {
            var fewer = forger
            fewer.value[member] = nil
            #expect(refusal(fewer.raw) == .memberMissing, "\(member)")
            fewer.value[member] = 7
            #expect(refusal(fewer.raw) == .memberMalformed, "\(member)")
        }
        var address = forger
        address.set("url", "https://words.example/", of: 0)
        #expect(refusal(try address.sealed()) == .memberUnknown)
        let otherHash = try Multihash(.sha384, digest: [UInt8](repeating: 1, count: 48)).multibase
        for (member, value) in [
            ("text", 7 as JSONValue), ("digest", "uEi"), ("digest", 7), ("digest", .string(otherHash)),
        ] {
            var wrong = forger
            wrong.set(member, value, of: 1)
            #expect(refusal(wrong.raw) == .memberMalformed, "\(member)")
        }
        var bare = forger
        bare.set("text", nil, of: 1)
        #expect(refusal(bare.raw) == .memberMissing)
        for position in forger.files.indices { bare.set("text", nil, of: position) }
        #expect(refusal(bare.raw) == .folderForm)
        var noObject = forger
        noObject.files[0] = 7
        let wrong = #expect(throws: CapsuleError.self) { try Capsule(parsing: noObject.raw) }
        #expect(wrong?.code == .memberMalformed && wrong?.pointer == "/files/0")
        var later = forger
        later.value["capsuleVersion"] = 2
        later.value["seal"] = "of a later version"
        #expect(refusal(later.raw) == .versionUnknown)
        later.value["capsuleVersion"] = "1"
        #expect(refusal(later.raw) == .memberMalformed)
        var headless = forger
        headless.files.removeFirst()
        #expect(refusal(try headless.sealed()) == .noCredential)
        var empty = forger
        empty.files = []
        #expect(refusal(try empty.sealed()) == .noCredential)
    }

    @Test("a context has an address, and nothing else has one")
    func addresses() throws {
        let context = Capsule.Context(url: "https://words.example/v1", bytes: Array(#"{"@context":{}}"#.utf8))
        let forger = try CapsuleForger(CapsuleScene().capsule(contexts: [context]))
        let last = forger.files.count - 1
        #expect(try Capsule(parsing: forger.sealed()).contexts.count == 1)
        var bare = forger
        bare.set("url", nil, of: last)
        #expect(refusal(try bare.sealed()) == .memberMissing)
        bare.set("url", "words", of: last)
        #expect(refusal(try bare.sealed()) == .memberMalformed)
        // Another address for the same text is another capsule.
        bare.set("url", "https://words.example/v2", of: last)
        #expect(refusal(bare.raw) == .mixed)
    }

    @Test("a capsule in a capsule is refused, whichever document it takes the place of")
    func nested() throws {
        let capsule = try CapsuleScene().capsule()
        let forger = try CapsuleForger(capsule)
        for position in forger.files.indices {
            var nested = forger
            nested.set("text", .string(" \n" + String(decoding: capsule.bytes, as: UTF8.self)), of: position)
            #expect(refusal(try nested.sealed()) == .nested)
        }
    }

    @Test("size and number have bounds, which are checked before anything is made of the bytes")
    func bounds() throws {
        let scene = try CapsuleScene()
        let space = String(repeating: " ", count: 1 << 20)
        var large = try CapsuleForger(scene.capsule())
        large.set("text", .string("{}" + space), of: 0)
        #expect(refusal(try large.sealed()) == .documentTooLarge)
        #expect(refusal(Array("{\"capsuleVersion\":1".utf8) + [UInt8](repeating: 0x20, count: 32 << 20)) == .tooLarge)
        let list = [UInt8](repeating: 0x20, count: (16 << 20) + 1)
        #expect(throws: CapsuleError(.documentTooLarge)) {
            try Capsule(credential: scene.credential, material: TrustMaterial(lists: [list]))
        }
        let many = (1...1_024).map { Array(String($0).utf8) }
        #expect(throws: CapsuleError(.tooMany)) {
            try Capsule(credential: scene.credential, material: TrustMaterial(), documents: many)
        }
        // Counted before any is looked at.
        var crowded = try CapsuleForger(scene.capsule())
        crowded.files = [JSONValue](repeating: 7, count: 1_025)
        #expect(refusal(crowded.raw) == .tooMany)
        var deep = try CapsuleForger(scene.capsule())
        deep.value["files"] = .array([.array([.array([.array([.array([.array([.array([.array([])])])])])])])])
        #expect(refusal(deep.raw) == .unreadable)
    }

    @Test("all documents together have a bound, and so has the file into which they are written")
    func boundsTogether() throws {
        let files = try CapsuleScene.largeFiles()
        #expect(throws: CapsuleError(.tooLarge)) { try Capsule(checking: files, received: []) }
        // Each quotation mark takes two bytes in the file.
        let quotes = [UInt8](repeating: UInt8(ascii: "\""), count: 16 << 20)
        #expect(throws: CapsuleError(.tooLarge)) {
            try Capsule(credential: Array("{}".utf8), material: TrustMaterial(lists: [quotes]))
        }
    }

    @Test("roots that do not say in which order they come keep the one that they have")
    func rootNumbers() throws {
        let scene = try CapsuleScene()
        let roots = scene.roots.map(\.bytes)
        let nameless = [Array("{}".utf8), Array("[]".utf8)]
        for roots in [Array(roots.reversed()), [roots[1], roots[1] + [0x20]], nameless] {
            let capsule = try Capsule(credential: scene.credential, material: TrustMaterial(roots: roots))
            #expect(capsule.files.map(\.name.text) == ["credential.json", "trust/root.1.json", "trust/root.2.json"])
            #expect(try Capsule(parsing: capsule.bytes).material.roots == roots)
        }
    }

    @Test("what does not begin as a capsule is none, and strict JSON is asked for")
    func beginnings() throws {
        let scene = try CapsuleScene()
        #expect(!Capsule.isCapsule(scene.credential))
        #expect(!Capsule.isCapsule([]))
        #expect(!Capsule.isCapsule(Array("[\"capsuleVersion\"]".utf8)))
        #expect(Capsule.isCapsule(Array(" {\t\"capsuleVersion\"".utf8)))
        let twice = Array("{\"capsuleVersion\":1,\"capsuleVersion\":1}".utf8)
        #expect(refusal(twice) == .unreadable)
        #expect(refusal(try scene.capsule().bytes + [0x7D]) == .unreadable)
        #expect(refusal([0xEF, 0xBB, 0xBF] + (try scene.capsule().bytes)) == .unreadable)
    }

    @Test("every refusal has a headline, a sentence and a next step in both languages", arguments: Language.allCases)
    func words(_ language: Language) throws {
        let verifier = Verifier(trust: .none)
        for code in CapsuleError.Code.allCases {
            let error = CapsuleError(
                code, at: "/files/0",
                [
                    ("byte", .number(7)), ("cause", .text("JSON_SYNTAX")), ("limit", .number(1)), ("found", .text("x")),
                    ("expected", .text("y")), ("member", .text("name")), ("file", .text("trust/list.json")),
                    ("other", .text("credential.json")),
                ])
            let report = verifier.refuse(error, [], at: try TestWorld().time())
            #expect(report.verdict == (error.isUndecided ? .undecided : .invalid))
            let headline = report.headline(in: language)
            let other = report.headline(in: language == .english ? .dutch : .english)
            let sentence = report[.format]?.message(in: language) ?? ""
            #expect(headline != other && !headline.contains("{") && !headline.contains("CAPSULE"), "\(code)")
            #expect(!sentence.contains("{") && !sentence.contains(code.rawValue), "\(code): \(sentence)")
            #expect(report.nextStep(in: language)?.isEmpty == false, "\(code)")
        }
    }
}
