import Glibc

/// Runs code on a thread with little stack, where recursion that input controls would crash.
public enum SmallStack {
    private final class Work: @unchecked Sendable {
        let run: () -> Void
        init(_ run: @escaping () -> Void) { self.run = run }
    }

    private final class Box<Value>: @unchecked Sendable {
        var value: Value?
    }

    /// Runs `body` on a thread of its own with a stack of `byteCount` bytes (512 KiB unless told), and waits for it.
    public static func run<Result: Sendable>(
        byteCount: Int = 512 << 10, _ body: @escaping @Sendable () -> Result
    ) throws -> Result {
        let box = Box<Result>()
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        guard unsafe pthread_attr_setstacksize(&attributes, byteCount) == 0 else {
            throw Files.Failure(path: "thread", reason: "cannot have a stack of \(byteCount) bytes")
        }
        let work = unsafe Unmanaged.passRetained(Work { box.value = body() })
        var thread = pthread_t()
        let outcome = unsafe pthread_create(
            &thread, &attributes,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, work.toOpaque())
        guard outcome == 0 else {
            unsafe work.release()
            throw Files.Failure(path: "thread", reason: "cannot be started")
        }
        pthread_join(thread, nil)
        guard let result = box.value else { throw Files.Failure(path: "thread", reason: "gave no result") }
        return result
    }
}
