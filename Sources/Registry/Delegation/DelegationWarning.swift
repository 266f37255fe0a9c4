public import Cryptography
public import Encodings

/// A delegation that tells of a stolen key or of void awards, by the word of an institution on a list.
public struct DelegationWarning: Sendable {
    /// The institution, as bytes of the DID that the list has for it.
    public let institution: [UInt8]
    /// The delegations from the institution to the warning, which is the last.
    public let delegations: [Delegation]
    /// The key by which each of them was signed.
    public let signers: [Ed25519PublicKey]
    /// What is said, by whom and by which keys, each as bytes that are the same wherever the same is said again; and what of
    /// it decides how long it counts and for what.
    ///
    /// Another institution that lets the same be said is somebody else. So is the same institution by another key: where one
    /// of the two is stolen later, the word of the other remains.
    public let words: [[UInt8]: Extent]

    /// What tells two times apart that the same is said by the same keys.
    public struct Extent: Sendable, Hashable {
        /// How far it reaches: what reaches further says all that the other does, and more.
        public var reach: Int64
        /// When the institution signed first and last, be it what is said or the powers to say it: a list can narrow the
        /// time of the key later, and what was signed in what is left of it goes on counting.
        public var signed: ClosedRange<Timestamp>

        /// Both together: as far as the one, and signed as early or as late as the other.
        public func joined(with other: Extent?) -> Extent {
            guard let other else { return self }
            let first = min(signed.lowerBound, other.signed.lowerBound)
            return Extent(
                reach: max(reach, other.reach), signed: first...max(signed.upperBound, other.signed.upperBound))
        }
    }

    init(_ chain: DelegationChain) {
        institution = chain.institution.idBytes
        delegations = chain.delegations
        signers = chain.signers
        let names = [institution] + chain.delegations.suffix(1).map(\.delegatorBytes)
        let source = names.map { JSONValue.string(String(decoding: $0, as: UTF8.self)) }
        let keys = JSONValue.array(chain.signers.map { .string($0.multikey) })
        let said = chain.delegations.last?.statements(passable: chain.couldPassOn) ?? []
        let signed = chain.signed...chain.signed
        words = said.reduce(into: [:]) { words, statement in
            let word = JSONValue.array(source + [keys] + statement.said).serialized()
            words[word] = Extent(reach: statement.reach, signed: signed).joined(with: words[word])
        }
    }

    /// Whether the institution says it itself.
    public var isOwn: Bool { delegations.count == 1 }

    /// Who says it, as bytes of a DID; the institution by the DID that the list has for it.
    public var speaker: [UInt8] { isOwn ? institution : delegations.last?.delegatorBytes ?? institution }
}

extension Delegation {
    /// Whether it tells of a stolen key or of void awards, which somebody may want to have forgotten.
    public var isWarning: Bool { voidsAwards || entity.keys.contains { $0.state == .compromised } }

    /// What it tells of stolen keys and of void awards, and how far that reaches: a theft the earlier it was, and awards the
    /// later the last of them.
    ///
    /// - Parameter passable: Whether its delegator could pass such awards on, so that it has a word on them.
    fileprivate func statements(passable: (Recognition) -> Bool) -> [(said: [JSONValue], reach: Int64)] {
        let subject = JSONValue.string(String(decoding: entity.idBytes, as: UTF8.self))
        let thefts = entity.keys.compactMap { key -> (said: [JSONValue], reach: Int64)? in
            key.compromisedSince.map {
                ([subject, .string(key.publicKey.multikey)], Timestamp.latest.seconds(since: $0))
            }
        }
        let ends = entity.recognitions.filter { $0.voidFrom != nil }.map { item -> (said: [JSONValue], reach: Int64) in
            let scope = String(decoding: item.node.canonicalBytes(omitting: ["info", "accreditation"]), as: UTF8.self)
            return (
                [subject, .string(scope), .boolean(passable(item))], -Timestamp.latest.seconds(since: validUntil)
            )
        }
        return thefts + ends
    }
}

extension DelegationBook {
    /// The delegations at hand that tell of a stolen key or of void awards and that an institution on the list stands behind;
    /// where several do, one of each.
    public func warnings() -> [DelegationWarning] { warnings(among: delegations.all.filter(\.isWarning)) }

    /// Those of them that were not remembered from earlier runs alone, or may count by somebody's word that was not.
    public func newWarnings() -> [DelegationWarning] {
        guard delegations.all.contains(where: { !delegations.isRemembered($0) }) else { return [] }
        return warnings(
            among: delegations.all.filter { delegation in
                delegation.isWarning
                    && ([delegation] + delegations.to(delegation.delegatorBytes)).contains {
                        !delegations.isRemembered($0)
                    }
            })
    }

    private func warnings(among candidates: [Delegation]) -> [DelegationWarning] {
        grouped(candidates).flatMap { group in
            listening(to: group.institution) { ways in
                ways.ownWords(among: group.own, in: self) + ways.wordsBelow(among: group.below, in: self)
            }
        }.filter { isGenuine($0) }.map { DelegationWarning($0) }
    }

    /// What genuine delegations say of an issuer whom the list does not name, and after that those from whom it has its powers.
    ///
    /// A credential is older than the newest delegation, and the status list of today is signed with a key of today.
    ///
    /// - Parameter institution: The DID of the institution on the list from which the powers come; `nil` for any.
    public func entities(of issuer: [UInt8], from institution: String? = nil) -> [ListedIssuer] {
        let chains = chains(to: issuer).filter { chain in
            counts(chain) && isGenuine(chain)
                && institution.map { chain.institution.idBytes.elementsEqual($0.utf8) } ?? true
        }
        return chains.map(\.issuer)
            + chains.flatMap { $0.delegations.dropLast().map(\.entity).reversed() + [$0.institution] }
    }
}
