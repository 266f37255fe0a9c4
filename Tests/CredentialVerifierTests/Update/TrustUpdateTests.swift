import CredentialVerifier
import Encodings
import Registry
import Storage
import TestSupport
import Testing

@Suite("Bringing a trust folder up to date")
struct TrustUpdateTests {
    @Test("a newer list takes the place of the one that is there")
    func newer() throws {
        try TrustScene.play { scene in
            scene.source.files["list.json"] = scene.lists[1].bytes
            let report = try scene.update()
            #expect(report.previous?.sequence == 1 && report.list.sequence == 2)
            #expect(report.changes == [.init(path: "list.json", isNew: false)] && report.isListNew)
            #expect(scene.list == scene.lists[1].bytes)
            #expect(try scene.names() == ["list.json", "pin.json"])
            // Without an index only what has a fixed name is asked for, and of that what can be judged.
            #expect(scene.source.asked == ["trust-index.json", "list.json"])
        }
    }

    @Test("several lists may have been missed")
    func missed() throws {
        try TrustScene.play { scene throws in
            scene.source.files["list.json"] = scene.lists[2].bytes
            #expect(try scene.update().list.sequence == 3)
        }
    }

    @Test("a folder with a pin alone gets its first list")
    func first() throws {
        try TrustScene.play(list: nil) { scene in
            scene.source.files["list.json"] = scene.lists[2].bytes
            let report = try scene.update()
            #expect(report.previous == nil && report.previousProblem == nil)
            #expect(report.changes == [.init(path: "list.json", isNew: true)])
            #expect(scene.list == scene.lists[2].bytes)
        }
    }

    @Test("the same list is nothing new, also with another proof or written otherwise")
    func nothingNew() throws {
        try TrustScene.play(list: 1) { scene in
            for bytes in [
                scene.lists[1].bytes, scene.lists[1].bytes + [0x0A], try scene.sign(scene.lists[1]) { _ in },
            ] {
                scene.source.files["list.json"] = bytes
                let report = try scene.update()
                #expect(report.changes.isEmpty && !report.isListNew)
                #expect(report.previous?.sequence == 2 && report.list.sequence == 2)
                #expect(scene.list == scene.lists[1].bytes)
            }
        }
    }

    @Test("a list that does not count is replaced, and it is said why it did not")
    func damaged() throws {
        try TrustScene.play { scene in
            try Files.write(Array("{".utf8), to: scene.listPath)
            scene.source.files["list.json"] = scene.lists[0].bytes
            let report = try scene.update()
            #expect(report.previous == nil && report.previousProblem?.code == .unreadable)
            #expect(scene.list == scene.lists[0].bytes)
        }
    }

    @Test("of a folder with one authority in it that one is meant, and of several one must be named")
    func severalAuthorities() throws {
        try TrustScene.play { scene in
            scene.source.files["list.json"] = scene.lists[1].bytes
            try Files.withTemporaryFolder { outer throws in
                let now = try scene.world.time(TrustScene.later)
                for name in ["one", "two"] {
                    try Files.makeFolder(outer + "/" + name)
                    try Files.write(scene.world.pin().serialized(), to: "\(outer)/\(name)/pin.json")
                    if name == "one" {
                        let report = try TrustUpdate.run(outer, from: scene.source, at: now)
                        #expect(report.folder == outer + "/one")
                        #expect(try Files.read(outer + "/one/list.json") == scene.lists[1].bytes)
                    }
                }
                let error = #expect(throws: TrustUpdateError.self) {
                    try TrustUpdate.run(outer, from: scene.source, at: now)
                }
                guard case .severalAuthorities(let folders) = error else {
                    Issue.record("another error: \(String(describing: error))")
                    return
                }
                #expect(folders == [outer + "/one", outer + "/two"])
                #expect(!Files.exists(outer + "/two/list.json"))
                #expect(try Files.names(in: outer) == ["one", "two"], "no lock where nothing is done")
            }
        }
    }

    @Test("a folder without a pin, or none at all, is not touched, and nothing is asked for")
    func noPin() throws {
        try Files.withTemporaryFolder { folder throws in
            let source = SourceInMemory()
            for path in [folder, folder + "/none"] {
                let error = #expect(throws: TrustUpdateError.self) {
                    try TrustUpdate.run(path, from: source, at: .earliest)
                }
                guard case .folder = error else {
                    Issue.record("another error")
                    return
                }
            }
            #expect(try Files.names(in: folder).isEmpty)
            #expect(source.asked.isEmpty)
        }
    }

    @Test("two updates at once do not mix: the second waits, then says who is at work")
    func locked() throws {
        try TrustScene.play { scene throws in
            scene.source.files["list.json"] = scene.lists[1].bytes
            let inner = SourceInMemory(scene.source.files)
            scene.source.answer = { name, _ in
                if name == .index {
                    let error = #expect(throws: TrustUpdateError.self) {
                        try TrustUpdate.run(scene.folder, from: inner, at: scene.world.time(TrustScene.later))
                    }
                    guard case .storage(let cause) = error, cause.code == .locked else {
                        Issue.record("not locked")
                        return nil
                    }
                    return nil
                }
                return scene.source.files[name.text]
            }
            #expect(try scene.update().list.sequence == 2)
            #expect(inner.asked.isEmpty)
        }
    }

    @Test("what a process left behind that was killed is taken away")
    func leftovers() throws {
        try TrustScene.play { scene in
            try Files.makeFolder(scene.folder + "/status")
            let left = ".testamur-0123456789abcdef.tmp"
            for inner in ["", "/status"] { try Files.write([1], to: "\(scene.folder)\(inner)/\(left)") }
            scene.source.files["list.json"] = scene.lists[1].bytes
            _ = try scene.update()
            #expect(try scene.names() == ["list.json", "pin.json", "status"])
            #expect(try scene.names("/status").isEmpty)
        }
    }
}
