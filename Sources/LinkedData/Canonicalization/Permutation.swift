/// The permutations of a list of blank nodes, from the lowest to the highest; equal ones are given once.
struct Permutation {
    /// The present permutation.
    private(set) var members: [UInt32]

    /// Starts with the lowest.
    init(_ members: [UInt32]) { self.members = members.sorted() }

    /// Goes on to the next; `false` when the present one was the last.
    mutating func advance() -> Bool {
        guard var pivot = members.indices.dropLast().last else { return false }
        while members[pivot] >= members[pivot + 1] {
            guard pivot > 0 else { return false }
            pivot -= 1
        }
        var successor = members.count - 1
        while members[successor] <= members[pivot] { successor -= 1 }
        members.swapAt(pivot, successor)
        members[(pivot + 1)...].reverse()
        return true
    }
}
