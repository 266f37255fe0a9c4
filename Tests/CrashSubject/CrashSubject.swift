import Glibc
import Storage

/// The process that the tests of issuer, wallet and verifier end in the middle of its work.
///
/// It works on a folder, writes a line to standard output for each step that was acknowledged to it, and kills itself
/// before the change of the disk whose number it was given.
@main
struct CrashSubject {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count >= 4, let step = Int(arguments[3]) else {
            say("usage: CrashSubject WORK PATH STEP [SPREADSHEET FOLDER] [ADDRESS]")
            exit(64)
        }
        do {
            switch arguments[1] {
            case "issuer": try IssuerStory.run(at: arguments[2], faults: .killing(at: step))
            case "wallet": try WalletStory.run(at: arguments[2], faults: .killing(at: step))
            case "vault": try WalletStory.runInVault(at: arguments[2], faults: .killing(at: step))
            case "present": try PresentingStory.run(at: arguments[2], faults: .killing(at: step))
            case "challenge": try ChallengeStory.run(at: arguments[2], faults: .killing(at: step))
            case "bulk": try IssuerStory.bulk(at: arguments[2], Array(arguments.dropFirst(4)), killedAt: step)
            case "keys": try IssuerStory.rotate(at: arguments[2], faults: .killing(at: step))
            case "server": try IssuerStory.run(at: arguments[2], on: arguments.last ?? "")
            default: say("unknown work")
            }
        } catch {
            say("error \(error)")
            exit(70)
        }
    }

    /// Writes a line at once, past all buffers.
    static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = unsafe write(STDOUT_FILENO, bytes, bytes.count)
    }
}

extension DiskFaults {
    /// A disk that works until the process is killed, right before its `step`-th change.
    static func killing(at step: Int) -> DiskFaults {
        let count = StepCounter()
        return DiskFaults { _ in
            if count.next() == step { kill(getpid(), SIGKILL) }
            return nil
        }
    }
}
