import Encodings
import Registry
import Storage

/// The delegations that told of a stolen key or of void awards.
///
/// Whoever has a stolen key hands over an older delegation, in which nobody knows of the theft; a verifier that was told once
/// does not forget it. Each stands in a file of its own that is named by its digest, and `known.json` names all of them, so
/// that each one that is gone or was changed is noticed. They are read as anybody's: what counts is who signed them.
extension VerifierState {
    /// The name of the folder with delegations.
    public static let delegationsName = "delegations"

    /// What earlier runs kept, with what of it is lost, and the first thing that is.
    ///
    /// Each file whose name is its digest counts, whether or not the index names it: what it says is signed. One that is lost
    /// stays named until it is handed over again: what it said, nobody else may say.
    func keptDelegations() -> (delegations: Delegations, damage: TrustFolderError?) {
        let (kept, index) = keptDocuments()
        // That the index itself cannot be read is said where the rest is looked at.
        let lost = (index?.delegations ?? [:]).filter { kept[$0.key] == nil }
        let damage = lost.keys.min().map {
            Self.damage(delegationFile($0), "the delegation that was kept, found none or another")
        }
        let delegations = kept.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
        return (Delegations(remembering: delegations, lost: lost, unkept: index?.unkept ?? []), damage)
    }

    /// The delegations that are kept, by their digests, and an index that names no other ones but those that are lost.
    ///
    /// Another run may keep some meanwhile, and remove others. It writes a file before the index names it, and removes it
    /// afterwards: so the index is read first, and again where something is missing.
    private func keptDocuments() -> (documents: [String: Delegation], index: StateIndex?) {
        let index = known
        var kept = keptFiles()
        guard let index, index.delegations.keys.contains(where: { kept[$0] == nil }) else { return (kept, index) }
        let latest = known
        for name in latest?.delegations.keys ?? [:].keys where kept[name] == nil { kept[name] = readDelegation(name) }
        return (kept, latest)
    }

    private func keptFiles() -> [String: Delegation] {
        delegationNames.reduce(into: [:]) { $0[$1] = readDelegation($1) }
    }

    /// One that is kept, which is read and looked at once; `nil` where it is gone, or is another one.
    private func readDelegation(_ name: String) -> Delegation? {
        if let known = readDelegations.delegation(name) { return known }
        guard
            let bytes = try? FileReader.read(delegationFile(name), limit: Delegation.byteLimit, links: .refuse),
            let read = try? Delegation(parsing: bytes), let digest = read.digest,
            digest.utf8.elementsEqual(name.utf8)
        else { return nil }
        return readDelegations.keep(read, name)
    }

    /// The names of the files that there are, without their endings.
    private var delegationNames: [String] {
        let names = (try? Folder.usableNames(in: path + "/" + Self.delegationsName)) ?? []
        return names.filter { $0.utf8.suffix(5).elementsEqual(".json".utf8) }.map { String($0.dropLast(5)) }.sorted()
    }

    private func delegationFile(_ digest: String) -> String { "\(path)/\(Self.delegationsName)/\(digest).json" }

    /// Keeps delegations that tell something which none that is kept tells, with those that they come from.
    ///
    /// Who said something for which there is no room is named all the same, as if something of it were lost: it was seen.
    ///
    /// - Parameters:
    ///   - heard: What is at hand by the word of institutions on lists.
    ///   - told: What delegations tell by the lists at hand and by nothing else.
    ///   - isNobodys: Whether something is nobody's word any more by the lists at hand.
    /// - Returns: Whether there was room for all.
    /// - Throws: ``StorageError``.
    func keep(
        _ heard: [DelegationWarning], told: @escaping (Delegations) -> [DelegationWarning],
        isNobodys: @escaping (LostWarning) -> Bool
    ) throws(StorageError) -> Bool {
        let expected = try keeping(told, isNobodys)
        guard try expected.isNews(heard) else { return true }
        let first = try plan(expected.plan(heard))
        guard first.changes else { return first.plan.unkept.isEmpty }
        let lock = try lock(Self.delegationsName)
        defer { lock.release() }
        // Another run may have kept some in the meantime.
        let plan = try keeping(told, isNobodys).plan(heard)
        for (digest, bytes) in plan.documents {
            try AtomicFile.replace(at: delegationFile(digest), with: bytes, access: .ownerOnly)
        }
        try change { Self.enter(plan, in: &$0) }
        for digest in plan.removed { try AtomicFile.remove(at: delegationFile(digest)) }
        return plan.unkept.isEmpty
    }

    private func keeping(
        _ told: @escaping (Delegations) -> [DelegationWarning], _ isNobodys: @escaping (LostWarning) -> Bool
    ) throws(StorageError) -> DelegationKeeping {
        try DelegationKeeping(
            keptDelegations().delegations, known ?? StateIndex(), told: told, isNobodys: isNobodys)
    }

    /// Whether anything is to be written by a plan.
    private func plan(_ plan: DelegationKeeping.Plan) -> (plan: DelegationKeeping.Plan, changes: Bool) {
        let index = known ?? StateIndex()
        var next = index
        Self.enter(plan, in: &next)
        return (plan, next != index || !plan.documents.isEmpty)
    }

    private static func enter(_ plan: DelegationKeeping.Plan, in index: inout StateIndex) {
        for digest in plan.removed { index.delegations[digest] = nil }
        for (digest, ways) in plan.named { index.delegations[digest, default: []].formUnion(ways) }
        index.mark(plan.unkept)
    }
}
