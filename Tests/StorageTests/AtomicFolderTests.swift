import Glibc
import Storage
import TestSupport
import Testing

@Suite("Whole folders")
struct AtomicFolderTests {
    private static let abandoned = ".testamur-0123456789abcdef.tmp"

    private func make(_ path: String, _ content: String = "a") throws(StorageError) {
        try AtomicFolder.create(at: path, access: .ownerOnly) { folder throws(StorageError) in
            try Folder.create(at: folder + "/inner", access: .ownerOnly)
            try AtomicFile.replace(at: folder + "/inner/file", with: bytes(content), access: .ownerOnly)
        }
    }

    @Test("a folder has its name when all of it is there, and for its owner alone")
    func creating() throws {
        try Files.withTemporaryFolder { place throws in
            try AtomicFolder.create(at: place + "/new/", access: .ownerOnly) { folder throws(StorageError) in
                try AtomicFile.replace(at: folder + "/file", with: bytes("a"), access: .ownerOnly)
                #expect(!Files.exists(place + "/new"))
            }
            #expect(try Files.names(in: place) == ["new"])
            #expect(try Files.read(place + "/new/file") == bytes("a"))
            let status = try #require(try FileStatus.at(place + "/new"))
            #expect(status.kind == .folder && !status.isOpenToOthers)
        }
    }

    @Test("what fails half-way leaves nothing, and the reason is the one that is told")
    func failing() throws {
        try Files.withTemporaryFolder { place throws in
            expectError(.noSpace) {
                try AtomicFolder.create(at: place + "/new", access: .ownerOnly) { folder throws(StorageError) in
                    try Folder.create(at: folder + "/inner", access: .ownerOnly)
                    try AtomicFile.replace(at: folder + "/inner/file", with: [], access: .ownerOnly)
                    throw StorageError(.noSpace, "as a full disk does")
                }
            }
            #expect(try Files.names(in: place).isEmpty)
            expectError(.notFound) { try make(place + "/nowhere/new") }
        }
    }

    @Test("nothing is overwritten: a folder, an empty one, a file, a link that leads nowhere")
    func taken() throws {
        try Files.withTemporaryFolder { place throws in
            try make(place + "/full")
            try Files.makeFolder(place + "/empty")
            try Files.write(bytes("x"), to: place + "/file")
            #expect(try Subprocess.run("/bin/ln", ["-s", "nowhere", place + "/link"]).exitCode == 0)
            for name in ["full", "empty", "file", "link"] {
                expectError(.alreadyExists) { try make(place + "/" + name, "b") }
            }
            #expect(try Files.read(place + "/full/inner/file") == bytes("a"))
            #expect(try Files.names(in: place + "/empty").isEmpty)
            #expect(try Files.names(in: place) == ["empty", "file", "full", "link"])
            // One that appears while it is filled is not replaced either.
            expectError(.alreadyExists) {
                try AtomicFolder.create(at: place + "/late", access: .ownerOnly) { folder throws(StorageError) in
                    try make(place + "/late", "first")
                }
            }
            #expect(try Files.read(place + "/late/inner/file") == bytes("first"))
        }
    }

    @Test("what a killed process left is taken away, what another fills is not, and no link in it is followed")
    func abandonedFolders() throws {
        try Files.withTemporaryFolder { place throws in
            try Files.makeFolder(place + "/" + Self.abandoned)
            try Files.makeFolder(place + "/" + Self.abandoned + "/inner")
            try Files.write(bytes("x"), to: place + "/" + Self.abandoned + "/inner/file")
            try Files.makeFolder(place + "/kept")
            try Files.write(bytes("y"), to: place + "/kept/file")
            let link = ["-s", place + "/kept", place + "/" + Self.abandoned + "/link"]
            #expect(try Subprocess.run("/bin/ln", link).exitCode == 0)
            try AtomicFolder.create(at: place + "/outer", access: .ownerOnly) { folder throws(StorageError) in
                try make(place + "/other")
                // The one that is being filled is still there.
                try AtomicFile.replace(at: folder + "/file", with: bytes("z"), access: .ownerOnly)
            }
            #expect(try Files.names(in: place) == ["kept", "other", "outer"])
            #expect(try Files.read(place + "/kept/file") == bytes("y"))
        }
    }
}
