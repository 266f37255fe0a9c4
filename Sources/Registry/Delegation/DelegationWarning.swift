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

    /// The delegations at hand that an institution's own key has signed which the list calls stolen: nobody's word any more.
    ///
    /// What one delegation says of the key of another can itself be a thief's, and is not asked here.
    public func discredited() -> [Delegation] {
        delegations.all.filter { delegation in
            list.issuer(delegation.delegatorBytes)?.keys.contains { key in
                key.methodBytes == delegation.methodBytes && key.state == .compromised
                    && delegation.isSigned(by: key.publicKey)
            } ?? false
        }
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
