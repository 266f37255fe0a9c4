import Dispatch
import Synchronization

/// Work that is done beside what the thread goes on with.
final class Background<Value: Sendable>: Sendable {
    private let outcome = Mutex<Result<Value, IssuerError>?>(nil)
    private let group = DispatchGroup()

    /// Begins it.
    init(_ work: @escaping @Sendable () throws(IssuerError) -> Value) {
        DispatchQueue.global().async(group: group) { [self] in
            let result: Result<Value, IssuerError>
            do throws(IssuerError) {
                result = .success(try work())
            } catch {
                result = .failure(error)
            }
            outcome.withLock { $0 = result }
        }
    }

    /// Waits for it, and gives what came of it.
    func value() throws(IssuerError) -> Value {
        group.wait()
        guard let result = outcome.withLock({ $0 }) else {
            throw IssuerError(.signingFailed, "work was lost")
        }
        return try result.get()
    }
}
