import CredentialVerifier
import Credentials
import Encodings
import Registry
import TestSupport
import Testing

/// The attacks of the specification of The Update Framework (section 1.5.2) on the list that a trust folder has, and what
/// a source can do wrong beside.
///
/// Each leaves the folder as it was.
@Suite("A hostile source")
struct HostileSourceTests {
    @Test("Rollback attack: an older list")
    func rollback() throws {
        try TrustScene.play(list: 2) { scene throws in
            for list in scene.lists[..<2] {
                scene.source.files["list.json"] = list.bytes
                #expect(try scene.listRefusal() == .rollback)
            }
        }
    }

    @Test("Indefinite freeze attack: the same list until it is overdue, and from that second on")
    func freeze() throws {
        try TrustScene.play(list: 2) { scene in
            scene.source.files["list.json"] = scene.lists[2].bytes
            #expect(try scene.update(at: "2026-12-22T09:00:00Z").changes.isEmpty)
            guard case .overdue(let cause, let present) = try scene.refusal(at: "2026-12-22T09:00:01Z") else {
                Issue.record("it is not said that the list is overdue")
                return
            }
            #expect(cause.code == .expired && present.sequence == 3)
        }
    }

    @Test("Indefinite freeze attack: a newer list that is overdue as well")
    func frozenNewer() throws {
        try TrustScene.play { scene throws in
            scene.source.files["list.json"] = scene.lists[1].bytes
            #expect(try scene.listRefusal(at: "2026-12-21T09:00:01Z") == .expired)
            #expect(try scene.update(at: "2026-12-21T09:00:00Z").list.sequence == 2)
        }
    }

    @Test("Equivocation: another list of the same number, which is kept as evidence")
    func equivocation() throws {
        try TrustScene.play(list: 1) { scene in
            let other = try scene.sign(scene.lists[1]) {
                $0["trustList"]?["nextUpdate"] = "2026-12-20T09:00:00Z"
                $0["validUntil"] = "2026-12-20T09:00:00Z"
            }
            scene.source.files["list.json"] = other
            for _ in 0..<2 {
                let error = try scene.refusal()
                guard case .refused(.list, let cause, let present, let evidence?) = error else {
                    return failed("no evidence: \(error.debugDescription)")
                }
                #expect(cause.code == .equivocation && present?.sequence == 2)
                #expect(try Files.read(evidence) == other)
                #expect(evidence.hasPrefix(scene.folder + "/evidence/list-2-uEi"))
            }
            #expect(try scene.names("/evidence").count == 1)
        }
    }

    @Test("Fast-forward attack: a number that uses up all others")
    func fastForward() throws {
        try TrustScene.play { scene in
            scene.source.files["list.json"] = try scene.sign(scene.lists[1]) {
                $0["trustList"]?["sequence"] = .number("9007199254740991")
            }
            #expect(try scene.listRefusal() == .sequenceJump)
        }
    }

    @Test("Arbitrary list: signed by somebody else, by nobody, altered, or of another authority")
    func arbitrary() throws {
        try TrustScene.play { scene in
            let list = scene.lists[1]
            scene.source.files["list.json"] = try scene.sign(list, by: scene.world.university) { _ in }
            #expect(try scene.listRefusal() == .threshold)
            scene.source.files["list.json"] = JSONValue(list.document.root).serialized()
            #expect(try scene.update().list.sequence == 2, "the same written otherwise is the same")
        }
        try TrustScene.play { scene in
            var value = JSONValue(scene.lists[1].document.root)
            value["proof"] = nil
            scene.source.files["list.json"] = value.serialized()
            #expect(try scene.listRefusal() == .threshold)
            let text = String(decoding: scene.lists[1].bytes, as: UTF8.self)
            scene.source.files["list.json"] = Array(text.replacing("Leiehove", with: "Leiegove").utf8)
            #expect(try scene.listRefusal() == .badSignature)
            scene.source.files["list.json"] = try scene.sign(scene.lists[1]) { $0["id"] = "urn:trust:atlantis:list" }
            #expect(try scene.listRefusal() == .wrongID)
            scene.source.files["list.json"] = try scene.sign(scene.lists[1]) {
                $0["trustList"]?["environment"] = "demonstration"
            }
            #expect(try scene.listRefusal() == .wrongEnvironment)
        }
    }

    @Test("History: an institution that was listed is gone")
    func rewritten() throws {
        try TrustScene.play { scene in
            scene.source.files["list.json"] = try scene.sign(scene.lists[1]) { $0["credentialSubject"] = [] }
            #expect(try scene.listRefusal() == .historyRewritten)
        }
    }

    @Test("A list from the future, seen from a clock that is set back")
    func future() throws {
        try TrustScene.play { scene throws in
            scene.source.files["list.json"] = scene.lists[1].bytes
            #expect(try scene.listRefusal(at: "2026-11-21T08:54:59Z") == .fromFuture)
            #expect(try scene.update(at: "2026-11-21T08:55:00Z").list.sequence == 2)
        }
    }

    @Test(
        "What is no list at all",
        arguments: [
            "", "{", "{}", "[]", "null", "<!DOCTYPE html><title>Log in to the network</title>", "{\"a\":1,\"a\":2}",
            "\u{FEFF}{}", "\u{1F}\u{8B}\u{8}\u{0}",
        ])
    func noList(_ text: String) throws {
        try TrustScene.play { scene in
            scene.source.files["list.json"] = Array(text.utf8)
            let code = try scene.listRefusal()
            #expect(code == .unreadable || code == .wrongID)
        }
    }

    @Test("A source without a list, or whose index has none, and one that gives none")
    func missing() throws {
        try TrustScene.play { scene in
            guard case .noList = try scene.refusal() else { return failed("there is a list") }
            scene.source.files["list.json"] = scene.lists[1].bytes
            try scene.source.index { $0["files"] = [] }
            guard case .noList = try scene.refusal() else { return failed("there is a list") }
            scene.source.files["trust-index.json"] = nil
            for name in ["trust-index.json", "list.json"] {
                scene.source.failures = [name: SourceFailure(words: "unplugged")]
                guard case .source(let asked, let cause) = try scene.refusal() else {
                    return failed("another error")
                }
                #expect(asked.text == name && cause as? SourceFailure == SourceFailure(words: "unplugged"))
            }
        }
    }

    @Test("Mix-and-match attack: files of another day than the index")
    func mixed() throws {
        try TrustScene.play { scene in
            scene.source.files["list.json"] = scene.lists[2].bytes
            try scene.source.index()
            scene.source.files["list.json"] = scene.lists[1].bytes
            guard case .mismatch(.list) = try scene.refusal() else { return failed("not noticed") }
            // Of the size that was promised, and another.
            var bytes = scene.lists[2].bytes
            bytes[bytes.count / 2] ^= 1
            scene.source.files["list.json"] = bytes
            guard case .mismatch(.list) = try scene.refusal() else { return failed("not noticed") }
            scene.source.files["list.json"] = nil
            guard case .mismatch(.list) = try scene.refusal() else { return failed("not noticed") }
            scene.source.files["list.json"] = scene.lists[2].bytes
            #expect(try scene.update().list.sequence == 3)
        }
    }

    @Test("Endless data: no more is ever asked for than is accepted, of one file and of all together")
    func endless() throws {
        try TrustScene.play { scene in
            scene.source.answer = { (name, limit) throws(SourceFailure) in
                #expect(limit <= name.byteLimit)
                throw SourceFailure(words: "too large")
            }
            guard case .source(.index, _) = try scene.refusal() else { return failed("another error") }
            // Many status lists, each as large as it may be.
            scene.source.answer = nil
            scene.source.files["list.json"] = scene.lists[1].bytes
            let digest = "uEiDjsMRCmPwcFJr79MiZb7kkJ65B5GSbk0yklZkbeFK4VQ"
            try scene.source.index { index in
                index["files"] = .array(
                    (0..<65).map {
                        ["name": .string("status/\($0).json"), "digest": .string(digest), "size": 1_048_576]
                    })
            }
            let before = scene.source.asked.count
            guard case .tooMuch(let limit) = try scene.refusal() else { return failed("not bounded") }
            #expect(limit == 64 << 20)
            #expect(scene.source.asked.count == before + 1, "nothing of it is asked for")
        }
    }

    @Test("Endless data: what arrived already, and the index itself, count as well")
    func endlessAltogether() throws {
        try TrustScene.play { scene in
            let list = scene.lists[1].bytes
            scene.source.files["list.json"] = list
            let largest = 1 << 20
            for number in 0..<63 {
                scene.source.files["status/\(number).json"] = [UInt8](repeating: 0x20, count: largest)
            }
            scene.source.files["status/last.json"] = [UInt8](repeating: 0x20, count: largest - list.count)
            try scene.source.index()
            let files = scene.source.files
            #expect(files.values.reduce(0) { $0 + $1.count } - (files["trust-index.json"]?.count ?? 0) == 64 << 20)
            guard case .source(let name, _) = try scene.refusal() else { return failed("not bounded") }
            #expect(name.text == "status/last.json")
        }
    }

    @Test("An index that is none, or that names what lies elsewhere")
    func hostileIndex() throws {
        try TrustScene.play { scene in
            scene.source.files["list.json"] = scene.lists[1].bytes
            scene.source.files["trust-index.json"] = Array("<!DOCTYPE html>".utf8)
            guard case .unreadable(.index, _) = try scene.refusal() else { return failed("it is read") }
            for name in ["../../etc/passwd", "/etc/passwd", "status/../pin.json", "pin.json", "C:\\a.json"] {
                try scene.source.index { index in
                    index["files"] = [
                        ["name": .string(name), "digest": "uEiDjsMRCmPwcFJr79MiZb7kkJ65B5GSbk0yklZkbeFK4VQ", "size": 0]
                    ]
                }
                guard case .index(at: "/files/0/name") = try scene.refusal() else { return failed("\(name)") }
            }
            #expect(scene.source.asked.allSatisfy { $0 == "trust-index.json" })
        }
    }

    @Test("With an index the list that is there is not fetched again, and what it does not name is not asked for")
    func unchanged() throws {
        try TrustScene.play(list: 1) { scene in
            scene.source.files["list.json"] = scene.lists[1].bytes
            try scene.source.index()
            #expect(try scene.update().changes.isEmpty)
            #expect(scene.source.asked == ["trust-index.json"])
        }
    }
}
