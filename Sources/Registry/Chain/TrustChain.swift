import Credentials
import Encodings

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

    /// What the authority said twice, and differently, with the two documents.
    public internal(set) var contradiction: (what: SeenTrust.Contradiction, documents: [[UInt8]])?
    /// Another root, signed as well, of a version that is known or had been seen, with its bytes.
    public private(set) var rivalRoot: (what: SeenTrust.Root, bytes: [UInt8])?
    /// The list that had been seen, where its keys were replaced since and this list says nothing of what it recorded.
    public internal(set) var setAside: [UInt8]?

    /// The list that had been seen, for what it recorded must still be there.
    let seenList: [UInt8]?
    let index: SealedListIndex?
    private var statement: FreshnessStatement?
    /// All that was at hand so far, whether or not it holds: with more beside it, it may.
    private(set) var given: TrustMaterial

    /// Puts a chain together.
    ///
    /// - Parameters:
    ///   - material: What is at hand: a pinned root or its successors, lists, statements.
    ///   - seen: What had been seen of the authority before.
    ///   - seenList: The bytes of the list that had been seen, where they were kept; they come from the verifier's own
    ///     keeping and are compared by the digest in `seen`.
    ///   - index: The index of a list that was verified before, from the verifier's own keeping as well.
    public init(
        pin: TrustPin, material: TrustMaterial, seen: SeenTrust = SeenTrust(), seenList: [UInt8]? = nil,
        index: SealedListIndex? = nil
    ) {
        self.index = index
        self.pin = pin
        self.seen = seen
        self.seenList = seenList
        given = material
        take(material)
    }

    /// Whether no list was at hand at all, be it one that does not hold.
    public var hasNoList: Bool { given.lists.isEmpty }

    /// Whether the newest of what had been seen is at hand, so that nothing else need be looked up.
    public var isUpToDate: Bool {
        seen.contradiction == nil
            && (seen.list.map { list?.sequence == $0.sequence && list?.digest == $0.digest } ?? true)
            && (seen.root.map { root?.version == $0.version && root?.digest == $0.digest } ?? true)
            && (seen.statementIssued.map { list?.freshness?.issued == $0 } ?? true)
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
            chain = TrustChain(pin: pin, material: given + news, seen: seen, seenList: seenList, index: index)
            chain.notes += remembered
        } else {
            chain.given = given + news
            chain.take(news)
        }
        if chain.list?.digest != list?.digest { chain.notes.removeAll { $0.code == .listRemembered } }
        return chain
    }

    /// What of some documents is not at hand already, byte for byte.
    private func news(in material: TrustMaterial) -> TrustMaterial {
        TrustMaterial(
            roots: material.roots.filter { !given.roots.contains($0) },
            lists: material.lists.filter { !given.lists.contains($0) },
            statements: material.statements.filter { !given.statements.contains($0) })
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

    private mutating func take(_ material: TrustMaterial) {
        let rootCount = roots.count
        guard walk(material.roots) else {
            list = nil
            return
        }
        // A new root may have taken the right to sign from those who signed the list at hand.
        let lists = (roots.count > rootCount ? [list?.bytes].compactMap { $0 } : []) + material.lists
        var statements = material.statements
        if roots.count > rootCount {
            list = nil
            // The same goes for the key of every day.
            if let statement { statements.insert(statement.bytes, at: 0) }
            statement = nil
        }
        var hasContradiction = false
        var superseded: TrustError?
        for bytes in newestFirst(lists) where !consider(bytes, &superseded) { hasContradiction = true }
        if hasContradiction { list = nil }
        if list == nil, let superseded { problems.append(superseded) }
        for bytes in statements { take(statement: bytes) }
        attachStatement()
    }

    /// Follows the roots as far as they go; `false` when none of them can be relied on.
    private mutating func walk(_ documents: [[UInt8]]) -> Bool {
        guard pin.rootDigest != nil else { return true }
        do throws(TrustError) {
            var waiting = documents
            if roots.isEmpty { roots.append(try pinned(among: &waiting)) }
            // Each root is tried by its own claim of a version; only its signatures make the claim count.
            // What claims none comes last, so that it is not taken for the fault of a root that follows.
            let claims = waiting.map { ($0, Self.version(of: $0)) }.sorted { ($0.1 ?? .max) < ($1.1 ?? .max) }
            for (bytes, version) in claims {
                guard let newest = roots.last else { break }
                if let version, (1...newest.version).contains(version) {
                    try checkKnown(bytes, version)
                } else {
                    let next = try newest.successor(verifying: bytes)
                    guard next.digest != newest.digest else { continue }
                    // One that is not followed may take the keys from those that are: to stop here would hide it.
                    guard roots.count < Self.rootLimit else { throw Self.tooManyRoots(next) }
                    roots.append(next)
                }
            }
            try checkSeenRoot()
            return true
        } catch {
            problems.append(error)
            return false
        }
    }

    private func pinned(among documents: inout [[UInt8]]) throws(TrustError) -> TrustRoot {
        var refusal: TrustError?
        for position in documents.indices {
            do throws(TrustError) {
                let root = try TrustRoot(verifying: documents[position], pin: pin)
                documents.remove(at: position)
                return root
            } catch {
                // What is wrong with the pinned root itself says more than that others are not it.
                if error.code != .rootNotPinned { refusal = refusal ?? error }
            }
        }
        throw refusal ?? TrustError(.rootNotPinned, "expected the root that the pin names, found none or others")
    }

    /// A root of a version that is known must be that very root; one from before the pinned one is nobody's concern.
    private mutating func checkKnown(_ bytes: [UInt8], _ version: Int) throws(TrustError) {
        guard let place = roots.firstIndex(where: { $0.version == version }), roots[place].bytes != bytes else {
            return
        }
        do throws(TrustError) {
            try roots[place].check(rival: bytes, after: place > 0 ? roots[place - 1] : nil)
        } catch {
            if error.code == .rootEquivocation {
                let content = try TrustRoot.parse(bytes).root.canonicalBytes(omitting: ["proof"])
                rivalRoot = (SeenTrust.Root(version: version, digest: try IssuerTrustList.digest(content)), bytes)
            }
            throw error
        }
    }

    private static func tooManyRoots(_ next: TrustRoot) -> TrustError {
        TrustError(
            .rootLimit, at: "/credentialSubject/version",
            "expected at most \(rootLimit) roots from the pinned one on, found version \(next.version) after them")
    }

    private static func version(of bytes: [UInt8]) -> Int? {
        (try? TrustRoot.parse(bytes))?.root["credentialSubject"]?["version"]?.integer
    }

    private mutating func checkSeenRoot() throws(TrustError) {
        if let past = seen.contradictoryRoot, let newest = roots.last, newest.version <= past.version {
            throw TrustError(
                .rootEquivocation, at: "/credentialSubject/version",
                "expected a root with a version above \(past.version), of which two that differ were seen before, found "
                    + "version \(newest.version)")
        }
        guard let seen = seen.root, let newest = roots.last else { return }
        guard newest.version >= seen.version else {
            throw TrustError(
                .rootRollback, at: "/credentialSubject/version",
                "expected a root from version \(seen.version) on, which was seen before, found version \(newest.version)"
            )
        }
        guard let same = roots.first(where: { $0.version == seen.version }), same.digest != seen.digest else { return }
        rivalRoot = (SeenTrust.Root(version: same.version, digest: same.digest), same.bytes)
        throw TrustError(
            .rootEquivocation, at: "/credentialSubject/version",
            "expected the root with version \(seen.version) that was seen before, found another; keep both as evidence")
    }

    /// Lists in the order of the number that each claims, so that one which is merely older is not taken for a fraud.
    private func newestFirst(_ lists: [[UInt8]]) -> [[UInt8]] {
        guard lists.count > 1 else { return lists }
        let claims = lists.map { bytes in
            (bytes, (try? IssuerTrustList.parse(bytes))?.root["trustList"]?["sequence"]?.integer ?? 0)
        }
        return claims.sorted { $0.1 > $1.1 }.map(\.0)
    }

    /// Takes a list if it is the newest that holds; `false` when it contradicts one that holds as well.
    ///
    /// - Parameter superseded: Why the list that was seen does not hold any more, where its keys were replaced since: what
    ///   is to be expected, and a problem only where there is no other.
    private mutating func consider(_ bytes: [UInt8], _ superseded: inout TrustError?) -> Bool {
        do throws(TrustError) {
            let candidate = try verified(bytes)
            if let list {
                guard candidate.sequence >= list.sequence else {
                    // That the list which was seen last has a successor by now is what happens to every list.
                    if candidate.digest != seen.list?.digest, bytes != seenList {
                        notes.append(
                            TrustNote(
                                .listLeftAside,
                                [("older", .number(candidate.sequence)), ("newer", .number(list.sequence))]))
                    }
                    return true
                }
                do throws(TrustError) {
                    try candidate.check(succeeding: list)
                } catch {
                    if error.code == .equivocation {
                        note(list, candidate.bytes, candidate.digest)
                    } else {
                        note(error, candidate, list.bytes, list.digest)
                    }
                    throw error
                }
            }
            try checkSeen(candidate)
            list = candidate
            return true
        } catch {
            if error.code == .threshold, bytes == seenList,
                wereKeysReplaced(.list, since: seen.list?.rootVersion ?? seen.root?.version)
            {
                superseded = error
                return true
            }
            problems.append(error)
            return error.code != .equivocation && error.code != .historyRewritten
        }
    }

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
            let newest = max(statement?.issued ?? next.issued, boundStatement ?? next.issued)
            guard next.issued >= newest else {
                notes.append(TrustNote(.freshRollback, [("issued", .date(next.issued))]))
                return
            }
            statement = next
        } catch {
            problems.append(error)
        }
    }

    private mutating func attachStatement() {
        guard let statement, let list else { return }
        do throws(TrustError) {
            self.list = try list.stated(by: statement)
        } catch {
            if error.code == .equivocation {
                note(list, statement.bytes, statement.listDigest, isByStatement: true)
            }
            problems.append(error)
            self.list = nil
        }
    }
}
