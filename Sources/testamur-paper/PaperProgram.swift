import Glibc
import PaperExchange

/// Makes certificates and codes, and reads photographs, scans and PDF, for `testamur`: the only program here with the
/// libraries for it, most of which read what strangers made.
///
/// It reads one message on standard input, answers with one on standard output (``PaperParts``), and ends. It opens no
/// file but fonts, writes none, has no network, and takes no more time and memory than it needs for the largest paper that
/// is accepted; the system holds it to that (``Confinement``).
@main
enum PaperProgram {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let operation = PaperOperation(arguments), isatty(STDIN_FILENO) == 0 else {
            write(usage, to: STDERR_FILENO)
            exit(64)
        }
        Confinement.begin()
        var answer = PaperParts()
        do throws(PaperError) {
            answer = try operation.answer(PaperParts(parsing: input()))
        } catch {
            answer.append(error)
        }
        write(answer.bytes, to: STDOUT_FILENO)
    }

    /// All of standard input, up to one byte more than a message can have.
    private static func input() -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= PaperParts.byteLimit {
            let count = unsafe read(STDIN_FILENO, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += piece.prefix(count)
        }
        return bytes
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

    private static func variable(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }
}
