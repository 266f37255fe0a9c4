import Registry
import Synchronization

/// The kept delegations that were read already, by their digests: a file of that name holds nothing else, or counts for
/// nothing.
final class ReadDelegations: Sendable {
    private let read = Mutex<[String: Delegation]>([:])

    /// One that was read.
    func delegation(_ digest: String) -> Delegation? { read.withLock { $0[digest] } }

    /// Takes one, whose digest was checked.
    func keep(_ delegation: Delegation, _ digest: String) -> Delegation {
        read.withLock { $0[digest] = delegation }
        return delegation
    }
}
