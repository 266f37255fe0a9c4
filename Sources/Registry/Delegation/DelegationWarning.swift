import Cryptography
import Encodings

extension Delegation {
    /// Whether it tells of a stolen key or of void awards, which somebody may want to have forgotten.
    public var isWarning: Bool { voidsAwards || entity.keys.contains { $0.state == .compromised } }

    /// What it tells of stolen keys and of void awards, each as bytes that are the same wherever the same is said again.
    ///
    /// The key by which it was said belongs to it: where that key is stolen later, the word of another one remains.
    public var warnings: Set<[UInt8]> {
        let thefts = entity.keys.compactMap { key -> JSONValue? in
            key.compromisedSince.map { [.string(key.publicKey.multikey), .string($0.description)] }
        }
        let ends = entity.recognitions.filter { $0.voidFrom != nil }.map { item -> JSONValue in
            [
                .string(
                    String(decoding: item.node.canonicalBytes(omitting: ["info", "accreditation"]), as: UTF8.self)),
                .string(validUntil.description),
            ]
        }
        let names = [delegatorBytes, methodBytes, entity.idBytes].map {
            JSONValue.string(String(decoding: $0, as: UTF8.self))
        }
        return Set((thefts + ends).map { JSONValue.array(names + [$0]).serialized() })
    }
}

extension DelegationBook {
    /// How many delegations with warnings are looked for.
    public static let warningLimit = 1_024

    /// The delegations at hand that tell of a stolen key or of void awards and that an institution on the list stands behind,
    /// each after those by which whoever signed it has its powers.
    public func warnings() -> [[Delegation]] {
        chains(endingWithAnyOf: delegations.all.filter(\.isWarning), upTo: Self.warningLimit)
            .filter { isGenuine($0) }.map(\.delegations)
    }

    /// The delegations at hand that are nobody's word any more, for a key by which they come is in other hands.
    public func discredited() -> [Delegation] {
        var found: [ObjectIdentifier: (delegation: Delegation, isGenuine: Bool)] = [:]
        for chain in allChains(endingWithAnyOf: delegations.all, upTo: DelegationWays.limit) {
            guard let last = chain.delegations.last else { continue }
            let isGenuine = isGenuine(chain) || found[ObjectIdentifier(last)]?.isGenuine == true
            found[ObjectIdentifier(last)] = (last, isGenuine)
        }
        return found.values.filter { !$0.isGenuine }.map(\.delegation)
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
