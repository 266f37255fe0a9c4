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

    /// How many of these marks there are at most: 256; after that one stands for everybody, so that nobody fills the index.
    static let roomLimit = 256
    /// What the name in the index begins with that stands for all of somebody's words for which there was no room.
    private static let roomName = "room-"

    /// How many are kept altogether: 1,024.
    static let delegationLimit = 1_024
    /// How many that warn by one delegator: 64, so that no faculty takes the place of another's.
    static let delegationLimitOfOne = 64
    /// How many by one institution on a list and by all below it: 256, so that none takes the place of another's.
    static let delegationLimitOfInstitution = 256

    /// What earlier runs kept, with what of it is lost, and the first thing that is.
    ///
    /// Each file whose name is its digest counts, whether or not the index names it: what it says is signed. One that is lost
    /// stays named until it is handed over again: what it said, nobody else may say.
    func keptDelegations() -> (delegations: Delegations, damage: TrustFolderError?) {
        let documents = delegationNames.prefix(Self.delegationLimit).compactMap { keptDelegation($0) }
        // That the index itself cannot be read is said where the rest is looked at.
        let lost = (known?.delegations ?? [:]).filter { keptDelegation($0.key) == nil }
        let damage = lost.keys.filter { !$0.hasPrefix(Self.roomName) }.min().map {
            Self.damage(delegationFile($0), "the delegation that was kept, found none or another")
        }
        return (Delegations(documents, lost: lost.mapValues { Array($0.utf8) }), damage)
    }

    /// The names of the files that there are, without their endings.
    private var delegationNames: [String] {
        let names = (try? Folder.usableNames(in: path + "/" + Self.delegationsName)) ?? []
        return names.filter { $0.utf8.suffix(5).elementsEqual(".json".utf8) }.map { String($0.dropLast(5)) }.sorted()
    }

    /// One of them; `nil` where it is gone, or is another one.
    func keptDelegation(_ digest: String) -> [UInt8]? {
        guard let bytes = try? FileReader.read(delegationFile(digest), limit: Delegation.byteLimit, links: .refuse),
            let found = Delegations.digest(of: bytes), found.utf8.elementsEqual(digest.utf8)
        else { return nil }
        return bytes
    }

    private func delegationFile(_ digest: String) -> String { "\(path)/\(Self.delegationsName)/\(digest).json" }

    /// Keeps delegations that tell something which none that is kept tells, with those that they come from.
    ///
    /// Who said something for which there is no room is named all the same, as if something of it were lost: it was seen.
    ///
    /// - Parameters:
    ///   - ways: Each after those by which whoever signed it has its powers.
    ///   - nobodys: Those that were signed with a key which is called stolen now; asked only where they take up room.
    /// - Returns: Whether there was room for all.
    /// - Throws: ``StorageError``.
    func keep(_ ways: [[Delegation]], nobodys: () -> [Delegation] = { [] }) throws(StorageError) -> Bool {
        let kept = keptDelegations().delegations
        // What the index lost is named again.
        let unnamed = try unnamed(kept)
        let isNews = ways.joined().contains { delegation in !kept.all.contains { $0.bytes == delegation.bytes } }
        guard isNews || !unnamed.isEmpty else { return true }
        var removed: Set<String> = []
        var expected = try choice(among: ways, without: removed)
        if !expected.unkept.isEmpty {
            for delegation in nobodys() { removed.insert(try Self.digest(of: delegation)) }
            expected = try choice(among: ways, without: removed)
        }
        guard !unnamed.isEmpty || !expected.isEmpty || !removed.isEmpty else { return true }
        let lock = try lock(Self.delegationsName)
        defer { lock.release() }
        // Another run may have kept some in the meantime.
        let choice = try choice(among: ways, without: removed)
        try change { index in
            for digest in removed { index.delegations[digest] = nil }
        }
        for digest in removed { try AtomicFile.remove(at: delegationFile(digest)) }
        var added = unnamed.filter { !removed.contains($0.key) }
        for (delegation, institution) in choice.new {
            let digest = try Self.digest(of: delegation)
            try AtomicFile.replace(at: delegationFile(digest), with: delegation.bytes, access: .ownerOnly)
            added[digest] = institution
        }
        let marks = known?.delegations.keys.count { $0.hasPrefix(Self.roomName) } ?? 0
        for speaker in marks + choice.unkept.count > Self.roomLimit ? [[]] : choice.unkept {
            // It names no delegation, so that none which is handed over takes it away.
            guard let digest = Delegations.digest(of: speaker) else { continue }
            added[Self.roomName + digest] = speaker
        }
        try change { index in index.delegations.merge(added.mapValues(Self.text)) { known, _ in known } }
        return choice.unkept.isEmpty
    }

    /// Those that are there and that the index does not name.
    private func unnamed(_ kept: Delegations) throws(StorageError) -> [String: [UInt8]] {
        let names = known?.delegations ?? [:]
        var unnamed: [String: [UInt8]] = [:]
        for delegation in kept.all {
            let digest = try Self.digest(of: delegation)
            if names[digest] == nil { unnamed[digest] = Self.institution(behind: delegation, kept) }
        }
        return unnamed
    }

    /// What is to be kept beside what is kept.
    private struct Choice {
        /// What is new, and the institution from which its powers come.
        var new: [(delegation: Delegation, institution: [UInt8])] = []
        /// Who said that for which there is no room.
        var unkept: Set<[UInt8]> = []

        var isEmpty: Bool { new.isEmpty && unkept.isEmpty }
    }

    /// - Parameter removed: The digests of those that are not kept any longer.
    private func choice(
        among ways: [[Delegation]], without removed: Set<String>
    ) throws(StorageError) -> Choice {
        let present = keptDelegations().delegations
        var kept = Delegations()
        for delegation in present.all where try !removed.contains(Self.digest(of: delegation)) {
            kept.add([delegation.bytes])
        }
        var told = kept.all.reduce(into: Set<[UInt8]>()) { $0.formUnion($1.warnings) }
        var choice = Choice()
        for way in ways {
            guard let last = way.last, let institution = way.first?.delegatorBytes else { continue }
            // What says the same again is not kept again, but takes the place of what is lost.
            var isLost = false
            for delegation in way where try present.lost[Self.digest(of: delegation)] != nil { isLost = true }
            guard isLost || !last.warnings.isSubset(of: told) else { continue }
            let digest = try Self.digest(of: last)
            guard !removed.contains(digest) else { continue }
            let missing = way.filter { delegation in !kept.all.contains { $0.bytes == delegation.bytes } }
            let ofOne = kept.all.count { $0.isWarning && $0.delegatorBytes == last.delegatorBytes }
            let ofAll = kept.all.count { Self.institution(behind: $0, kept) == institution }
            guard kept.all.count + missing.count <= Self.delegationLimit, ofOne < Self.delegationLimitOfOne,
                ofAll + missing.count <= Self.delegationLimitOfInstitution
            else {
                choice.unkept.insert(last.delegatorBytes)
                continue
            }
            kept.add(missing.map(\.bytes))
            told.formUnion(last.warnings)
            choice.new += missing.map { ($0, institution) }
        }
        return choice
    }

    /// The institution on a list from which the powers of a delegator come, as bytes; nothing where that is not known.
    private static func institution(behind delegation: Delegation, _ kept: Delegations) -> [UInt8] {
        guard delegation.depth > 1,
            let parent = kept.to(delegation.delegatorBytes).first(where: { $0.depth < delegation.depth })
        else { return delegation.depth > 1 ? [] : delegation.delegatorBytes }
        return institution(behind: parent, kept)
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func digest(of delegation: Delegation) throws(StorageError) -> String {
        guard let digest = Delegations.digest(of: delegation.bytes) else {
            throw StorageError(.inputOutput, "the cryptographic library failed")
        }
        return digest
    }
}
