import Dispatch
import Synchronization

/// Work that all cores of the machine do together.
enum Cores {
    /// How many items a core takes at a time.
    private static let pieceCount = 8

    /// What `body` makes of each item, in their order; any number of items is worked on at the same time.
    static func map<Item: Sendable, Result: Sendable>(
        _ items: [Item], _ body: @Sendable (Item) -> Result
    ) -> [Result] {
        let pieces = stride(from: 0, to: items.count, by: pieceCount).map {
            items[$0..<min($0 + pieceCount, items.count)]
        }
        let results = Mutex([[Result]](repeating: [], count: pieces.count))
        DispatchQueue.concurrentPerform(iterations: pieces.count) { index in
            let result = pieces[index].map(body)
            results.withLock { $0[index] = result }
        }
        return results.withLock { $0.flatMap { $0 } }
    }

    /// The same with a body that can fail; the error of the first item that failed is thrown when all are done.
    static func tryMap<Item: Sendable, Result: Sendable>(
        _ items: [Item], _ body: @Sendable (Item) throws(IssuerError) -> Result
    ) throws(IssuerError) -> [Result] {
        let outcomes = map(items) { item -> Swift.Result<Result, IssuerError> in
            do throws(IssuerError) { return .success(try body(item)) } catch { return .failure(error) }
        }
        var results: [Result] = []
        results.reserveCapacity(items.count)
        for outcome in outcomes { results.append(try outcome.get()) }
        return results
    }
}
