import Glibc
import Storage
import TestSupport
import Testing

@Suite("A file that is read in any order")
struct ReadableFileTests {
    /// Reads into room that has ten bytes more, and gives what was read.
    private func read(_ file: ReadableFile, from offset: Int, _ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0xFF, count: count + 10)
        var room = bytes.mutableSpan
        let found = try file.read(count, from: offset, into: &room)
        #expect(bytes[found...].allSatisfy { $0 == 0xFF }, "nothing is written behind what was read")
        return Array(bytes[..<found])
    }

    @Test("gives the bytes of any place, fewer at its end, and none behind it")
    func places() throws {
        try Files.withTemporaryFolder { folder in
            let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            try Files.write(content, to: folder + "/f")
            let file = try ReadableFile(folder + "/f", limit: content.count)
            #expect(file.byteCount == content.count)
            for (offset, count) in [(100_000, 70_000), (0, 1), (199_999, 10), (150_000, 65_536), (5, 0)] {
                let expected = Array(content[offset...].prefix(count))
                #expect(try read(file, from: offset, count) == expected, "\(count) from \(offset)")
            }
            #expect(try read(file, from: 200_000, 10).isEmpty && read(file, from: 1 << 40, 10).isEmpty)
            #expect(try file.beginning(3) == [0, 7, 14] && file.beginning(1 << 40) == content)
            #expect(try file.beginning(0).isEmpty && file.beginning(-1).isEmpty)
        }
    }

    @Test("stays the file that it was when another takes its place")
    func replaced() throws {
        try Files.withTemporaryFolder { folder in
            try AtomicFile.create(at: folder + "/f", with: [1, 2, 3], access: .ownerOnly)
            let file = try ReadableFile(folder + "/f", limit: 10)
            try AtomicFile.replace(at: folder + "/f", with: [4, 5, 6, 7], access: .ownerOnly)
            #expect(try read(file, from: 0, 10) == [1, 2, 3])
        }
    }

    @Test("is no folder, no pipe, no link where none is followed, and not larger than it may be")
    func refusals() throws {
        try Files.withTemporaryFolder { folder in
            try Files.write([1, 2, 3], to: folder + "/f")
            #expect(unsafe mkfifo(folder + "/pipe", 0o600) == 0 && symlink("f", folder + "/link") == 0)
            func code(_ name: String, limit: Int = 3, links: SymbolicLinks = .follow) -> StorageError.Code? {
                do throws(StorageError) {
                    _ = try ReadableFile(folder + "/" + name, limit: limit, links: links)
                    return nil
                } catch {
                    return error.code
                }
            }
            #expect(code("f") == nil && code("link") == nil)
            #expect(code("f", limit: 2) == .tooLarge)
            #expect(code("none") == .notFound && code("") == .notAFile && code("pipe") == .notAFile)
            #expect(code("link", links: .refuse) == .notAFile)
        }
    }
}
