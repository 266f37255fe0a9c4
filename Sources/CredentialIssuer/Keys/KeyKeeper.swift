import Credentials
import Cryptography
import Database
public import Encodings
import Storage
import Synchronization

/// Adds keys to an institution, and ends their use.
///
/// While one exists, no other process issues from the same folder or changes anything in it, unless its register is on a
/// server. What is decided is in the register at once or not at all; a private key is in its file before anybody can rely
/// on it.
public final class KeyKeeper: Sendable {
    private let folder: IssuerFolder
    private let register: Mutex<Register>

    /// Opens an institution's folder.
    ///
    /// - Parameter patience: How long to wait for another program to finish with the folder.
    /// - Throws: ``IssuerError`` with code `folderBusy`, `registerDamaged` or `storageFailed`.
    public init(_ folder: IssuerFolder, patience: Duration = .seconds(5)) throws(IssuerError) {
        register = Mutex(try Register(folder, patience: patience))
        self.folder = folder
    }

    /// Adds a key that takes the place of those that are in force when its time comes; they sign beside it for a while.
    ///
    /// - Returns: The keys as they are now.
    /// - Throws: ``IssuerError`` with code `keyIsIdentifier`, `noStatusLists`, `keyPlanned`, `keyTimes`, `keyTaken`,
    ///   `profileMalformed` (the name), `keyUnusable` (the passphrase), `cryptographyFailed`, `registerDamaged` or
    ///   `storageFailed`. Nothing was changed then, but for a file with a private key that nobody uses.
    public func rotate(_ new: NewInstitutionKey, at now: Timestamp) throws(IssuerError) -> InstitutionKeys {
        try rotate(new, iterations: KeyFileProtection.writtenIterations, at: now)
    }

    /// The same with another number of iterations for the key file, for tests.
    package func rotate(
        _ new: NewInstitutionKey, iterations: Int, at now: Timestamp
    ) throws(IssuerError) -> InstitutionKeys {
        let profile = folder.profile
        guard new.from >= now, new.overlap >= new.from else {
            throw IssuerError(
                .keyTimes,
                "expected a key that signs from \(now) on at the earliest, and not after those before it have ended")
        }
        var file: [UInt8]?
        if case .file(let key, let passphrase) = new.source {
            file = try IssuerFolder.keyFile(key, passphrase, iterations)
        }
        return try changing { book, transaction throws(IssuerError) in
            let keys = try book.keys(of: profile, in: transaction)
            try self.folder.checkRotation(of: new.purpose, among: keys, at: now)
            let key = try self.key(new, among: keys)
            if let file, case .file(let name) = key.place { try self.write(file, to: name) }
            try Self.adopt(keys, in: transaction, at: now)
            try transaction.append(.key(.added(key)), at: now)
            for before in keys.all(for: new.purpose) where before.standing(at: new.from) == .inForce {
                guard before.until ?? .latest > new.overlap else { continue }
                try transaction.append(
                    .key(.ends(method: before.verificationMethod.text, at: new.overlap)), at: now)
            }
        }
    }

    /// Ends the use of a key.
    ///
    /// From `until` on it signs nothing; what it signed stays good.
    ///
    /// A key whose time has not come is called off by it; then those that it was to follow go on.
    ///
    /// - Parameter isLast: Whether it may be the last one for its purpose.
    /// - Throws: ``IssuerError`` with code `keyUnknown`, `keyCompromised`, `keyTimes`, `keyIsLast`, `registerDamaged` or
    ///   `storageFailed`.
    public func retire(
        _ name: String, from until: Timestamp, isLast: Bool = false, at now: Timestamp
    ) throws(IssuerError) -> KeyEnding {
        let profile = folder.profile
        var resumed: [String] = []
        var isNew = true
        let keys = try changing { book, transaction throws(IssuerError) in
            let keys = try book.keys(of: profile, in: transaction)
            let key = try keys.key(named: name)
            resumed = []
            isNew = false
            switch key.standing(at: now) {
            case .compromised: try key.requireInForce(at: now)
            case .retired: return
            case .planned, .inForce: break
            }
            guard until >= now else {
                throw IssuerError(.keyTimes, "expected a time that has not passed, found \(until)", of: key, until)
            }
            guard key.until != until else { return }
            isNew = true
            try Self.adopt(keys, in: transaction, at: now)
            try transaction.append(.key(.ends(method: key.verificationMethod.text, at: until)), at: now)
            let isCalledOff = key.from.map { until <= $0 } ?? false
            let others = keys.all(for: key.purpose).filter { $0 != key && $0.compromisedSince == nil }
            let next = others.first { other in other.from ?? .earliest <= until && other.until ?? .latest > until }
            if isCalledOff, !others.contains(where: { $0.until == nil }) {
                for other in others where other.standing(at: now) == .inForce {
                    try transaction.append(.key(.ends(method: other.verificationMethod.text, at: nil)), at: now)
                    resumed.append(other.verificationMethod.text)
                }
            }
            guard next != nil || isLast else {
                throw IssuerError(.keyIsLast, "expected another key that signs after it, found none", of: key)
            }
        }
        return KeyEnding(
            key: try keys.key(named: name), isNew: isNew,
            resumed: keys.all.filter { resumed.contains($0.verificationMethod.text) })
    }

    /// Says that somebody else may have signed with a key since a time.
    ///
    /// It signs nothing more, for good.
    ///
    /// - Throws: ``IssuerError`` with code `keyUnknown`, `keyTimes` for a time that has not come, or one later than is
    ///   recorded, `registerDamaged` or `storageFailed`.
    public func markCompromised(
        _ name: String, since: Timestamp, at now: Timestamp
    ) throws(IssuerError) -> KeyEnding {
        let profile = folder.profile
        var isNew = true
        let keys = try changing { book, transaction throws(IssuerError) in
            let keys = try book.keys(of: profile, in: transaction)
            let key = try keys.key(named: name)
            isNew = key.compromisedSince != since
            guard isNew else { return }
            guard since <= now, since < key.compromisedSince ?? .latest else {
                throw IssuerError(
                    .keyTimes, "expected a time that has passed, and none later than what is recorded, found \(since)",
                    of: key, key.compromisedSince ?? since)
            }
            try Self.adopt(keys, in: transaction, at: now)
            try transaction.append(
                .key(.compromised(method: key.verificationMethod.text, since: since)), at: now)
        }
        return KeyEnding(key: try keys.key(named: name), isNew: isNew)
    }

    // MARK: Steps

    /// Changes keys in one transaction, and tells what they are then.
    private func changing(
        _ body: (RegisterBook, Transaction) throws(IssuerError) -> Void
    ) throws(IssuerError) -> InstitutionKeys {
        try register.withLock { register throws(IssuerError) in
            // Where the register is on a server, its lock is not that of the folder with the key files.
            let lock = try IssuerError.passingOn { () throws(StorageError) in
                folder.server == nil ? nil : try FolderLock(folder: folder.path, patience: .seconds(5))
            }
            defer { lock?.release() }
            let book = register.book
            return try book.database.write { transaction throws(IssuerError) in
                try body(book, transaction)
                return try book.keys(of: folder.profile, in: transaction)
            }
        }
    }

    /// Records the keys that only the profile names: from now on the register knows all.
    private static func adopt(
        _ keys: InstitutionKeys, in transaction: Transaction, at now: Timestamp
    ) throws(IssuerError) {
        let known = try IssuerError.passingOn { () throws(DatabaseError) in try transaction.keysByName() }
        for key in keys.all where known[key.verificationMethod.text] == nil {
            try transaction.append(.key(.added(key)), at: now)
        }
    }

    /// The key as it goes into the register.
    private func key(
        _ new: NewInstitutionKey, among keys: InstitutionKeys
    ) throws(IssuerError) -> InstitutionKey {
        let profile = folder.profile
        guard let method = DIDURL("\(profile.id.text)#\(new.name ?? new.publicKey.multikey)"),
            method.pathAndQuery.isEmpty, !(method.fragment ?? "").isEmpty
        else {
            throw IssuerError(
                .profileMalformed, "expected a name for the key of letters, digits, hyphens and dots, found another")
        }
        let place: InstitutionKey.Place
        switch new.source {
        case .file: place = .file("\(new.purpose.rawValue)-\(keys.all(for: new.purpose).count + 1).pem")
        case .device(let address, _): place = .device(address)
        }
        let key = InstitutionKey(
            purpose: new.purpose, verificationMethod: method, publicKey: new.publicKey, place: place, from: new.from)
        let isTaken =
            keys.all.contains {
                $0.verificationMethod == method || $0.publicKey == key.publicKey || $0.place == place
            } || profile.approvers.contains { $0.publicKey == key.publicKey }
        guard !isTaken else {
            throw IssuerError(.keyTaken, "expected a key and a name that are new, found one that is in use", of: key)
        }
        return key
    }

    /// Writes a private key to its file, before the register says that there is one.
    private func write(_ bytes: [UInt8], to name: String) throws(IssuerError) {
        let path = folder.paths.key(named: name)
        try IssuerError.passingOn { () throws(StorageError) in
            try IssuerFolder.setAsideUnfinishedKey(path, folder.faults)
            try AtomicFile.create(at: path, with: bytes, access: .ownerOnly, faults: folder.faults)
        }
    }
}

extension IssuerFolder {
    /// Refuses an institution that cannot have another key for a purpose now.
    ///
    /// - Throws: ``IssuerError`` with code `keyIsIdentifier`, `noStatusLists` or `keyPlanned`.
    public func checkRotation(
        of purpose: InstitutionKey.Purpose, among keys: InstitutionKeys, at now: Timestamp
    ) throws(IssuerError) {
        guard !profile.id.hasMethod("key") else {
            throw IssuerError(
                .keyIsIdentifier, "expected an institution with a name of its own, found one that is named by its key",
                of: profile.issueKey)
        }
        if purpose == .status { _ = try profile.requiredStatusLists }
        // Where nothing can be signed now, one that is planned for later is no help.
        if keys.signing(purpose, at: now) != nil,
            let planned = keys.all(for: purpose).first(where: { $0.standing(at: now) == .planned })
        {
            throw IssuerError(
                .keyPlanned, "expected no key for this that is planned already, found one", of: planned, planned.from)
        }
    }
}
