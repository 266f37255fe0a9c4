import Encodings
import Proofs
import Synchronization

/// The status lists at hand, each verified when it is first asked for and then kept open.
///
/// Lists were handed over, as by a capsule, or lie where the sources look; of neither is anything believed. It can be
/// used from many threads.
public final class StatusLists: Sendable {
    /// A list that counted, or that contradicts one that did, for those who remember it for the next run.
    public struct Counted: Sendable {
        /// The list.
        public let list: StatusList
        /// The institution about whose credentials it speaks.
        public let institution: String
        /// Whether the list did not count, because it contradicts one that was kept before.
        public let isContradiction: Bool
    }

    /// The most lists of one name that are opened.
    private static let candidateLimit = 4 * StatusHistory.limit

    private let sources: [any StatusListSource]
    private let handedOver: [(id: [UInt8], bytes: [UInt8])]
    private let histories = Mutex<[ByteKey: StatusHistory]>([:])
    private let counted = Mutex<[ByteKey: Counted]>([:])

    /// Collects what is at hand.
    public init(_ handedOver: [[UInt8]] = [], sources: [any StatusListSource] = []) {
        self.sources = sources
        self.handedOver = handedOver.map { (StatusList.claimedID(of: $0) ?? [], $0) }
    }

    /// The same with more lists, and open to be judged by other keys.
    public func adding(_ lists: [[UInt8]], sources more: [any StatusListSource] = []) -> StatusLists {
        StatusLists(handedOver.map(\.bytes) + lists, sources: sources + more)
    }

    /// Identifiers of the lists that were handed over, as bytes; empty for one that is none.
    var handedOverIDs: [[UInt8]] { handedOver.map(\.id) }

    /// Takes out what counted since it was last asked.
    public func takeCounted() -> [Counted] {
        counted.withLock { lists in
            defer { lists = [:] }
            return Array(lists.values)
        }
    }

    /// Notes that a list counted, or that it contradicts one that did, which was not remembered yet.
    func count(_ list: StatusList, of institution: String, isContradiction: Bool = false) {
        let key = ByteKey(Array(institution.utf8) + [isContradiction ? 1 : 0] + list.idBytes)
        counted.withLock { lists in
            if let other = lists[key]?.list, other.validFrom >= list.validFrom { return }
            lists[key] = Counted(list: list, institution: institution, isContradiction: isContradiction)
        }
    }

    /// The authentic lists with a name that an authority stands behind.
    func history(
        of id: [UInt8], by authority: StatusAuthority, keys: any VerificationKeys, contexts: LinkedDataContexts,
        at now: Timestamp
    ) -> StatusHistory {
        let key = ByteKey(authority.issuer + [0] + id)
        if let known = histories.withLock({ $0[key] }) { return known }
        let history = open(id, authority, keys, contexts, now)
        histories.withLock { $0[key] = history }
        return history
    }

    private func open(
        _ id: [UInt8], _ authority: StatusAuthority, _ keys: any VerificationKeys, _ contexts: LinkedDataContexts,
        _ now: Timestamp
    ) -> StatusHistory {
        let address = String(decoding: id, as: UTF8.self)
        var offers = handedOver.filter { $0.id == id }.map { OfferedStatusList($0.bytes) }
        var known = KnownStatusLists()
        for source in sources {
            offers += source.lists(at: address, of: authority.institution)
            let more = source.known(at: address, of: authority.institution)
            known.newest = [known.newest, more.newest].compactMap { $0 }.max()
            known.contradicted = [known.contradicted, more.contradicted].compactMap { $0 }.max()
        }
        var lists: [StatusHistory.Offer] = []
        var refusal: StatusError?
        for offer in offers.prefix(Self.candidateLimit) {
            do throws(StatusError) {
                let list = try StatusList(verifying: offer.bytes, keys: keys, contexts: contexts, at: now)
                guard list.idBytes == id else { throw Self.otherList(list.id, than: address) }
                try authority.check(list)
                lists.append((list, offer.isRemembered, offer.isContradiction))
            } catch {
                refusal = refusal ?? error
            }
        }
        return StatusHistory(Self.newest(lists), refusal: refusal, known: known)
    }

    private static func newest(_ lists: [StatusHistory.Offer]) -> [StatusHistory.Offer] {
        guard lists.count > StatusHistory.limit else { return lists }
        return Array(lists.sorted { $0.list.validFrom > $1.list.validFrom }.prefix(StatusHistory.limit))
    }

    static func otherList(_ found: String, than expected: String) -> StatusError {
        StatusError(
            .idMismatch, at: "/id", "expected the list \(expected), found \(found)",
            [("expected", .text(expected)), ("found", .text(JSONPointer.printable(found)))])
    }
}
