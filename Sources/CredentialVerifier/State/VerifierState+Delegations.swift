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

    /// What the name in the index begins with that stands for all of somebody's words for which there was no room.
    private static let roomName = "room-"

    /// What earlier runs kept, with what of it is lost, and the first thing that is.
    ///
    /// Each file whose name is its digest counts, whether or not the index names it: what it says is signed. One that is lost
    /// stays named until it is handed over again: what it said, nobody else may say.
    func keptDelegations() -> (delegations: Delegations, damage: TrustFolderError?) {
        let kept = keptDocuments()
        // That the index itself cannot be read is said where the rest is looked at.
        let lost = (known?.delegations ?? [:]).filter { kept[$0.key] == nil }
        let damage = lost.keys.filter { !$0.hasPrefix(Self.roomName) }.min().map {
            Self.damage(delegationFile($0), "the delegation that was kept, found none or another")
        }
        let warnings = lost.reduce(into: [:]) { $0[$1.key] = Self.lost($1.key, $1.value) }
        let delegations = kept.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
        return (Delegations(remembering: delegations, lost: warnings), damage)
    }

    /// The delegations that are kept, by their digests; each is read and looked at once.
    private func keptDocuments() -> [String: Delegation] {
        delegationNames.reduce(into: [:]) { found, name in
            found[name] =
                readDelegations.delegation(name)
                ?? keptDelegation(name).flatMap { bytes in
                    (try? Delegation(parsing: bytes)).map { readDelegations.keep($0, name) }
                }
        }
    }

    /// What the index says of one that is lost, or of words for which there was no room.
    private static func lost(_ name: String, _ text: String) -> LostWarning {
        let words = Self.institutions(text)
        guard name.hasPrefix(roomName), let speaker = words.last else {
            return LostWarning(institutions: Set(words))
        }
        // An earlier version named the speaker alone.
        return LostWarning(institutions: Set(words.dropLast()), speaker: speaker)
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
    ///   - heard: What is at hand by the word of institutions on lists.
    ///   - told: What delegations tell by the lists at hand and by nothing else.
    ///   - nobodys: Those that were signed with a key which is called stolen now; asked only where they take up room.
    /// - Returns: Whether there was room for all.
    /// - Throws: ``StorageError``.
    func keep(
        _ heard: [DelegationWarning], told: (Delegations) -> [DelegationWarning],
        nobodys: () -> [Delegation] = { [] }
    ) throws(StorageError) -> Bool {
        // What the index lost is named again.
        let unnamed = try unnamed(keptDelegations().delegations)
        let kept = keptDocuments()
        var isNews = false
        for delegation in heard.flatMap(\.delegations) where try kept[Self.digest(of: delegation)] == nil {
            isNews = true
        }
        guard isNews || !unnamed.isEmpty else { return true }
        var heard = heard
        var removed: Set<String> = []
        var expected = try choice(among: heard, without: removed, told)
        if !expected.unkept.isEmpty {
            var discredited: Set<ObjectIdentifier> = []
            for delegation in nobodys() {
                removed.insert(try Self.digest(of: delegation))
                discredited.insert(ObjectIdentifier(delegation))
            }
            heard.removeAll { $0.delegations.contains { discredited.contains(ObjectIdentifier($0)) } }
            let dispensable = try dispensable(heard, told)
            // What gives up its place is at hand as well, and would take it again.
            var isDispensable: [Bool] = []
            for warning in heard {
                let digest = try warning.delegations.last.map { (last) throws(StorageError) in try Self.digest(of: last)
                }
                isDispensable.append(digest.map { dispensable.contains($0) } ?? false)
            }
            heard = zip(heard, isDispensable).filter { !$0.1 }.map(\.0)
            removed.formUnion(dispensable)
            expected = try choice(among: heard, without: removed, told)
        }
        guard !unnamed.isEmpty || !expected.isEmpty || !removed.isEmpty else { return true }
        let lock = try lock(Self.delegationsName)
        defer { lock.release() }
        // Another run may have kept some in the meantime.
        let choice = try choice(among: heard, without: removed, told)
        let marks = marks(adding: choice.unkept)
        guard !choice.new.isEmpty || !marks.isEmpty || !removed.isEmpty || !unnamed.isEmpty else {
            return choice.unkept.isEmpty
        }
        var added = unnamed.filter { !removed.contains($0.key) }
        for (delegation, institutions) in choice.new {
            let digest = try Self.digest(of: delegation)
            try AtomicFile.replace(at: delegationFile(digest), with: delegation.bytes, access: .ownerOnly)
            added[digest, default: []].formUnion(institutions)
        }
        try change { index in
            for digest in removed { index.delegations[digest] = nil }
            for (digest, institutions) in added {
                let all = institutions.union(Self.institutions(index.delegations[digest] ?? ""))
                index.delegations[digest] = Self.text(all)
            }
            for (name, text) in marks { index.delegations[name] = text }
        }
        for digest in removed where added[digest] == nil { try AtomicFile.remove(at: delegationFile(digest)) }
        return choice.unkept.isEmpty
    }

    /// What is kept and could go without anything being forgotten: those of which a later one says all that they say, and
    /// more, and those by which nobody warns.
    private func dispensable(
        _ heard: [DelegationWarning], _ told: (Delegations) -> [DelegationWarning]
    ) throws(StorageError) -> Set<String> {
        let present = keptDelegations().delegations
        let kept = told(present)
        var reach: [[UInt8]: Int64] = [:]
        for (word, far) in (kept + heard).flatMap(\.words) { reach[word] = max(far, reach[word] ?? far) }
        var needed: Set<String> = []
        for warning in kept where warning.words.contains(where: { $0.value >= reach[$0.key] ?? $0.value }) {
            for delegation in warning.delegations { needed.insert(try Self.digest(of: delegation)) }
        }
        // One that no list at hand stands behind may count by another's, or again: it stays with what it may come from.
        let counted = Set(kept.compactMap(\.delegations.last).map { ObjectIdentifier($0) })
        for delegation in present.all where delegation.isWarning && !counted.contains(ObjectIdentifier(delegation)) {
            for other in [delegation] + present.to(delegation.delegatorBytes) {
                needed.insert(try Self.digest(of: other))
            }
        }
        var dispensable: Set<String> = []
        for delegation in present.all {
            let digest = try Self.digest(of: delegation)
            if !needed.contains(digest) { dispensable.insert(digest) }
        }
        return dispensable
    }

    /// The entries of the index for those of whose words there is no room for all.
    ///
    /// Beyond some speakers of one institution it is named itself, so that nobody fills the index.
    private func marks(adding unkept: Set<DelegationRoom.Speaker>) -> [String: String] {
        var speakers: [[UInt8]: Set<[UInt8]>] = [:]
        for (name, text) in known?.delegations ?? [:] where name.hasPrefix(Self.roomName) {
            let words = Self.institutions(text)
            guard words.count == 2 else { continue }
            speakers[words[0], default: []].insert(words[1])
        }
        var marks: [String: String] = [:]
        for speaker in unkept.sorted(by: { $0.id.lexicographicallyPrecedes($1.id) }) {
            let institution = speaker.institution
            let isOneTooMany = (speakers[institution]?.count ?? 0) >= DelegationRoom.speakers
            let name = isOneTooMany ? institution : speaker.id
            // By its digest, for a name can be as long as anybody likes.
            guard let marked = LostWarning.speaker(name),
                speakers[institution, default: []].insert(marked).inserted
            else { continue }
            let text = Self.text([institution]) + " " + Self.text([marked])
            // It names no delegation, so that none which is handed over takes it away.
            guard let digest = Delegations.digest(of: Array(text.utf8)) else { continue }
            marks[Self.roomName + digest] = text
        }
        return marks
    }

    /// Those that are there and that the index does not name, each with the institution from which it claims to come.
    private func unnamed(_ kept: Delegations) throws(StorageError) -> [String: Set<[UInt8]>] {
        let names = known?.delegations ?? [:]
        var unnamed: [String: Set<[UInt8]>] = [:]
        for delegation in kept.all {
            let digest = try Self.digest(of: delegation)
            if names[digest] == nil { unnamed[digest] = Self.institutions(behind: delegation, kept) }
        }
        return unnamed
    }

    /// What is to be kept beside what is kept.
    private struct Choice {
        /// What is new, and the institutions from which its powers come.
        var new: [(delegation: Delegation, institutions: Set<[UInt8]>)] = []
        /// Who said that for which there is no room.
        var unkept: Set<DelegationRoom.Speaker> = []

        var isEmpty: Bool { new.isEmpty && unkept.isEmpty }
    }

    /// - Parameter removed: The digests of those that are not kept any longer.
    private func choice(
        among heard: [DelegationWarning], without removed: Set<String>,
        _ told: (Delegations) -> [DelegationWarning]
    ) throws(StorageError) -> Choice {
        let present = keptDelegations().delegations
        let index = known?.delegations ?? [:]
        var kept = Delegations()
        var room = DelegationRoom()
        for delegation in present.all {
            let digest = try Self.digest(of: delegation)
            guard !removed.contains(digest) else { continue }
            kept.add([delegation])
            let named = index[digest].map { Set(Self.institutions($0)) } ?? []
            room.take(delegation, of: named.isEmpty ? Self.institutions(behind: delegation, present) : named)
        }
        var known: [[UInt8]: Int64] = [:]
        for (word, far) in told(kept).flatMap(\.words) { known[word] = max(far, known[word] ?? far) }
        var choice = Choice()
        for warning in heard {
            // What says the same again is not kept again, but takes the place of what is lost.
            var isLost = false
            for delegation in warning.delegations where try present.lost[Self.digest(of: delegation)] != nil {
                isLost = true
            }
            let isTold = warning.words.allSatisfy { word in known[word.key].map { $0 >= word.value } ?? false }
            guard isLost || !isTold else { continue }
            let missing = warning.delegations.filter { !kept.has($0) }
            guard room.has(missing, of: warning) else {
                choice.unkept.insert(DelegationRoom.Speaker(id: warning.speaker, institution: warning.institution))
                continue
            }
            kept.add(missing)
            for (word, far) in warning.words { known[word] = max(far, known[word] ?? far) }
            for delegation in missing { room.take(delegation, of: [warning.institution]) }
            // One that is there by the word of another institution is this one's as well.
            choice.new += warning.delegations.map { ($0, [warning.institution]) }
        }
        return choice
    }

    /// The institution on a list from which the powers of a delegator come, as far as what is kept says it; none where that is
    /// not known.
    private static func institutions(behind delegation: Delegation, _ kept: Delegations) -> Set<[UInt8]> {
        guard delegation.depth > 1 else { return [delegation.delegatorBytes] }
        let parents = kept.to(delegation.delegatorBytes).filter { $0.depth == 1 }
        return Set(parents.map(\.delegatorBytes))
    }

    /// DIDs as the index has them: with a blank between them, which none has in it.
    private static func text(_ institutions: Set<[UInt8]>) -> String {
        institutions.sorted { $0.lexicographicallyPrecedes($1) }
            .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }

    private static func institutions(_ text: String) -> [[UInt8]] {
        text.utf8.split(separator: UInt8(ascii: " ")).map { Array($0) }
    }

    private static func digest(of delegation: Delegation) throws(StorageError) -> String {
        guard let digest = Delegations.digest(of: delegation.bytes) else {
            throw StorageError(.inputOutput, "the cryptographic library failed")
        }
        return digest
    }
}
