import Glibc

/// Microseconds that something takes, slice by slice.
struct Samples {
    private var values: [Double]

    init(values: [Double] = []) { self.values = values }

    mutating func add(_ value: Double) { values.append(value) }

    /// Samples of two steps that were measured in the same rounds, as one step.
    func added(to other: Samples) -> Samples { Samples(values: zip(values, other.values).map { $0 + $1 }) }

    /// The value that `share` of the samples do not exceed.
    func quantile(_ share: Double) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        return sorted[min(Int(Double(sorted.count) * share), sorted.count - 1)]
    }

    var median: Double { quantile(0.5) }
}

/// Clocks, in microseconds.
enum CPUClock {
    /// Processor time of the calling thread.
    static var thread: Double { read(CLOCK_THREAD_CPUTIME_ID) }
    /// Processor time of all threads of this process.
    static var process: Double { read(CLOCK_PROCESS_CPUTIME_ID) }
    /// Time on the wall.
    static var wall: Double { read(CLOCK_MONOTONIC) }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }

    /// Processor time of `count` runs of `body`, for one of them.
    static func time(_ count: Int, _ body: () throws -> Void) rethrows -> Double {
        let start = thread
        for _ in 0..<count { try body() }
        return (thread - start) / Double(count)
    }
}

/// Writes figures in columns.
enum Column {
    static func text(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(width - text.unicodeScalars.count, 0))
    }

    static func number(_ value: Double, _ decimals: Int, _ width: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let rounded = (value * scale).rounded() / scale
        let whole = Int(rounded)
        var text = String(whole)
        if decimals > 0 {
            let fraction = String(Int(((rounded - Double(whole)) * scale).rounded()))
            text += "." + String(repeating: "0", count: max(decimals - fraction.utf8.count, 0)) + fraction
        }
        return String(repeating: " ", count: max(width - text.utf8.count, 0)) + text
    }
}
