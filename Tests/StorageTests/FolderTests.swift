import Glibc
import Storage
import TestSupport
import Testing

@Suite("Folders")
struct FolderTests {
    @Test("names are listed in the order of their bytes, and not beyond the limit")
    func listing() throws {
        try Files.withTemporaryFolder { folder throws in
            for name in ["b", "a", "Z", "é", "e\u{301}", "10", "9", ".hidden", "a b"] {
                try Files.write([], to: folder + "/" + name)
            }
            let names = try Folder.names(in: folder)
            #expect(
                names.map { Array($0.utf8) }
                    == [".hidden", "10", "9", "Z", "a", "a b", "b", "e\u{301}", "é"].map(bytes))
            #expect(try Folder.names(in: folder, limit: 9).count == 9)
            let reason = expectError(.tooLarge) { _ = try Folder.names(in: folder, limit: 8) }
            #expect(reason == "\(folder): expected at most 8 names in the folder, found more")
        }
    }

    @Test("a name that is not UTF-8 is an error, never another name")
    func notUTF8() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = (folder + "/caf").utf8CString.dropLast() + [CChar(bitPattern: 0xE9), 0]
            let file = unsafe creat(Array(path), 0o600)
            #expect(file >= 0)
            close(file)
            let reason = expectError(.invalidName) { _ = try Folder.names(in: folder) }
            #expect(reason.hasSuffix("expected a file name in UTF-8, found other bytes; rename the file"))
            #expect(unsafe unlink(Array(path)) == 0)
        }
    }

    @Test("what is no folder cannot be listed")
    func notFolders() throws {
        try Files.withTemporaryFolder { folder throws in
            try Files.write([], to: folder + "/file")
            expectError(.notAFolder) { _ = try Folder.names(in: folder + "/file") }
            expectError(.notFound) { _ = try Folder.names(in: folder + "/none") }
            expectError(.invalidName) { _ = try Folder.names(in: "") }
            expectError(.invalidName) { _ = try Folder.names(in: folder + "\0") }
        }
    }

    @Test("a folder gets the permissions asked for, within the umask", arguments: FileAccess.allCases)
    func permissions(_ access: FileAccess) throws {
        try Files.withTemporaryFolder { folder throws in
            let mask = try Permissions.mask()
            let expected: [FileAccess: UInt16] = [
                .ownerOnly: 0o700, .readableByGroup: 0o750, .readableByAll: 0o755,
            ]
            try Folder.create(at: folder + "/new/", access: access)
            let status = try #require(try FileStatus.at(folder + "/new"))
            #expect(status.kind == .folder)
            #expect(status.permissions == (expected[access] ?? 0) & ~mask)
        }
    }

    @Test("a folder is made once, and nothing else is taken for one")
    func creating() throws {
        try Files.withTemporaryFolder { folder throws in
            try Folder.create(at: folder + "/a", access: .ownerOnly)
            expectError(.alreadyExists) { try Folder.create(at: folder + "/a", access: .ownerOnly) }
            expectError(.notFound) { try Folder.create(at: folder + "/x/y", access: .ownerOnly) }
            try Files.write([], to: folder + "/file")
            expectError(.notAFolder) { try Folder.createIfAbsent(at: folder + "/file", access: .ownerOnly) }
            expectError(.notAFolder) { try Folder.createIfAbsent(at: folder + "/file/x", access: .ownerOnly) }
            #expect(unsafe symlink("nowhere", folder + "/dangling") == 0)
            expectError(.notAFolder) { try Folder.createIfAbsent(at: folder + "/dangling", access: .ownerOnly) }
            #expect(!Files.exists(folder + "/nowhere"))
        }
    }

    @Test("missing folders on the way are made, and those that exist are left as they are")
    func creatingOnTheWay() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/a//b/c"
            #expect(try Folder.createIfAbsent(at: path, access: .ownerOnly))
            #expect(try !Folder.createIfAbsent(at: path, access: .readableByAll))
            #expect(try FileStatus.at(folder + "/a/b/c")?.permissions == 0o700)
            #expect(unsafe symlink("a", folder + "/link") == 0)
            #expect(try Folder.createIfAbsent(at: folder + "/link/d", access: .ownerOnly))
            #expect(try Folder.names(in: folder + "/a") == ["b", "d"])
        }
    }

    @Test("a lock keeps others out of the folder until it is given back")
    func locking() throws {
        try Files.withTemporaryFolder { folder throws in
            let lock = try FolderLock(folder: folder)
            expectError(.locked) { _ = try FolderLock(folder: folder) }
            expectError(.locked) { _ = try FolderLock(folder: folder, patience: .milliseconds(50)) }
            let waiting = try Worker { try FolderLock(folder: folder, patience: .seconds(30)).release() }
            usleep(30_000)
            lock.release()
            lock.release()
            try waiting.finish()
            expectError(.locked) { try lock.removeAbandonedTemporaryFiles() }
            expectError(.notFound) { _ = try FolderLock(folder: folder + "/none") }
        }
    }

    @Test("only the temporary files that a killed process can have left are removed")
    func abandonedFiles() throws {
        try Files.withTemporaryFolder { folder throws in
            let mine = [".testamur-0123456789abcdef.tmp", ".testamur-ffffffffffffffff.tmp"]
            let others = [
                ".testamur-0123456789abcdef.tmp2", ".testamur-0123456789ABCDEF.tmp", ".testamur-.tmp",
                ".testamur-0123456789abcdeg.tmp", "testamur-0123456789abcdef.tmp", ".testamur-0123456789abcdef0.tmp",
            ]
            for name in mine + others { try Files.write([1], to: folder + "/" + name) }
            let lock = try FolderLock(folder: folder)
            defer { lock.release() }
            #expect(try lock.removeAbandonedTemporaryFiles() == 2)
            #expect(try Files.names(in: folder).sorted() == (others + [FolderLock.fileName]).sorted())
            #expect(try lock.removeAbandonedTemporaryFiles() == 0)
        }
    }

    @Test("one lock can stand for folders inside its own, and for none elsewhere")
    func abandonedFilesInside() throws {
        try Files.withTemporaryFolder { folder throws in
            let temporary = ".testamur-0123456789abcdef.tmp"
            #expect(FolderLock.isTemporaryFile(temporary) && !FolderLock.isTemporaryFile(FolderLock.fileName))
            for name in ["one", "two", "three", "two/inner"] {
                try Folder.create(at: folder + "/" + name, access: .ownerOnly)
                try Files.write([1], to: "\(folder)/\(name)/\(temporary)")
            }
            let lock = try FolderLock(folder: folder + "/one")
            defer { lock.release() }
            for name in ["../two", "..", "", "/tmp", "two/..", "two/", "a//b"] {
                expectError(.invalidName) { try lock.removeAbandonedTemporaryFiles(alsoIn: [name]) }
            }
            let outer = try FolderLock(folder: folder)
            defer { outer.release() }
            #expect(try outer.removeAbandonedTemporaryFiles(alsoIn: ["two"]) == 1)
            #expect(try Files.names(in: folder + "/two") == ["inner"])
            #expect(try outer.removeAbandonedTemporaryFiles(alsoIn: ["two", "two/inner"]) == 1)
            #expect(try Files.names(in: folder + "/two/inner").isEmpty)
            #expect(try Files.names(in: folder + "/three") == [temporary])
            expectError(.notFound) { try outer.removeAbandonedTemporaryFiles(alsoIn: ["four"]) }
        }
    }
}
