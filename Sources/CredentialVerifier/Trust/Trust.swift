public import Cryptography
public import Encodings
public import Proofs
public import Registry
import Storage

/// What a verifier relies on: the trust lists of the authorities that it has pinned, and the DID documents that somebody
/// has put beside them.
///
/// It is made of verified lists only. A list that could not be verified is kept as a problem, so that a report can say
/// why an issuer is not recognised.
public struct Trust: Sendable {
    /// From each pin to the list in force; none where lists were handed over as they are.
    public let chains: [TrustChain]
    /// The verified lists.
    public let lists: [IssuerTrustList]
    /// Why other lists are not among them.
    public let problems: [TrustError]
    /// The pinned authorities of which no list counts, and why.
    private let silent: [(chain: TrustChain, why: TrustError)]
    /// What is worth knowing of the lists besides.
    public let listNotes: [TrustNote]
    /// Why what earlier runs had seen is not known; `nil` when it is, or when nothing is kept.
    public let stateDamage: TrustFolderError?
    /// What a reader of a report must know of what is kept from one run to the next.
    public internal(set) var stateNotes: [Note] = []
    /// The time before which the program cannot have been made; `nil` where it does not say.
    var ownFloor: Timestamp?
    /// Faults that no chain knows of.
    let ownProblems: [TrustError]
    let pinned: [TrustEnvironment]
    /// Snapshots of DID documents, for issuers that no list knows: they tell whose key is whose, and recognise nobody.
    public let documents: [DIDDocument]
    /// The contexts whose words are known: those that are built in, and those that somebody has added.
    public private(set) var contexts: LinkedDataContexts
    /// Registries that somebody else publishes: they inform about issuers that no list knows, and recognise nobody.
    public let registries: [ImportedRegistry]
    /// Documents that came with a credential, in which an issuer can say that it is recognised: they inform alike.
    var handedOver: [RecognitionDocument] = []
    /// DID documents that came with a credential: unlike ``documents`` they tell no key, and where one says otherwise than a
    /// list it is noted.
    var handedOverDocuments: [DIDDocument] = []
    /// The delegations at hand, of which each counts for what an institution on a list stands behind.
    public let delegations: Delegations
    /// The status lists at hand.
    public private(set) var statusLists: StatusLists
    /// What the delegations count for by each of the lists; nothing where there are none.
    private(set) var delegationBooks: [DelegationBook]

    /// Collects verified lists and DID documents.
    ///
    /// A list for demonstrations counts only where nothing better is trusted, and one for real awards stands above all
    /// others: lists of a lesser environment are left out, and named among the problems.
    ///
    /// - Parameter pinned: Environments that are pinned, whether or not there is a list for them: where real awards are
    ///   trusted, a demonstration never takes the place of a list that is missing.
    public init(
        lists: [IssuerTrustList], problems: [TrustError] = [], pinned: [TrustEnvironment] = [],
        documents: [DIDDocument] = [], contexts: LinkedDataContexts = .builtIn, registries: [ImportedRegistry] = [],
        delegations: Delegations = Delegations(), statusLists: StatusLists = StatusLists()
    ) {
        self.init(
            chains: [], lists: lists, problems: problems, pinned: pinned, documents: documents, contexts: contexts,
            registries: registries, delegations: delegations, statusLists: statusLists, stateDamage: nil)
    }

    /// Collects chains that were put together from what is at hand.
    public init(
        chains: [TrustChain], problems: [TrustError] = [], pinned: [TrustEnvironment] = [],
        documents: [DIDDocument] = [], contexts: LinkedDataContexts = .builtIn, registries: [ImportedRegistry] = [],
        delegations: Delegations = Delegations(), statusLists: StatusLists = StatusLists(),
        stateDamage: TrustFolderError? = nil
    ) {
        self.init(
            chains: chains, lists: chains.compactMap(\.list), problems: problems, pinned: pinned, documents: documents,
            contexts: contexts, registries: registries, delegations: delegations, statusLists: statusLists,
            stateDamage: stateDamage)
    }

    init(
        chains: [TrustChain], lists: [IssuerTrustList], problems ownProblems: [TrustError],
        pinned: [TrustEnvironment], documents: [DIDDocument], contexts: LinkedDataContexts,
        registries: [ImportedRegistry], delegations: Delegations, statusLists: StatusLists,
        stateDamage: TrustFolderError?
    ) {
        self.chains = chains
        self.statusLists = statusLists
        self.documents = documents
        self.contexts = contexts
        self.ownProblems = ownProblems
        self.pinned = pinned
        self.stateDamage = stateDamage
        if let stateDamage {
            stateNotes = [Note("STATE_DAMAGED", [("folder", .text(stateDamage.folder ?? "?"))])]
        }
        listNotes = chains.flatMap(\.notes)
        let missing = chains.filter { $0.hasNoList && $0.list == nil }.map { _ in
            TrustError(.unreadable, "there is no \(TrustFolder.listName) beside \(TrustFolder.pinName)")
        }
        let problems = ownProblems + missing + chains.flatMap(\.problems)
        self.registries = registries
        let weight = (lists.map(\.environment) + pinned).map(Self.weight).max() ?? 0
        let counted = lists.filter { Self.weight(of: $0.environment) == weight }
        silent = chains.filter { $0.list == nil && Self.weight(of: $0.pin.environment) == weight }.map {
            ($0, $0.problems.first ?? missing.first ?? TrustError(.unreadable, "there is no list"))
        }
        self.lists = counted
        self.delegations = delegations
        delegationBooks =
            delegations.isEmpty ? [] : counted.map { DelegationBook($0, delegations, statusLists: statusLists) }
        self.problems =
            problems
            + lists.filter { Self.weight(of: $0.environment) < weight }.map { list in
                TrustError(
                    .environmentMixed, at: "/trustList/environment",
                    "expected no list for the environment '\(list.environment)' beside one that counts for more, "
                        + "found that of \(list.authority.legalName)")
            }
    }

    /// Why nobody knows what a pinned authority says of an issuer, which another one recognises; `nil` where all is known.
    ///
    /// Its list may refuse whom the other recognises: that it is missing must never help. An authority that had nothing to
    /// say of the issuer in what was seen of it keeps nobody else's from counting.
    ///
    /// - Parameter issuer: The issuer's identifier as bytes.
    func silence(about issuer: [UInt8], _ recognised: RecognizedIssuer?) -> TrustError? {
        silent.first { $0.chain.mayConcern(issuer, recognised?.withAllAbove ?? []) }?.why
    }

    /// This trust with what came with a credential: newer roots and lists, statements, snapshots of DID documents, and
    /// status lists.
    ///
    /// Nothing of it is believed that the pins at hand do not vouch for.
    public func adding(
        _ material: TrustMaterial, documents added: [DIDDocument] = [], statusLists more: [[UInt8]] = []
    ) -> Trust {
        let isPublished = !(material.roots.isEmpty && material.lists.isEmpty && material.statements.isEmpty)
        let chains = isPublished ? chains.map { $0.adding(material) } : chains
        var delegations = delegations
        delegations.add(material.delegations)
        var trust = Trust(
            chains: chains, lists: chains.isEmpty ? lists : chains.compactMap(\.list), problems: ownProblems,
            pinned: pinned, documents: documents + added, contexts: contexts, registries: registries,
            delegations: delegations, statusLists: statusLists.adding(more), stateDamage: stateDamage)
        (trust.stateNotes, trust.ownFloor, trust.handedOver) = (stateNotes, ownFloor, handedOver)
        trust.handedOverDocuments = handedOverDocuments
        if isPublished { trust.stateNotes.removeAll { $0.code == "PIN_ALONE" } }
        return trust
    }

    /// This trust of a pin and nothing else, which every report on something that does not bring the rest says.
    func ofPinAlone() -> Trust {
        var trust = self
        trust.stateNotes.append(Note("PIN_ALONE"))
        return trust
    }

    /// This trust with documents in which an issuer can say that it is recognised, each looked at for its own signature.
    ///
    /// They recognise nobody: a report tells where a path through them leads.
    ///
    /// - Throws: ``RegistryError`` where the signature of one is wrong.
    public func adding(handedOver registry: PublishedRegistry, at now: Timestamp) throws(RegistryError) -> Trust {
        let signature = try registry.signature(keys: self, contexts: contexts, at: now)
        var trust = self
        trust.handedOver.append(RecognitionDocument(handedOver: registry, signature: signature))
        return trust
    }

    /// This trust with other contexts.
    func knowing(_ contexts: LinkedDataContexts) -> Trust {
        var trust = self
        trust.contexts = contexts
        trust.use(statusLists)
        return trust
    }

    /// Lays status lists beside everything that they are read with; what was found out with something else is forgotten.
    mutating func use(_ lists: StatusLists) {
        let lists = lists.adding([])
        statusLists = lists
        delegationBooks = delegationBooks.map { DelegationBook($0.list, delegations, statusLists: lists) }
    }

    /// Says in every report from now on that nothing is kept.
    mutating func noteUnkept(_ folder: String) {
        guard !stateNotes.contains(where: { $0.code == "STATE_NOT_KEPT" }) else { return }
        stateNotes.append(Note("STATE_NOT_KEPT", [("folder", .text(folder))]))
    }

    /// The latest date of anything that was accepted before, or that the program itself has, where the clock shows an
    /// earlier time.
    public func floor(above clock: Timestamp, skew: Int64 = 300) -> Timestamp? {
        let own = ownFloor.flatMap { clock < $0.adding(seconds: -skew) ? $0 : nil }
        return
            (chains.filter { $0.isClockBehind(clock, skew: skew) }.compactMap(\.seen.clockFloor)
            + [own].compactMap { $0 }).max()
    }

    /// This trust of a program that was made no earlier than `time`, so that no clock can show an earlier one.
    public func notBefore(_ time: Timestamp) -> Trust {
        var trust = self
        trust.ownFloor = time
        return trust
    }

    private static func weight(of environment: TrustEnvironment) -> Int {
        environment == .production ? 2 : environment == .demonstration ? 0 : 1
    }

    /// Nothing to rely on: proofs can be checked, and no credential is ever valid.
    public static let none = Trust(lists: [])

    /// All DID documents at hand, be they put there or handed over.
    var allDocuments: [DIDDocument] { documents + handedOverDocuments }

    /// Whether no authority is pinned, be its list at hand or not.
    var hasNoAuthority: Bool { chains.isEmpty && lists.isEmpty && pinned.isEmpty }

    /// Whether nobody is trusted for anything.
    var isEmpty: Bool { lists.isEmpty && problems.isEmpty && documents.isEmpty }
}

extension Trust: VerificationKeys {
    /// The key that a list has for the verification method; nothing when two lists disagree, nor when two delegations do.
    ///
    /// Where no list knows the issuer, a DID document may tell its key. Beside a list it does not count: the list wins.
    public func publicKey(for verificationMethod: String) -> Ed25519PublicKey? {
        let keys = publicKeys(for: verificationMethod)
        return keys.count == 1 ? keys.first : nil
    }

    /// The key as in ``publicKey(for:)``, but all of them where delegations name several.
    public func publicKeys(for verificationMethod: String) -> [Ed25519PublicKey] {
        let listed = lists.compactMap { $0.publicKey(for: verificationMethod) }
        if let key = listed.first { return listed.allSatisfy { $0 == key } ? [key] : [] }
        let delegated = delegatedKeys(verificationMethod)
        return delegated.isEmpty ? [documentedKey(verificationMethod)].compactMap { $0 } : delegated
    }

    /// The keys that delegations have for a method, where an institution on a list stands behind them.
    private func delegatedKeys(_ verificationMethod: String) -> [Ed25519PublicKey] {
        guard !delegationBooks.isEmpty else { return [] }
        let subject = Array(verificationMethod.utf8.prefix { $0 != UInt8(ascii: "#") })
        guard lists.allSatisfy({ $0.issuer(subject) == nil }) else { return [] }
        return delegationBooks.reduce(into: []) { found, book in
            found += book.publicKeys(for: verificationMethod).filter { !found.contains($0) }
        }
    }

    /// Why the document that tells the key forbids to verify with it at the time `now`.
    public func end(of verificationMethod: String, at now: Timestamp) -> KeyEnd? {
        guard !documents.isEmpty, lists.allSatisfy({ $0.publicKey(for: verificationMethod) == nil }),
            delegatedKeys(verificationMethod).isEmpty
        else { return nil }
        for document in documents {
            guard let method = document.method(named: verificationMethod), let end = method.end, now >= end else {
                continue
            }
            return KeyEnd(time: end, isRevoked: method.revoked == end)
        }
        return nil
    }

    private func documentedKey(_ verificationMethod: String) -> Ed25519PublicKey? {
        guard !documents.isEmpty else { return nil }
        let subject = Array(verificationMethod.utf8.prefix { $0 != UInt8(ascii: "#") })
        guard lists.allSatisfy({ $0.issuer(subject) == nil }) else { return nil }
        var found: Ed25519PublicKey?
        for document in documents {
            guard let key = document.publicKey(for: verificationMethod) else { continue }
            if let found, found != key { return nil }
            found = key
        }
        return found
    }
}
