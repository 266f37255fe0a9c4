import Database
import Glibc
import Storage

/// What an open vault holds in memory.
struct VaultState: ~Copyable {
    /// The header of the file that this is the content of.
    var header: VaultHeader
    /// The records, each encrypted.
    var database: Database
    /// What lists and searches need, by number.
    var summaries: [WalletSummary]
    /// What is to be changed, while somebody changes something.
    var pending: PendingChanges?
    /// Whether the memory is no longer what is in the file: a change could not be saved.
    var isStale = false

    init(header: VaultHeader, database: Database, summaries: [WalletSummary]) {
        self.header = header
        self.database = database
        self.summaries = summaries
    }
}

/// What one change of a vault consists of, before it is saved as a whole.
struct PendingChanges {
    /// The thread that makes it.
    let owner: pthread_t
    /// The generation that it makes.
    let generation: Int
    var records: [RecordName: SealedRecord?] = [:]
    var summaries: [WalletSummary]
    /// The digests in the summaries.
    var digests: Set<ObjectName>
    /// Whether the summaries changed.
    var changesIndex = false
    /// New ways to the key.
    var slots: [VaultSlot]?
    /// Whether the file before this change must not stay.
    var removesPrevious = false

    /// Begins a change of what there is.
    init(owner: pthread_t, generation: Int, summaries: [WalletSummary]) {
        self.owner = owner
        self.generation = generation
        self.summaries = summaries
        digests = Set(summaries.map(\.digest))
    }

    var isEmpty: Bool { records.isEmpty && !changesIndex && slots == nil }
}
