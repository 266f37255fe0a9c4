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

    /// The delegations that warned once and are lost, by their digests as text: for each the DID of its institution, or of
    /// whoever is known to have said it, as bytes; empty where nobody knows whose it was.
    public private(set) var lost: [String: [UInt8]] = [:]

    private var positions: [[UInt8]: [Int]] = [:]
    private var positionsByKey: [Ed25519PublicKey: [Int]] = [:]
    private var known: Set<[UInt8]> = []

    /// Reads documents as they were received.
    ///
    /// - Parameter lost: Those that warned once and are lost; see ``lost``.
    public init(_ documents: [[UInt8]] = [], lost: [String: [UInt8]] = [:]) {
        self.lost = lost
        add(documents)
    }

    /// Whether there is nothing at hand.
    public var isEmpty: Bool { all.isEmpty && refused.isEmpty }

    /// Reads more documents; one that is there already is not read again.
    public mutating func add(_ documents: [[UInt8]]) {
        for bytes in documents where known.insert(bytes).inserted {
            if !lost.isEmpty, let digest = Self.digest(of: bytes) { lost[digest] = nil }
            do throws(TrustError) {
                let delegation = try Delegation(parsing: bytes)
                positions[delegation.entity.idBytes, default: []].append(all.count)
                for key in delegation.entity.keys { positionsByKey[key.publicKey, default: []].append(all.count) }
                all.append(delegation)
            } catch {
                let root = try? Delegation.parse(bytes).root
                let subject = root?["credentialSubject"]
                let id = (subject?.kind == .array ? subject?.firstElement : subject)?["id"]
                refused.append(Refused(error: error, subject: id?.kind == .string ? id?.utf8 ?? [] : []))
            }
        }
    }

    /// The SHA-256 digest by which a delegation is known, as text; `nil` where the cryptographic library fails.
    public static func digest(of document: [UInt8]) -> String? {
        guard let hash = try? SHA256.hash(document) else { return nil }
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
