import Glibc
import Storage
import Synchronization
import TestSupport
import Testing

/// A disk that fails at one step, and a record of all steps.
private final class FailingDisk: Sendable {
    private let steps = Mutex<[DiskFaults.Operation]>([])
    private let failingStep: Int
    private let errorNumber: Int32

    init(failingAt step: Int = .max, with errorNumber: Int32 = EIO) {
        failingStep = step
        self.errorNumber = errorNumber
    }

    var faults: DiskFaults {
        DiskFaults { [self] operation in
            steps.withLock { steps in
                steps.append(operation)
                return steps.count == failingStep ? errorNumber : nil
            }
        }
    }

    var operations: [DiskFaults.Operation] { steps.withLock { $0 } }
}

@Suite("When the disk fails")
struct DiskFaultTests {
    @Test("a file is on the disk before it gets its name, and its name before the work is reported as done")
    func order() throws {
        try Files.withTemporaryFolder { folder throws in
            let replacing = FailingDisk()
            try AtomicFile.replace(at: folder + "/a", with: [1], access: .ownerOnly, faults: replacing.faults)
            #expect(replacing.operations == [.create, .write, .synchronizeFile, .rename, .synchronizeFolder])

            let creating = FailingDisk()
            try AtomicFile.create(at: folder + "/b", with: [1], access: .ownerOnly, faults: creating.faults)
            #expect(
                creating.operations == [.create, .write, .synchronizeFile, .renameExclusively, .synchronizeFolder])

            try AppendOnlyLog.create(at: folder + "/log")
            let appending = FailingDisk()
            let log = try AppendOnlyLog.open(at: folder + "/log", faults: appending.faults)
            try log.append([[1], [2], [3]])
            #expect(appending.operations == [.write, .synchronizeFile])
        }
    }

    @Test("a file that cannot be replaced stays as it was, at every step", arguments: 1...5, [ENOSPC, EIO, EROFS])
    func replacing(_ step: Int, _ errorNumber: Int32) throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/file"
            try Files.write(bytes("old"), to: path)
            let disk = FailingDisk(failingAt: step, with: errorNumber)
            let code: StorageError.Code =
                errorNumber == ENOSPC ? .noSpace : errorNumber == EIO ? .inputOutput : .notPermitted
            expectError(code) {
                try AtomicFile.replace(at: path, with: bytes("new"), access: .ownerOnly, faults: disk.faults)
            }
            #expect(disk.operations.count == step)
            // When the last step fails the new content has its name already.
            #expect(try Files.read(path) == bytes(step == 5 ? "new" : "old"))
            #expect(try Files.names(in: folder) == ["file"])
        }
    }

    @Test("a file that cannot be created is not there, at every step", arguments: 1...4, [ENOSPC, EIO])
    func creating(_ step: Int, _ errorNumber: Int32) throws {
        try Files.withTemporaryFolder { folder throws in
            let disk = FailingDisk(failingAt: step, with: errorNumber)
            expectError(errorNumber == ENOSPC ? .noSpace : .inputOutput) {
                try AtomicFile.create(
                    at: folder + "/file", with: bytes("new"), access: .ownerOnly, faults: disk.faults)
            }
            #expect(try Files.names(in: folder) == [])
        }
    }

    @Test("where renaming cannot promise not to replace, a link does, and where neither can, nothing is written")
    func creatingOnOtherFileSystems() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/file"
            let noRenaming = DiskFaults { $0 == .renameExclusively ? EINVAL : nil }
            try AtomicFile.create(at: path, with: bytes("one"), access: .ownerOnly, faults: noRenaming)
            #expect(try Files.read(path) == bytes("one"))
            expectError(.alreadyExists) {
                try AtomicFile.create(at: path, with: bytes("two"), access: .ownerOnly, faults: noRenaming)
            }
            let neither = DiskFaults { $0 == .renameExclusively ? ENOSYS : $0 == .link ? EPERM : nil }
            let reason = expectError(.notSupported) {
                try AtomicFile.create(at: folder + "/other", with: [1], access: .ownerOnly, faults: neither)
            }
            #expect(reason.contains("cannot promise that nothing is overwritten"))
            #expect(try Files.names(in: folder) == ["file"])
        }
    }

    @Test("a record that cannot be written leaves no part of it, and the log goes on")
    func appendingWithoutSpace() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/log"
            try AppendOnlyLog.create(at: path)
            let disk = FailingDisk(failingAt: 3, with: ENOSPC)
            let log = try AppendOnlyLog.open(at: path, faults: disk.faults)
            try log.append(bytes("one"))
            let before = try Files.read(path)
            expectError(.noSpace) { try log.append(bytes("two")) }
            #expect(disk.operations == [.write, .synchronizeFile, .write, .truncate])
            #expect(try Files.read(path) == before)
            #expect(log.count == 1)
            try log.append(bytes("three"))
            var records: [[UInt8]] = []
            try log.forEachRecord { records.append($0.bytes) }
            #expect(records == [bytes("one"), bytes("three")])
        }
    }

    @Test("after a flush that failed nothing is appended until the log is opened again")
    func failedFlush() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/log"
            try AppendOnlyLog.create(at: path)
            let disk = FailingDisk(failingAt: 4)
            var log: AppendOnlyLog? = try AppendOnlyLog.open(at: path, faults: disk.faults)
            try log?.append(bytes("one"))
            expectError(.inputOutput) { try log?.append(bytes("two")) }
            expectError(.inputOutput) { try log?.append(bytes("three")) }
            #expect(log?.count == 1)
            log = nil
            let again = try AppendOnlyLog.open(at: path)
            #expect(again.count == 1)
            #expect(again.recovery == nil)
        }
    }

    @Test("a part that cannot be taken back stops the log, and is moved aside at the next opening")
    func failedTruncation() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/log"
            try AppendOnlyLog.create(at: path)
            let faults = DiskFaults { $0 == .write || $0 == .truncate ? EIO : nil }
            var log: AppendOnlyLog? = try AppendOnlyLog.open(at: path, faults: faults)
            expectError(.inputOutput) { try log?.append(bytes("a record")) }
            expectError(.inputOutput) { try log?.append([]) }
            log = nil
            let again = try AppendOnlyLog.open(at: path)
            #expect(again.count == 0)
            #expect(again.recovery?.byteCount == 9)
        }
    }

    @Test("a torn record is in one file at least, at whatever step moving it aside fails", arguments: 1...7)
    func recovering(_ step: Int) throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/log"
            try AppendOnlyLog.create(at: path)
            try AppendOnlyLog.open(at: path).append(bytes("whole"))
            let whole = try Files.read(path)
            try Files.write(whole + bytes("0badc0de {\"to"), to: path)

            let disk = FailingDisk(failingAt: step)
            expectError(.inputOutput) { _ = try AppendOnlyLog.open(at: path, faults: disk.faults) }
            let isInLog = try Files.read(path) == whole + bytes("0badc0de {\"to")
            let isAside = try Files.names(in: folder).contains { name in
                try name != "log" && Files.read(folder + "/" + name) == bytes("0badc0de {\"to")
            }
            #expect(isInLog || isAside)
            #expect(isInLog == (step < 7))

            let log = try AppendOnlyLog.open(at: path)
            #expect(log.count == 1)
            #expect(try Files.read(path) == whole)
        }
    }

    @Test("an object that cannot be kept is not there, at every step", arguments: 1...4)
    func keepingObjects(_ step: Int) throws {
        try Files.withTemporaryFolder { folder throws in
            let name = try ObjectName(digest: [UInt8](repeating: 1, count: 32))
            let disk = FailingDisk(failingAt: step, with: ENOSPC)
            let objects = try ObjectFolder(folder, faults: disk.faults)
            expectError(.noSpace) { try objects.put([1, 2], as: name) }
            #expect(try objects.get(name) == nil)
            #expect(try objects.put([1, 2], as: name))
            #expect(try Files.names(in: folder) == [name.hexadecimal])
        }
    }
}
