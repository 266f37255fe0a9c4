@testable import CredentialVerifier
import Credentials
import Encodings
import Registry
import Storage
import TestSupport
import Testing

@Suite("A capsule as a folder")
struct CapsuleFolderTests {
    /// Plays with a folder in which a capsule was written.
    private func play(_ body: (_ scene: CapsuleScene, _ folder: String) throws -> Void) throws {
        try Files.withTemporaryFolder { place in
            let scene = try CapsuleScene()
            try CapsuleFolder.write(
                scene.capsule(), to: place + "/stick", notes: [("README.txt", Array("Hello".utf8))])
            try body(scene, place + "/stick")
        }
    }

    private func refusal(_ folder: String) -> CapsuleError.Code? {
        #expect(throws: CapsuleError.self) { try CapsuleFolder.read(folder) }?.code
    }

    static let names = [
        "credential.json", "trust/root.1.json", "trust/root.2.json", "trust/list.json", "trust/fresh.json",
    ]

    @Test("what is written is read, as plain files with the received bytes, and other files do not count")
    func roundTrip() throws {
        try play { scene, folder throws in
            #expect(CapsuleFolder.isCapsule(folder))
            #expect(try Files.read(folder + "/credential.json") == scene.credential)
            #expect(try Files.read(folder + "/trust/list.json") == scene.lists[1].bytes)
            #expect(try Files.read(folder + "/README.txt") == Array("Hello".utf8))
            try Files.write(Array("x".utf8), to: folder + "/.DS_Store")
            try Files.write(scene.roots[0].bytes, to: folder + "/trust/root.9.json")
            let read = try CapsuleFolder.read(folder)
            #expect(read.material.roots == scene.roots.map(\.bytes))
            #expect(try scene.report(read).verdict == .valid)
            #expect(read.bytes == (try Files.read(folder + "/contents.json")))
        }
    }

    @Test("a folder that exists is not written into, and nothing in it is changed")
    func noOverwriting() throws {
        try play { scene, folder throws in
            let before = try Files.read(folder + "/contents.json")
            let error = #expect(throws: StorageError.self) {
                try CapsuleFolder.write(scene.capsule(list: 0), to: folder)
            }
            #expect(error?.code == .alreadyExists)
            #expect(try Files.read(folder + "/contents.json") == before)
        }
    }

    @Test("every file that is taken away, changed, or put in the place of another is noticed", arguments: names)
    func damage(_ name: String) throws {
        try play { scene, folder throws in
            let path = folder + "/" + name
            let bytes = try Files.read(path)
            Files.remove(path)
            #expect(refusal(folder) == .fileMissing)
            try Files.write(bytes + [0x20], to: path)
            #expect(refusal(folder) == .damaged)
            let other = name == "credential.json" ? "trust/list.json" : "credential.json"
            try Files.write(Files.read(folder + "/" + other), to: path)
            let code = refusal(folder)
            #expect(code == .damaged)
            try Files.write(Array(bytes.prefix(bytes.count / 2)), to: path)
            #expect(refusal(folder) == .damaged)
            try Files.write(bytes, to: path)
            #expect(try CapsuleFolder.read(folder).credential == scene.credential)
        }
    }

    @Test("no link on a stick is followed, be it a file or a folder")
    func links() throws {
        try play { _, folder throws in
            let outside = folder + ".outside"
            try Files.write(Files.read(folder + "/trust/list.json"), to: outside)
            Files.remove(folder + "/trust/list.json")
            #expect(try Subprocess.run("/bin/ln", ["-s", outside, folder + "/trust/list.json"]).exitCode == 0)
            #expect(refusal(folder) == .fileUnreadable)
        }
        try play { _, folder throws in
            #expect(try Subprocess.run("/bin/mv", [folder + "/trust", folder + ".trust"]).exitCode == 0)
            #expect(try Subprocess.run("/bin/ln", ["-s", folder + ".trust", folder + "/trust"]).exitCode == 0)
            #expect(refusal(folder) == .fileUnreadable)
        }
    }

    @Test("a table of contents behind a link makes no capsule of a folder")
    func linkedContents() throws {
        try play { _, folder throws in
            #expect(try Subprocess.run("/bin/mv", [folder + "/contents.json", folder + ".contents"]).exitCode == 0)
            #expect(
                try Subprocess.run("/bin/ln", ["-s", folder + ".contents", folder + "/contents.json"]).exitCode == 0)
            #expect(!CapsuleFolder.isCapsule(folder))
            #expect(refusal(folder) == .fileUnreadable)
        }
    }

    @Test("no more is read from a folder than a capsule may have, whatever the table of contents says")
    func readingBounds() throws {
        try Files.withTemporaryFolder { folder throws in
            let files = try CapsuleScene.largeFiles()
            for name in ["trust", "status-lists"] { try Files.makeFolder(folder + "/" + name) }
            for file in files { try Files.write(file.bytes, to: folder + "/" + file.name.text) }
            try Files.write(CapsuleContents(files).serialized(withTexts: false), to: folder + "/contents.json")
            #expect(refusal(folder) == .documentTooLarge)
        }
    }

    @Test("without its table of contents a folder is no capsule, and one with the texts in it is none either")
    func contents() throws {
        try play { scene, folder throws in
            try Files.write(scene.capsule().bytes, to: folder + "/contents.json")
            #expect(refusal(folder) == .memberUnknown)
            try Files.write(Array("{}".utf8), to: folder + "/contents.json")
            #expect(!CapsuleFolder.isCapsule(folder))
            #expect(refusal(folder) == .memberMissing)
            Files.remove(folder + "/contents.json")
            #expect(!CapsuleFolder.isCapsule(folder))
            #expect(refusal(folder) == .fileMissing)
        }
    }

    @Test(
        "a trust folder without any one of its files never makes valid what was not, and without what is needed nothing"
    )
    func trustFolder() throws {
        try Files.withTemporaryFolder { place in
            let scene = try CapsuleScene()
            var fresh = Policy(name: "fresh", basedOn: .standard)
            fresh.requiresFreshness = true
            let verifierPolicy = fresh
            let files = [
                ("pin.json", scene.pin.serialized()), ("root.1.json", scene.roots[0].bytes),
                ("root.2.json", scene.roots[1].bytes), ("list.json", scene.lists[1].bytes),
                ("fresh.json", try #require(scene.lists[1].freshness).bytes),
            ]
            for (name, bytes) in files { try Files.write(bytes, to: place + "/" + name) }
            func verdict() throws -> VerificationReport.Verdict {
                let trust: Trust
                do { trust = try TrustFolder.load(place) } catch { return .undecided }
                return Verifier(trust: trust, policy: verifierPolicy).verify(
                    scene.credential, at: try scene.world.time()
                ).verdict
            }
            #expect(try verdict() == .valid)
            for (name, bytes) in files {
                Files.remove(place + "/" + name)
                #expect(try verdict() == .undecided, "\(name)")
                try Files.write(bytes, to: place + "/" + name)
            }
            #expect(try verdict() == .valid)
        }
    }
}
