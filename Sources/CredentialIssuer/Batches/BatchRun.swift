import Dispatch

/// Issues a batch, with as many other processes as do the same at the same time.
///
/// It takes the parts that nobody else has, from the first to the last. Then it goes back to those that others had, waits
/// for each, and issues what was not issued of it: whoever had it can have been killed. What others issued meanwhile goes
/// where they deliver, and is counted here.
final class BatchRun<Source: BatchSource> {
    private let engine: BatchEngine
    private let parts: BatchParts<Source>
    private let share: BatchShare
    private let delivery: any BatchDelivery
    private let patience: Duration
    private let progress: (_ done: Int, _ elsewhere: Int) -> Bool

    /// Rows of parts that are taken.
    private var waiting: [Source.Entry] = []
    /// The parts that others had.
    private var left: Set<Int> = []
    private var isStopped = false

    /// How many rows others have, as far as is known: they are not counted yet.
    private var awaitedCount = 0

    /// How many rows others issued at the same time, and delivered.
    private(set) var elsewhereCount = 0

    /// - Parameter progress: Is told how many rows more are done, and how many others have, and says whether to go on.
    init(
        _ engine: BatchEngine, _ source: Source, _ share: BatchShare, to delivery: any BatchDelivery,
        _ options: BatchOptions, progress: @escaping (_ done: Int, _ elsewhere: Int) -> Bool
    ) {
        self.engine = engine
        parts = BatchParts(source, size: options.partSize)
        self.share = share
        self.delivery = delivery
        patience = options.patience
        self.progress = progress
    }

    /// Issues every row, and ends the delivery.
    ///
    /// - Returns: Whether it was stopped.
    func run() throws(IssuerError) -> Bool {
        defer { share.release(before: .max) }
        parts.rewind()
        try issue(isKnown: false, next)
        share.release(before: .max)
        try goBack()
        if !isStopped { try delivery.finish() }
        return isStopped
    }

    // MARK: Forward

    /// Rows of the next parts that can be had; it waits for nobody, as others can wait for what is on the belt.
    private func next(_ limit: Int) throws(IssuerError) -> [BatchRow] {
        while waiting.count < limit, !isStopped, let part = try parts.next() {
            guard try share.take(part.number) else {
                left.insert(part.number)
                awaitedCount += part.entries.count
                // Later rows have to wait for these where the order of the rows counts.
                if delivery.needsEveryRow, left.count == 1 { engine.deliveryEnd = part.rows.lowerBound }
                continue
            }
            if !(try count(part)) { waiting += part.entries }
        }
        let group = waiting.prefix(limit)
        waiting.removeFirst(group.count)
        return try rows(group)
    }

    private func issue(
        isKnown: Bool = false, _ next: (Int) throws(IssuerError) -> [BatchRow]
    ) throws(IssuerError) {
        let stopped = try engine.run(
            next, recorded: { share.release(before: parts.part(of: $0)) },
            progress: { progress(isKnown ? 0 : $0, awaitedCount) })
        if stopped { isStopped = true }
    }

    // MARK: Back

    /// Goes back to the parts that others had, and, where the order of the rows counts, to all that come after them.
    private func goBack() throws(IssuerError) {
        guard let first = left.min() else { return }
        engine.deliveryEnd = .max
        engine.numbers.forget()
        parts.rewind()
        while !isStopped, let part = try parts.next() {
            if left.contains(part.number) {
                awaitedCount -= part.entries.count
                if try wait(for: part) { try issue(part) }
            } else if delivery.needsEveryRow, part.number > first {
                try deliver(part)
            }
        }
    }

    /// Waits until a part can be had.
    ///
    /// Whoever does not go on with it is waited for only so long; what it does later does no harm.
    ///
    /// - Returns: Whether there is anything to do here.
    private func wait(for part: BatchParts<Source>.Part) throws(IssuerError) -> Bool {
        var known = -1
        var end = ContinuousClock.now
        while try !share.take(part.number) {
            if try count(part) { return false }
            let found = try share.issuedCount(part.rows)
            if found != known { (known, end) = (found, .now + patience) }
            if found == part.entries.count || ContinuousClock.now > end { return true }
            guard progress(0, awaitedCount + part.entries.count) else {
                isStopped = true
                return false
            }
            _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(50))
        }
        return try !count(part)
    }

    /// Counts a part that others issued meanwhile, unless its rows are needed here.
    ///
    /// That as many rows of it are issued as it has is enough. Somebody may issue the same rows from a file in which they
    /// have other numbers; but then a row that was issued there is looked at here by itself, and refused, unless it is in
    /// a part that is counted, so that as many are counted as were issued, and they are the same.
    private func count(_ part: BatchParts<Source>.Part) throws(IssuerError) -> Bool {
        guard !delivery.needsEveryRow, try share.isIssuedMeanwhile(part.rows, count: part.entries.count) else {
            return false
        }
        elsewhereCount += part.entries.count
        share.release(part.number)
        if !progress(part.entries.count, awaitedCount) { isStopped = true }
        return true
    }

    /// Issues one part.
    ///
    /// - Parameter isKnown: Whether its rows were told as done before.
    private func issue(_ part: BatchParts<Source>.Part, isKnown: Bool = false) throws(IssuerError) {
        var rest = part.entries[...]
        try issue(isKnown: isKnown) { limit throws(IssuerError) in
            let group = rest.prefix(limit)
            rest.removeFirst(group.count)
            return try rows(group)
        }
        share.release(before: .max)
    }

    /// Gives out a part again that was done here.
    private func deliver(_ part: BatchParts<Source>.Part) throws(IssuerError) {
        let tally = engine.tally
        try issue(part, isKnown: true)
        engine.tally = tally
    }

    private func rows(_ entries: ArraySlice<Source.Entry>) throws(IssuerError) -> [BatchRow] {
        var rows: [BatchRow] = []
        for entry in entries { rows.append(try parts.source.row(entry)) }
        return rows
    }
}
