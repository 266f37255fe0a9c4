import Glibc
import Storage
import TestSupport
import Testing

/// What is left after a process was killed in the middle of its work, at points nobody chose.
@Suite("After a kill")
struct KillTests {
    /// Runs the subject for a random moment of up to `milliseconds` after its first step, and gives its last step.
    private static func lastStep(
        _ work: String, _ path: String, from first: Int, milliseconds: UInt32, _ numbers: inout SeededNumbers
    ) throws -> Int {
        let subject = try Subject(work, path, first)
        subject.waitForFirstByte()
        usleep(UInt32.random(in: 0...milliseconds * 1_000, using: &numbers))
        subject.kill()
        let lines = subject.finish()
        for line in lines { try #require(Int(line) != nil, "the subject said: \(line)") }
        return lines.last.flatMap { Int($0) } ?? first - 1
    }

    @Test("a replaced file is the one last acknowledged or the next, whole, at 40 points")
    func replacing() throws {
        try Files.withTemporaryFolder { folder throws in
            var numbers = SeededNumbers(seed: 1)
            let path = folder + "/state"
            var first = 1
            for _ in 1...40 {
                let acknowledged = try Self.lastStep("replace", path, from: first, milliseconds: 15, &numbers)
                let found = try Files.read(path)
                let isOld = found == Subject.content(acknowledged)
                let isNext = found == Subject.content(acknowledged + 1)
                #expect(isOld || isNext)
                first = acknowledged + 2
            }
            #expect(first > 80)
            let lock = try FolderLock(folder: folder)
            defer { lock.release() }
            try lock.removeAbandonedTemporaryFiles()
            #expect(try Files.names(in: folder) == [FolderLock.fileName, "state"])
        }
    }

    @Test("a log has every acknowledged record, in order, and goes on, at 40 points")
    func appending() throws {
        try Files.withTemporaryFolder { folder throws in
            var numbers = SeededNumbers(seed: 2)
            for file in 1...4 {
                let path = "\(folder)/log-\(file)"
                try AppendOnlyLog.create(at: path)
                var count = 0
                for _ in 1...10 {
                    let acknowledged = try Self.lastStep(
                        "append", path, from: count + 1, milliseconds: 6, &numbers)
                    var records: [LogRecord] = []
                    let log = try AppendOnlyLog.open(at: path) { records.append($0) }
                    #expect(log.count == acknowledged || log.count == acknowledged + 1)
                    #expect(records.allSatisfy { $0.bytes == Subject.content($0.number) })
                    count = log.count
                }
                #expect(count >= 10)
            }
        }
    }

    @Test("a folder of objects has every acknowledged one, and no other name has a part, at 20 points")
    func puttingObjects() throws {
        try Files.withTemporaryFolder { folder throws in
            var numbers = SeededNumbers(seed: 3)
            let objects = try ObjectFolder(folder)
            var acknowledged = 0
            for _ in 1...20 {
                acknowledged = try Self.lastStep(
                    "put", folder, from: acknowledged + 1, milliseconds: 8, &numbers)
                let names = try objects.names()
                #expect(names.count == acknowledged || names.count == acknowledged + 1)
            }
            for name in try objects.names() {
                let number = try #require(Int(name.hexadecimal))
                expectSame(try objects.get(name), Subject.content(number))
            }
            #expect(acknowledged >= 20)
        }
    }

    @Test("a lock ends with the process that has it, and the error names that process")
    func locking() throws {
        try Files.withTemporaryFolder { folder throws in
            let subject = try Subject("lock", folder)
            let process = subject.process
            subject.waitForFirstByte()
            let error = #expect(throws: StorageError.self) { try FolderLock(folder: folder) }
            #expect(error?.code == .locked)
            #expect(error?.reason == "\(folder): another testamur (process \(process)) is working in this folder")
            subject.kill()
            #expect(subject.finish() == ["locked"])
            let lock = try FolderLock(folder: folder)
            lock.release()
        }
    }
}
