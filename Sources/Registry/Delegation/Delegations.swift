import Credentials
import Cryptography
import Encodings

/// The delegations at hand, of which nothing is believed before a ``DelegationBook`` has found who signed them.
public struct Delegations: Sendable {
    /// A document that is no delegation, and why.
    public struct Refused: Sendable {
        /// What is wrong with it.
        public let error: TrustError
        /// Whom it says that it is about, as bytes; empty when it does not say.
        let subject: [UInt8]
    }

    /// Those that keep the rules of their form, each once.
    public private(set) var all: [Delegation] = []
    /// Those that do not.
    public private(set) var refused: [Refused] = []

    /// The delegations that warned once and are lost: whose word each was, by its digest as text.
    public private(set) var lost: [String: Set<LostWarning>] = [:]
    /// Who said more than there was room to keep.
    public private(set) var unkept: Set<LostWarning> = []

    /// Where each stands, by what tells it from the others.
    private var places: [[UInt8]: Int] = [:]
    private var positions: [[UInt8]: [Int]] = [:]
    private var positionsByKey: [Ed25519PublicKey: [Int]] = [:]
    private var known: Set<[UInt8]> = []
    private var remembered: Set<ObjectIdentifier> = []
    private var kept: Set<ObjectIdentifier> = []

    /// Reads documents as they were received.
    public init(_ documents: [[UInt8]] = []) { add(documents) }

    /// Takes what was kept of warnings.
    ///
    /// - Parameters:
    ///   - lost: Those that warned once and are lost; see ``lost``.
    ///   - unkept: Who said more than there was room to keep.
    public init(
        remembering delegations: [Delegation], lost: [String: Set<LostWarning>] = [:], unkept: Set<LostWarning> = []
    ) {
        self.lost = lost
        self.unkept = unkept
        for delegation in delegations { add(delegation, isRemembered: true) }
    }

    /// Those that are at hand now, after what is kept of warnings by now.
    public func remembering(_ kept: Delegations) -> Delegations {
        var delegations = Delegations(remembering: kept.all, lost: kept.lost, unkept: kept.unkept)
        for delegation in all where !isRemembered(delegation) { delegations.add(delegation, isRemembered: false) }
        delegations.refused = refused
        return delegations
    }

    /// Whether it is known from earlier runs alone, and nobody hands it over now.
    func isRemembered(_ delegation: Delegation) -> Bool { remembered.contains(ObjectIdentifier(delegation)) }

    /// Whether it is known from earlier runs, be it handed over now as well or not.
    func isKept(_ delegation: Delegation) -> Bool { kept.contains(ObjectIdentifier(delegation)) }

    /// Takes a delegation, unless it is there already.
    private mutating func add(_ delegation: Delegation, isRemembered: Bool) {
        if let place = places[delegation.identity] {
            if !isRemembered { remembered.remove(ObjectIdentifier(all[place])) }
            return
        }
        places[delegation.identity] = all.count
        positions[delegation.entity.idBytes, default: []].append(all.count)
        for key in delegation.entity.keys { positionsByKey[key.publicKey, default: []].append(all.count) }
        all.append(delegation)
        if isRemembered {
            remembered.insert(ObjectIdentifier(delegation))
            kept.insert(ObjectIdentifier(delegation))
        }
    }

    /// Whether there is nothing at hand.
    public var isEmpty: Bool { all.isEmpty && refused.isEmpty }

    /// Takes more delegations; one that is there already is not taken again.
    public mutating func add(_ delegations: [Delegation]) {
        for delegation in delegations { add(delegation, isRemembered: false) }
    }

    /// Whether a delegation is among them, be it written with other blanks or in another order.
    public func has(_ delegation: Delegation) -> Bool { places[delegation.identity] != nil }

    /// Reads more documents; one that is there already is not read again.
    public mutating func add(_ documents: [[UInt8]]) {
        for bytes in documents where known.insert(bytes).inserted {
            do throws(TrustError) {
                let delegation = try Delegation(parsing: bytes)
                let digest = lost.isEmpty ? nil : delegation.digest
                let wasKept = digest.flatMap { lost.removeValue(forKey: $0) } != nil
                add(delegation, isRemembered: false)
                if wasKept, let place = places[delegation.identity] { kept.insert(ObjectIdentifier(all[place])) }
            } catch {
                let root = try? Delegation.parse(bytes).root
                let subject = root?["credentialSubject"]
                let id = (subject?.kind == .array ? subject?.firstElement : subject)?["id"]
                refused.append(Refused(error: error, subject: id?.kind == .string ? id?.utf8 ?? [] : []))
            }
        }
    }

    /// A SHA-256 digest as text; `nil` where the cryptographic library fails.
    static func digest(of bytes: [UInt8]) -> String? {
        guard let hash = try? SHA256.hash(bytes) else { return nil }
        return (try? Multihash(.sha256, digest: hash))?.multibase
    }

    /// The delegations to somebody, in the order in which they came.
    public func to(_ id: [UInt8]) -> [Delegation] { (positions[id] ?? []).map { all[$0] } }

    /// The delegations that name a key, in the order in which they came.
    func naming(_ key: Ed25519PublicKey) -> [Delegation] { (positionsByKey[key] ?? []).map { all[$0] } }

    /// Why a document that names somebody is none; `nil` where there is no such document.
    func refusal(naming id: [UInt8]) -> TrustError? {
        guard !id.isEmpty else { return nil }
        return refused.first { $0.subject == id }?.error
    }
}
