import Cryptography
import Encodings
import Glibc
import Synchronization

/// The terminal in front of which the person sits, whatever standard input and output are connected to.
struct TerminalPrompt: ~Copyable {
    private let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Opens the terminal.
    static func open(orHint hint: Sentence) throws(Failure) -> TerminalPrompt {
        let descriptor = unsafe Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Failure(.usage, "error.noTerminal", hint: hint)
        }
        return TerminalPrompt(descriptor)
    }

    /// Writes a line.
    borrowing func say(_ text: String) { write(text + "\n") }

    /// Asks, and reads a line that is not shown.
    borrowing func secret(_ question: String) throws(Failure) -> SecretBytes {
        var settings = termios()
        guard unsafe tcgetattr(descriptor, &settings) == 0 else {
            throw Failure(.inputOutput, "error.terminalSettings", hint: "hint.passphraseFile")
        }
        let before = settings
        settings.c_lflag &= ~tcflag_t(ECHO)
        settings.c_lflag |= tcflag_t(ECHONL | ICANON | ISIG)
        // Stopped by Ctrl-Z, the program would come back with the characters shown.
        unsafe withUnsafeMutableBytes(of: &settings.c_cc) { unsafe $0[Int(VSUSP)] = 0 }
        // Whoever interrupts the question gets the terminal back as it was.
        let signals = CaughtSignals()
        // What was typed before the question is not meant as the answer.
        guard unsafe tcsetattr(descriptor, TCSAFLUSH, &settings) == 0 else {
            signals.release()
            throw Failure(.inputOutput, "error.terminalEcho", hint: "hint.passphraseFile")
        }
        write(question)
        var line = readLine(signals)
        if !line.isComplete { write("\n") }
        var restored = before
        unsafe tcsetattr(descriptor, TCSAFLUSH, &restored)
        signals.release()
        do throws(CryptographyError) {
            guard let complete = line.isComplete ? try SecretBytes(overwriting: &line.bytes) : nil else {
                _ = try SecretBytes(overwriting: &line.bytes)
                throw CryptographyError(.unusablePassphrase, "no passphrase was given")
            }
            return complete
        } catch {
            throw Failure(error)
        }
    }

    private borrowing func readLine(_ signals: CaughtSignals) -> (bytes: [UInt8], isComplete: Bool) {
        var bytes: [UInt8] = []
        // Growing would leave copies behind.
        bytes.reserveCapacity(4_096)
        while bytes.count < 4_096 {
            var byte: UInt8 = 0
            guard signals.waitForInput(descriptor), unsafe read(descriptor, &byte, 1) == 1 else {
                return (bytes, false)
            }
            if byte == 0x0A { return (bytes, true) }
            bytes.append(byte)
        }
        return (bytes, false)
    }

    private borrowing func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }
}

/// Signals that would end the program, kept until the terminal is as it was.
private struct CaughtSignals {
    private static let numbers = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
    /// The signal that came, and where its handler tells of it.
    private static let caught = Atomic<Int32>(0)
    private static let bell = Atomic<Int32>(-1)

    private let before: [sigaction]
    private let ends: [Int32]

    init() {
        var ends: [Int32] = [-1, -1]
        unsafe pipe(&ends)
        self.ends = ends
        Self.caught.store(0, ordering: .relaxed)
        Self.bell.store(ends[1], ordering: .relaxed)
        before = Self.numbers.map { number in
            var action = sigaction()
            var before = sigaction()
            unsafe action.__sigaction_handler.sa_handler = { number in
                CaughtSignals.caught.store(number, ordering: .relaxed)
                var byte: UInt8 = 0
                // A pipe keeps the news until somebody looks, whenever the signal came.
                unsafe Glibc.write(CaughtSignals.bell.load(ordering: .relaxed), &byte, 1)
            }
            unsafe sigaction(number, &action, &before)
            return before
        }
    }

    /// Waits until there is something to read, or a signal came; tells whether none did.
    func waitForInput(_ descriptor: Int32) -> Bool {
        var waiting = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0),
        ]
        while unsafe poll(&waiting, 2, -1) < 0 {
            guard errno == EINTR else { return false }
        }
        return waiting[1].revents == 0
    }

    /// Lets signals work as before, and passes on the one that came.
    func release() {
        for (number, action) in zip(Self.numbers, before) {
            var action = action
            unsafe sigaction(number, &action, nil)
        }
        ends.forEach { close($0) }
        let number = Self.caught.load(ordering: .relaxed)
        if number != 0 { raise(number) }
    }
}
