import Retrieval

/// Fetches files over https, under every rule that there is: which machines, how much, how long, and where it may be
/// sent on to.
struct WebClient {
    private let session: CurlSession
    private let policy: AddressPolicy
    private let proxies: ProxySettings

    /// Prepares a client; connections are used again from one file to the next.
    ///
    /// - Parameters:
    ///   - certificateFile: whose certificates are trusted, in place of the system's list.
    ///   - certificateFolder: the same as a folder.
    init(
        policy: AddressPolicy, proxies: ProxySettings, certificateFile: String?, certificateFolder: String?
    ) throws(RetrievalError) {
        session = try CurlSession(certificateFile: certificateFile, certificateFolder: certificateFolder)
        self.policy = policy
        self.proxies = proxies
    }

    /// Fetches a file.
    ///
    /// - Returns: the bytes exactly as the server has them, or `nil` where it says that there is no such file.
    func fetch(_ request: RetrievalRequest) throws(RetrievalError) -> [UInt8]? {
        let deadline = ContinuousClock.now + .milliseconds(request.milliseconds)
        var address = request.address
        for _ in 0...RetrievalLimits.redirects {
            let remaining = ContinuousClock.now.duration(to: deadline).components
            let milliseconds = Int(remaining.seconds) * 1_000 + Int(remaining.attoseconds / 1_000_000_000_000_000)
            guard milliseconds > 0 else { throw RetrievalError(.timeout, request.address.origin) }
            let proxy = proxies.proxy(for: address)
            // A proxy finds the server itself, so that all there is to judge is what the address says.
            if proxy != nil { try policy.check(address) }
            let answer = try session.get(
                address, through: proxy, byteLimit: request.byteLimit, milliseconds: milliseconds, policy: policy)
            switch answer.status {
            case 200: return answer.bytes
            // Hosts of files that are not to list them answer 403 for one that is not there.
            case 403, 404, 410: return nil
            case 301, 302, 303, 307, 308: address = try Self.next(after: address, answer)
            default: throw RetrievalError(.refused, String(answer.status))
            }
        }
        throw RetrievalError(.redirectedTooOften, request.address.origin)
    }

    /// Where a server sends to, which must be another address of its own.
    private static func next(
        after address: WebAddress, _ answer: CurlSession.Answer
    ) throws(RetrievalError) -> WebAddress {
        guard let target = answer.redirect else { throw RetrievalError(.refused, String(answer.status)) }
        do throws(RetrievalError) {
            let next = try WebAddress(parsing: target)
            if next.hasOrigin(of: address) { return next }
        } catch {
            // Away from https, with a password, or not to be read: each is elsewhere.
        }
        throw RetrievalError(
            .redirectedElsewhere, String(decoding: withoutPassword(target).prefix(200), as: UTF8.self))
    }

    /// An address without the name and the password in it: what is told of it ends in logs.
    private static func withoutPassword(_ address: String) -> [UInt8] {
        let bytes = Array(address.utf8)
        // Some read a backslash as a slash; where it is told apart, less is shown, and never more.
        let isSlash = { (byte: UInt8) in byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
        guard let scheme = bytes.firstIndex(of: UInt8(ascii: ":")) else { return bytes }
        let start = bytes[(scheme + 1)...].firstIndex { !isSlash($0) } ?? bytes.endIndex
        let end = bytes[start...].firstIndex { isSlash($0) || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        guard let at = bytes[start..<(end ?? bytes.endIndex)].lastIndex(of: UInt8(ascii: "@")) else { return bytes }
        return Array(bytes[..<start] + bytes[(at + 1)...])
    }
}
