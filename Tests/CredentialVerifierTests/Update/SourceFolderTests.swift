import CredentialVerifier
import Glibc
import Registry
import Storage
import TestSupport
import Testing

@Suite("A folder as a source, such as a stick")
struct SourceFolderTests {
    private func code(_ path: String, _ name: String) -> StorageError.Code? {
        guard let name = TrustFileName(name) else { return .invalidName }
        do throws(StorageError) {
            _ = try TrustSourceFolder(path).file(name, byteLimit: 100)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("files are read within their limit, and what is not there is not there")
    func reading() throws {
        try Files.withTemporaryFolder { folder throws in
            try Files.write([UInt8](repeating: 1, count: 100), to: folder + "/list.json")
            try Files.write([UInt8](repeating: 1, count: 101), to: folder + "/fresh.json")
            try Files.makeFolder(folder + "/status")
            try Files.write([2], to: folder + "/status/a.json")
            let source = try TrustSourceFolder(folder)
            #expect(try source.file(.list, byteLimit: 100)?.count == 100)
            #expect(code(folder, "fresh.json") == .tooLarge)
            #expect(try source.file(#require(TrustFileName("status/a.json")), byteLimit: 1) == [2])
            for name in ["trust-index.json", "root.1.json", "status/b.json", "dids/a.json"] {
                #expect(try source.file(#require(TrustFileName(name)), byteLimit: 100) == nil)
            }
        }
    }

    @Test("what has no fixed name is found without an index, and what no trust folder would have is not")
    func otherNames() throws {
        try Files.withTemporaryFolder { folder throws in
            #expect(try TrustSourceFolder(folder).otherNames()?.isEmpty == true)
            for inner in ["status", "dids"] {
                try Files.makeFolder(folder + "/" + inner)
                for name in ["b.json", "a.json", "A.json", "x.txt", ".hidden.json"] {
                    try Files.write([1], to: "\(folder)/\(inner)/\(name)")
                }
            }
            #expect(
                try TrustSourceFolder(folder).otherNames()?.map(\.text) == [
                    "status/a.json", "status/b.json", "dids/a.json", "dids/b.json",
                ])
            Files.remove(folder + "/dids")
            #expect(unsafe symlink("/etc", folder + "/dids") == 0)
            #expect(try TrustSourceFolder(folder).otherNames()?.count == 2)
        }
    }

    @Test("links, folders, pipes and devices are no files, and a link is no folder")
    func others() throws {
        try Files.withTemporaryFolder { folder throws in
            try Files.write([1], to: folder + "/secret")
            for (name, target) in [
                ("list.json", "secret"), ("fresh.json", "/etc/passwd"), ("root.1.json", "list.json"),
                ("root.2.json", "nowhere"), ("status", "/etc"), ("root.3.json", "/dev/zero"),
            ] { #expect(unsafe symlink(target, folder + "/" + name) == 0) }
            try Files.makeFolder(folder + "/root.4.json")
            #expect(unsafe mkfifo(folder + "/root.5.json", 0o600) == 0)
            try Files.write([1], to: folder + "/dids")
            for name in [
                "list.json", "fresh.json", "root.1.json", "root.2.json", "root.3.json", "root.4.json", "root.5.json",
            ] {
                #expect(code(folder, name) == .notAFile, "\(name)")
            }
            for name in ["status/a.json", "status/passwd.json", "dids/a.json"] {
                #expect(code(folder, name) == .notAFolder, "\(name)")
            }
        }
    }

    @Test("what is no folder is no source")
    func noFolder() throws {
        try Files.withTemporaryFolder { folder throws in
            try Files.write([1], to: folder + "/file")
            #expect(code(folder + "/none", "list.json") == .notFound)
            #expect(code(folder + "/file", "list.json") == .notAFolder)
            #expect(code("", "list.json") == .invalidName)
        }
    }

    @Test("a trust folder is brought up to date from it")
    func updating() throws {
        try TrustScene.play { scene in
            try Files.withTemporaryFolder { stick throws in
                try Files.write(scene.lists[2].bytes, to: stick + "/list.json")
                let report = try TrustUpdate.run(
                    scene.folder, from: TrustSourceFolder(stick), at: scene.world.time(TrustScene.later))
                #expect(report.list.sequence == 3)
                #expect(scene.list == scene.lists[2].bytes)
                #expect(try Files.names(in: stick) == ["list.json"], "nothing is written to the stick")
            }
        }
    }
}
