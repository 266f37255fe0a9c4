import CredentialWallet
import Encodings
import Glibc
import Storage
import TestSupport
import Testing

@Suite("A wallet in a folder")
struct WalletFolderTests {
    private func permissions(_ path: String) throws -> UInt16? { try FileStatus.at(path, links: .refuse)?.permissions }

    @Test("everything is for its owner alone, and files are named by their digest")
    func layout() throws {
        try Fixtures.withWallet { wallet, path in
            let hostile = Fixtures.credential("../../../etc/passwd", title: #"..\/..\/evil"#)
            let entry = try #require(try wallet.addGenuine(hostile))
            #expect(try Files.names(in: path) == [".testamur.lock", "credentials", "notes", "wallet.json"])
            let name = entry.digest.hexadecimal + ".json"
            #expect(try Files.names(in: path + "/credentials") == [name])
            #expect(try Files.names(in: path + "/notes") == [name])
            for folder in ["", "/credentials", "/notes"] { #expect(try permissions(path + folder) == 0o700) }
            for file in ["/wallet.json", "/credentials/\(name)", "/notes/\(name)"] {
                #expect(try permissions(path + file) == 0o600)
            }
            #expect(try Files.read(path + "/credentials/" + name) == hostile)
        }
    }

    @Test("a wallet that exists is opened, and never made again")
    func reopening() throws {
        try Fixtures.withWallet { wallet, path in
            try wallet.addGenuine(Fixtures.credential(title: "First aid"))
            #expect(throws: WalletError(.alreadyAWallet, "")) { try WalletFolder.create(at: path, now: Fixtures.now) }
            #expect(try Wallet(WalletFolder(path)).entries().map(\.title) == ["First aid"])
        }
    }

    @Test(
        "a copy of a wallet that left out what is empty works as before, and what is lost shows",
        arguments: ["notes", "credentials"])
    func withoutEmptyFolders(_ name: String) throws {
        try Fixtures.withWallet { _, path in
            Files.remove(path + "/" + name)
            let wallet = Wallet(try WalletFolder(path))
            #expect(try wallet.entries().isEmpty)
            try wallet.addGenuine(Fixtures.credential(title: "First aid"))
            #expect(try Wallet(WalletFolder(path)).entries().map(\.title) == ["First aid"])
            #expect(try permissions(path + "/" + name) == 0o700)
        }
        try Fixtures.withWallet { wallet, path in
            try wallet.addGenuine(Fixtures.credential(title: "First aid"))
            Files.remove(path + "/" + name)
            let entries = try Wallet(WalletFolder(path)).entries()
            #expect(entries.count == 1)
            #expect(entries.first?.isIntact == (name == "notes"))
        }
    }

    @Test("a folder with other files does not become a wallet, and is left as it was")
    func foreignFolder() throws {
        try Files.withTemporaryFolder { folder in
            try Files.write([1], to: folder + "/holiday.jpg")
            #expect(throws: WalletError(.folderNotEmpty, "")) {
                try WalletFolder.create(at: folder, now: Fixtures.now)
            }
            #expect(try Files.names(in: folder) == ["holiday.jpg"])
        }
    }

    @Test("an empty folder becomes a wallet, and so does one with the beginnings of a wallet")
    func unfinished() throws {
        try Files.withTemporaryFolder { folder in
            #expect(throws: WalletError(.notAWallet, "")) { try WalletFolder(folder) }
            try Folder.create(at: folder + "/credentials", access: .ownerOnly)
            try Files.write([1], to: folder + "/.testamur-0123456789abcdef.tmp")
            #expect(throws: WalletError(.incomplete, "")) { try WalletFolder(folder) }
            _ = try WalletFolder.create(at: folder, now: Fixtures.now)
            #expect(try Files.names(in: folder) == [".testamur.lock", "credentials", "notes", "wallet.json"])
        }
    }

    @Test("what is no wallet is called by its name")
    func notAWallet() throws {
        try Files.withTemporaryFolder { folder in
            try Files.write([1], to: folder + "/file")
            #expect(throws: WalletError(.notAWallet, "")) { try WalletFolder(folder + "/nowhere") }
            #expect(throws: WalletError(.notAWallet, "")) { try WalletFolder(folder + "/file") }
            for (mark, code) in [
                ("{}", WalletError.Code.notAWallet), ("", .notAWallet),
                (#"{"format":"testamur wallet","version":2}"#, .madeByLaterVersion),
            ] {
                try Files.write(Array(mark.utf8), to: folder + "/wallet.json")
                #expect(throws: WalletError(code, "")) { try WalletFolder(folder) }
            }
        }
    }

    @Test(
        "a wallet whose mark was lost or damaged says so, and is made whole with everything in it",
        arguments: [nil, "", "{}", "[[[", #"{"format":"another"}"#])
    func remaking(_ mark: String?) throws {
        try Fixtures.withWallet { wallet, path in
            try wallet.addGenuine(Fixtures.credential(title: "First aid"))
            try Files.write([1], to: path + "/holiday.jpg")
            if let mark {
                try Files.write(Array(mark.utf8), to: path + "/wallet.json")
            } else {
                try AtomicFile.remove(at: path + "/wallet.json")
            }
            #expect(throws: WalletError(.incomplete, "")) { try WalletFolder(path) }
            let remade = try Wallet(WalletFolder.create(at: path, now: Fixtures.now))
            #expect(try remade.entries().map(\.title) == ["First aid"])
            #expect(try remade.entries().allSatisfy { $0.isIntact && $0.note != nil })
            #expect(throws: WalletError(.alreadyAWallet, "")) { try WalletFolder.create(at: path, now: Fixtures.now) }
            // What was there is not overwritten.
            let aside = path + "/wallet.json.unreadable-1"
            #expect(try Files.exists(aside) ? Files.read(aside) == Array((mark ?? "").utf8) : mark == nil)
            #expect(try Files.read(path + "/holiday.jpg") == [1])
        }
    }

    @Test("an empty wallet with a damaged mark is made whole, and a file of that name alone does not make a wallet")
    func remakingEmpty() throws {
        try Fixtures.withWallet { _, path in
            try Files.write([], to: path + "/wallet.json")
            _ = try WalletFolder.create(at: path, now: Fixtures.now)
            #expect(try Wallet(WalletFolder(path)).entries().isEmpty)
        }
        try Files.withTemporaryFolder { folder in
            try Files.write([1], to: folder + "/wallet.json")
            #expect(throws: WalletError(.folderNotEmpty, "")) {
                try WalletFolder.create(at: folder, now: Fixtures.now)
            }
            #expect(try Files.read(folder + "/wallet.json") == [1])
        }
    }

    @Test("a wallet of a later version is not made again")
    func laterVersion() throws {
        try Fixtures.withWallet { _, path in
            try Files.write(Array(#"{"format":"testamur wallet","version":2}"#.utf8), to: path + "/wallet.json")
            #expect(throws: WalletError(.madeByLaterVersion, "")) {
                try WalletFolder.create(at: path, now: Fixtures.now)
            }
        }
    }

    @Test("removal leaves nothing of a credential")
    func removal() throws {
        try Fixtures.withWallet { wallet, path in
            let entry = try #require(try wallet.addGenuine(Fixtures.credential(title: "First aid")))
            try wallet.remove(entry)
            #expect(try wallet.entries().isEmpty)
            #expect(try Files.names(in: path + "/credentials").isEmpty)
            #expect(try Files.names(in: path + "/notes").isEmpty)
            try wallet.remove(entry)
        }
    }

    @Test("a changed file is reported, handed out by nobody, and mended by adding the original again")
    func altered() throws {
        try Fixtures.withWallet { wallet, path in
            let original = Fixtures.credential("urn:example:1", title: "First aid")
            let entry = try #require(try wallet.addGenuine(original))
            try wallet.addGenuine(Fixtures.credential("urn:example:2", title: "Knitting"))
            let file = path + "/credentials/\(entry.digest.hexadecimal).json"
            try Files.write(Fixtures.credential("urn:example:1", title: "Surgery"), to: file)
            let found = try wallet.find("1")
            #expect(!found.isIntact && found.title == nil)
            #expect(throws: WalletError(.damaged, "")) { try wallet.bytes(of: found) }
            #expect(throws: WalletError(.damaged, "")) { try wallet.export(found, to: path + "/out.json") }
            #expect(try wallet.entries().map(\.isIntact) == [false, true])
            guard case .added(let mended) = try wallet.add(original, verdict: Fixtures.genuine, at: Fixtures.later)
            else {
                return #expect(Bool(false))
            }
            #expect(mended.number == 1 && mended.note?.addedAt == Fixtures.now)
            #expect(try wallet.bytes(of: wallet.find("1")) == original)
        }
    }

    @Test("a missing file is reported and not forgotten, and adding it again brings it back")
    func missing() throws {
        try Fixtures.withWallet { wallet, path in
            let original = Fixtures.credential(title: "First aid")
            let entry = try #require(try wallet.addGenuine(original))
            Files.remove(path + "/credentials/\(entry.digest.hexadecimal).json")
            let found = try #require(try wallet.entries().first)
            guard case .missing = found.content else { return #expect(Bool(false)) }
            #expect(throws: WalletError(.damaged, "")) { try wallet.bytes(of: found) }
            try wallet.addGenuine(original)
            #expect(try wallet.entries().map(\.isIntact) == [true])
        }
    }

    @Test("a file put into the folder by hand is shown without a note, and gets one when it is added")
    func putByHand() throws {
        try Fixtures.withWallet { wallet, path in
            try wallet.addGenuine(Fixtures.credential(title: "First aid"))
            let bytes = Fixtures.credential(title: "Knitting")
            let digest = try Wallet.digest(of: bytes).hexadecimal
            try Files.write(bytes, to: path + "/credentials/\(digest).json")
            try Files.write(bytes, to: path + "/credentials/knitting.json")
            let entry = try wallet.find("knitting")
            #expect(entry.note == nil && entry.number == 2)
            #expect(throws: WalletError(.notVerified, "")) { try wallet.add(bytes, verdict: nil, at: Fixtures.now) }
            try wallet.addGenuine(bytes)
            #expect(try wallet.entries().map { $0.note?.number } == [1, 2])
        }
    }

    @Test(
        "a note that cannot be read costs the note, not the credential",
        arguments: [
            "", "{}", "[]", #"{"version":1,"number":0,"addedAt":"2026-11-22T09:00:00Z","acceptedUnverified":false}"#,
            #"{"version":1,"number":9223372036854775807,"addedAt":"2026-11-22T09:00:00Z","acceptedUnverified":false}"#,
            #"{"version":1,"number":1,"addedAt":"yesterday","acceptedUnverified":false}"#,
        ])
    func unreadableNote(_ text: String) throws {
        try Fixtures.withWallet { wallet, path in
            let entry = try #require(try wallet.addGenuine(Fixtures.credential(title: "First aid")))
            try Files.write(Array(text.utf8), to: path + "/notes/\(entry.digest.hexadecimal).json")
            #expect(try wallet.entries().map { $0.note == nil && $0.isIntact } == [true])
            try wallet.addGenuine(Fixtures.credential(title: "Knitting"))
            #expect(try wallet.entries().count == 2)
        }
    }

    @Test("a link in the place of a credential is not followed")
    func links() throws {
        try Fixtures.withWallet { wallet, path in
            let entry = try #require(try wallet.addGenuine(Fixtures.credential(title: "First aid")))
            let file = path + "/credentials/\(entry.digest.hexadecimal).json"
            try Files.write(Files.read(file), to: path + "/elsewhere.json")
            Files.remove(file)
            #expect(unsafe symlink(path + "/elsewhere.json", file) == 0)
            let error = #expect(throws: WalletError.self) { try wallet.entries() }
            #expect(error?.storage?.code == .notAFile)
        }
    }

    @Test("while another program changes the wallet, reading goes on")
    func reading() throws {
        try Fixtures.withWallet { wallet, path in
            try wallet.addGenuine(Fixtures.credential(title: "First aid"))
            let lock = try FolderLock(folder: path)
            defer { lock.release() }
            #expect(try wallet.entries().count == 1)
        }
    }
}
