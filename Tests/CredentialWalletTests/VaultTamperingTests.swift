import Encodings
import Storage
import TestSupport
import Testing

@testable import CredentialWallet

@Suite("A vault that somebody tampered with")
struct VaultTamperingTests {
    /// A vault of twenty credentials, its file, and what is in it.
    private struct Scene {
        let path: String
        let file: [UInt8]
        /// Where the body begins.
        let bodyStart: Int
        let documents: [ObjectName: [UInt8]]
    }

    private func withScene(_ body: (Scene) throws -> Void) throws {
        try Files.withTemporaryFolder { folder in
            let vault = try Fixtures.makeVault(folder + "/v")
            try Fixtures.fill(vault, 1...20)
            var documents: [ObjectName: [UInt8]] = [:]
            for digest in vault.digests() { documents[digest] = try vault.bytes(of: digest) }
            let file = try Files.read(folder + "/v")
            let lines = try #require(file.indices.filter { file[$0] == 0x0A }.dropFirst().first)
            try body(Scene(path: folder + "/x", file: file, bodyStart: lines + 1, documents: documents))
        }
    }

    /// Opens bytes as a vault; `nil` where they are refused.
    private func open(_ bytes: [UInt8], _ scene: Scene) throws -> WalletError? {
        try Files.write(bytes, to: scene.path)
        do {
            _ = try Fixtures.openVault(scene.path)
            return nil
        } catch let error as WalletError {
            return error
        }
    }

    /// Sees that what is read of a damaged backup is what was written, or nothing.
    private func checkSalvage(_ scene: Scene, _ place: String) throws {
        guard let backup = try? Fixtures.openBackup(scene.path) else { return }
        #expect(!backup.isWhole, "\(place)")
        for digest in (try? backup.vault.readableDigests()) ?? [] {
            guard let bytes = try? backup.vault.bytes(of: digest) else { continue }
            #expect(bytes == scene.documents[digest], "\(place)")
        }
    }

    @Test("is refused, whichever bit was flipped, and no record of it is ever a wrong one")
    func everyBit() throws {
        try withScene { scene in
            // All of the beginning, and of the body as many as there is time for: all of them in a long run.
            let step = Trials(1).count > 1 ? 1 : 331
            var bits = Array(0..<scene.bodyStart * 8)
            bits += stride(from: scene.bodyStart * 8, to: scene.file.count * 8, by: step)
            var accepted: [Int] = []
            var bytes = scene.file
            for (count, bit) in bits.enumerated() {
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                if try open(bytes, scene) == nil { accepted.append(bit) }
                if count % 97 == 0 { try checkSalvage(scene, "bit \(bit)") }
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            }
            #expect(accepted.isEmpty)
            #expect(try open(bytes, scene) == nil)
        }
    }

    @Test("gives back all credentials but the one in which a bit was flipped, and all of a backup whose end is missing")
    func saving() throws {
        try withScene { scene in
            func saved() -> Int {
                guard let backup = try? Fixtures.openBackup(scene.path) else { return 0 }
                return scene.documents.count { digest, bytes in (try? backup.vault.bytes(of: digest)) == bytes }
            }
            // Where a page with the beginnings of several begins, all of these can be lost with it.
            let places = Array(stride(from: scene.bodyStart + 5, to: scene.file.count, by: 499))
            var counts: [Int] = []
            for place in places {
                var bytes = scene.file
                bytes[place] ^= 0x04
                try Files.write(bytes, to: scene.path)
                counts.append(saved())
            }
            #expect(counts.allSatisfy { $0 >= 19 }, "\(counts)")
            // The tag of the last piece, whole or in part; before it stands what may be the last byte of a credential.
            for (count, least) in [(1, 20), (16, 20), (17, 19)] {
                try Files.write(Array(scene.file.dropLast(count)), to: scene.path)
                #expect(saved() >= least, "without the last \(count) bytes")
            }
        }
    }

    @Test("gives back every credential when the page is hit that says where the tables are, however often")
    func firstPage() throws {
        try withScene { scene in
            let page = scene.bodyStart..<scene.bodyStart + 4_096
            var hits = Array(stride(from: page.lowerBound, to: page.upperBound, by: 293)).map { $0...$0 }
            hits.append(page.lowerBound...page.upperBound - 1)
            for hit in hits {
                var bytes = scene.file
                for index in hit { bytes[index] ^= 0xA5 }
                try Files.write(bytes, to: scene.path)
                let backup = try Fixtures.openBackup(scene.path)
                #expect(!backup.isWhole)
                for (digest, document) in scene.documents {
                    #expect(try backup.vault.bytes(of: digest) == document, "\(hit)")
                }
            }
        }
    }

    @Test("gives back what stands elsewhere when a whole sector is lost, and knows what was lost")
    func lostSectors() throws {
        try withScene { scene in
            for start in stride(from: scene.bodyStart, to: scene.file.count, by: 512) {
                var bytes = scene.file
                for index in start..<min(start + 512, bytes.count) { bytes[index] = 0 }
                try Files.write(bytes, to: scene.path)
                let backup = try Fixtures.openBackup(scene.path)
                let saved = scene.documents.count { digest, bytes in (try? backup.vault.bytes(of: digest)) == bytes }
                // Several begin on one page; none is longer than three.
                #expect(saved >= 10, "\(start): \(saved)")
                try Files.withTemporaryFolder { folder in
                    let new = try Fixtures.makeVault(folder + "/new")
                    let report = try new.restore(from: backup, at: Fixtures.later)
                    #expect(report.count(.restored) == saved && !report.isComplete)
                    if backup.hasIndex { #expect(report.count(.damaged) == 20 - saved, "\(start)") }
                }
            }
        }
    }

    @Test("is refused when its database has anything else in it than the tables of a wallet")
    func otherTables() throws {
        try Files.withTemporaryFolder { folder in
            let vault = try Fixtures.makeVault(folder + "/v")
            try Fixtures.fill(vault, 1...1)
            let endless: StaticString = """
                CREATE VIEW records AS WITH RECURSIVE x(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM x)
                    SELECT kind, id, generation, nonce, sealed FROM others, x
                """
            let hostile: [[StaticString]] = [
                ["ALTER TABLE records RENAME TO others", endless], ["CREATE TABLE more (a INTEGER)"],
                ["CREATE TRIGGER t AFTER DELETE ON records BEGIN DELETE FROM records; END"],
            ]
            for statements in hostile {
                try Files.write(vault.file(after: statements), to: folder + "/x")
                #expect(throws: WalletError(.vaultDamaged, "")) { try Fixtures.openVault(folder + "/x") }
                #expect(throws: WalletError(.vaultDamaged, "")) { try Fixtures.openBackup(folder + "/x") }
            }
            try Files.write(vault.file(after: []), to: folder + "/x")
            _ = try Fixtures.openVault(folder + "/x")
        }
    }

    @Test("is refused with a number that no credential can have, and none is ever given one")
    func numbers() throws {
        func index(_ number: Int) throws -> [UInt8] {
            let digest = try ObjectName(digest: [UInt8](repeating: 7, count: 32))
            let note = WalletNote(
                digest: digest, number: number, addedAt: Fixtures.now, verdict: nil, isAcceptedUnverified: true)
            return VaultIndex.bytes(of: [WalletSummary(note, .document, SummaryClaims())])
        }
        for number in [Int.min, -5, 0, 1_000_000_000, Int.max] {
            #expect(throws: WalletError(.vaultDamaged, ""), "\(number)") { try VaultIndex.summaries(in: index(number)) }
        }
        for number in [1, 999_999_999] { #expect(try VaultIndex.summaries(in: index(number)).count == 1) }
        #expect(WalletNote.nextNumber(after: []) == 1)
        #expect(WalletNote.nextNumber(after: [1, 7]) == 8)
        #expect(WalletNote.nextNumber(after: [1, 2, 999_999_999]) == 3)
    }

    @Test("is refused when it was cut off, made longer, or its pieces changed places")
    func pieces() throws {
        try withScene { scene in
            let cuts = [0, 1, 16, scene.bodyStart - 1, scene.bodyStart, scene.bodyStart + 1, scene.file.count - 1]
            for count in cuts + Array(stride(from: 0, to: scene.file.count, by: 4_999)) {
                #expect(try open(Array(scene.file.prefix(count)), scene) != nil, "\(count) bytes")
                try checkSalvage(scene, "\(count) bytes")
            }
            #expect(try open(scene.file + [0], scene) == WalletError(.vaultDamaged, ""))
            #expect(try open(scene.file + scene.file, scene) == WalletError(.vaultDamaged, ""))
            let size = 65_536 + 16
            let vault = try Fixtures.makeVault(scene.path + "2")
            try Fixtures.fill(vault, 1...200)
            let large = try Files.read(scene.path + "2")
            let start = try #require(large.indices.filter { large[$0] == 0x0A }.dropFirst().first) + 1
            try #require(large.count > start + 2 * size)
            // One bit in each piece: some pieces hold nothing that opening the vault would read.
            for place in stride(from: start + 9, to: large.count, by: size) {
                var bytes = large
                bytes[place] ^= 0x10
                #expect(try open(bytes, scene) == WalletError(.vaultDamaged, ""), "byte \(place)")
            }
            let (first, second) = (start..<start + size, start + size..<start + 2 * size)
            let swapped = large[..<start] + large[second] + large[first] + large[second.upperBound...]
            #expect(try open(Array(swapped), scene) == WalletError(.vaultDamaged, ""))
            let doubled = large[..<start] + large[first] + large[first] + large[second.upperBound...]
            #expect(try open(Array(doubled), scene) == WalletError(.vaultDamaged, ""))
        }
    }

    @Test("is refused when the body of another generation, or of another vault, stands under its header")
    func mixed() throws {
        try Files.withTemporaryFolder { folder in
            let path = folder + "/v"
            let vault = try Fixtures.makeVault(path)
            try Fixtures.fill(vault, 1...1)
            let first = try Files.read(path)
            try vault.record(Fixtures.forged, for: vault)
            let second = try Files.read(path)
            try #require(first.count == second.count)
            let start = try #require(first.indices.filter { first[$0] == 0x0A }.dropFirst().first) + 1
            for (header, body) in [(first, second), (second, first)] {
                try Files.write(Array(header[..<start] + body[start...]), to: path)
                #expect(throws: WalletError(.vaultDamaged, "")) { try Fixtures.openVault(path) }
            }
        }
    }

    @Test("is refused when two of its records changed places, or one is of an earlier generation")
    func records() throws {
        try Files.withTemporaryFolder { folder in
            let vault = try Fixtures.makeVault(folder + "/v")
            try Fixtures.fill(vault, 1...3)
            let digests = vault.digests()
            let (first, second) = (digests[0], digests[1])
            let bytes = try vault.bytes(of: second)
            try vault.exchangeRecords(first, second)
            #expect(throws: WalletError(.vaultDamaged, "")) { try vault.bytes(of: first) }
            #expect(throws: WalletError(.vaultDamaged, "")) { try vault.bytes(of: second) }
            try vault.exchangeRecords(first, second)
            #expect(try vault.bytes(of: second) == bytes)
            try vault.pretendGeneration(1, of: second)
            #expect(throws: WalletError(.vaultDamaged, "")) { try vault.bytes(of: second) }
        }
    }

    @Test(
        "is refused at once when its header asks for more, or less, than a passphrase may cost",
        arguments: [
            #""n":1073741824,"p":1,"r":8"#, #""n":131072,"p":1,"r":1073741824"#, #""n":131072,"p":1000000,"r":8"#,
            #""n":524288,"p":1,"r":8"#, #""n":131072,"p":5,"r":8"#, #""n":131072,"p":0,"r":8"#,
            #""n":131073,"p":1,"r":8"#,
            #""n":131072,"p":1,"r":16"#, #""n":16384,"p":1,"r":8"#, #""n":1,"p":1,"r":8"#, #""n":0,"p":1,"r":8"#,
            #""n":-131072,"p":1,"r":8"#, #""n":999999999999999,"p":1,"r":8"#, #""n":2,"p":1,"r":8"#,
        ])
    func costs(_ cost: String) throws {
        try withScene { scene in
            let text = String(decoding: scene.file[..<scene.bodyStart], as: UTF8.self)
            try #require(text.contains(#""n":2,"p":1,"r":8"#))
            let header = Array(text.replacing(#""n":2,"p":1,"r":8"#, with: cost).utf8)
            try Files.write(header + scene.file[scene.bodyStart...], to: scene.path)
            #expect(throws: WalletError(.derivationParameters, "")) {
                try Vault.open(
                    scene.path, with: .passphrase(Fixtures.secret(Fixtures.passphrase)), memory: nil)
            }
        }
    }

    @Test("whatever stands in the place of its header is refused, and nothing traps")
    func headers() throws {
        try withScene { scene in
            let text = String(decoding: scene.file[..<scene.bodyStart], as: UTF8.self)
            let body = scene.file[scene.bodyStart...]
            let hostile = [
                text.replacing("\"bodyByteCount\":", with: "\"bodyByteCount\":9007199254740991,\"x\":"),
                text.replacing("\"bodyByteCount\":", with: "\"bodyByteCount\":-1,\"x\":"),
                text.replacing("\"generation\":", with: "\"generation\":0,\"x\":"),
                text.replacing("\"generation\":2", with: "\"generation\":2.0"),
                text.replacing("\"generation\":2", with: "\"generation\":3"),
                text.replacing("\"slots\":[", with: "\"slots\":[],\"x\":["),
                text.replacing("{\"bodyByteCount\"", with: "{ \"bodyByteCount\""),
                text.replacing("\"passphrase\"", with: "\"recovery\""), text.replacing("\n{", with: "\n\n{"),
                "testamur vault 1\n{}\n", "testamur vault 1\n[]\n", "testamur vault 1\n", "testamur vault 1",
                "testamur vault 1\n" + String(repeating: "[", count: 4_000) + "\n",
                "testamur vault 1\n" + String(repeating: " ", count: 5_000) + "\n", "testamur vault 0\n{}\n",
                "testamur vault 99999999999999999999\n{}\n", "testamur vault +1\n{}\n", "testamur vault \n{}\n",
            ]
            for header in hostile {
                let error = try open(Array(header.utf8) + body, scene)
                #expect(error != nil, "\(header.prefix(60))")
                #expect(throws: WalletError.self) { try Fixtures.openBackup(scene.path) }
            }
        }
    }
}
