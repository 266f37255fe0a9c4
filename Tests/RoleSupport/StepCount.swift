import Synchronization

/// Counts from 1, for several threads.
package final class StepCount: Sendable {
    private let value = Mutex(0)

    package init() {}

    /// The next number.
    package func next() -> Int {
        value.withLock { value in
            value += 1
            return value
        }
    }
}
