public import Encodings
public import Registry

/// The rules of a trust folder: its pin decides, by a key or by a chain of roots.
///
/// A list must be signed by whom the pin and the roots say, continue the one that is known (no step back, no second one
/// of the same number, nothing left out), and be good now. A status list must be signed by a key that the list has for
/// status lists, or a delegation in the folder by an institution on the list, and be no older than the one of its name that
/// is there. A DID document is unsigned: it is taken only where the list names every key in it. What else lies at the source
/// and does not hold, such as yesterday's statement by a key that was replaced today, is left out: whoever keeps the source
/// can hold it back as well.
public struct TrustChainRules: TrustUpdateRules {
    private let folder: String
    /// What the folder itself shows.
    private let held: TrustChain
    /// What is known besides, from earlier runs.
    private let known: TrustChain
    /// The lists that earlier runs kept, whether or not they hold by the roots of today.
    private let kept: [[UInt8]]
    private let state: VerifierState?
    /// The delegations that somebody put into the trust folder.
    private let delegations: Delegations
    /// The same with those of earlier runs that tell of a stolen key: one that was handed over brings nobody in.
    private let warnings: Delegations

    /// Why the list that is in the folder does not count, where there is one that does not.
    public let presentProblem: TrustError?

    /// The newest version of the root; 0 where the pin names one and none is there yet.
    public var rootVersion: Int? { held.pin.rootDigest == nil ? nil : known.root?.version ?? 0 }
    /// Only a root says whose statements count.
    public var asksForFreshness: Bool { held.pin.rootDigest != nil }
    /// The verified list that is in the folder.
    public var present: IssuerTrustList? { held.list }

    /// Reads what a trust folder has of its authority.
    ///
    /// - Parameters:
    ///   - state: where earlier runs kept what they had seen, if anywhere.
    ///   - path: the trust folder that `folder` is part of, with the delegations; the same where it is all.
    /// - Throws: ``TrustUpdateError`` with case `folder` when a file cannot be read. A list that the pin does not vouch
    ///   for is no error: it counts for nothing, and is replaced.
    public init(
        folder: String, state: VerifierState? = nil, in path: String? = nil
    ) throws(TrustUpdateError) {
        self.folder = folder
        do throws(TrustFolderError) {
            let documents = try TrustFolder.delegationDocuments(in: path ?? folder)
            delegations = Delegations(documents)
            var warnings = state?.keptDelegations().delegations ?? Delegations()
            warnings.add(documents)
            self.warnings = warnings
            let pin = try TrustFolder.pin(in: folder)
            let material = try TrustFolder.material(in: folder, pin: pin)
            held = TrustChain(pin: pin, material: material)
            presentProblem = material.lists.isEmpty || held.list != nil ? nil : held.problems.last
            self.state = state
            // What was kept and cannot be read is said by whoever keeps it, and is no reason to take nothing newer.
            guard let kept = state?.keptWithDocuments(of: pin, material.roots) else {
                known = held
                self.kept = []
                return
            }
            self.kept = kept.lists
            known = TrustChain(
                pin: pin, material: material + kept.material, seen: kept.seen, seenLists: kept.lists)
        } catch {
            throw .folder(error)
        }
    }

    /// Judges files at the time `now`.
    ///
    /// - Throws: ``TrustUpdateError`` with case `refused` or `overdue`, `folder` when a file that is there cannot be
    ///   read, or `cryptography`.
    public func judge(_ files: FetchedTrustFiles, at now: Timestamp) throws(TrustUpdateError) -> AcceptedTrustFiles {
        var chain = try self.chain(files, at: now)
        var leftOut: [AcceptedTrustFiles.LeftOut] = []
        if chain.list == nil || !chain.problems.isEmpty {
            let used = Leftovers(files, pin: held.pin, after: known.roots)
            let rest = try used.leftOut.isEmpty ? chain : self.chain(used.files, at: now)
            if rest.list != nil, rest.problems.isEmpty { (chain, leftOut) = (rest, used.leftOut) }
        }
        guard let list = chain.list, chain.problems.isEmpty else {
            remember(chain, at: now)
            throw refusal(of: chain, files, at: now)
        }
        do throws(TrustUpdateError) {
            try checkIsCurrent(list, at: now)
        } catch {
            // That a newer one exists was said with the day's key, whether or not that one is ever handed over.
            if list.statement(knownAt: now).map({ $0.listSequence > list.sequence }) ?? false {
                remember(chain, at: now, always: true)
            }
            throw error
        }
        var accepted = AcceptedTrustFiles(list: list)
        accepted.notes = chain.notes.filter { $0.code == .recordedLate }
        accepted.leftOut = leftOut
        let version = held.root?.version ?? 0
        for root in chain.roots where root.version > version {
            accepted.files.append(AcceptedTrustFiles.Place(TrustFolder.rootName(root.version), root.bytes))
        }
        // The same content with another proof is nothing new; what was received first stays.
        if list.digest != held.list?.digest {
            accepted.files.append(AcceptedTrustFiles.Place(TrustFolder.listName, files.list))
        }
        if let statement = list.statement(knownAt: now), statement.bytes == files.freshness,
            statement.bytes != held.list?.freshness?.bytes
        {
            accepted.files.append(AcceptedTrustFiles.Place(TrustFolder.statementName, statement.bytes))
        }
        if let bytes = files.freshness, !leftOut.contains(where: { $0.name == .freshness }),
            !list.statements.contains(where: { $0.bytes == bytes })
        {
            let isReplaced = chain.notes.contains { $0.code == .statementReplaced }
            accepted.leftOut.append(AcceptedTrustFiles.LeftOut(.freshness, isReplaced ? .keyReplaced : .older))
        }
        let vouchers = StapledFile.Vouchers(list, delegations, warnings)
        for file in files.others {
            switch try StapledFile(file, vouchers, folder: folder).judge(at: now) {
            case .accepted(let place): accepted.files.append(place)
            case .leftOut(let reason): accepted.leftOut.append(AcceptedTrustFiles.LeftOut(file.name, reason))
            }
        }
        return accepted
    }

    /// Keeps it where what was fetched contradicts what is known, or takes something back, so that it is not forgotten
    /// with the refusal.
    private func remember(_ chain: TrustChain, at now: Timestamp, always: Bool = false) {
        let isEvidence =
            !chain.contradictions.isEmpty || chain.rootContradiction != nil || chain.rewriting != nil
        guard let state, always || isEvidence else { return }
        // The refusal says more than that nothing was kept of it would.
        for chain in [known, chain] { _ = try? state.keep(chain, at: now) }
    }

    /// The chain with what was fetched, which must continue all that is known.
    private func chain(_ files: FetchedTrustFiles, at now: Timestamp) throws(TrustUpdateError) -> TrustChain {
        // A clock that was set back forgets what is dated later, and must not let anything older in.
        for list in [held.list, known.list] {
            guard let list, list.dated > now.adding(seconds: 300) else { continue }
            throw .overdue(
                TrustError(.fromFuture, "expected a list issued by now, found a later one"), present: list)
        }
        let roots = known.roots.map(\.bytes)
        let fetched = TrustMaterial(roots: files.roots.map(\.bytes))
        // What was said with a key that the new root takes out is no fault of what is fetched.
        let newest = TrustChain(pin: held.pin, material: TrustMaterial(roots: roots), handedOver: fetched).root
        let statements = (known.list?.statements ?? []).map(\.bytes).filter { bytes in
            newest.map { (try? FreshnessStatement(verifying: bytes, root: $0, pin: held.pin)) != nil } ?? true
        }
        let material = TrustMaterial(
            roots: roots, lists: [files.list], statements: statements + [files.freshness].compactMap { $0 })
        return TrustChain(
            pin: held.pin, material: material, handedOver: fetched, seen: known.seen(at: now),
            seenLists: [known.list?.bytes].compactMap { $0 } + kept)
    }

    /// The first thing that is wrong, and the file that it is wrong with.
    private func refusal(of chain: TrustChain, _ files: FetchedTrustFiles, at now: Timestamp) -> TrustUpdateError {
        // Signatures that do not hold have one code, whichever file they stand in.
        let roots = TrustChain(
            pin: held.pin, material: TrustMaterial(roots: known.roots.map(\.bytes)),
            handedOver: TrustMaterial(roots: files.roots.map(\.bytes)), seen: known.seen(at: now))
        if let error = roots.problems.first {
            return .refused(.root((roots.root?.version ?? 0) + 1), error, present: present, evidence: nil)
        }
        let error = chain.problems.first ?? TrustError(.unreadable, "expected a list, found none that holds")
        let name: TrustFileName = error.code.rawValue.hasPrefix("FRESH_") ? .freshness : .list
        return .refused(name, error, present: present, evidence: nil)
    }

    private func checkIsCurrent(_ list: IssuerTrustList, at now: Timestamp) throws(TrustUpdateError) {
        do throws(TrustError) {
            try list.check(at: now)
        } catch {
            if let present, present.digest == list.digest, error.code == .expired {
                throw .overdue(error, present: present)
            }
            throw .refused(.list, error, present: present, evidence: nil)
        }
    }
}

/// What of the files of a source is used, and what lies there besides and does not hold.
private struct Leftovers {
    /// The files without it.
    private(set) var files: FetchedTrustFiles
    /// What does not hold.
    private(set) var leftOut: [AcceptedTrustFiles.LeftOut] = []

    /// Goes through the roots as far as they hold, and takes the statement where one of the newest root's keys signed it.
    init(_ files: FetchedTrustFiles, pin: TrustPin, after known: [TrustRoot]) {
        self.files = files
        guard pin.rootDigest != nil else { return }
        var roots = known
        for (place, file) in files.roots.enumerated() {
            do throws(TrustError) {
                if let root = roots.last {
                    roots.append(try root.successor(verifying: file.bytes))
                } else {
                    roots.append(try TrustRoot(verifying: file.bytes, pin: pin))
                }
            } catch {
                // Two of one version that are signed are no leftover, and what follows nothing is judged as a whole.
                guard error.code != .rootEquivocation, !roots.isEmpty else { return }
                leftOut = files.roots[place...].map { AcceptedTrustFiles.LeftOut($0.name, Self.reason(error)) }
                self.files.roots.removeSubrange(place...)
                break
            }
        }
        guard let newest = roots.last, let bytes = files.freshness else { return }
        do throws(TrustError) {
            _ = try FreshnessStatement(verifying: bytes, root: newest, pin: pin)
        } catch {
            // One by a key that was replaced since is no fault of a chain.
            let isReplaced = roots.contains { (try? FreshnessStatement(verifying: bytes, root: $0, pin: pin)) != nil }
            guard !isReplaced else { return }
            self.files.freshness = nil
            leftOut.append(AcceptedTrustFiles.LeftOut(.freshness, Self.reason(error)))
        }
    }

    private static func reason(_ error: TrustError) -> AcceptedTrustFiles.LeftOut.Reason {
        [.rootUnreadable, .freshUnreadable].contains(error.code) ? .unreadable : .notHolding
    }
}
