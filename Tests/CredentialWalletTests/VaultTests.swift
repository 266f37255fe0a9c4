import CredentialWallet
import Credentials
import Cryptography
import Encodings
import Glibc
import Proofs
import Storage
import TestSupport
import Testing

@Suite("A vault")
struct VaultTests {
    private func withVault(_ body: (Vault, String) throws -> Void) throws {
        try Files.withTemporaryFolder { folder in
            try body(Fixtures.makeVault(folder + "/v"), folder + "/v")
        }
    }

    @Test("what was added comes back byte for byte after it was closed and opened again")
    func reopened() throws {
        try withVault { vault, path in
            try Fixtures.fill(vault, 1...3)
            let opened = try Fixtures.openVault(path)
            #expect(opened.generation == 2 && opened.summaries == vault.summaries)
            let wallet = Wallet(opened)
            for entry in try wallet.entries() {
                let title = "Canary course \(entry.number)"
                #expect(
                    try wallet.bytes(of: entry)
                        == Fixtures.credential("urn:example:\(entry.number)", title: title))
                #expect(entry.title == title && entry.note?.verdict == Fixtures.genuine)
            }
            #expect(try wallet.find("course 2").number == 2)
            #expect(try FileStatus.at(path)?.permissions == 0o600)
        }
    }

    @Test("behind a symbolic link is opened and changed, and everything that belongs to it stands beside the file")
    func link() throws {
        try Files.withTemporaryFolder { folder in
            try Files.makeFolder(folder + "/stick")
            let file = folder + "/stick/v"
            _ = try Fixtures.makeVault(file)
            #expect(unsafe symlink("stick/v", folder + "/link") == 0)
            let vault = try Fixtures.openVault(folder + "/link")
            #expect(vault.path.hasSuffix("/stick/v"))
            try Fixtures.fill(vault, 1...2)
            #expect(try Files.names(in: folder).sorted() == ["link", "stick"])
            #expect(try FileStatus.at(folder + "/link", links: .refuse)?.kind == .symbolicLink)
            #expect(Files.exists(Vault.previousPath(of: file)))
            #expect(try Fixtures.openVault(file).summaries.count == 2)
            // One that leads nowhere, or to itself, leads to no wallet.
            for target in ["nowhere", "loop"] {
                #expect(unsafe symlink(target, folder + "/" + (target == "loop" ? "loop" : "dangling")) == 0)
            }
            for name in ["loop", "dangling"] {
                #expect(throws: WalletError.self) { try Fixtures.openVault(folder + "/" + name) }
            }
        }
    }

    @Test("opens with its passphrase alone, in whatever form the same characters are typed")
    func passphrases() throws {
        try Files.withTemporaryFolder { folder in
            let path = folder + "/v"
            // An é in one character, the ligature ﬁ, a full-width A: NFKC makes e with an accent, f, i and A of them.
            _ = try Vault.create(
                at: path, passphrase: Fixtures.secret("caf\u{E9} \u{FB01} \u{FF21}"), memory: nil, now: Fixtures.now,
                costs: .trivialForTests, faults: .none)
            _ = try Fixtures.openVault(path, "cafe\u{301} fi A")
            for other in ["cafe fi A", "caf\u{E9} \u{FB01} a", "x", " caf\u{E9} \u{FB01} \u{FF21}"] {
                #expect(throws: WalletError(.locked, "")) { try Fixtures.openVault(path, other) }
            }
            for unusable in ["", String(repeating: "x", count: 1_024)] {
                #expect(throws: WalletError(.passphraseUnusable, "")) { try Fixtures.openVault(path, unusable) }
            }
            var noText: [UInt8] = [0x61, 0xFF, 0xFE]
            let secret = try SecretBytes(overwriting: &noText)
            #expect(throws: WalletError(.passphraseUnusable, "")) {
                try Vault.open(
                    path, with: .passphrase(secret), memory: nil, costs: .trivialForTests, faults: .none)
            }
            // The longest that is taken, of characters that become eighteen each.
            let long = String(repeating: "\u{FDFA}", count: 341)
            #expect(throws: WalletError(.locked, "")) { try Fixtures.openVault(path, long) }
        }
    }

    @Test("another passphrase opens it then, the one before does not, and no record is encrypted anew")
    func changedPassphrase() throws {
        try withVault { vault, path in
            try Fixtures.fill(vault, 1...3)
            let before = try vault.sealedRecords()
            try vault.changePassphrase(to: Fixtures.secret("another passphrase"))
            #expect(throws: WalletError(.locked, "")) { try Fixtures.openVault(path) }
            let opened = try Fixtures.openVault(path, "another passphrase")
            #expect(try opened.sealedRecords() == before)
            #expect(try Wallet(opened).entries().count == 3)
            // The file that the earlier passphrase opens is gone.
            #expect(!Files.exists(Vault.previousPath(of: path)))
        }
    }

    @Test("nothing that a person wrote or that tells what is in it stands in any file, nor its passphrase")
    func canaries() throws {
        try Files.withTemporaryFolder { folder in
            let memory = VaultMemory(folder: folder + "/state")
            let path = folder + "/v"
            let vault = try Fixtures.makeVault(path, memory: memory)
            try Fixtures.fill(vault, 1...20)
            let key = try vault.holderKey(forIssuer: "did:web:leiehove.example", at: Fixtures.now)
            try vault.record(
                MadePresentation(
                    madeAt: Fixtures.now, verifier: "Canary Bank", domain: "canary.example", expiresAt: nil,
                    holder: key.did, credentials: vault.summaries.map(\.digest), titles: ["Canary course"]))
            try Wallet(vault).remove(Wallet(vault).find("20"), at: Fixtures.later)
            try Wallet(vault).addGenuine(Fixtures.credential(title: "One more"))
            _ = try vault.backUp(to: folder + "/backup")
            var canaries = [
                Fixtures.passphrase, "canary", "Canary", "urn:example", "leiehove", "Leiehove", "did:", "SQLite",
                "records", "CREATE", "SIGNATURE_VALID", key.publicKey.multikey, "achievement",
            ].map { Array($0.utf8) }
            canaries.append(key.publicKey.bytes)
            for summary in vault.summaries {
                canaries.append(Array(summary.digest.hexadecimal.utf8))
                canaries.append(try #require(bytes(fromHexadecimal: summary.digest.hexadecimal)))
            }
            let files = try ["", "/state"].flatMap { part in
                try Files.names(in: folder + part).map { folder + part + "/" + $0 }
            }.filter { !$0.hasSuffix("/state") }
            #expect(files.count == 4)
            for file in files {
                let bytes = try Files.read(file)
                for canary in canaries where bytes.contains(canary) {
                    Issue.record("\(file) holds \(String(decoding: canary, as: UTF8.self))")
                }
            }
        }
    }

    @Test("what was removed is in no file any more, the one before the change among them")
    func removal() throws {
        try withVault { vault, path in
            try Fixtures.fill(vault, 1...3)
            #expect(Files.exists(Vault.previousPath(of: path)))
            let digest = try Wallet(vault).find("2").digest
            try Wallet(vault).remove(Wallet(vault).find("2"), at: Fixtures.later)
            #expect(!Files.exists(Vault.previousPath(of: path)))
            let opened = try Fixtures.openVault(path)
            #expect(try opened.bytes(of: digest) == nil && opened.summaries.map(\.number) == [1, 3])
        }
    }

    @Test("two programs that have it open see what the other changed, and nothing is lost")
    func twoPrograms() throws {
        try withVault { first, path in
            let second = try Fixtures.openVault(path)
            try Fixtures.fill(first, 1...2)
            try Fixtures.fill(second, 3...4)
            try Fixtures.fill(first, 5...5)
            #expect(first.summaries.map(\.number) == [1, 2, 3, 4, 5])
            #expect(try Wallet(Fixtures.openVault(path)).entries().count == 5)
            // Another vault in its place is another wallet, whose content must not come under this key.
            let other = try Fixtures.makeVault(path + "2")
            try Fixtures.fill(other, 1...1)
            try Files.write(Files.read(path + "2"), to: path)
            #expect(throws: WalletError(.vaultDamaged, "")) { try Fixtures.fill(first, 6...6) }
        }
    }

    @Test("a change that fails leaves everything as it was, also what it did before it failed")
    func failedChange() throws {
        try withVault { vault, path in
            try Fixtures.fill(vault, 1...2)
            let file = try Files.read(path)
            #expect(throws: WalletError(.noMatch, "")) {
                try vault.exclusively { () throws(WalletError) in
                    let wallet = Wallet(vault)
                    try wallet.remove(wallet.find("1"), at: Fixtures.later)
                    let numbers = try wallet.entries().map(\.number)
                    #expect(numbers == [2])
                    throw WalletError(.noMatch, "planted")
                }
            }
            #expect(try Wallet(vault).entries().map(\.number) == [1, 2])
            #expect(try Files.read(path) == file)
        }
    }

    @Test("nothing is made where something stands, and what is no vault is not taken for one")
    func places() throws {
        try withVault { _, path in
            #expect(throws: WalletError(.alreadyAWallet, "")) { try Fixtures.makeVault(path) }
            #expect(Vault.isVault(path) && !Vault.isVault(path + "x"))
            try Files.write(Array("{}".utf8), to: path + "x")
            for other in [path + "x", path + "y", path + "/z", "/"] {
                #expect(!Vault.isVault(other))
                #expect(throws: WalletError(.notAWallet, "")) { try Fixtures.openVault(other) }
            }
            try Files.write(Array("testamur vault 2\n{}\n".utf8), to: path + "x")
            #expect(throws: WalletError(.madeByLaterVersion, "")) { try Fixtures.openVault(path + "x") }
        }
    }

    @Test("an older copy that was put back is refused, unless somebody decides to open it")
    func olderCopy() throws {
        try Files.withTemporaryFolder { folder in
            let path = folder + "/v"
            let memory = VaultMemory(folder: folder + "/state/testamur")
            let vault = try Fixtures.makeVault(path, memory: memory)
            try Fixtures.fill(vault, 1...1)
            let old = try Files.read(path)
            try Fixtures.fill(vault, 2...2)
            let new = try Files.read(path)
            try Files.write(old, to: path)
            let error = #expect(throws: WalletError(.olderCopy, "")) { try Fixtures.openVault(path, memory: memory) }
            #expect(error?.generations?.found == 2 && error?.generations?.seen == 3)
            let opened = try Fixtures.openVault(path, memory: memory, acceptsOlderCopy: true)
            #expect(opened.novelty == .olderCopy && opened.summaries.count == 1)
            // Opening it once is no decision for ever.
            #expect(throws: WalletError(.olderCopy, "")) { try Fixtures.openVault(path, memory: memory) }
            try Files.write(new, to: path)
            #expect(try Fixtures.openVault(path, memory: memory).novelty == .asSeenBefore)
            // Elsewhere nobody can tell, and that is said once.
            let elsewhere = VaultMemory(folder: folder + "/elsewhere")
            #expect(try Fixtures.openVault(path, memory: elsewhere).novelty == .neverSeenBefore)
            #expect(try Fixtures.openVault(path, memory: elsewhere).novelty == .asSeenBefore)
            let nowhere = VaultMemory(folder: "/proc/nowhere")
            #expect(try Fixtures.openVault(path, memory: nowhere).novelty == .notRemembered)
        }
    }

    @Test("keys of the holder stay inside, one for each issuer, and sign")
    func holderKeys() throws {
        try withVault { vault, path in
            let first = try vault.holderKey(forIssuer: "did:web:a.example", at: Fixtures.now)
            #expect(try vault.holderKey(forIssuer: "did:web:a.example", at: Fixtures.later) == first)
            let second = try vault.holderKey(forIssuer: "did:web:b.example", at: Fixtures.later)
            let third = try vault.makeHolderKey(at: Fixtures.later)
            #expect(Set([first.did, second.did, third.did]).count == 3 && first.did.hasPrefix("did:key:z6Mk"))
            let opened = try Fixtures.openVault(path)
            #expect(try Set(opened.holderKeys()) == [first, second, third])
            let signer = try #require(try opened.signer(for: first))
            #expect(signer.publicKey == first.publicKey && signer.holder.did.text == first.did)
            let unknown = try KeptKey.unknownForTests
            #expect(try opened.signer(for: unknown) == nil)
        }
    }

    @Test("the presentations that were made are listed, and erased for good")
    func presentations() throws {
        try withVault { vault, path in
            let digest = try Wallet.digest(of: [1])
            func make(_ verifier: String) throws -> MadePresentation {
                try vault.record(
                    MadePresentation(
                        madeAt: Fixtures.now, verifier: verifier, domain: nil, expiresAt: Fixtures.later, holder: nil,
                        credentials: [digest], titles: ["A \"title\" \u{FFFF}"]))
            }
            let (bank, school) = (try make("Bank"), try make("School"))
            let opened = try Fixtures.openVault(path)
            #expect(try Set(opened.presentations()) == [bank, school])
            #expect(try opened.forgetPresentations([bank.id, "ff"]) == 1)
            #expect(!Files.exists(Vault.previousPath(of: path)))
            #expect(try Fixtures.openVault(path).presentations() == [school])
            #expect(try opened.forgetPresentations() == 1)
            #expect(try Fixtures.openVault(path).presentations().isEmpty)
        }
    }
}
