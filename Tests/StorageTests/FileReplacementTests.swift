import Glibc
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("Replacing several files together")
struct FileReplacementTests {
    /// Three files, one in a folder of its own, each with its old content.
    private static func prepare(_ folder: String) throws -> [FileReplacement] {
        try Folder.create(at: folder + "/inner", access: .readableByAll)
        let paths = ["a", "inner/b", "c"].map { folder + "/" + $0 }
        for path in paths { try Files.write(bytes("old"), to: path) }
        return paths.map { FileReplacement(path: $0, bytes: bytes("new")) }
    }

    private static func contents(_ files: [FileReplacement]) throws -> [String] {
        try files.map { String(decoding: try Files.read($0.path), as: UTF8.self) }
    }

    @Test("every file is on the disk before the first gets its name, and each name before the next")
    func order() throws {
        try Files.withTemporaryFolder { folder throws in
            let files = try Self.prepare(folder)
            let steps = Mutex<[DiskFaults.Operation]>([])
            let faults = DiskFaults { operation in
                steps.withLock { $0.append(operation) }
                return nil
            }
            try AtomicFile.replace(files, access: .readableByAll, faults: faults)
            let writing: [DiskFaults.Operation] = [.create, .write, .synchronizeFile]
            let naming: [DiskFaults.Operation] = [.rename, .synchronizeFolder]
            #expect(steps.withLock { $0 } == writing + writing + writing + naming + naming + naming)
            #expect(try Self.contents(files) == ["new", "new", "new"])
            #expect(try Files.names(in: folder) == ["a", "c", "inner"])
        }
    }

    @Test("a disk that fails while content is written leaves every file as it was", arguments: 1...9, [ENOSPC, EIO])
    func writing(_ step: Int, _ errorNumber: Int32) throws {
        try Files.withTemporaryFolder { folder throws in
            let files = try Self.prepare(folder)
            let count = Mutex(0)
            let faults = DiskFaults { _ in
                count.withLock { count in
                    count += 1
                    return count == step ? errorNumber : nil
                }
            }
            expectError(errorNumber == ENOSPC ? .noSpace : .inputOutput) {
                try AtomicFile.replace(files, access: .readableByAll, faults: faults)
            }
            #expect(try Self.contents(files) == ["old", "old", "old"])
            #expect(try Files.names(in: folder) == ["a", "c", "inner"])
            #expect(try Files.names(in: folder + "/inner") == ["b"])
        }
    }

    @Test("a disk that fails while names are given leaves the first files new and the others old", arguments: 10...15)
    func naming(_ step: Int) throws {
        try Files.withTemporaryFolder { folder throws in
            let files = try Self.prepare(folder)
            let count = Mutex(0)
            let faults = DiskFaults { _ in
                count.withLock { count in
                    count += 1
                    return count == step ? EIO : nil
                }
            }
            expectError(.inputOutput) { try AtomicFile.replace(files, access: .readableByAll, faults: faults) }
            let newCount = (step - 9) / 2
            #expect(
                try Self.contents(files)
                    == (0..<3).map { $0 < newCount ? "new" : "old" })
            #expect(try Files.names(in: folder) == ["a", "c", "inner"])
            #expect(try Files.names(in: folder + "/inner") == ["b"])
        }
    }

    @Test("one that cannot be replaced, or has no folder, is found out before anything is changed")
    func refusals() throws {
        try Files.withTemporaryFolder { folder throws in
            let files = try Self.prepare(folder)
            try Folder.create(at: folder + "/d", access: .readableByAll)
            #expect(unsafe symlink("a", folder + "/link") == 0)
            for (path, code) in [
                ("/d", StorageError.Code.notAFile), ("/link", .notAFile), ("/none/e", .notFound), ("/a/e", .notAFolder),
                ("/..", .notAFile),
            ] {
                expectError(code) {
                    try AtomicFile.replace(
                        files + [FileReplacement(path: folder + path, bytes: [1])], access: .readableByAll)
                }
                #expect(try Self.contents(files) == ["old", "old", "old"])
            }
            #expect(try Files.names(in: folder) == ["a", "c", "d", "inner", "link"])
        }
    }

    @Test("what a user has closed stays so, and nothing is asked of an empty set")
    func permissions() throws {
        try Files.withTemporaryFolder { folder throws in
            let files = try Self.prepare(folder)
            #expect(unsafe chmod(files[0].path, 0o600) == 0)
            try AtomicFile.replace(files, access: .readableByAll)
            #expect(try FileStatus.at(files[0].path)?.permissions == 0o600)
            #expect(try FileStatus.at(files[1].path)?.permissions == 0o644 & ~Permissions.mask())
            try AtomicFile.replace([], access: .readableByAll)
        }
    }
}

@Suite("Several files on a full disk", .enabled(if: SmallDisk.isAvailable, "a small disk can be mounted by root only"))
struct FullDiskReplacementTests {
    @Test("the first fits and the second does not: both stay as they were")
    func full() throws {
        try SmallDisk.with(pages: 16) { folder throws in
            let paths = [folder + "/a", folder + "/b"]
            for path in paths { try Files.write(bytes("old"), to: path) }
            expectError(.noSpace) {
                try AtomicFile.replace(
                    paths.map { FileReplacement(path: $0, bytes: [UInt8](repeating: 2, count: 40_000)) },
                    access: .readableByAll)
            }
            for path in paths { #expect(try Files.read(path) == bytes("old")) }
            #expect(try Files.names(in: folder) == ["a", "b"])
        }
    }
}
