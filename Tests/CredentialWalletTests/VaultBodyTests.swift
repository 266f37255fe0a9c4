import Cryptography
import Database
import Storage
import TestSupport
import Testing

@testable import CredentialWallet

/// The encryption of the file alone: what it holds here is no database, so that nothing but the tags can tell a change.
@Suite("The body of a vault")
struct VaultBodyTests {
    private let size = VaultBody.pieceByteCount + AES256GCM.tagByteCount

    private static func image(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
    }

    private func scene(_ count: Int) throws -> (file: [UInt8], start: Int, header: VaultHeader, keys: VaultKeys) {
        let keys = try VaultKeys.generate(vaultID: [UInt8](repeating: 1, count: 16))
        let header = VaultHeader(
            vaultID: keys.vaultID, generation: 7,
            slots: [
                try .passphrase(
                    Fixtures.secret("words"), cost: DerivationCosts.trivialForTests.written, wrapping: keys.dataKey)
            ],
            commitment: try keys.commitment(), salt: try SecureRandom.bytes(32), bodyByteCount: count)
        return (try VaultBody.seal(Self.image(count), under: header, with: keys), header.bytes.count, header, keys)
    }

    /// Opens bytes as the body of a vault, from a file of them, and gives what was in it.
    @discardableResult
    private func open(_ bytes: [UInt8], _ header: VaultHeader, _ start: Int, _ keys: VaultKeys) throws -> Database {
        try Files.withTemporaryFolder { folder in
            try Files.write(bytes, to: folder + "/v")
            return try VaultBody.open(
                ReadableFile(folder + "/v", limit: 1 << 20), under: header, from: start, with: keys)
        }
    }

    @Test("opens as it was sealed, whatever its size", arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
    func sizes(_ count: Int) throws {
        let (file, start, header, keys) = try scene(count)
        let opened = try open(file, header, start, keys).image()
        #expect(opened == Self.image(count))
        #expect(file.count == start + count + max(1, (count + 65_535) / 65_536) * 16)
        let (read, byteCount) = try VaultHeader.read(file, accepting: .trivialForTests)
        #expect(read == header && byteCount == start)
    }

    @Test("does not open when a bit of any piece was flipped, or its pieces changed places")
    func pieces() throws {
        let (file, start, header, keys) = try scene(200_000)
        func refuse(_ file: [UInt8], _ header: VaultHeader, _ what: String) {
            #expect(throws: WalletError(.vaultDamaged, ""), "\(what)") {
                try open(file, header, start, keys)
            }
        }
        for place in stride(from: start + 9, to: file.count, by: size) {
            var bytes = file
            bytes[place] ^= 0x10
            refuse(bytes, header, "byte \(place)")
        }
        let (first, second) = (start..<start + size, start + size..<start + 2 * size)
        refuse(
            Array(file[..<start] + file[second] + file[first] + file[second.upperBound...]), header, "two exchanged")
        refuse(
            Array(file[..<start] + file[first] + file[first] + file[second.upperBound...]), header, "one twice")
        refuse(Array(file.dropLast()), header, "cut off")
        refuse(file + [0], header, "longer")
    }

    @Test("does not open under a header with anything else in it, not even with its own key")
    func headers() throws {
        let (file, start, header, keys) = try scene(100)
        var others = [header, header, header]
        others[0].generation = 8
        others[1].salt[0] ^= 1
        others[2].slots = [try .recovery(RecoveryCode.generate(), wrapping: keys.dataKey)]
        for other in others {
            let bytes = other.bytes + file[start...]
            #expect(throws: WalletError(.vaultDamaged, "")) {
                try open(bytes, other, other.bytes.count, keys)
            }
        }
    }

    @Test("another key that fits a slot is not taken for the key of the vault")
    func commitment() throws {
        let (_, _, header, keys) = try scene(100)
        let other = try VaultKeys.generate(vaultID: keys.vaultID)
        let words = try Fixtures.secret("words")
        var forged = header
        forged.slots = [
            try .passphrase(words, cost: DerivationCosts.trivialForTests.written, wrapping: other.dataKey)
        ]
        #expect(throws: WalletError(.vaultDamaged, "")) { try Vault.unlock(forged, with: .passphrase(words)) }
        #expect(try Vault.unlock(header, with: .passphrase(words)).dataKey.isEqual(to: keys.dataKey))
    }
}
