import Glibc
import Storage

/// The process that the storage tests kill, lock out and take rights from.
///
/// It works until it is killed, and writes a line to standard output for each step that was acknowledged to it.
@main
struct StorageSubject {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let first = Int(arguments[3]) else {
            say("usage: StorageSubject replace|append|put|lock|deny-… PATH NUMBER")
            exit(64)
        }
        do throws(StorageError) {
            try run(arguments[1], path: arguments[2], first: first)
        } catch {
            say("error \(error.code.rawValue) \(error.reason)")
        }
    }

    private static func run(_ work: String, path: String, first: Int) throws(StorageError) {
        switch work {
        case "replace":
            for number in first... {
                try AtomicFile.replace(at: path, with: content(number), access: .ownerOnly)
                say("\(number)")
            }
        case "append":
            let log = try AppendOnlyLog.open(at: path)
            for number in first... {
                try log.append(content(number))
                say("\(number)")
            }
        case "put":
            let objects = try ObjectFolder(path)
            for number in first... {
                let digits = String(number)
                let name = String(repeating: "0", count: 64 - digits.count) + digits
                try objects.put(content(number), as: ObjectName(hexadecimal: name))
                say("\(number)")
            }
        case "lock":
            let lock = try FolderLock(folder: path)
            defer { lock.release() }
            say("locked")
            pause()
        default:
            try runWithoutRights(work, path: path)
        }
    }

    /// Tries what the rights of another user forbid; as `root` nothing would be forbidden.
    private static func runWithoutRights(_ work: String, path: String) throws(StorageError) {
        if geteuid() == 0 {
            guard setgid(65_534) == 0, setuid(65_534) == 0 else { return say("cannot become another user") }
        }
        switch work {
        case "deny-read": _ = try FileReader.read(path, limit: 1_000)
        case "deny-replace": try AtomicFile.replace(at: path, with: [1], access: .ownerOnly)
        case "deny-create": try AtomicFile.create(at: path, with: [1], access: .ownerOnly)
        case "deny-remove": try AtomicFile.remove(at: path)
        case "deny-list": _ = try Folder.names(in: path)
        case "deny-lock": try FolderLock(folder: path).release()
        case "deny-folder": try Folder.create(at: path, access: .ownerOnly)
        case "deny-log": _ = try AppendOnlyLog.open(at: path)
        default: return say("no such work")
        }
        say("done")
    }

    /// Bytes that tell which number they belong to, of a length that differs from number to number.
    private static func content(_ number: Int) -> [UInt8] {
        Array(String(repeating: "\(number);", count: 1 + number * 7_919 % 5_000).utf8)
    }

    private static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = unsafe write(STDOUT_FILENO, bytes, bytes.count)
    }
}
