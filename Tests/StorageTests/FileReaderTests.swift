import Glibc
import Storage
import TestSupport
import Testing

@Suite("Reading files")
struct FileReaderTests {
    @Test(
        "a file is read up to the limit and not one byte above it", arguments: [0, 1, 4_095, 65_536, 65_537, 200_000])
    func limit(_ size: Int) throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/file"
            let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try Files.write(content, to: path)
            expectSame(try FileReader.read(path, limit: size), content)
            expectSame(try FileReader.read(path, limit: .max), content)
            expectSame(try FileReader.readArgument(path, limit: size + 1), content)
            expectError(.tooLarge, "\(path): expected at most \(size - 1) bytes, found \(size)") {
                _ = try FileReader.read(path, limit: size - 1)
            }
        }
    }

    @Test("a file that says it is empty and is not is read, and the limit holds")
    func sizeUnknown() throws {
        let content = try FileReader.read("/proc/self/status", limit: 100_000)
        #expect(content.starts(with: bytes("Name:")))
        expectError(.tooLarge) { _ = try FileReader.read("/proc/self/status", limit: 10) }
    }

    @Test("a folder, a device and a missing file are refused in plain words")
    func notFiles() throws {
        try Files.withTemporaryFolder { folder throws in
            let missing = folder + "/none"
            try Files.write([1], to: folder + "/file")
            expectError(.notFound, "\(missing): cannot be read: no such file or folder") {
                _ = try FileReader.read(missing, limit: 9)
            }
            expectError(.notAFile, "\(folder): expected a file, found a folder") {
                _ = try FileReader.read(folder, limit: 9)
            }
            expectError(.notAFile, "/dev/zero: expected a file, found a device") {
                _ = try FileReader.readArgument("/dev/zero", limit: 9)
            }
            expectError(.notAFile) { _ = try FileReader.read("/dev/null", limit: 9) }
            expectError(.notAFolder) { _ = try FileReader.read(folder + "/file/x", limit: 9) }
            expectError(.invalidName) { _ = try FileReader.read("", limit: 9) }
            expectError(.invalidName) { _ = try FileReader.readArgument("", limit: 9) }
            let long = folder + "/" + String(repeating: "x", count: 300)
            expectError(.invalidName) { _ = try FileReader.read(long, limit: 9) }
        }
    }

    @Test("a path with a NUL byte does not read the file before it")
    func nulByte() throws {
        try Files.withTemporaryFolder { folder throws in
            try Files.write([1], to: folder + "/key")
            let reason = expectError(.invalidName) { _ = try FileReader.read(folder + "/key\0.txt", limit: 9) }
            #expect(reason.contains("key⟨U+0000⟩.txt"))
            expectError(.invalidName) { _ = try FileReader.readArgument(folder + "/key\0.txt", limit: 9) }
            expectError(.invalidName) { _ = try FileStatus.at(folder + "/key\0.txt") }
        }
    }

    @Test("a name cannot bring an escape sequence to the terminal")
    func escapes() {
        expectError(.notFound, "/none/⟨U+001B⟩[31m⟨U+202E⟩é: cannot be read: no such file or folder") {
            _ = try FileReader.read("/none/\u{1B}[31m\u{202E}é", limit: 9)
        }
    }

    @Test("a symbolic link is followed or refused, as was asked")
    func links() throws {
        try Files.withTemporaryFolder { folder throws in
            let link = folder + "/link"
            try Files.write([7], to: folder + "/file")
            #expect(unsafe symlink("file", link) == 0)
            #expect(unsafe symlink("loop", folder + "/loop") == 0)
            #expect(try FileReader.read(link, limit: 9) == [7])
            expectError(.notAFile) { _ = try FileReader.read(link, limit: 9, links: .refuse) }
            expectError(.notAFile) { _ = try FileReader.read(folder + "/loop", limit: 9) }
            #expect(try FileStatus.at(link)?.kind == .file)
            #expect(try FileStatus.at(link, links: .refuse)?.kind == .symbolicLink)
        }
    }

    @Test("a named pipe is read to its end where a person named it, and refused without waiting elsewhere")
    func namedPipe() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/pipe"
            #expect(unsafe mkfifo(path, 0o600) == 0)
            expectError(.notAFile, "\(path): expected a file, found a pipe") { _ = try FileReader.read(path, limit: 9) }

            // The writer comes later than the reader: an empty pipe is not the end.
            let content = [UInt8](repeating: 5, count: 300_000)
            let writer = try Worker {
                usleep(300_000)
                try Files.write(content, to: path)
            }
            let found = try FileReader.readArgument(path, limit: 300_000)
            // Without a reader the writer would never end.
            try #require(found.elementsEqual(content))
            try writer.finish()
        }
    }

    @Test("standard input can be a pipe, a file or a device, and the limit holds")
    func standardInput() throws {
        var ends: [Int32] = [-1, -1]
        #expect(unsafe pipe(&ends) == 0)
        #expect(unsafe write(ends[1], [1, 2, 3] as [UInt8], 3) == 3)
        close(ends[1])
        #expect(try FileReader.readStandardInput(descriptor: ends[0], limit: 3) == [1, 2, 3])
        close(ends[0])

        let zero = unsafe open("/dev/zero", O_RDONLY)
        let reason = expectError(.tooLarge) {
            _ = try FileReader.readStandardInput(descriptor: zero, limit: 100_000)
        }
        #expect(reason == "standard input: expected at most 100000 bytes, found more")
        close(zero)

        let folder = unsafe open("/tmp", O_RDONLY)
        expectError(.notAFile) { _ = try FileReader.readStandardInput(descriptor: folder, limit: 9) }
        close(folder)
        expectError(.inputOutput) { _ = try FileReader.readStandardInput(descriptor: -1, limit: 9) }
    }

    @Test("a file `-` is read by its path, and `-` on the command line is not that file")
    func dash() throws {
        let path = "./-"
        try Files.withTemporaryFolder { folder throws in
            try Files.write([9], to: folder + "/-")
            #expect(try FileReader.read(folder + "/-", limit: 9) == [9])
            #expect(try FileReader.readArgument(folder + "/-", limit: 9) == [9])
        }
        expectError(.notFound) { _ = try FileReader.read(path, limit: 9) }
    }
}
