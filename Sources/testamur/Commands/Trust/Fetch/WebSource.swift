import CredentialVerifier
import Retrieval

/// An address on the web as the source of a trust folder; another program does the fetching.
final class WebSource: TrustFileSource {
    private let address: WebAddress
    private let allowsPrivateAddresses: Bool
    private let seconds: Int
    private let deadline: ContinuousClock.Instant
    private var process: FetchProcess?

    /// Takes an address; nothing is started before the first file is asked for.
    ///
    /// - Parameter seconds: how long all files together may take.
    init(_ address: WebAddress, allowsPrivateAddresses: Bool, seconds: Int) {
        self.address = address
        self.allowsPrivateAddresses = allowsPrivateAddresses
        self.seconds = seconds
        deadline = .now + .seconds(seconds)
    }

    func file(_ name: TrustFileName, byteLimit: Int) throws(RetrievalError) -> [UInt8]? {
        let rest = ContinuousClock.now.duration(to: deadline).components
        guard rest.seconds > 0 || rest.attoseconds > 0 else { throw RetrievalError(.timeout, address.origin) }
        let milliseconds = Int(rest.seconds) * 1_000 + Int(rest.attoseconds / 1_000_000_000_000_000)
        let process = try running()
        let request = RetrievalRequest(
            address.file(name.text), byteLimit: byteLimit, milliseconds: max(milliseconds, 1))
        try process.write(request.line)
        // The other program keeps the time itself, and is ended only when it does not.
        let end = deadline + .seconds(5)
        let line = try process.readLine(limit: RetrievalAnswer.lineLimit, until: end)
        switch try RetrievalAnswer(parsing: line) {
        case .absent: return nil
        case .failure(let error): throw error
        case .file(let byteCount):
            guard byteCount <= byteLimit else { throw RetrievalError(.programFailed) }
            return try process.read(exactly: byteCount, until: end)
        }
    }

    /// The other program, started with the first file.
    private func running() throws(RetrievalError) -> FetchProcess {
        if let process { return process }
        let started = try FetchProcess(allowsPrivateAddresses ? ["--allow-private-addresses"] : [])
        process = started
        return started
    }
}
