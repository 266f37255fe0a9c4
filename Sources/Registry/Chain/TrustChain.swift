import Credentials
public import Encodings

/// From a pin to the list in force: every root on the way, the newest list that they vouch for, and the authority's word
/// that it is the newest.
///
/// Whatever is refused on the way is named among the ``problems`` and counts for nothing. Times are not judged here but
/// when a credential is, for a chain is put together once and used for many. Source: trust list design, sections 1.2 and
/// 1.5, steps S2 and S3; The Update Framework, section 5.
public struct TrustChain: Sendable {
    /// How many roots are followed at most.
    public static let rootLimit = 1_024

    /// The pin that it begins with.
    public let pin: TrustPin
    /// The roots, from the pinned one to the newest; none where the pin names a key.
    public private(set) var roots: [TrustRoot] = []
    /// The newest list; `nil` when there is none that holds.
    public private(set) var list: IssuerTrustList?
    /// What was refused, and why.
    public private(set) var problems: [TrustError] = []
    /// What is worth knowing besides.
    public internal(set) var notes: [TrustNote] = []
    /// What had been seen of the authority before.
    public let seen: SeenTrust

    /// What the authority said twice, and differently, in documents that are at hand.
    public internal(set) var contradictions: [FoundContradiction] = []
    /// A list, signed as it must be, that takes back what was on record.
    public internal(set) var rewriting: (list: SeenTrust.List, dated: Timestamp)?
    /// The roots of one version that the authority signed, with the documents.
    public internal(set) var rootContradiction: (what: SeenTrust.RootContradiction, documents: [[UInt8]])?
    /// Lists that had been seen, whose keys were all replaced since, where this list says nothing of what they recorded.
    public internal(set) var setAside: [(what: SeenTrust.SetAside, document: [UInt8])] = []
    /// Lists that were set aside by an earlier list, and that this one continues.
    var restored: Set<Multihash> = []
    /// What the list put on record late, beside one that it continues.
    var late: [LateRecord] = []
    /// An older list that holds, where a newer one beside it leaves out what it recorded: it goes on being remembered.
    private(set) var witness: IssuerTrustList?

    /// The lists that had been seen, for what they recorded must still be there.
    let seenLists: [[UInt8]]
    let index: SealedListIndex?
    /// The lists at hand that hold, while one of them is chosen.
    private(set) var candidates: [IssuerTrustList] = []
    private var statements: [FreshnessStatement] = []
    /// All that the verifier itself has, whether or not it holds: with more beside it, it may.
    public private(set) var given: TrustMaterial
    /// All that others handed over.
    private(set) var handedOver: TrustMaterial
    /// How many of the roots, from the first one on, the verifier itself has, or vouches for by one that it has.
    private var ownRootCount = 0

    /// Puts a chain together.
    ///
    /// - Parameters:
    ///   - material: What the verifier has: a pinned root or its successors, lists, statements.
    ///   - handedOver: What others hand over besides, as with a credential. A root in it does not speak against one of the
    ///     same version that the verifier has, where those who signed it may sign roots no longer.
    ///   - seen: What had been seen of the authority before.
    ///   - seenLists: The lists that `seen` names, where they were kept; they come from the verifier's own keeping and are
    ///     compared by their digests.
    ///   - index: The index of a list that was verified before, from the verifier's own keeping as well.
    public init(
        pin: TrustPin, material: TrustMaterial, handedOver: TrustMaterial = TrustMaterial(),
        seen: SeenTrust = SeenTrust(), seenLists: [[UInt8]] = [], index: SealedListIndex? = nil
    ) {
        self.index = index
        self.pin = pin
        self.seen = seen
        self.seenLists = seenLists
        given = material
        self.handedOver = handedOver
        take(material, handedOver)
    }

    /// Whether no list was at hand at all, be it one that does not hold.
    public var hasNoList: Bool { given.lists.isEmpty && handedOver.lists.isEmpty }

    /// Whether the newest of what had been seen is at hand, so that nothing else need be looked up.
    public var isUpToDate: Bool {
        seen.contradictions.isEmpty && seen.rewriting == nil && problems.isEmpty
            && (seen.list.map { list?.sequence == $0.sequence && list?.digest == $0.digest } ?? true)
            && (seen.root.map { root?.version == $0.version && root?.digest == $0.digest } ?? true)
            && (seen.statementIssued.map { issued in list?.statements.contains { $0.issued == issued } ?? false }
                ?? true)
    }

    /// The chain with more documents, for example those that came with a credential.
    ///
    /// A newer root or list takes the place of an older one; an older list is left aside, and is no fault. What claims to
    /// come from another authority is none of this chain's concern.
    public func adding(_ material: TrustMaterial) -> TrustChain {
        let news = own(material)
        var chain = self
        // A list that came along is not known from before alone.
        if let list, material.lists.contains(list.bytes) { chain.notes.removeAll { $0.code == .listRemembered } }
        guard !news.roots.isEmpty || !news.lists.isEmpty || !news.statements.isEmpty else { return chain }
        if roots.isEmpty && pin.rootDigest != nil || !problems.isEmpty {
            // What was refused before may hold with what is added, so that all of it is looked at anew: a newer list must
            // not be passed over because its root came later.
            let remembered = chain.notes.filter { $0.code == .listRemembered }
            chain = TrustChain(
                pin: pin, material: given, handedOver: handedOver + news, seen: seen, seenLists: seenLists,
                index: index)
            chain.notes += remembered
        } else {
            chain.handedOver = handedOver + news
            chain.take(TrustMaterial(), news)
        }
        if chain.list?.digest != list?.digest { chain.notes.removeAll { $0.code == .listRemembered } }
        return chain
    }

    /// What of some documents is not at hand already, byte for byte.
    private func news(in material: TrustMaterial) -> TrustMaterial {
        let known = given + handedOver
        return TrustMaterial(
            roots: material.roots.filter { !known.roots.contains($0) },
            lists: material.lists.filter { !known.lists.contains($0) },
            statements: material.statements.filter { !known.statements.contains($0) })
    }

    /// The chain with the note that its list is known from before alone.
    public func rememberingItsList() -> TrustChain {
        guard let list else { return self }
        var chain = self
        chain.notes.append(TrustNote(.listRemembered, [("newer", .number(list.sequence))]))
        return chain
    }

    private func own(_ material: TrustMaterial) -> TrustMaterial {
        let authority = pin.authority.id.text
        let statement = { (bytes: [UInt8]) in try? FreshnessStatement.parse(bytes) }
        // What is at hand need not be parsed to be passed over.
        let material = news(in: material)
        return TrustMaterial(
            roots: material.roots.filter { Self.text((try? TrustRoot.parse($0))?.root["issuer"], is: authority) },
            lists: material.lists.filter { Self.text((try? IssuerTrustList.parse($0))?.root["id"], is: pin.listID) },
            statements: material.statements.filter {
                Self.text(statement($0)?.root["credentialSubject"]?["id"], is: pin.listID)
            })
    }

    private static func text(_ node: JSONNode?, is text: String) -> Bool {
        node.map { $0.kind == .string && $0.utf8.elementsEqual(text.utf8) } ?? false
    }

    /// The newest root; `nil` where the pin names a key, or where no root holds.
    public var root: TrustRoot? { roots.last }

    private mutating func take(_ own: TrustMaterial, _ others: TrustMaterial) {
        let rootCount = roots.count
        let material = own + others
        guard walk(own.roots, others.roots) else {
            list = nil
            return
        }
        let isRootNew = roots.count > rootCount
        // A new root may have taken the right to sign from those who signed the list at hand.
        var candidates = isRootNew ? [] : [list].compactMap { $0 }
        var superseded: TrustError?
        var refused: [(bytes: [UInt8], error: TrustError)] = []
        for bytes in (isRootNew ? [list?.bytes].compactMap { $0 } : []) + material.lists {
            do throws(TrustError) {
                candidates.append(try verified(bytes))
            } catch {
                // Why a list that was seen does not hold any more, where its keys were replaced since, is what is to be
                // expected, and a problem only where there is no other.
                if error.code == .threshold, seenLists.contains(bytes) {
                    superseded = error
                } else {
                    refused.append((bytes, error))
                }
            }
        }
        let place = problems.count
        choose(among: candidates)
        problems.insert(contentsOf: refused.filter { !noteReplaced(list: $0.bytes, $0.error) }.map(\.error), at: place)
        if list == nil, let superseded { problems.append(superseded) }
        // The same goes for the key of every day.
        let earlier = isRootNew ? statements.map(\.bytes) : []
        if isRootNew { statements = [] }
        for bytes in earlier + material.statements { take(statement: bytes) }
        if let list {
            let list = list.stated(by: statements, disputed: disputes(of: list), late: late + seen.late)
            self.list = list
            noteLate()
            noteStatements(against: list)
            noteSetAside(list)
        }
    }

    /// A root that somebody offers, by its own account.
    private typealias OfferedRoot = (bytes: [UInt8], version: Int?, isHandedOver: Bool)

    /// Follows the roots as far as they go; `false` when none of them can be relied on.
    private mutating func walk(_ own: [[UInt8]], _ others: [[UInt8]]) -> Bool {
        guard pin.rootDigest != nil else { return true }
        do throws(TrustError) {
            var waiting = own.map { ($0, false) } + others.map { ($0, true) }
            if roots.isEmpty {
                roots.append(try pinned(among: &waiting))
                ownRootCount = 1
            }
            try checkRootContradiction()
            // Each root is tried by its own claim of a version; only its signatures make the claim count. What claims none
            // comes last, so that it is not taken for the fault of a root that follows.
            let offers: [OfferedRoot] = waiting.map { ($0.0, TrustRoot.claimedVersion(of: $0.0), $0.1) }
            var rivals: [(root: OfferedRoot, place: Int)] = []
            var refusal: TrustError?
            for offer in offers.sorted(by: { ($0.version ?? .max) < ($1.version ?? .max) }) {
                do throws(TrustError) {
                    if let place = try follow(offer) { rivals.append((offer, place)) }
                } catch {
                    refusal = error
                    break
                }
            }
            // Who may sign roots today is known when all have been followed.
            for rival in rivals { try check(rival.root, against: rival.place) }
            if let refusal { throw refusal }
            try checkSeenRoot()
            return true
        } catch {
            problems.append(error)
            return false
        }
    }

    /// Goes on to a root where it is the next one.
    ///
    /// - Returns: The place of the root that has its version already, where that is another one; one from before the pinned
    ///   root is nobody's concern.
    private mutating func follow(_ offer: OfferedRoot) throws(TrustError) -> Int? {
        guard let newest = roots.last else { return nil }
        if let version = offer.version, (1...newest.version).contains(version) {
            guard let place = roots.firstIndex(where: { $0.version == version }), roots[place].bytes != offer.bytes
            else { return nil }
            return place
        }
        let next = try newest.successor(verifying: offer.bytes)
        guard next.digest != newest.digest else { return nil }
        // One that is not followed may take the keys from those that are: to stop here would hide it.
        guard roots.count < Self.rootLimit else { throw Self.tooManyRoots(next) }
        roots.append(next)
        if !offer.isHandedOver { ownRootCount = roots.count }
        return nil
    }

    private func pinned(among documents: inout [([UInt8], Bool)]) throws(TrustError) -> TrustRoot {
        var refusal: TrustError?
        for position in documents.indices {
            do throws(TrustError) {
                let root = try TrustRoot(verifying: documents[position].0, pin: pin)
                documents.remove(at: position)
                return root
            } catch {
                // What is wrong with the pinned root itself says more than that others are not it.
                if error.code != .rootNotPinned { refusal = refusal ?? error }
            }
        }
        throw refusal ?? TrustError(.rootNotPinned, "expected the root that the pin names, found none or others")
    }

    /// A root of a version that is known must be that very root.
    ///
    /// The verifier goes on from the one that it has. What a stranger hands over beside it, and those have not signed who may
    /// sign today, says nothing of the authority: anybody has made it up, or whoever has keys that were taken out since. But
    /// where those have signed both, or the verifier itself has both, nobody can tell which of the two it is. Source: The
    /// Update Framework, section 5.3: a client never goes back to an earlier root.
    private mutating func check(_ rival: OfferedRoot, against place: Int) throws(TrustError) {
        if rival.isHandedOver, place < ownRootCount, let newest = roots.last {
            guard let digest = try? TrustRoot.digest(of: rival.bytes), digest != roots[place].digest else { return }
            guard newest.hasSigned(rival.bytes) else {
                notes.append(TrustNote(.rootLeftAside, [("version", .number(roots[place].version))]))
                return
            }
            note(roots[place], digest, [rival.bytes])
            throw roots[place].contradiction
        }
        do throws(TrustError) {
            try roots[place].check(rival: rival.bytes, after: place > 0 ? roots[place - 1] : nil)
        } catch {
            if error.code == .rootEquivocation, let digest = try? TrustRoot.digest(of: rival.bytes) {
                note(roots[place], digest, [rival.bytes])
            }
            throw error
        }
    }

    private mutating func note(_ root: TrustRoot, _ other: Multihash, _ documents: [[UInt8]]) {
        guard let pinned = pin.rootDigest else { return }
        let what = SeenTrust.RootContradiction(
            version: root.version, digests: [root.digest, other], pinned: pinned)
        rootContradiction = (what, [root.bytes] + documents)
    }

    /// Whether the roots that an authority signed twice leave nothing to rely on: until somebody pins another root from
    /// that version on.
    var isRootContradicted: Bool {
        guard let past = seen.rootContradiction, let first = roots.first else { return false }
        return first.version < past.version || pin.rootDigest == past.pinned
    }

    private func checkRootContradiction() throws(TrustError) {
        guard isRootContradicted, let past = seen.rootContradiction else { return }
        throw TrustError(
            .rootEquivocation, at: "/credentialSubject/version",
            "expected one root with version \(past.version), of which two that differ were seen before; a pin of the right "
                + "one settles it")
    }

    private static func tooManyRoots(_ next: TrustRoot) -> TrustError {
        TrustError(
            .rootLimit, at: "/credentialSubject/version",
            "expected at most \(rootLimit) roots from the pinned one on, found version \(next.version) after them")
    }

    private mutating func checkSeenRoot() throws(TrustError) {
        guard let seen = seen.root, let newest = roots.last, let first = roots.first else { return }
        guard newest.version >= seen.version else {
            throw TrustError(
                .rootRollback, at: "/credentialSubject/version",
                "expected a root from version \(seen.version) on, which was seen before, found version \(newest.version)"
            )
        }
        guard let same = roots.first(where: { $0.version == seen.version }), same.digest != seen.digest else { return }
        // Whoever pins a root has said which of two it is.
        guard same.version > first.version else { return }
        note(same, seen.digest, [])
        throw TrustError(
            .rootEquivocation, at: "/credentialSubject/version",
            "expected the root with version \(seen.version) that was seen before, found another; keep both as evidence")
    }

    /// Takes the newest of the lists that hold, in whatever order they came: it must continue every other one, and what had
    /// been seen.
    private mutating func choose(among candidates: [IssuerTrustList]) {
        list = nil
        var ordered: [IssuerTrustList] = []
        for candidate in candidates where !ordered.contains(where: { $0.digest == candidate.digest }) {
            ordered.append(candidate)
        }
        ordered.sort { $0.sequence > $1.sequence }
        self.candidates = ordered
        defer { self.candidates = [] }
        for (place, candidate) in ordered.enumerated() {
            let before = notes
            do throws(TrustError) {
                late = []
                let rivals = try settle(candidate, beside: Array(ordered[(place + 1)...]))
                for older in ordered[(place + 1)...] where !rivals.contains(older.digest) {
                    try check(candidate, succeeding: older)
                }
                try checkSeen(candidate)
                list = candidate
                for older in ordered[(place + 1)...]
                where !isRemembered(older) && !seenLists.contains(older.bytes) && !rivals.contains(older.digest) {
                    notes.append(
                        TrustNote(
                            .listLeftAside,
                            [("older", .number(older.sequence)), ("newer", .number(candidate.sequence))]))
                }
                return
            } catch {
                late = []
                notes = before
                problems.append(error)
                // Two that contradict each other leave neither; of one that is merely too old or too far, others may count.
                if [.equivocation, .historyRewritten, .stateMalformed].contains(error.code) { return }
            }
        }
    }

    /// Checks that a list continues an older one at hand; what had been seen, and what came before that, is held against it
    /// elsewhere.
    private mutating func check(_ candidate: IssuerTrustList, succeeding older: IssuerTrustList) throws(TrustError) {
        let isNews = older.sequence > seen.list?.sequence ?? 0 && !isRemembered(older)
        guard older.sequence == candidate.sequence || isNews else { return }
        do throws(TrustError) {
            late += try candidate.check(succeeding: older)
        } catch {
            if error.code == .equivocation { note(candidate, older.bytes, older.digest) }
            if error.code == .historyRewritten {
                noteRewriting(candidate, of: older.sequence)
                // The older one is remembered, so that the newer one does not count in the next run without it.
                var probe = self
                if (try? probe.checkSeen(older)) != nil { witness = older }
            }
            throw error
        }
    }

    /// That the list which was seen last has a successor by now is what happens to every list.
    private func isRemembered(_ list: IssuerTrustList) -> Bool { seen.keptLists.contains(list.digest) }

    /// A list that holds: by the index that was made when it was verified before, else by verifying it.
    func verified(_ bytes: [UInt8]) throws(TrustError) -> IssuerTrustList {
        if let index, let list = IssuerTrustList(bytes, pin: pin, root: root, index: index) { return list }
        return try IssuerTrustList(verifying: bytes, pin: pin, root: root)
    }

    private mutating func take(statement bytes: [UInt8]) {
        guard let root else {
            problems.append(
                TrustError(
                    .freshBadSignature, "expected a root that lets somebody make statements, for a pinned key does not")
            )
            return
        }
        do throws(TrustError) {
            let next = try FreshnessStatement(verifying: bytes, root: root, pin: pin)
            guard !statements.contains(where: { $0.digest == next.digest }) else { return }
            if let bound = boundStatement, next.issued < bound {
                notes.append(TrustNote(.freshRollback, [("issued", .date(next.issued))]))
                return
            }
            statements.append(next)
        } catch {
            if !noteReplaced(statement: bytes, error) { problems.append(error) }
        }
    }
}

/// What an authority said twice, and differently, in documents that are at hand.
public struct FoundContradiction: Sendable {
    /// What it is about.
    public let what: SeenTrust.Contradiction
    /// From when on it counts, where one of the two is a statement.
    let from: Timestamp?
    /// The two documents.
    public let documents: [[UInt8]]
}
