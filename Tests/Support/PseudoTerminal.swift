import Glibc

/// A terminal without a person: a test reads its screen and types.
final class PseudoTerminal {
    /// Where a program opens it.
    let name: String

    private let descriptor: Int32

    // TIOCSPTLCK and TIOCGPTN of Linux: what unlockpt and ptsname do.
    private static let lockRequest: UInt = 0x4004_5431
    private static let numberRequest: UInt = 0x8004_5430

    init() throws {
        descriptor = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var number: Int32 = 0
        var lock: Int32 = 0
        guard descriptor >= 0, unsafe ioctl(descriptor, Self.lockRequest, &lock) == 0,
            unsafe ioctl(descriptor, Self.numberRequest, &number) == 0
        else { throw Files.Failure(path: "/dev/ptmx", reason: "no terminal can be made") }
        name = "/dev/pts/\(number)"
    }

    deinit { close(descriptor) }

    /// Types each answer when its question stands on the screen, until the program has ended.
    func converse(_ answers: [(prompt: String, typed: String)]) -> [UInt8] {
        var screen: [UInt8] = []
        var seen = 0
        var rest = answers[...]
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            if let next = rest.first, let end = Self.end(of: Array(next.prompt.utf8), in: screen, from: seen) {
                seen = end
                rest = rest.dropFirst()
                let bytes = Array(next.typed.utf8)
                _ = unsafe write(descriptor, bytes, bytes.count)
            }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            // Nobody waits for ever for a question that is not asked.
            guard unsafe poll(&waiting, 1, 60_000) > 0 else { return screen }
            let count = unsafe read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return screen }
            screen += chunk[..<count]
        }
    }

    private static func end(of text: [UInt8], in screen: [UInt8], from start: Int) -> Int? {
        guard screen.count - start >= text.count else { return nil }
        for position in start...(screen.count - text.count)
        where screen[position..<position + text.count].elementsEqual(text) {
            return position + text.count
        }
        return nil
    }
}
