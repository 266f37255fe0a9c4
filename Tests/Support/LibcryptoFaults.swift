import Glibc

/// The library of `Tests/FaultInjection` that lets calls of libcrypto fail, where it has been loaded.
public enum LibcryptoFaults {
    private typealias Arm = @convention(c) (Int, Int32, Int32) -> Void
    private typealias Pause = @convention(c) (Int32) -> Void
    private typealias Disarm = @convention(c) () -> Int

    private static func function(_ name: String) -> UnsafeMutableRawPointer? { unsafe dlsym(nil, name) }

    /// Whether it has been loaded.
    public static var areAvailable: Bool { unsafe function("testamur_faults_arm") != nil }

    /// Lets the call of this thread with a number fail, and all further ones if asked for.
    public static func arm(call: Int, further: Bool, answer: Int32) {
        guard let function = unsafe function("testamur_faults_arm") else { return }
        unsafe unsafeBitCast(function, to: Arm.self)(call, further ? 1 : 0, answer)
    }

    /// Lets no call fail any more, and gives the number of calls that were made.
    public static func disarm() -> Int {
        guard let function = unsafe function("testamur_faults_disarm") else { return 0 }
        return unsafe unsafeBitCast(function, to: Disarm.self)()
    }

    /// Runs `body` without failing or counting a call.
    public static func paused<Value>(_ body: () throws -> Value) rethrows -> Value {
        guard let function = unsafe function("testamur_faults_pause") else { return try body() }
        let pause = unsafe unsafeBitCast(function, to: Pause.self)
        pause(1)
        defer { pause(0) }
        return try body()
    }
}

/// Runs `body` in a thread of its own, which has nothing prepared, and waits for it.
public func onNewThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) throws -> Value {
    nonisolated(unsafe) var result: Result<Value, any Error>?
    let job = unsafe Unmanaged.passRetained(ThreadJob { unsafe result = Result { try body() } })
    var thread = pthread_t()
    let answer = unsafe pthread_create(
        &thread, nil,
        { pointer in
            guard let pointer = unsafe pointer else { return nil }
            unsafe Unmanaged<ThreadJob>.fromOpaque(pointer).takeRetainedValue().run()
            return nil
        }, job.toOpaque())
    guard answer == 0, pthread_join(thread, nil) == 0, let result = unsafe result else {
        throw ThreadJob.Failed()
    }
    return try result.get()
}

/// What a thread is to do.
private final class ThreadJob {
    struct Failed: Error {}

    let run: () -> Void

    init(_ run: @escaping () -> Void) { self.run = run }
}
