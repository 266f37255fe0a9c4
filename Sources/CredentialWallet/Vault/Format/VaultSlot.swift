import Cryptography
import Encodings

/// One way to the key of a vault: the key, wrapped under one that comes from a passphrase or from a recovery code.
struct VaultSlot: Sendable, Equatable {
    /// What the key that wraps comes from.
    enum Kind: String, Sendable {
        case passphrase, recovery
    }

    let kind: Kind
    /// What deriving from a passphrase costs; `nil` for a recovery code, which nobody guesses at any cost.
    let cost: Scrypt.Cost?
    let salt: [UInt8]
    /// AES-256 key wrap of the data key (RFC 5649).
    let wrapped: [UInt8]

    static let saltByteCount = 16
    private static let wrappedByteCount = 40
    private static let recoveryPurpose = Array("testamur vault recovery v1".utf8)

    /// Wraps a key for a passphrase in normal form.
    static func passphrase(
        _ passphrase: SecretBytes, cost: Scrypt.Cost, wrapping key: SecretBytes
    ) throws(WalletError) -> VaultSlot {
        try WalletError.ofCryptography { () throws(CryptographyError) in
            let salt = try SecureRandom.bytes(saltByteCount)
            let wrapping = try Scrypt.derive(from: passphrase, salt: salt, cost: cost)
            return VaultSlot(
                kind: .passphrase, cost: cost, salt: salt, wrapped: try KeyWrap.wrap(key, with: wrapping))
        }
    }

    /// Wraps a key for a recovery code.
    static func recovery(_ code: RecoveryCode, wrapping key: SecretBytes) throws(WalletError) -> VaultSlot {
        try WalletError.ofCryptography { () throws(CryptographyError) in
            let salt = try SecureRandom.bytes(saltByteCount)
            let wrapping = try HKDF.derive(from: code.secret, salt: salt, purpose: recoveryPurpose)
            return VaultSlot(
                kind: .recovery, cost: nil, salt: salt, wrapped: try KeyWrap.wrap(key, with: wrapping))
        }
    }

    /// The key, or `nil` where the passphrase or the code is another one.
    func open(with unlocking: VaultUnlocking) throws(WalletError) -> SecretBytes? {
        try WalletError.ofCryptography { () throws(CryptographyError) in
            let wrapping: SecretBytes
            switch unlocking {
            case .passphrase(let passphrase):
                guard kind == .passphrase, let cost else { return nil }
                wrapping = try Scrypt.derive(from: passphrase, salt: salt, cost: cost)
            case .recoveryCode(let code):
                guard kind == .recovery else { return nil }
                wrapping = try HKDF.derive(from: code.secret, salt: salt, purpose: Self.recoveryPurpose)
            }
            do throws(CryptographyError) {
                return try KeyWrap.unwrap(wrapped, with: wrapping)
            } catch {
                guard error.code == .notAuthentic else { throw error }
                return nil
            }
        }
    }
}

extension VaultSlot {
    var json: JSONValue {
        let derivation: JSONValue =
            if let cost {
                [
                    "alg": "scrypt", "n": .number(String(cost.n)), "p": .number(String(cost.p)),
                    "r": .number(String(cost.r)),
                ]
            } else {
                ["alg": "HKDF-SHA-256"]
            }
        return [
            "kdf": derivation, "kind": .string(kind.rawValue), "salt": .string(Base64URL.encode(salt)),
            "wrapped": .string(Base64URL.encode(wrapped)),
        ]
    }

    /// Reads a slot; its cost is looked at before anything else.
    init(_ node: JSONNode, accepting costs: DerivationCosts) throws(WalletError) {
        guard let derivation = node["kdf"] else { throw VaultHeader.damaged }
        var cost: Scrypt.Cost?
        if derivation["alg"]?.isString("scrypt") == true {
            guard let n = derivation["n"]?.integer, let r = derivation["r"]?.integer, let p = derivation["p"]?.integer
            else { throw VaultHeader.damaged }
            let found = Scrypt.Cost(n: n, r: r, p: p)
            try costs.check(found)
            cost = found
        }
        guard let kind = node["kind"]?.string.flatMap({ Kind(rawValue: $0) }), (kind == .passphrase) == (cost != nil),
            let salt = VaultHeader.bytes(node["salt"], Self.saltByteCount),
            let wrapped = VaultHeader.bytes(node["wrapped"], Self.wrappedByteCount)
        else { throw VaultHeader.damaged }
        self.kind = kind
        self.cost = cost
        self.salt = salt
        self.wrapped = wrapped
    }
}
