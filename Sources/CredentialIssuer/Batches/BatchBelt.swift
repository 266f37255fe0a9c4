/// What is done of a batch beside the transactions.
///
/// One group is signed while another one is recorded, so that no core waits for the register, or the register for a core.
struct BatchBelt {
    var preparing: Background<[PreparedRow]>?
    /// In the order of the groups.
    var signing: [Background<[SignedRow]>] = []
    /// With how many rows that are.
    var delivering: (work: Background<Void>, count: Int)?

    var isEmpty: Bool { preparing == nil && signing.isEmpty && delivering == nil }

    /// Waits until what is delivered is delivered, and tells it.
    ///
    /// - Returns: Whether to go on.
    mutating func endDelivery(_ progress: (Int) -> Bool) throws(IssuerError) -> Bool {
        guard let (work, count) = delivering else { return true }
        delivering = nil
        try work.value()
        return progress(count)
    }

    /// Waits for everything.
    mutating func end(_ progress: (Int) -> Bool) throws(IssuerError) {
        for work in signing { _ = try? work.value() }
        _ = try? preparing?.value()
        _ = try endDelivery(progress)
    }
}
