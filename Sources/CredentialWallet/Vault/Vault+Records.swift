import Cryptography
import Database
import Encodings
import Glibc
import Storage
import Synchronization

extension Vault {
    /// Makes a change, within the one that this thread is making or as one of its own.
    func change(_ body: (inout PendingChanges) throws(WalletError) -> Void) throws(WalletError) {
        try exclusively { () throws(WalletError) in
            try state.withLock { state throws(WalletError) in
                guard var pending = state.pending.take() else { return }
                do throws(WalletError) {
                    try body(&pending)
                } catch {
                    state.pending = pending
                    throw error
                }
                state.pending = pending
            }
        }
    }

    /// Encrypts a record as a part of a change.
    func write(_ content: Span<UInt8>, as name: RecordName, in pending: inout PendingChanges) throws(WalletError) {
        let generation = pending.generation
        let record = try WalletError.ofCryptography { () throws(CryptographyError) in
            try SealedRecord(content, as: name, generation: generation, with: keys)
        }
        pending.records.updateValue(record, forKey: name)
    }

    /// The record of a name as it is stored, or as it is about to be.
    func record(_ name: RecordName) throws(WalletError) -> SealedRecord? {
        try state.withLock { state throws(WalletError) in
            if let changed = state.pending?.records[name] { return changed }
            let database = state.database
            return try WalletError.ofDatabase { () throws(DatabaseError) in try VaultRecords.get(name, in: database) }
        }
    }

    /// What a record holds, or `nil`.
    func content(_ name: RecordName) throws(WalletError) -> [UInt8]? {
        guard let record = try record(name) else { return nil }
        return try WalletError.ofCryptography { () throws(CryptographyError) in
            try record.open(as: name, with: keys)
        }
    }

    /// The names of the records of a kind, those that are about to be among them.
    func names(_ kind: RecordName.Kind) throws(WalletError) -> [RecordName] {
        try state.withLock { state throws(WalletError) in
            let database = state.database
            var names = try WalletError.ofDatabase { () throws(DatabaseError) in
                try VaultRecords.names(kind, in: database)
            }
            for (name, record) in state.pending?.records ?? [:] where name.kind == kind {
                names.removeAll { $0 == name }
                if record != nil { names.append(name) }
            }
            return names
        }
    }

    // MARK: Saving

    /// Prepares a change, after looking whether another program changed the file.
    func begin() throws(WalletError) {
        let onDisk = try WalletError.passingOn { () throws(StorageError) in
            try FileStream(argument: path, pipeLimit: 0).next()
        }
        try state.withLock { state throws(WalletError) in
            if state.isStale || !onDisk.starts(with: state.header.bytes) {
                let file = try Self.read(path)
                let (header, start) = try Self.header(of: file, accepting: costs)
                guard header.vaultID == state.header.vaultID, header.commitment == state.header.commitment else {
                    throw WalletError(.vaultDamaged, "expected the same wallet as before, found another in its place")
                }
                let database = try VaultBody.open(file, under: header, from: start, with: keys)
                state.summaries = try Self.summaries(in: database, with: keys)
                state.database = database
                state.header = header
                state.isStale = false
            }
            state.pending = PendingChanges(
                owner: pthread_self(), generation: state.header.generation + 1, summaries: state.summaries)
        }
    }

    /// Saves what was changed.
    func commit() throws(WalletError) {
        try state.withLock { state throws(WalletError) in
            guard var pending = state.pending.take(), !pending.isEmpty else { return }
            // Until the file is in place, the memory is ahead of it; where that fails, the file counts.
            state.isStale = true
            if pending.changesIndex {
                try write(VaultIndex.bytes(of: pending.summaries).span, as: .index, in: &pending)
            }
            let (database, records) = (state.database, pending.records)
            let image = try WalletError.ofDatabase { () throws(DatabaseError) in
                try VaultRecords.apply(records, to: database)
                return try database.image()
            }
            var header = state.header
            header.generation = pending.generation
            header.bodyByteCount = image.count
            if let slots = pending.slots { header.slots = slots }
            header.salt = try WalletError.ofCryptography { () throws(CryptographyError) in
                try SecureRandom.bytes(VaultHeader.saltByteCount)
            }
            let file = try VaultBody.seal(image, under: header, with: keys)
            try put(file, removingPrevious: pending.removesPrevious)
            _ = memory?.remember(header.generation, of: header.vaultName)
            state.header = header
            state.summaries = pending.summaries
            state.isStale = false
        }
    }

    private func put(_ file: [UInt8], removingPrevious: Bool) throws(WalletError) {
        let name = String(Self.previousPath(of: path).split(separator: "/").last ?? "")
        try WalletError.passingOn { () throws(StorageError) in
            try AtomicFile.replace(
                at: path, with: file, access: .ownerOnly,
                previous: removingPrevious ? .removed(with: name) : .kept(as: name), faults: faults)
        }
    }
}
