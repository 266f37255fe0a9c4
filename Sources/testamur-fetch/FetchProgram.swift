import Glibc
import Retrieval

/// Fetches files from the web for `testamur trust fetch`: the only program here with any code for a network.
///
/// It reads a request on a line of standard input, answers on standard output (``RetrievalAnswer``), and ends with its
/// input. What it fetches it neither reads nor keeps. Everything it needs to know of the person who asks stands in its
/// arguments and in the variables of the environment for proxies and certificates.
@main
enum FetchProgram {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let allowsLocal = arguments == ["--allow-private-addresses"]
        guard allowsLocal || arguments.isEmpty, isatty(STDIN_FILENO) == 0 else {
            write(usage, to: STDERR_FILENO)
            exit(64)
        }
        giveUpRights()
        // A server or a person who goes away in the middle is told of by the call that wrote to them.
        signal(SIGPIPE, SIG_IGN)
        let client: WebClient
        do throws(RetrievalError) {
            client = try WebClient(
                policy: AddressPolicy(allowsLocal: allowsLocal), proxies: ProxySettings { variable($0) },
                certificateFile: variable("SSL_CERT_FILE"), certificateFolder: variable("SSL_CERT_DIR"))
        } catch {
            write(RetrievalAnswer.failure(error).line, to: STDOUT_FILENO)
            exit(70)
        }
        serve(client)
    }

    /// Answers one request after the other until the input ends.
    private static func serve(_ client: WebClient) {
        var lines = RequestLines()
        while let line = lines.next() {
            let answer: RetrievalAnswer
            var content: [UInt8] = []
            do throws(RetrievalError) {
                if let bytes = try client.fetch(RetrievalRequest(parsing: line)) {
                    answer = .file(byteCount: bytes.count)
                    content = bytes
                } else {
                    answer = .absent
                }
            } catch {
                answer = .failure(error)
            }
            write(answer.line, to: STDOUT_FILENO)
            write(content, to: STDOUT_FILENO)
        }
    }

    /// No file is ever written here, and no copy of the memory left behind, whatever a server makes of this program.
    private static func giveUpRights() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        for resource in [RLIMIT_FSIZE, RLIMIT_CORE] { _ = unsafe setrlimit(Int32(resource.rawValue), &none) }
    }

    private static func variable(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// Writes all bytes; when nobody takes them any more there is nothing left to do.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                exit(74)
            }
            rest = rest.dropFirst(count)
        }
    }

    /// What a person is told who starts this program.
    private static var usage: [UInt8] {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { variable($0) }.first ?? ""
        return locale.utf8.starts(with: "nl".utf8) ? PackageResources.nl_txt : PackageResources.en_txt
    }
}
