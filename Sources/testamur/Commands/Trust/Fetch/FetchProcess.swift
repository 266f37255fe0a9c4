import Retrieval

/// The program `testamur-fetch` while it runs: lines go in, lines and bytes come out.
///
/// Of the environment it gets what says how to reach the network, and nothing more.
final class FetchProcess {
    static let name = "testamur-fetch"

    private let program: ChildProgram
    private var buffer: [UInt8] = []

    /// Starts it.
    ///
    /// - Throws: ``RetrievalError`` with code `programMissing` or `programFailed`.
    init(_ arguments: [String]) throws(RetrievalError) {
        do throws(ChildProgram.Fault) {
            program = try ChildProgram(Self.name, arguments, environment: Self.environment)
        } catch {
            switch error {
            case .missing(let path): throw RetrievalError(.programMissing, path)
            case .notStarted: throw RetrievalError(.programFailed)
            }
        }
    }

    /// What says how to reach the network, and where the Swift runtime is.
    private static var environment: [String] {
        (ProxySettings.variables + ["SSL_CERT_FILE", "SSL_CERT_DIR", "LD_LIBRARY_PATH"]).compactMap { name in
            Environment.value(name).map { "\(name)=\($0)" }
        }
    }

    // MARK: Lines and bytes

    /// Writes a line.
    func write(_ line: [UInt8]) throws(RetrievalError) {
        guard program.write(line) else { throw RetrievalError(.programFailed) }
    }

    /// Reads a line, without its line feed, of at most `limit` bytes.
    func readLine(limit: Int, until deadline: ContinuousClock.Instant) throws(RetrievalError) -> [UInt8] {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer.removeFirst(end + 1) }
                return Array(buffer[..<end])
            }
            guard buffer.count < limit else { throw RetrievalError(.programFailed) }
            buffer += try read(atMost: 4_096, until: deadline)
        }
    }

    /// Reads exactly `count` bytes.
    func read(exactly count: Int, until deadline: ContinuousClock.Instant) throws(RetrievalError) -> [UInt8] {
        var bytes = Array(buffer.prefix(count))
        buffer.removeFirst(bytes.count)
        bytes.reserveCapacity(count)
        while bytes.count < count {
            bytes += try read(atMost: min(count - bytes.count, 65_536), until: deadline)
        }
        return bytes
    }

    private func read(atMost limit: Int, until deadline: ContinuousClock.Instant) throws(RetrievalError) -> [UInt8] {
        switch program.read(atMost: limit, until: deadline) {
        case .success(let bytes) where !bytes.isEmpty: return bytes
        case .failure(.timeout): throw RetrievalError(.timeout)
        default: throw RetrievalError(.programFailed)
        }
    }
}
