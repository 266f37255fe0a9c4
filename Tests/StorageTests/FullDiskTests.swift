import Storage
import TestSupport
import Testing

@Suite("On a full disk", .enabled(if: SmallDisk.isAvailable, "a small disk can be mounted by root only"))
struct FullDiskTests {
    @Test("a file that does not fit leaves the one before it, and nothing else")
    func replacing() throws {
        try SmallDisk.with(pages: 16) { folder throws in
            let path = folder + "/file"
            let old = [UInt8](repeating: 1, count: 30_000)
            try AtomicFile.replace(at: path, with: old, access: .ownerOnly)
            let new = [UInt8](repeating: 2, count: 60_000)
            let reason = expectError(.noSpace) { try AtomicFile.replace(at: path, with: new, access: .ownerOnly) }
            #expect(reason == "\(path): cannot be written: no space left on the disk")
            expectError(.noSpace) { try AtomicFile.create(at: folder + "/new", with: new, access: .ownerOnly) }
            expectSame(try Files.read(path), old)
            #expect(try Files.names(in: folder) == ["file"])
        }
    }

    @Test("a log keeps every acknowledged record, refuses the next, and goes on when there is space")
    func appending() throws {
        try SmallDisk.with(pages: 16) { folder throws in
            try Files.write([UInt8](repeating: 0, count: 20_000), to: folder + "/ballast")
            try AppendOnlyLog.create(at: folder + "/log")
            let log = try AppendOnlyLog.open(at: folder + "/log")
            func record(_ number: Int) -> [UInt8] { bytes(String(repeating: "\(number),", count: 500)) }
            var count = 0
            expectError(.noSpace) {
                while count < 1_000 {
                    try log.append(record(count + 1))
                    count += 1
                }
            }
            #expect(count > 5)
            #expect(log.count == count)
            try AtomicFile.remove(at: folder + "/ballast")
            try log.append(record(count + 1))
            var numbers: [Int] = []
            try log.forEachRecord { if $0.bytes == record($0.number) { numbers.append($0.number) } }
            #expect(numbers == Array(1...count + 1))
        }
    }

    @Test("a disk that is mounted for reading only is named as such")
    func readOnly() throws {
        try SmallDisk.with(pages: 4, readOnly: true) { folder throws in
            let path = folder + "/file"
            let reason = expectError(.notPermitted) { try AtomicFile.create(at: path, with: [1], access: .ownerOnly) }
            #expect(reason == "\(path): cannot be created: the disk is mounted for reading only")
            expectError(.notPermitted) { _ = try FolderLock(folder: folder) }
            #expect(try Folder.names(in: folder) == [])
        }
    }

    @Test("an object that does not fit is not there")
    func keepingObjects() throws {
        try SmallDisk.with(pages: 8) { folder throws in
            let objects = try ObjectFolder(folder)
            let name = try ObjectName(digest: [UInt8](repeating: 3, count: 32))
            expectError(.noSpace) { try objects.put([UInt8](repeating: 1, count: 100_000), as: name) }
            #expect(try objects.names() == [])
            #expect(try Files.names(in: folder) == [])
        }
    }

    @Test("a torn record that cannot be copied aside stays in the log")
    func recovering() throws {
        try SmallDisk.with(pages: 4) { folder throws in
            let path = folder + "/log"
            try AppendOnlyLog.create(at: path)
            let torn = try Files.read(path) + [UInt8](repeating: 0x78, count: 4_000)
            try Files.write(torn, to: path)
            try Files.write([UInt8](repeating: 0, count: 3 * 4_096), to: folder + "/ballast")
            expectError(.noSpace) { _ = try AppendOnlyLog.open(at: path) }
            expectSame(try Files.read(path), torn)
            try AtomicFile.remove(at: folder + "/ballast")
            #expect(try AppendOnlyLog.open(at: path).recovery?.byteCount == 4_000)
        }
    }
}
