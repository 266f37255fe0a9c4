import Glibc
import TestSupport

/// The `openssl` command line: an independent reader and writer of the files that we write and read.
enum OpenSSLCommand {
    /// Whether it is installed; under `CI=true` the tests that need it run and fail without it.
    static var isAvailable: Bool {
        Vectors.environment("CI") == "true" || (try? run("version")) != nil
    }

    /// The command did not end well.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs `openssl` with arguments, which are words for the shell, and gives what it printed.
    @discardableResult
    static func run(_ arguments: String) throws -> [UInt8] {
        guard let pipe = unsafe popen("openssl \(arguments) 2>/dev/null", "r") else {
            throw Failure(description: "openssl cannot be started")
        }
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = unsafe fread(&chunk, 1, chunk.count, pipe)
            if count == 0 { break }
            output += chunk[..<count]
        }
        guard unsafe pclose(pipe) == 0 else { throw Failure(description: "openssl \(arguments) failed") }
        return output
    }
}
