public import Credentials
public import Cryptography
public import Encodings

/// A key of an institution: what it signs, from when until when, and where its private part is kept.
public struct InstitutionKey: Sendable, Hashable {
    /// What a key is for; a key has one purpose.
    public enum Purpose: String, Sendable, CaseIterable {
        /// Signing credentials, and checkpoints of the register.
        case issue
        /// Signing status lists.
        case status
    }

    /// Where the private part is.
    public enum Place: Sendable, Hashable {
        /// In a file of this name in the folder `keys`, encrypted.
        case file(String)
        /// In a device, at this address: a PKCS #11 URI (RFC 7512).
        case device(String)
    }

    /// Where a key is in its life.
    public enum Standing: String, Sendable, CaseIterable {
        /// Its time has not come.
        case planned
        /// It signs.
        case inForce
        /// It signs no more; what it signed stays good.
        case retired
        /// Somebody else may have it.
        case compromised
    }

    /// What it is for.
    public let purpose: Purpose
    /// How proofs name it.
    public let verificationMethod: DIDURL
    /// The public part.
    public let publicKey: Ed25519PublicKey
    /// Where the private part is.
    public let place: Place
    /// From when on it signs; `nil` for one that the institution began with.
    public let from: Timestamp?
    /// From when on it signs nothing more; `nil` while that is not known.
    public internal(set) var until: Timestamp?
    /// From when on somebody else may have signed with it.
    public internal(set) var compromisedSince: Timestamp?

    /// Where it is in its life at the time `now`.
    public func standing(at now: Timestamp) -> Standing {
        if compromisedSince != nil { return .compromised }
        if let until, until <= now { return .retired }
        if let from, from > now { return .planned }
        return .inForce
    }

    /// Refuses to sign with a key that is not in force.
    ///
    /// - Throws: ``IssuerError`` with code `keyCompromised` or `keyNotInForce`.
    public func requireInForce(at now: Timestamp) throws(IssuerError) {
        switch standing(at: now) {
        case .inForce: return
        case .compromised:
            throw IssuerError(
                .keyCompromised, "expected a key that only the institution has, found one in other hands",
                of: self, compromisedSince)
        case .planned: throw IssuerError(.keyNotInForce, "expected a key in force, found one of later", of: self, from)
        case .retired:
            throw IssuerError(.keyNotInForce, "expected a key in force, found one of before", of: self, until)
        }
    }

    /// Whether a text names it: its name in proofs, what stands behind `#` there, or the Multikey.
    func isNamed(_ text: String) -> Bool {
        [verificationMethod.text, verificationMethod.fragment ?? "", publicKey.multikey].contains {
            !$0.isEmpty && $0.utf8.elementsEqual(text.utf8)
        }
    }
}

extension InstitutionKey.Place {
    private static let filePrefix = "file:"

    /// The place as the register writes it.
    var text: String {
        switch self {
        case .file(let name): Self.filePrefix + name
        case .device(let address): address
        }
    }

    /// Reads a place; `nil` for a text that is none.
    init?(_ text: String) {
        if text.utf8.starts(with: Self.devicePrefix.utf8) {
            self = .device(text)
            return
        }
        let name = text.utf8.dropFirst(Self.filePrefix.utf8.count)
        // What is a name in a folder can be nothing but a name.
        guard text.utf8.starts(with: Self.filePrefix.utf8), !name.isEmpty, name.first != UInt8(ascii: "."),
            name.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") })
        else { return nil }
        self = .file(String(decoding: name, as: UTF8.self))
    }

    /// How the address of a key in a device begins.
    static let devicePrefix = "pkcs11:"
}

extension IssuerError {
    /// Describes a failure that is about a key.
    init(_ code: Code, _ reason: String, of key: InstitutionKey, _ date: Timestamp? = nil) {
        self.init(code, "\(reason): \(key.verificationMethod)")
        self.key = key.verificationMethod.text
        self.date = date
    }
}
