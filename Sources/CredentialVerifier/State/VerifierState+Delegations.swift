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

    /// How many are kept altogether: 1,024.
    static let delegationLimit = 1_024
    /// How many that warn by one delegator: 64, so that no faculty takes the place of another's.
    static let delegationLimitOfOne = 64
    /// How many by one institution on a list and by all below it: 256, so that none takes the place of another's.
    static let delegationLimitOfInstitution = 256

    /// What earlier runs kept, and why that is not all that they kept.
    ///
    /// Each file whose name is its digest counts, whether or not the index names it: what it says is signed.
    func keptDelegations() -> (documents: [[UInt8]], damage: TrustFolderError?) {
        let found = delegationNames
        let documents = found.prefix(Self.delegationLimit).compactMap { keptDelegation($0) }
        // That the index itself cannot be read is said where the rest is looked at.
        let lost = (known?.delegations ?? []).first { keptDelegation($0) == nil }
        let damage = lost.map { Self.damage(delegationFile($0), "the delegation that was kept, found none or another") }
        return (documents, damage)
    }

    /// The names of the files that there are, without their endings.
    private var delegationNames: [String] {
        let names = (try? Folder.usableNames(in: path + "/" + Self.delegationsName)) ?? []
        return names.filter { $0.utf8.suffix(5).elementsEqual(".json".utf8) }.map { String($0.dropLast(5)) }.sorted()
    }

    /// One of them; `nil` where it is gone, or is another one.
    func keptDelegation(_ digest: String) -> [UInt8]? {
        guard let bytes = try? FileReader.read(delegationFile(digest), limit: Delegation.byteLimit, links: .refuse),
            let found = try? TrustIndex.digest(of: bytes), found.multibase.utf8.elementsEqual(digest.utf8)
        else { return nil }
        return bytes
    }

    private func delegationFile(_ digest: String) -> String { "\(path)/\(Self.delegationsName)/\(digest).json" }

    /// Keeps delegations that tell something which none that is kept tells, with those that they come from.
    ///
    /// - Parameter ways: Each after those by which whoever signed it has its powers.
    /// - Returns: Whether there was room for all.
    /// - Throws: ``StorageError``.
    func keep(_ ways: [[Delegation]]) throws(StorageError) -> Bool {
        let names = Set(known?.delegations ?? [])
        // What the index lost is named again.
        let unnamed = delegationNames.filter { !names.contains($0) && keptDelegation($0) != nil }
        var isNews = !unnamed.isEmpty
        for delegation in ways.compactMap(\.last) where try !names.contains(Self.digest(of: delegation)) {
            isNews = true
        }
        guard isNews else { return true }
        let choice = choice(among: ways)
        guard !choice.new.isEmpty || !unnamed.isEmpty else { return choice.hasRoom }
        let folder = path + "/" + Self.delegationsName
        _ = try Folder.createIfAbsent(at: path, access: .ownerOnly)
        _ = try Folder.createIfAbsent(at: folder, access: .ownerOnly)
        let lock = try FolderLock(folder: folder, patience: .seconds(2))
        defer { lock.release() }
        try lock.removeAbandonedTemporaryFiles()
        // Another run may have kept some in the meantime.
        let latest = self.choice(among: ways)
        var added = unnamed
        for delegation in latest.new {
            let digest = try Self.digest(of: delegation)
            try AtomicFile.replace(at: delegationFile(digest), with: delegation.bytes, access: .ownerOnly)
            added.append(digest)
        }
        try change { index in index.delegations += added.filter { !index.delegations.contains($0) } }
        return latest.hasRoom
    }

    /// What is to be kept beside what is kept, and whether there is room for all that should be.
    private func choice(among ways: [[Delegation]]) -> (new: [Delegation], hasRoom: Bool) {
        var kept = Delegations(keptDelegations().documents)
        var told = kept.all.reduce(into: Set<[UInt8]>()) { $0.formUnion($1.warnings) }
        var new: [Delegation] = []
        var hasRoom = true
        for way in ways {
            guard let last = way.last, !last.warnings.isSubset(of: told) else { continue }
            let missing = way.filter { delegation in !kept.all.contains { $0.bytes == delegation.bytes } }
            let ofOne = kept.all.count { $0.isWarning && $0.delegatorBytes == last.delegatorBytes }
            let institution = way.first?.delegatorBytes
            let ofAll = kept.all.count { Self.institution(behind: $0, kept) == institution }
            guard kept.all.count + missing.count <= Self.delegationLimit, ofOne < Self.delegationLimitOfOne,
                ofAll + missing.count <= Self.delegationLimitOfInstitution
            else {
                hasRoom = false
                continue
            }
            kept.add(missing.map(\.bytes))
            told.formUnion(last.warnings)
            new += missing
        }
        return (new, hasRoom)
    }

    /// The institution on a list from which the powers of a delegator come.
    private static func institution(behind delegation: Delegation, _ kept: Delegations) -> [UInt8] {
        guard delegation.depth > 1,
            let parent = kept.to(delegation.delegatorBytes).first(where: { $0.depth < delegation.depth })
        else { return delegation.delegatorBytes }
        return institution(behind: parent, kept)
    }

    private static func digest(of delegation: Delegation) throws(StorageError) -> String {
        do throws(TrustUpdateError) {
            return try TrustIndex.digest(of: delegation.bytes).multibase
        } catch {
            throw StorageError(.inputOutput, "the cryptographic library failed")
        }
    }
}
