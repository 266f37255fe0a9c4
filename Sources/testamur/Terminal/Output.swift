import Cryptography
import Glibc
import Synchronization

/// Standard output and standard error.
///
/// What cannot be written never stops the work that a command has begun, and never changes what it found: the rest of
/// the output is dropped, and ``settle(_:)`` says how the program ends.
enum Output {
    /// Whether nobody takes standard output any more.
    private static let isClosed = Atomic<Bool>(false)
    /// Why output was lost, as the system numbers it, but for a reader that has gone; 0 for none.
    private static let loss = Atomic<Int32>(0)

    /// Whether what is written to standard output still arrives somewhere.
    static var isHeard: Bool { !isClosed.load(ordering: .relaxed) }

    /// Writes one line to standard output.
    static func line(_ text: String = "") { bytes(Array((text + "\n").utf8)) }

    /// Writes the beginning of a line to standard output.
    static func part(_ text: String) { bytes(Array(text.utf8)) }

    /// Writes bytes to standard output as they are.
    static func bytes(_ bytes: [UInt8]) {
        guard isHeard else { return }
        if !write(bytes, to: STDOUT_FILENO) { isClosed.store(true, ordering: .relaxed) }
    }

    /// Writes a secret to standard output, as it is; no copy of it stays in memory.
    static func secret(_ secret: SecretBytes) {
        guard isHeard else { return }
        let isWritten = secret.withSpan { span in
            unsafe span.withUnsafeBytes { bytes in unsafe write(bytes, to: STDOUT_FILENO) }
        }
        if !isWritten { isClosed.store(true, ordering: .relaxed) }
    }

    /// Writes to standard output what stands nowhere else, and tells whether all of it arrived.
    static func deliver(_ bytes: [UInt8]) -> Bool {
        self.bytes(bytes)
        return isHeard
    }

    /// Writes one line to standard error.
    static func error(_ text: String) { _ = write(Array((text + "\n").utf8), to: STDERR_FILENO) }

    /// Prepares both for a program whose reader may leave, or was never there.
    static func prepare() {
        // A reader that closes early, such as `head`, is no error.
        signal(SIGPIPE, SIG_IGN)
        // A number that is free would be given to the next file that is opened, and output would end in that file.
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // Opened the wrong way round, so that reading or writing still fails.
            _ = unsafe open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// The code to end with: that of the command, unless its answer could not be delivered.
    ///
    /// A reader that has gone wanted no more, so that the code stands as it is. Output that was lost otherwise, for
    /// example on a full disk, is a failure of its own, which is told, though never in the place of a refusal.
    static func settle(_ code: Int32) -> Int32 {
        let isAnswer = [Status.done, .invalid, .undecided].contains { $0.rawValue == code }
        let number = loss.load(ordering: .relaxed)
        guard isAnswer, number != 0 else { return code }
        let failure =
            switch number {
            case ENOSPC, EDQUOT: Failure(.inputOutput, "error.output.noSpace", hint: "hint.output")
            // Where no output is open, one is opened that cannot be written to.
            case EBADF: Failure(.inputOutput, "error.output.closed", hint: "hint.output.closed")
            default: Failure(.inputOutput, "error.output.lost", hint: "hint.output")
            }
        failure.report()
        return failure.status.rawValue
    }

    /// Writes all bytes, and tells whether it could.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        unsafe bytes.withUnsafeBytes { bytes in unsafe write(bytes, to: descriptor) }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
        var rest = unsafe bytes[...]
        while unsafe !rest.isEmpty {
            let piece = unsafe UnsafeRawBufferPointer(rebasing: rest)
            let count = unsafe Glibc.write(descriptor, piece.baseAddress, piece.count)
            if count < 0 {
                if errno == EINTR { continue }
                let number = errno
                if number != EPIPE { loss.store(number, ordering: .relaxed) }
                return false
            }
            unsafe rest = rest.dropFirst(count)
        }
        return true
    }
}
