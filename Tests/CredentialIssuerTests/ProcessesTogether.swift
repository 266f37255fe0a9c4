import Dispatch
import Synchronization
import TestSupport

extension CrashSubject {
    /// Runs several at the same time, however few cores there are: a thread of its own waits for each.
    ///
    /// - Returns: How each ended, in the order of `works`.
    static func runTogether(_ works: [@Sendable () throws -> Outcome]) throws -> [Outcome] {
        let results = Mutex([Result<Outcome, any Error>?](repeating: nil, count: works.count))
        let running = DispatchGroup()
        for (number, work) in works.enumerated() {
            DispatchQueue(label: "process \(number)").async(group: running) {
                let result = Result { try work() }
                results.withLock { $0[number] = result }
            }
        }
        running.wait()
        return try results.withLock { try $0.compactMap { try $0?.get() } }
    }
}
