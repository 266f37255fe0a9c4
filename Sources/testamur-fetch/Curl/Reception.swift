import Retrieval

/// What arrives from a server, and why no more of it is taken.
final class Reception {
    private let byteLimit: Int
    private(set) var bytes: [UInt8] = []
    private(set) var status = 0
    private var headerByteCount = 0
    private var errorPageByteCount = 0
    /// Why the rest was not taken.
    private(set) var refusal: RetrievalError?
    /// Why a connection was not made.
    var blocked: RetrievalError?

    init(byteLimit: Int) { self.byteLimit = byteLimit }

    /// Takes a line of the headers; `false` to hear no more.
    func take(header line: some Collection<UInt8>) -> Bool {
        headerByteCount += line.count
        guard headerByteCount <= RetrievalLimits.headerByteCount else { return refuse(RetrievalError(.notHTTP)) }
        if line.starts(with: "HTTP/".utf8) {
            let code = line.drop { $0 != UInt8(ascii: " ") }.dropFirst().prefix(3)
            status = Int(String(decoding: Array(code), as: UTF8.self)) ?? 0
            return true
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return true }
        let value = String(decoding: Array(line[line.index(after: colon)...]), as: UTF8.self).lowercased()
            .split { " \t\r\n".contains($0) }.joined(separator: " ")
        switch String(decoding: Array(line[..<colon]), as: UTF8.self).lowercased() {
        case "content-encoding" where value != "identity" && !value.isEmpty,
            "transfer-encoding" where value != "chunked" && value != "identity":
            return refuse(RetrievalError(.compressed, String(value.prefix(40))))
        default: return true
        }
    }

    /// Takes a piece of the file; `false` to hear no more.
    func take(body piece: UnsafeRawBufferPointer) -> Bool {
        guard status == 200 else {
            errorPageByteCount += piece.count
            return errorPageByteCount <= RetrievalLimits.errorPageByteCount
        }
        guard piece.count <= byteLimit - bytes.count else { return refuse(tooLarge) }
        unsafe bytes.append(contentsOf: piece)
        return true
    }

    /// That the file is larger than it may be.
    var tooLarge: RetrievalError { RetrievalError(.tooLarge, String(byteLimit)) }

    private func refuse(_ error: RetrievalError) -> Bool {
        refusal = error
        return false
    }
}
