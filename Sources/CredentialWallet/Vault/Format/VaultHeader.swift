import Cryptography
import Encodings

/// What stands in clear before the encrypted body of a vault: how to come to its key, and nothing of what is in it.
///
///     testamur vault 1
///     {"bodyByteCount":…,"commitment":"…","generation":…,"salt":"…","slots":[…],"vaultId":"…"}
///
/// The second line is JSON in its canonical form (RFC 8785), with bytes as base64url. The key of the body is derived
/// from all of it, so that a header with one bit changed opens nothing.
struct VaultHeader: Sendable, Equatable {
    /// How every vault begins.
    static let mark = "testamur vault "
    private static let version = "1"

    /// The most bytes of both lines.
    static let byteLimit = 4_096

    /// Random bytes by which the vault is told from others.
    var vaultID: [UInt8]
    /// How many times it was saved, from 1.
    var generation: Int
    /// The ways to its key, at most one of each kind.
    var slots: [VaultSlot]
    /// What the key commits to: a body can be made that opens under two keys, and this cannot.
    var commitment: [UInt8]
    /// Random bytes of this generation, which make the key of its body.
    var salt: [UInt8]
    /// Size of the body before it was encrypted, in bytes.
    var bodyByteCount: Int

    static let vaultIDByteCount = 16
    static let saltByteCount = 32
    static let commitmentByteCount = 32

    /// Both lines, each with its end.
    var bytes: [UInt8] {
        let value: JSONValue = [
            "bodyByteCount": .number(String(bodyByteCount)), "commitment": .string(Base64URL.encode(commitment)),
            "generation": .number(String(generation)), "salt": .string(Base64URL.encode(salt)),
            "slots": .array(slots.map(\.json)), "vaultId": .string(Base64URL.encode(vaultID)),
        ]
        return Array((Self.mark + Self.version + "\n").utf8) + value.serialized() + [0x0A]
    }

    /// The identifier as text for a file name.
    var vaultName: String { Base64URL.encode(vaultID) }
}

extension VaultHeader {
    /// Reads the header at the beginning of a file.
    ///
    /// - Returns: The header and how many bytes it has.
    /// - Throws: ``WalletError`` with code `notAWallet` where this is no vault, `madeByLaterVersion`,
    ///   `derivationParameters` where coming to the key would cost more than is accepted, or `vaultDamaged`.
    static func read(
        _ file: [UInt8], accepting costs: DerivationCosts
    ) throws(WalletError) -> (header: VaultHeader, byteCount: Int) {
        let beginning = file.prefix(byteLimit)
        let start = Array(mark.utf8)
        guard beginning.starts(with: start), let end = beginning.firstIndex(of: 0x0A) else {
            throw WalletError(.notAWallet, "expected the file of a wallet, found another file")
        }
        let found = String(decoding: beginning[start.count..<end], as: UTF8.self)
        guard found.utf8.elementsEqual(version.utf8) else {
            guard found.utf8.count <= 3, let number = Int(found), number > 1 else { throw damaged }
            throw WalletError(.madeByLaterVersion, "expected a vault of version 1, found version \(number)")
        }
        guard let last = beginning[(end + 1)...].firstIndex(of: 0x0A),
            let node = try? JSONDocument(parsing: Array(beginning[(end + 1)..<last]), limits: .credential).root
        else { throw damaged }
        let header = try VaultHeader(node, accepting: costs)
        // One way to write it: whatever is read another way than it was written is not what was written.
        guard header.bytes == Array(beginning[...last]) else { throw damaged }
        return (header, last + 1)
    }

    private init(_ node: JSONNode, accepting costs: DerivationCosts) throws(WalletError) {
        guard let slots = node["slots"], slots.kind == .array, 1...2 ~= slots.count,
            let vaultID = Self.bytes(node["vaultId"], Self.vaultIDByteCount),
            let commitment = Self.bytes(node["commitment"], Self.commitmentByteCount),
            let salt = Self.bytes(node["salt"], Self.saltByteCount),
            let generation = node["generation"]?.integer, 1..<Self.numberLimit ~= generation,
            let bodyByteCount = node["bodyByteCount"]?.integer, 0..<Self.numberLimit ~= bodyByteCount
        else { throw Self.damaged }
        self.vaultID = vaultID
        self.commitment = commitment
        self.salt = salt
        self.generation = generation
        self.bodyByteCount = bodyByteCount
        self.slots = []
        for slot in slots.elements {
            let slot = try VaultSlot(slot, accepting: costs)
            guard !self.slots.contains(where: { $0.kind == slot.kind }) else { throw Self.damaged }
            self.slots.append(slot)
        }
    }

    /// Far from where counting on would overflow.
    private static let numberLimit = 1 << 52

    static func bytes(_ node: JSONNode?, _ count: Int) -> [UInt8]? {
        guard let bytes = node?.string.flatMap({ try? Base64URL.decode($0) }), bytes.count == count else { return nil }
        return bytes
    }

    static let damaged = WalletError(
        .vaultDamaged, "the file of the wallet is damaged: its beginning is not what was written")
}
