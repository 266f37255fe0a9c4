import Glibc
import Retrieval

/// The lines of standard input, none longer than a request can be.
struct RequestLines {
    private var buffer: [UInt8] = []

    /// The next line without its line feed; `nil` at the end, and where a line is too long to be a request.
    mutating func next() -> [UInt8]? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer.removeFirst(end + 1) }
                return Array(buffer[..<end])
            }
            guard buffer.count < RetrievalRequest.lineLimit else { return nil }
            var piece = [UInt8](repeating: 0, count: 4_096)
            let count = unsafe read(STDIN_FILENO, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            buffer += piece.prefix(count)
        }
    }
}
