import Credentials
import Cryptography
import Encodings

/// What happens to a key of the institution, as the register records it.
enum KeyEvent: Sendable, Equatable {
    /// There is a key.
    case added(InstitutionKey)
    /// It signs nothing from a time on; without one, that is not planned any more.
    case ends(method: String, at: Timestamp?)
    /// Somebody else may have signed with it since then.
    case compromised(method: String, since: Timestamp)

    /// How proofs name the key.
    var method: String {
        switch self {
        case .added(let key): key.verificationMethod.text
        case .ends(let method, _), .compromised(let method, _): method
        }
    }

    /// Writes it into the line of a register.
    func write(to value: inout JSONValue) {
        value["key"] = .string(method)
        switch self {
        case .added(let key):
            value["action"] = "keyAdded"
            value["purpose"] = .string(key.purpose.rawValue)
            value["publicKey"] = .string(key.publicKey.multikey)
            value["place"] = .string(key.place.text)
            value["from"] = key.from.map { .string($0.description) }
            value["until"] = key.until.map { .string($0.description) }
        case .ends(_, let time):
            value["action"] = "keyEnds"
            value["at"] = time.map { .string($0.description) }
        case .compromised(_, let since):
            value["action"] = "keyCompromised"
            value["since"] = .string(since.description)
        }
    }

    /// Reads the line of a register; `nil` for one of another kind.
    init?(_ action: String, _ node: JSONNode) {
        guard let method = node["key"]?.string else { return nil }
        switch action {
        case "keyAdded":
            guard let name = DIDURL(method), name.fragment != nil,
                let purpose = node["purpose"]?.string.flatMap({ InstitutionKey.Purpose(rawValue: $0) }),
                let key = node["publicKey"]?.string.flatMap({ try? Ed25519PublicKey(multikey: $0) }),
                let place = node["place"]?.string.flatMap({ InstitutionKey.Place($0) }),
                let from = Self.time(node["from"]), let until = Self.time(node["until"])
            else { return nil }
            self = .added(
                InstitutionKey(
                    purpose: purpose, verificationMethod: name, publicKey: key, place: place, from: from.time,
                    until: until.time))
        case "keyEnds":
            guard let at = Self.time(node["at"]) else { return nil }
            self = .ends(method: method, at: at.time)
        case "keyCompromised":
            guard let since = Self.time(node["since"])?.time else { return nil }
            self = .compromised(method: method, since: since)
        default: return nil
        }
    }

    /// A time that may be missing; `nil` where something else stands in its place.
    private static func time(_ node: JSONNode?) -> (time: Timestamp?, Void)? {
        guard let node else { return (nil, ()) }
        return node.string.flatMap { try? Timestamp(parsing: $0) }.map { ($0, ()) }
    }
}

extension KeyEvent {
    /// What it makes of the keys there are; `nil` where it cannot be.
    ///
    /// Keys are told apart by their name, their public part, and the place of the private one. What somebody else has is
    /// never the institution's alone again, and was not later than is known.
    func applied(to keys: [String: InstitutionKey]) -> [String: InstitutionKey]? {
        var keys = keys
        switch self {
        case .added(let key):
            let isNew = keys.values.allSatisfy {
                $0.verificationMethod != key.verificationMethod && $0.publicKey != key.publicKey
                    && $0.place != key.place
            }
            guard isNew, key.compromisedSince == nil else { return nil }
            keys[key.verificationMethod.text] = key
        case .ends(let method, let time):
            guard let key = keys[method], key.compromisedSince == nil else { return nil }
            keys[method]?.until = time
        case .compromised(let method, let since):
            guard let key = keys[method], since < key.compromisedSince ?? .latest else { return nil }
            keys[method]?.compromisedSince = since
        }
        return keys
    }
}
