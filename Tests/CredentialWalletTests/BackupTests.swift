import Cryptography
import Encodings
import Glibc
import Proofs
import Storage
import TestSupport
import Testing

@testable import CredentialWallet

@Suite("A backup of a vault")
struct BackupTests {
    private func withBackup(
        _ body: (_ vault: Vault, _ backup: String, _ code: RecoveryCode, _ folder: String) throws -> Void
    ) throws {
        try Files.withTemporaryFolder { folder in
            let vault = try Fixtures.makeVault(folder + "/v")
            try Fixtures.fill(vault, 1...20)
            let made = try vault.backUp(to: folder + "/b")
            let code = made.code
            #expect(made.count == 20 && made.earlier == nil)
            try body(vault, folder + "/b", code, folder)
        }
    }

    private func open(_ path: String, _ code: RecoveryCode) throws -> VaultBackup {
        try Vault.openBackup(path, with: .recoveryCode(code), costs: .trivialForTests)
    }

    @Test("that stands in the place of a wallet opens with its code until the passphrase is changed")
    func changedPassphrase() throws {
        try withBackup { _, backup, code, _ in
            let wallet = try Fixtures.openVault(backup)
            try Fixtures.fill(wallet, 21...21)
            #expect(try open(backup, code).vault.digests().count == 21)
            try wallet.changePassphrase(to: Fixtures.secret("other words"))
            #expect(throws: WalletError(.locked, "")) { try open(backup, code) }
            #expect(try Fixtures.openVault(backup, "other words").digests().count == 21)
        }
    }

    @Test("takes the place of an earlier one of the same wallet, and of no other, and of none that is newer")
    func earlierOne() throws {
        try withBackup { vault, backup, _, folder in
            #expect(vault.isEarlierBackup(backup))
            try Fixtures.fill(vault, 21...21)
            #expect(vault.isEarlierBackup(backup) && !vault.isEarlierBackup(folder + "/v"))
            #expect(unsafe symlink(folder + "/v", folder + "/link") == 0)
            #expect(!vault.isEarlierBackup(folder + "/link") && !vault.isEarlierBackup(folder + "/nothing"))
            // A copy of the wallet itself is no backup; neither is another wallet's.
            try Files.write(Files.read(folder + "/v"), to: folder + "/copy")
            #expect(!vault.isEarlierBackup(folder + "/copy"))
            let other = try Fixtures.makeVault(folder + "/other")
            #expect(!other.isEarlierBackup(backup))
            // In the hands of an older copy of the wallet, the backup is the newer one.
            let older = try Fixtures.openVault(folder + "/copy")
            _ = try vault.backUp(to: backup, replacing: true)
            #expect(older.isEarlierBackup(backup))
            try Fixtures.fill(vault, 22...22)
            _ = try vault.backUp(to: backup, replacing: true)
            #expect(!older.isEarlierBackup(backup))
        }
    }

    @Test("that is replaced stays under another name, opens with its own code, and takes no name that something has")
    func replaced() throws {
        try withBackup { vault, backup, code, folder in
            try Files.write([1, 2, 3], to: backup + ".earlier")
            try Fixtures.fill(vault, 21...21)
            let second = try vault.backUp(to: backup, replacing: true)
            #expect(second.earlier == backup + ".earlier-2" && second.count == 21)
            #expect(try Files.read(backup + ".earlier") == [1, 2, 3])
            #expect(try open(backup + ".earlier-2", code).vault.summaries.count == 20)
            #expect(try open(backup, second.code).vault.summaries.count == 21)
            let third = try vault.backUp(to: backup, replacing: true)
            #expect(third.earlier == backup + ".earlier-3")
            #expect(try open(backup + ".earlier-3", second.code).vault.summaries.count == 21)
            // What is no backup is replaced, as was asked.
            try Files.write([1, 2, 3], to: folder + "/old")
            #expect(try vault.backUp(to: folder + "/old", replacing: true).earlier == nil)
            #expect(!Files.exists(folder + "/old.earlier"))
        }
    }

    @Test("opens with its recovery code and with the passphrase, and with no other code")
    func opening() throws {
        try withBackup { vault, backup, code, folder in
            for opened in [try open(backup, code), try Fixtures.openBackup(backup)] {
                #expect(opened.isWhole && opened.vault.summaries == vault.summaries)
            }
            #expect(throws: WalletError(.locked, "")) { try open(backup, RecoveryCode.generate()) }
            let second = try vault.backUp(to: folder + "/b2").code
            #expect(throws: WalletError(.locked, "")) { try open(backup, second) }
            // The wallet itself has no recovery code: what was printed opens the backup alone.
            #expect(throws: WalletError(.locked, "")) { try open(folder + "/v", code) }
            #expect(throws: WalletError(.targetExists, "")) { try vault.backUp(to: backup) }
            _ = try vault.backUp(to: backup, replacing: true)
        }
    }

    @Test("brings everything into a new vault: bytes, numbers, notes, keys and presentations")
    func intoNew() throws {
        try withBackup { vault, _, _, folder in
            try Wallet(vault).remove(Wallet(vault).find("7"), at: Fixtures.later)
            let key = try vault.holderKey(forIssuer: "did:web:a.example", at: Fixtures.now)
            let made = try vault.record(
                MadePresentation(
                    madeAt: Fixtures.now, verifier: "Bank", domain: nil, expiresAt: nil, holder: nil, credentials: [],
                    titles: []))
            let code = try vault.backUp(to: folder + "/b3").code
            let new = try Fixtures.makeVault(folder + "/new")
            let report = try new.restore(from: open(folder + "/b3", code), at: Fixtures.later)
            #expect(report.items.map(\.number) == vault.summaries.map(\.number))
            #expect(report.count(.restored) == 19 && report.isComplete)
            #expect(report.keys.restored == 1 && report.presentations.restored == 1)
            #expect(new.summaries == vault.summaries && new.generation == 2)
            for digest in vault.digests() { #expect(try new.bytes(of: digest) == vault.bytes(of: digest)) }
            #expect(try new.signer(for: key)?.publicKey == key.publicKey)
            #expect(try new.presentations() == [made])
            // Restored again, everything is there already, and the file stays as it is.
            let again = try new.restore(from: open(folder + "/b3", code), at: Fixtures.later)
            #expect(
                again.count(.alreadyThere) == 19 && again.keys.restored == 0 && again.presentations.restored == 0
                    && new.generation == 2)
        }
    }

    @Test("leaves what is in a vault already as it is, and gives a number that is taken to nobody else")
    func intoExisting() throws {
        try withBackup { vault, backup, code, folder in
            let other = try Fixtures.makeVault(folder + "/other")
            try Wallet(other).addGenuine(Fixtures.credential(title: "Mine"))
            try Wallet(other).addGenuine(Fixtures.credential("urn:example:3", title: "Canary course 3"))
            let report = try other.restore(from: open(backup, code), at: Fixtures.later)
            #expect(report.count(.restored) == 19 && report.count(.alreadyThere) == 1)
            #expect(report.items[2].outcome == .alreadyThere && report.items[2].number == 2)
            #expect(try Wallet(other).find("1").title == "Mine")
            let numbers = other.summaries.map(\.number)
            #expect(numbers.count == 21 && Set(numbers).count == 21)
            #expect(Set(vault.digests()).isSubset(of: other.digests()))
        }
    }

    @Test("that is damaged in places gives back every credential that is whole, and names the others")
    func damaged() throws {
        try withBackup { vault, backup, code, folder in
            try Fixtures.fill(vault, 21...200)
            let code = try vault.backUp(to: backup, replacing: true).code
            let whole = try Files.read(backup)
            // One bit of each piece in turn: what is lost is the credential in which it stands, unless it tells where
            // the others are.
            var counts: [Int] = []
            let places = stride(from: 1_000, to: whole.count, by: 65_552)
            for (number, place) in places.enumerated() {
                var bytes = whole
                bytes[place] ^= 1
                try Files.write(bytes, to: backup)
                guard let opened = try? open(backup, code) else { continue }
                #expect(!opened.isWhole)
                let new = try Fixtures.makeVault(folder + "/new\(number)")
                let report = try new.restore(from: opened, at: Fixtures.later)
                #expect(!report.isSourceWhole)
                let restored = report.items.filter { $0.outcome == .restored }
                for item in restored { #expect(try new.bytes(of: item.digest) == vault.bytes(of: item.digest)) }
                #expect(new.digests().count == restored.count)
                counts.append(restored.count)
            }
            #expect(counts.count { $0 >= 199 } * 10 >= Array(places).count * 9, "\(counts)")
        }
    }

    @Test("whose beginning is damaged anywhere, or was lost, opens by what stands at its end")
    func damagedBeginning() throws {
        try withBackup { vault, backup, code, folder in
            let whole = try Files.read(backup)
            let ends = whole.indices.filter { whole[$0] == 0x0A }
            let count = try #require(ends.dropFirst().first) + 1
            func check(_ bytes: [UInt8], isWhole: Bool, _ what: String) throws {
                try Files.write(bytes, to: backup)
                #expect(Vault.mayBeBackup(backup), "\(what)")
                let opened = try open(backup, code)
                #expect(opened.isWhole == isWhole && opened.vault.summaries == vault.summaries, "\(what)")
            }
            for place in stride(from: 0, to: count, by: 3) {
                var bytes = whole
                bytes[place] ^= 1 << UInt8(place % 8)
                try check(bytes, isWhole: true, "\(place)")
            }
            // Zeros in the place of all of it, and of the beginning of the body.
            try check([UInt8](repeating: 0, count: count) + whole[count...], isWhole: true, "zeros")
            try Files.write([UInt8](repeating: 0, count: 2_048) + whole[2_048...], to: backup)
            #expect(try !open(backup, code).isWhole)
            #expect(throws: WalletError(.locked, "")) { try open(backup, RecoveryCode.generate()) }
            // With a piece of the body that is damaged as well, the header at the end is still the one that fits.
            var both = whole
            both[count - 20] ^= 1
            both[count + 10_000] ^= 1
            try Files.write(both, to: backup)
            #expect(try open(backup, code).vault.summaries.count == 20)
        }
    }

    @Test(
        "is called whole only where its end is what was written to the last bit, or where it has none, as earlier ones")
    func damagedEnd() throws {
        try withBackup { vault, backup, code, _ in
            let whole = try Files.read(backup)
            let ends = whole.indices.filter { whole[$0] == 0x0A }
            let count = try #require(ends.dropFirst().first) + 1
            let end = whole.count - count - 21
            #expect(whole[end...].prefix(count) == whole[..<count])
            for place in stride(from: end, to: whole.count, by: 7) {
                var bytes = whole
                bytes[place] ^= 1 << UInt8(place % 8)
                try Files.write(bytes, to: backup)
                #expect(throws: WalletError.self, "\(place)") { try Fixtures.openVault(backup) }
                let opened = try open(backup, code)
                #expect(!opened.isWhole && opened.vault.summaries == vault.summaries, "\(place)")
            }
            try Files.write(Array(whole[..<end]), to: backup)
            let earlier = try open(backup, code)
            #expect(earlier.isWhole && earlier.vault.summaries == vault.summaries)
        }
    }

    @Test("that is damaged and has no list of what is in it gives back every credential all the same")
    func damagedIndex() throws {
        try Files.withTemporaryFolder { folder in
            let vault = try Fixtures.makeVault(folder + "/v")
            try Fixtures.fill(vault, 1...3)
            let digests = vault.digests()
            try vault.removeIndex()
            var bytes = try Files.read(folder + "/v")
            bytes[bytes.count - 1] ^= 1
            try Files.write(bytes, to: folder + "/b")
            let new = try Fixtures.makeVault(folder + "/new")
            let report = try new.restore(from: Fixtures.openBackup(folder + "/b"), at: Fixtures.later)
            #expect(report.count(.restored) == 3 && !report.isComplete)
            #expect(Set(new.digests()) == Set(digests))
        }
    }

    @Test("tells of keys and of notes on what was shown that are damaged, and of neither keeps half")
    func damagedKeys() throws {
        for (kind, keys, presentations) in [
            (RecordName.Kind.holderKey, (0, 1), (1, 0)), (.holderKeyNote, (1, 0), (1, 0)),
            (.presentation, (1, 0), (0, 1)),
        ] as [(RecordName.Kind, (Int, Int), (Int, Int))] {
            try Files.withTemporaryFolder { folder in
                let vault = try Fixtures.makeVault(folder + "/v")
                try Fixtures.fill(vault, 1...2)
                let key = try vault.holderKey(forIssuer: "did:web:a.example", at: Fixtures.now)
                try vault.record(
                    MadePresentation(
                        madeAt: Fixtures.now, verifier: "Bank", domain: nil, expiresAt: nil, holder: nil,
                        credentials: [], titles: []))
                let code = try vault.backUp(to: folder + "/whole").code
                #expect(try open(folder + "/whole", code).isWhole)
                try vault.pretendGeneration(77, ofOnly: kind)
                // A backup of it is a vault as any other.
                let source = try Fixtures.openBackup(folder + "/v")
                let new = try Fixtures.makeVault(folder + "/new")
                let report = try new.restore(from: source, at: Fixtures.later)
                #expect(report.count(.restored) == 2)
                #expect((report.keys.restored, report.keys.damaged) == keys, "\(kind)")
                #expect(
                    (report.presentations.restored, report.presentations.damaged) == presentations, "\(kind)")
                #expect(report.isComplete == (kind == .holderKeyNote))
                // A key without its note signs as before; a note without its key is not there.
                #expect(try new.holderKeys().count == keys.0)
                if keys.0 == 1 { #expect(try new.signer(for: key)?.publicKey == key.publicKey) }
                #expect(try new.presentations().count == presentations.0)
            }
        }
    }

    @Test("is not called saved when what was written is something else")
    func readBack() throws {
        try Files.withTemporaryFolder { folder in
            let vault = try Fixtures.makeVault(folder + "/v")
            try Fixtures.fill(vault, 1...2)
            try vault.pretendGeneration(1, of: vault.digests()[0])
            #expect(throws: WalletError.self) { try vault.backUp(to: folder + "/b") }
            #expect(!Files.exists(folder + "/b"))
            // The one before stays where it is not replaced by a better one.
            try Files.write([1, 2, 3], to: folder + "/b")
            #expect(throws: WalletError.self) { try vault.backUp(to: folder + "/b", replacing: true) }
            #expect(try Files.read(folder + "/b") == [1, 2, 3] && !Files.exists(folder + "/b.earlier"))
        }
    }

    @Test("a wallet of an earlier version is taken over with its numbers and notes")
    func takingOver() throws {
        try Files.withTemporaryFolder { folder in
            let old = try WalletFolder.create(at: folder + "/old", now: Fixtures.now)
            let wallet = Wallet(old)
            for number in 1...4 { try wallet.addGenuine(Fixtures.credential(title: "Course \(number)")) }
            try wallet.remove(wallet.find("2"), at: Fixtures.later)
            let broken = try wallet.find("4")
            try Files.write([1], to: folder + "/old/credentials/" + broken.digest.hexadecimal + ".json")
            let vault = try Fixtures.makeVault(folder + "/v")
            let report = try vault.takeOver(old, at: Fixtures.later)
            #expect(report.items.map(\.outcome) == [.restored, .restored, .damaged])
            #expect(report.items.map(\.number) == [1, 3, 4])
            #expect(vault.summaries.map(\.number) == [1, 3])
            for summary in vault.summaries {
                #expect(try vault.bytes(of: summary.digest) == old.bytes(of: summary.digest))
                #expect(summary.note?.verdict == Fixtures.genuine && summary.note?.addedAt == Fixtures.now)
            }
        }
    }
}
