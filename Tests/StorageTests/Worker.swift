import Glibc
import Synchronization

/// A thread of its own for a body that waits, so that no test waits for another's.
final class Worker: Sendable {
    private final class Job: Sendable {
        let body: @Sendable () throws -> Void
        let error = Mutex<(any Error)?>(nil)

        init(_ body: @escaping @Sendable () throws -> Void) { self.body = body }
    }

    private struct CannotStart: Error {}

    private let job: Job
    private let thread: pthread_t

    init(_ body: @escaping @Sendable () throws -> Void) throws {
        job = Job(body)
        var thread = pthread_t()
        let argument = unsafe Unmanaged.passRetained(job).toOpaque()
        let result = unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let job = unsafe Unmanaged<Job>.fromOpaque(argument).takeRetainedValue()
                do { try job.body() } catch { job.error.withLock { $0 = error } }
                return nil
            }, argument)
        guard result == 0 else { throw CannotStart() }
        self.thread = thread
    }

    /// Waits for the end of the body, and throws what it threw.
    func finish() throws {
        _ = pthread_join(thread, nil)
        if let error = job.error.withLock({ $0 }) { throw error }
    }
}
