import Glibc
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("Writing whole files")
struct AtomicFileTests {
    @Test("what a killed process left behind is taken away, and what somebody still writes stays")
    func removesAbandoned() throws {
        try Files.withTemporaryFolder { folder in
            let names = [".testamur-0123456789abcdef.tmp", ".testamur-fedcba9876543210.tmp"]
            for name in names + ["mine.tmp", ".testamur-0123.tmp"] { try Files.write([1], to: folder + "/" + name) }
            let other = unsafe open(folder + "/" + names[1], O_RDONLY)
            defer { close(other) }
            try #require(flock(other, LOCK_EX) == 0)
            #expect(try AtomicFile.removeAbandoned(in: folder) == 1)
            #expect(try Files.names(in: folder) == [".testamur-0123.tmp", names[1], "mine.tmp"])
            flock(other, LOCK_UN)
            #expect(try AtomicFile.removeAbandoned(in: folder) == 1)
            #expect(try AtomicFile.removeAbandoned(in: folder) == 0)
        }
    }

    @Test("a file is written, replaced, created once and removed")
    func lifecycle() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/file"
            try AtomicFile.replace(at: path, with: bytes("one"), access: .ownerOnly)
            #expect(try Files.read(path) == bytes("one"))
            try AtomicFile.replace(at: path, with: [], access: .ownerOnly)
            #expect(try Files.read(path) == [])
            let reason = expectError(.alreadyExists) {
                try AtomicFile.create(at: path, with: bytes("two"), access: .ownerOnly)
            }
            #expect(reason == "\(path): cannot be created: something with this name exists already")
            #expect(try Files.read(path) == [])
            #expect(try AtomicFile.remove(at: path))
            #expect(try !AtomicFile.remove(at: path))
            try AtomicFile.create(at: path, with: bytes("two"), access: .ownerOnly)
            #expect(try Files.read(path) == bytes("two"))
            #expect(try Files.names(in: folder) == ["file"])
        }
    }

    @Test("a file gets the permissions asked for, within the umask", arguments: FileAccess.allCases)
    func permissions(_ access: FileAccess) throws {
        try Files.withTemporaryFolder { folder throws in
            let mask = try Permissions.mask()
            let expected: [FileAccess: UInt16] = [
                .ownerOnly: 0o600, .readableByGroup: 0o640, .readableByAll: 0o644,
            ]
            try AtomicFile.create(at: folder + "/a", with: [1], access: access)
            try AtomicFile.replace(at: folder + "/b", with: [1], access: access)
            for name in ["a", "b"] {
                let status = try #require(try FileStatus.at(folder + "/" + name))
                #expect(status.permissions == (expected[access] ?? 0) & ~mask)
                #expect(status.byteCount == 1)
                #expect(status.isOpenToOthers == (status.permissions != 0o600))
            }
        }
    }

    @Test("replacing never widens what a user has closed, and closes what was open")
    func keepsNarrowPermissions() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/file"
            for (before, access, after) in [
                (0o600, FileAccess.readableByAll, 0o600), (0o644, .ownerOnly, 0o600), (0o640, .readableByAll, 0o640),
                (0o666, .readableByGroup, 0o640),
            ] as [(mode_t, FileAccess, UInt16)] {
                try Files.write([1], to: path)
                #expect(unsafe chmod(path, before) == 0)
                try AtomicFile.replace(at: path, with: [2], access: access)
                #expect(try FileStatus.at(path)?.permissions == after)
            }
        }
    }

    @Test("nothing is written through a symbolic link, and the link stays")
    func symbolicLinks() throws {
        try Files.withTemporaryFolder { folder throws in
            let victim = folder + "/victim"
            let link = folder + "/link"
            try Files.write(bytes("mine"), to: victim)
            #expect(unsafe symlink("victim", link) == 0)
            #expect(unsafe symlink("absent", folder + "/dangling") == 0)

            let reason = expectError(.notAFile) {
                try AtomicFile.replace(at: link, with: bytes("yours"), access: .ownerOnly)
            }
            #expect(reason == "\(link): cannot be replaced: expected a file, found a symbolic link")
            expectError(.alreadyExists) { try AtomicFile.create(at: link, with: [1], access: .ownerOnly) }
            let dangling = folder + "/dangling"
            expectError(.alreadyExists) { try AtomicFile.create(at: dangling, with: [1], access: .ownerOnly) }
            expectError(.notAFile) { try AtomicFile.replace(at: dangling, with: [1], access: .ownerOnly) }
            #expect(try Files.read(victim) == bytes("mine"))
            #expect(try Files.names(in: folder) == ["dangling", "link", "victim"])
            #expect(try FileStatus.at(link, links: .refuse)?.kind == .symbolicLink)

            #expect(try AtomicFile.remove(at: link))
            #expect(try Files.read(victim) == bytes("mine"))
        }
    }

    @Test("the lock file, a log and an object are not reached through a symbolic link either")
    func symbolicLinksElsewhere() throws {
        try Files.withTemporaryFolder { folder throws in
            let victim = folder + "/victim"
            try Files.write(bytes("testamur log 1\n"), to: victim)
            #expect(unsafe symlink("victim", folder + "/" + FolderLock.fileName) == 0)
            expectError(.notAFile) { _ = try FolderLock(folder: folder) }

            #expect(unsafe symlink("victim", folder + "/log") == 0)
            expectError(.notAFile) { _ = try AppendOnlyLog.open(at: folder + "/log") }
            expectError(.notAFile) { _ = try LogReader(folder + "/log") }

            let name = try ObjectName(digest: [UInt8](repeating: 0xAB, count: 32))
            #expect(unsafe symlink("victim", folder + "/" + name.hexadecimal) == 0)
            let objects = try ObjectFolder(folder)
            expectError(.notAFile) { _ = try objects.get(name) }
            expectError(.notAFile) { try objects.put([1], as: name) }
            #expect(try objects.remove(name))
            #expect(try Files.read(victim) == bytes("testamur log 1\n"))
        }
    }

    @Test("a folder, a pipe, and a path that is no file name are refused")
    func notFiles() throws {
        try Files.withTemporaryFolder { folder throws in
            #expect(unsafe mkdir(folder + "/folder", 0o700) == 0)
            #expect(unsafe mkfifo(folder + "/pipe", 0o600) == 0)
            for name in ["/folder", "/pipe", "/folder/", "/.", "/folder/.."] {
                expectError(.notAFile) { try AtomicFile.replace(at: folder + name, with: [1], access: .ownerOnly) }
            }
            expectError(.notAFile) { try AtomicFile.remove(at: folder + "/folder") }
            expectError(.notAFile) { try AtomicFile.replace(at: "/", with: [1], access: .ownerOnly) }
            expectError(.notAFile) { try AtomicFile.replace(at: "..", with: [1], access: .ownerOnly) }
            expectError(.notFound) { try AtomicFile.replace(at: folder + "/x/y", with: [1], access: .ownerOnly) }
            expectError(.notFound) { try AtomicFile.create(at: folder + "/x/y", with: [1], access: .ownerOnly) }
            expectError(.invalidName) { try AtomicFile.replace(at: folder + "/a\0b", with: [1], access: .ownerOnly) }
            let long = folder + "/" + String(repeating: "x", count: 256)
            expectError(.invalidName) { try AtomicFile.replace(at: long, with: [1], access: .ownerOnly) }
            expectError(.invalidName) { try AtomicFile.create(at: long, with: [1], access: .ownerOnly) }
            // The longest name there is has room for no suffix: the temporary name must not need one.
            let longest = folder + "/" + String(repeating: "x", count: 255)
            try AtomicFile.create(at: longest, with: [1], access: .ownerOnly)
            #expect(try Files.names(in: folder).count == 3)
        }
    }

    @Test("of many that create the same file at once, one does")
    func race() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/file"
            let winners = Mutex<[UInt8]>([])
            let workers = try (0..<8).map { (number: UInt8) in
                try Worker {
                    do {
                        let content = [UInt8](repeating: number, count: 10_000)
                        try AtomicFile.create(at: path, with: content, access: .ownerOnly)
                        winners.withLock { $0.append(number) }
                    } catch let error as StorageError {
                        guard error.code == .alreadyExists else { throw error }
                    }
                }
            }
            for worker in workers { try worker.finish() }
            let all = winners.withLock { $0 }
            #expect(all.count == 1)
            expectSame(try Files.read(path), [UInt8](repeating: all.first ?? 99, count: 10_000))
            #expect(try Files.names(in: folder) == ["file"])
        }
    }

    @Test("a reader meanwhile sees the old content or the new, never a part")
    func readersDuringReplacement() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/file"
            try AtomicFile.replace(at: path, with: [UInt8](repeating: 0, count: 5_000), access: .ownerOnly)
            let writer = try Worker {
                for number in 1...40 as ClosedRange<UInt8> {
                    let content = [UInt8](repeating: number, count: 5_000 + Int(number))
                    try AtomicFile.replace(at: path, with: content, access: .ownerOnly)
                }
            }
            var last: UInt8 = 0
            while last < 40 {
                let content = try FileReader.read(path, limit: 10_000)
                let first = try #require(content.first)
                #expect(first >= last)
                expectSame(content, [UInt8](repeating: first, count: 5_000 + Int(first)))
                last = first
            }
            try writer.finish()
        }
    }
}
