import Credentials
import Cryptography
import Database
public import Encodings
public import Proofs
public import Registry
import Storage
import Synchronization

extension StatusKeeper {
    /// The lists that there are, and which of them must be signed; nothing is changed.
    ///
    /// - Throws: ``IssuerError`` with code `noStatusLists`, `registerDamaged` or `storageFailed`.
    public func pending(at now: Timestamp) throws(IssuerError) -> [PendingList] {
        let lists = try profile.requiredStatusLists
        let key = listKey(at: now) ?? lists.key
        return try stand().lists.map { standing in
            PendingList(
                purpose: standing.purpose, number: standing.family.number, address: standing.address,
                setCount: standing.setCount, lastPublished: standing.previous?.validFrom,
                isDue: standing.isDue(by: key.verificationMethod, at: now))
        }
    }

    /// The key that signs lists at the time `now`: the one that was chosen, while it is in force, else another that is.
    private func listKey(at now: Timestamp) -> InstitutionKey? {
        if let key = profile.statusLists?.key, key.standing(at: now) == .inForce { return key }
        return InstitutionKeys(known: profile.keys).signing(.status, at: now)
    }

    /// Every list as it is to be published, those that say the latest first; what must be signed is signed and kept.
    ///
    /// A list in which nothing changed is the same bytes as before for half of its time. What this returns is in the
    /// register, so that whoever is interrupted in publishing it gets the same again.
    ///
    /// - Parameters:
    ///   - signer: The key for status lists; `nil` where nothing has to be signed.
    ///   - trustLists: The trust lists that verifiers have; the key is not looked up where there are none.
    /// - Throws: ``IssuerError`` with code `noStatusLists`, `keyFileAltered` when the signer has another key,
    ///   `statusKeyNotListed`, `clockBehind`, `signingFailed`, `folderBusy` when something changed meanwhile,
    ///   `registerDamaged` or `storageFailed`.
    public func release(
        at now: Timestamp, signer: (any CredentialSigner)?, on trustLists: [IssuerTrustList] = []
    ) throws(IssuerError) -> [ReleasedList] {
        let lists = try profile.requiredStatusLists
        let stand = try stand()
        let own = profile.keys.first { $0.purpose == .status && $0.publicKey == signer?.publicKey }
        let present = own ?? listKey(at: now) ?? lists.key
        let due = stand.lists.filter { $0.isDue(by: present.verificationMethod, at: now) }
        var signed: [String: StatusList] = [:]
        if !due.isEmpty {
            guard let signer, let own else {
                throw IssuerError(
                    .keyFileAltered, "expected one of the keys for status lists of the institution, found another")
            }
            try own.requireInForce(at: now)
            let maker = StatusListSigner(
                issuer: own.verificationMethod.did, verificationMethod: own.verificationMethod, key: signer)
            for standing in due {
                signed[standing.address] = try Self.sign(standing, maker, at: now, trustLists)
            }
            try keep(
                due.compactMap { standing in signed[standing.address].map { (standing, $0) } }, stand, by: own, at: now)
        }
        return stand.lists.compactMap { standing in
            let new = signed[standing.address]
            return (new ?? standing.previous).map { list in
                ReleasedList(
                    purpose: standing.purpose, number: standing.family.number, setCount: standing.setCount, list: list,
                    isNew: new != nil)
            }
        }.enumerated().sorted { left, right in
            let (a, b) = (left.element.list.validFrom, right.element.list.validFrom)
            return a == b ? left.offset < right.offset : a > b
        }.map(\.element)
    }

    private static func sign(
        _ standing: Standing, _ maker: StatusListSigner, at now: Timestamp, _ trustLists: [IssuerTrustList]
    ) throws(IssuerError) -> StatusList {
        var start = now
        // Two lists within a second still follow one upon the other; a clock that went back further is set right first.
        if let last = standing.previous?.validFrom, last >= now, last.seconds(since: now) < 5 {
            start = last.adding(seconds: 1)
        }
        do throws(StatusListRefusal) {
            return try maker.sign(
                standing.values, of: standing.purpose, at: standing.address, from: start, replacing: standing.previous,
                on: trustLists)
        } catch {
            throw IssuerError(error, IssuerStatusLists.fileName(standing.purpose, standing.family.number))
        }
    }

    /// Keeps lists that were signed, unless something changed since it was read what they say.
    private func keep(
        _ signed: [(Standing, StatusList)], _ stand: Stand, by key: InstitutionKey, at now: Timestamp
    ) throws(IssuerError) {
        try register.withLock { register throws(IssuerError) in
            try register.book.database.write { transaction throws(IssuerError) in
                let last = try IssuerError.passingOn { () throws(DatabaseError) in try transaction.lastStatusEvent() }
                guard last == stand.lastEvent else { throw Self.changedMeanwhile }
                try transaction.requireUsable(key, at: now)
                for (standing, list) in signed {
                    let number = standing.family.number
                    let known = try IssuerError.passingOn { () throws(DatabaseError) in
                        try transaction.lastPublished(number, standing.purpose)?.validFrom
                    }
                    guard known == standing.previous?.validFrom else { throw Self.changedMeanwhile }
                    let digest = try IssuerPaths.digest(of: list.bytes)
                    let publication = ListPublication(
                        list: number, purpose: standing.purpose, validFrom: list.validFrom,
                        validUntil: list.validUntil ?? list.validFrom, digest: digest)
                    let content = SignedList(
                        content: list.bytes, verificationMethod: String(decoding: list.methodBytes, as: UTF8.self),
                        publicKey: list.key.multikey, digest: digest.hexadecimal, validFrom: list.validFrom)
                    try transaction.append(.listPublished(publication), list: content, at: now)
                }
            }
        }
    }

    private static var changedMeanwhile: IssuerError {
        IssuerError(.folderBusy, "another program changed the status of a credential, or published, meanwhile")
    }
}

extension StatusKeeper {
    /// How everything stands at one moment.
    struct Stand {
        var lists: [Standing] = []
        /// The number of the last event by which a status changed.
        var lastEvent = 0
    }

    /// How one list stands.
    struct Standing {
        let family: StatusFamily
        let purpose: StatusPurpose
        let values: StatusBitstring
        /// The list that was signed last.
        let previous: StatusList?

        var address: String { family.address(purpose) }

        var setCount: Int { values.bytes.reduce(0) { $0 + $1.nonzeroBitCount } }

        func isDue(by verificationMethod: DIDURL, at now: Timestamp) -> Bool {
            guard let previous else { return true }
            return !StatusListSigner.isStillGood(previous, values, of: purpose, by: verificationMethod, at: now)
        }
    }

    /// Reads how everything stands.
    func stand() throws(IssuerError) -> Stand {
        try register.withLock { register throws(IssuerError) in
            try register.book.database.read { transaction throws(IssuerError) in
                var stand = Stand()
                let families = try IssuerError.passingOn { () throws(DatabaseError) in
                    stand.lastEvent = try transaction.lastStatusEvent()
                    return try transaction.statusFamilies()
                }
                for family in families where !family.base.isEmpty {
                    for purpose in family.purposes {
                        stand.lists.append(
                            Standing(
                                family: family, purpose: purpose,
                                values: try transaction.setValues(family, purpose),
                                previous: try Self.previous(family, purpose, in: transaction)))
                    }
                }
                var decided = try DecidedStatus(stand.lists, in: transaction)
                try decided.check(stand.lists, in: transaction)
                return stand
            }
        }
    }

    private static func previous(
        _ family: StatusFamily, _ purpose: StatusPurpose, in transaction: Transaction
    ) throws(IssuerError) -> StatusList? {
        let row = try IssuerError.passingOn { () throws(DatabaseError) in
            try transaction.lastPublished(family.number, purpose)
        }
        guard let row else { return nil }
        let keys = KnownStatusKeys([row])
        guard let list = try? StatusList(verifying: row.content, keys: keys, at: row.validFrom),
            try IssuerPaths.digest(of: row.content).hexadecimal.utf8.elementsEqual(row.digest.utf8),
            list.validFrom == row.validFrom, list.id.utf8.elementsEqual(family.address(purpose).utf8)
        else {
            throw IssuerError(
                .registerDamaged,
                "\(IssuerStatusLists.fileName(purpose, family.number)) is not in the register as it was signed on "
                    + "\(row.validFrom)")
        }
        return list
    }
}

/// The keys by which the institution signed lists.
struct KnownStatusKeys: VerificationKeys {
    private var keys: [String: Ed25519PublicKey] = [:]

    init(_ lists: [SignedList]) {
        for list in lists {
            keys[list.verificationMethod] = try? Ed25519PublicKey(multikey: list.publicKey)
        }
    }

    /// The keys by which a list shows that it is the institution's: not those that somebody else may have.
    init(_ lists: [SignedList], of profile: IssuerProfile) {
        self.init(lists)
        for key in profile.keys where key.purpose == .status {
            keys[key.verificationMethod.text] = key.compromisedSince == nil ? key.publicKey : nil
        }
    }

    func publicKey(for verificationMethod: String) -> Ed25519PublicKey? { keys[verificationMethod] }
}

extension IssuerProfile {
    /// Where the institution publishes status lists.
    ///
    /// - Throws: ``IssuerError`` with code `noStatusLists` where it publishes none.
    public var requiredStatusLists: IssuerStatusLists {
        get throws(IssuerError) {
            guard let statusLists else {
                throw IssuerError(.noStatusLists, "expected status_lists in \(Self.fileName), found none")
            }
            return statusLists
        }
    }
}

extension IssuerError {
    /// Passes on why a list is not signed.
    init(_ refusal: StatusListRefusal, _ name: String) {
        switch refusal {
        case .proof(let error): self.init(.signingFailed, "\(name): \(error.reason)")
        case .list(let error):
            self.init(
                .registerDamaged,
                "\(name) would contradict what was published before: \(error.reason) (\(error.code.rawValue))")
        case .window: self.init(.signingFailed, "\(name) would end before it begins")
        case .notLater: self.init(.clockBehind, "the clock shows a time before that of the last \(name)")
        case .keyNotListed:
            self.init(.statusKeyNotListed, "the trust list does not have the key for status lists of this institution")
        }
    }
}
