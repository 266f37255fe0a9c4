import CredentialWallet
import Storage
import Synchronization

/// A wallet in memory: the second driver, which shows that nothing depends on the first.
final class MemoryWallet: WalletStore {
    private let state = Mutex<[ObjectName: (bytes: [UInt8], note: WalletNote)]>([:])

    func exclusively<Result>(_ body: () throws(WalletError) -> Result) throws(WalletError) -> Result { try body() }

    func notes() -> [WalletNote] { state.withLock { state in state.values.map(\.note) } }

    func digests() -> [ObjectName] { state.withLock { state in Array(state.keys) } }

    func bytes(of digest: ObjectName) -> [UInt8]? { state.withLock { state in state[digest]?.bytes } }

    func keep(_ bytes: [UInt8], note: WalletNote) {
        state.withLock { state in state[note.digest] = (bytes, note) }
    }

    func replace(_ note: WalletNote) {
        state.withLock { state in state[note.digest]?.note = note }
    }

    func remove(_ digest: ObjectName) {
        state.withLock { state in _ = state.removeValue(forKey: digest) }
    }
}
