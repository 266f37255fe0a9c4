import Glibc
import Synchronization

/// Ctrl-C while a batch is issued: the first one lets what is begun end in order, the second one ends at once.
enum Interruption {
    private static let isAsked = Atomic<Bool>(false)

    /// Whether somebody asked to stop.
    static var wasAsked: Bool { isAsked.load(ordering: .relaxed) }

    /// Runs `work`, in which ``wasAsked`` tells whether to stop.
    static func watching<Result>(_ work: () throws -> Result) rethrows -> Result {
        isAsked.store(false, ordering: .relaxed)
        let handler: @convention(c) (Int32) -> Void = { number in
            Interruption.isAsked.store(true, ordering: .relaxed)
            signal(number, SIG_DFL)
        }
        let numbers = [SIGINT, SIGTERM]
        for number in numbers { signal(number, handler) }
        defer { for number in numbers { signal(number, SIG_DFL) } }
        return try work()
    }
}
