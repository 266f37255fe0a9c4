import Glibc

/// The few file operations that tests need, without Foundation.
public enum Files {
    /// A file operation that did not work.
    public struct Failure: Error, CustomStringConvertible {
        /// The file or folder.
        public let path: String
        /// What went wrong, in words.
        public let reason: String

        /// Names what failed and why.
        public init(path: String, reason: String) {
            self.path = path
            self.reason = reason
        }

        /// One line for the test log.
        public var description: String { "\(path): \(reason)" }
    }

    /// Whether something stands at `path`.
    public static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// Reads a whole file.
    public static func read(_ path: String) throws -> [UInt8] {
        guard let file = unsafe fopen(path, "rb") else { throw Failure(path: path, reason: "cannot be opened") }
        defer { unsafe fclose(file) }
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe fread(&chunk, 1, chunk.count, file)
            if count == 0 { break }
            result += chunk[..<count]
        }
        return result
    }

    /// Closes a file to everybody but its owner.
    public static func close(_ path: String) { _ = unsafe chmod(path, 0o600) }

    /// Writes a whole file.
    public static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = unsafe fopen(path, "wb") else { throw Failure(path: path, reason: "cannot be created") }
        defer { unsafe fclose(file) }
        guard unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count else {
            throw Failure(path: path, reason: "cannot be written")
        }
    }

    /// Makes a folder.
    public static func makeFolder(_ path: String) throws {
        guard unsafe mkdir(path, 0o700) == 0 else { throw Failure(path: path, reason: "cannot be made") }
    }

    /// The names in a folder, sorted, without `.` and `..`.
    public static func names(in path: String) throws -> [String] {
        guard let folder = unsafe opendir(path) else { throw Failure(path: path, reason: "cannot be listed") }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Makes an empty folder of its own under the system's temporary folder, runs `body` with its path, and removes it.
    public static func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        var template = Array("/tmp/testamur-tests-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw Failure(path: "/tmp", reason: "no temporary folder") }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { remove(path) }
        return try body(path)
    }

    /// Removes a file or a folder with all that is in it.
    public static func remove(_ path: String) {
        // A symbolic link is removed, never followed: unlink works on everything but a folder.
        guard unsafe unlink(path) != 0 else { return }
        for name in (try? names(in: path)) ?? [] { remove(path + "/" + name) }
        unsafe rmdir(path)
    }
}
