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
        pieces(of: items) { $0.map(body) }.flatMap { $0 }
    }

    /// The same with a body that can fail; the error of the first item that failed is thrown when all are done.
    static func tryMap<Item: Sendable, Result: Sendable>(
        _ items: [Item], _ body: @Sendable (Item) throws(IssuerError) -> Result
    ) throws(IssuerError) -> [Result] {
        let outcomes = pieces(of: items) { piece -> Swift.Result<[Result], IssuerError> in
            do throws(IssuerError) {
                var results: [Result] = []
                results.reserveCapacity(piece.count)
                for item in piece { results.append(try body(item)) }
                return .success(results)
            } catch {
                return .failure(error)
            }
        }
        var results: [Result] = []
        results.reserveCapacity(items.count)
        for outcome in outcomes { results += try outcome.get() }
        return results
    }

    private static func pieces<Item: Sendable, Result: Sendable>(
        of items: [Item], _ body: @Sendable (ArraySlice<Item>) -> Result
    ) -> [Result] {
        let pieces = stride(from: 0, to: items.count, by: pieceCount).map {
            items[$0..<min($0 + pieceCount, items.count)]
        }
        let results = Mutex([Result?](repeating: nil, count: pieces.count))
        DispatchQueue.concurrentPerform(iterations: pieces.count) { index in
            let result = body(pieces[index])
            results.withLock { $0[index] = result }
        }
        return results.withLock { $0.compactMap { $0 } }
    }
}
