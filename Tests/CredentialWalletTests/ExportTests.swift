import CredentialWallet
import Encodings
import Storage
import TestSupport
import Testing

@Suite("Exporting from a wallet")
struct ExportTests {
    private static let names = ["credential-001.json", "credential-002.json", "index.json"]
    private let badge = Fixtures.credential("urn:example:1", title: "First aid")

    @Test("that fails leaves behind no folder that it made, and every folder that was there")
    func failed() throws {
        try Fixtures.withWallet { wallet, path in
            for title in ["First aid", "Knitting"] { try wallet.addGenuine(Fixtures.credential(title: title)) }
            let entries = try wallet.entries()
            Files.remove(path + "/credentials/\(entries[1].digest.hexadecimal).json")
            #expect(throws: WalletError(.damaged, "")) {
                try wallet.exportAll(to: path + "/new", entries, at: Fixtures.now)
            }
            #expect(!Files.exists(path + "/new"))
            try Files.makeFolder(path + "/old")
            #expect(throws: WalletError(.damaged, "")) {
                try wallet.exportAll(to: path + "/old", entries, at: Fixtures.now)
            }
            #expect(try Files.names(in: path + "/old").isEmpty)
        }
    }

    @Test("an exported file has the bytes that were added, and nothing is overwritten unless it is said")
    func single() throws {
        try Fixtures.withWallet { wallet, path in
            let entry = try #require(try wallet.addGenuine(badge))
            let target = path + "/out.json"
            try wallet.export(entry, to: target)
            #expect(try Files.read(target) == badge)
            #expect(try FileStatus.at(target)?.permissions == 0o600)
            try Files.write([1], to: target)
            #expect(throws: WalletError(.targetExists, "")) { try wallet.export(entry, to: target) }
            #expect(try Files.read(target) == [1])
            try wallet.export(entry, to: target, replacing: true)
            #expect(try Files.read(target) == badge)
            let error = #expect(throws: WalletError.self) { try wallet.export(entry, to: path + "/no/such/place") }
            #expect(error?.storage?.code == .notFound)
        }
    }

    @Test("an export takes away what an interrupted one left beside it")
    func interrupted() throws {
        try Fixtures.withWallet { wallet, path in
            let entry = try #require(try wallet.addGenuine(badge))
            for folder in ["/one", "/all"] { try Folder.create(at: path + folder, access: .ownerOnly) }
            for folder in ["/one", "/all"] {
                try Files.write(badge, to: path + folder + "/.testamur-0123456789abcdef.tmp")
            }
            try wallet.export(entry, to: path + "/one/out.json")
            #expect(try Files.names(in: path + "/one") == ["out.json"])
            _ = try wallet.exportAll(to: path + "/all", at: Fixtures.later)
            #expect(try Files.names(in: path + "/all") == ["credential-001.json", "index.json"])
        }
    }

    @Test("the whole wallet goes to a folder with an index that tells what each file is")
    func whole() throws {
        try Fixtures.withWallet { wallet, path in
            try wallet.addGenuine(badge)
            _ = try wallet.add(Array("?".utf8), verdict: nil, decisions: .acceptUnverified, at: Fixtures.now)
            let lost = try #require(try wallet.addGenuine(Fixtures.credential(title: "Lost")))
            Files.remove(path + "/credentials/\(lost.digest.hexadecimal).json")
            let report = try wallet.exportAll(to: path + "/export", at: Fixtures.later)
            #expect(report.exported.map(\.number) == [1, 2] && report.damaged.map(\.number) == [3])
            #expect(try Files.names(in: path + "/export") == Self.names)
            let index = try JSONDocument(parsing: Files.read(path + "/export/index.json"), limits: .credential).root
            let entries = try #require(index["credentials"]).elements.map { $0 }
            for (entry, exported) in zip(entries, report.exported) {
                let bytes = try Files.read(path + "/export/" + (entry["file"]?.string ?? ""))
                #expect(try Wallet.digest(of: bytes).hexadecimal == entry["sha256"]?.string)
                #expect(try wallet.bytes(of: exported) == bytes)
            }
            #expect(entries[0]["id"]?.string == "urn:example:1" && entries[0]["title"]?.string == "First aid")
            #expect(entries[0]["mediaType"]?.string == "application/vc")
            #expect(entries[0]["note"]?["verdict"]?["issuerName"]?.string == "Leiehove University")
            #expect(entries[1]["mediaType"]?.string == "application/octet-stream")
            #expect(entries[1]["note"]?["acceptedUnverified"]?.boolean == true)
        }
    }

    @Test("an export is never mixed with other files, nor written twice")
    func occupied() throws {
        try Fixtures.withWallet { wallet, path in
            try wallet.addGenuine(badge)
            try Folder.create(at: path + "/export", access: .ownerOnly)
            try Files.write([1], to: path + "/export/holiday.jpg")
            #expect(throws: WalletError(.folderNotEmpty, "")) {
                try wallet.exportAll(to: path + "/export", at: Fixtures.now)
            }
            #expect(try Files.names(in: path + "/export") == ["holiday.jpg"])
            _ = try wallet.exportAll(to: path + "/second", at: Fixtures.now)
            #expect(throws: WalletError(.targetExists, "")) {
                try wallet.exportAll(to: path + "/second", at: Fixtures.now)
            }
        }
    }

    @Test("an interrupted export is completed, a foreign file of the same name is not touched")
    func completion() throws {
        try Fixtures.withWallet { wallet, path in
            try wallet.addGenuine(badge)
            try wallet.addGenuine(Fixtures.credential(title: "Knitting"))
            _ = try wallet.exportAll(to: path + "/export", at: Fixtures.now)
            Files.remove(path + "/export/index.json")
            Files.remove(path + "/export/credential-002.json")
            _ = try wallet.exportAll(to: path + "/export", at: Fixtures.now)
            #expect(try Files.names(in: path + "/export") == Self.names)
            Files.remove(path + "/export/index.json")
            Files.remove(path + "/export/credential-001.json")
            try Files.write([1], to: path + "/export/credential-002.json")
            #expect(throws: WalletError(.targetExists, "")) {
                try wallet.exportAll(to: path + "/export", at: Fixtures.now)
            }
            #expect(try Files.names(in: path + "/export") == ["credential-002.json"])
            #expect(try Files.read(path + "/export/credential-002.json") == [1])
        }
    }
}
