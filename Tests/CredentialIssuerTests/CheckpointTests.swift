import Cryptography
import Database
import Encodings
import Proofs
import RoleSupport
import Storage
import TestSupport
import Testing

@testable import CredentialIssuer

@Suite("Checkpoints of a register")
struct CheckpointTests {
    /// A register with five awards, and a checkpoint after the second and the fifth.
    private func play(
        _ body: (_ folder: IssuerFolder, _ early: RegisterCheckpoint, _ late: RegisterCheckpoint) throws -> Void
    ) throws {
        try Files.withTemporaryFolder { path throws in
            _ = try Institution.folder(path)
            let issuer = try Institution.issuer(path)
            #expect(try issuer.checkpoint(at: Institution.now) == nil)
            var early: RegisterCheckpoint?
            for name in ["Anna", "Bert", "Cato", "Dirk", "Eva"] {
                _ = try issuer.issue(Institution.record(.init(name, "De Smet")), at: Institution.now)
                if name == "Bert" { early = try issuer.checkpoint(at: Institution.now) }
            }
            let late = try issuer.checkpoint(at: Institution.now.adding(days: 1))
            #expect(try issuer.checkpoint(at: Institution.now.adding(days: 2))?.bytes == late?.bytes)
            try body(IssuerFolder(path), #require(early), #require(late))
        }
    }

    /// Writes to the register as somebody who can.
    private func change(_ folder: IssuerFolder, _ body: (Transaction) throws(DatabaseError) -> Void) throws {
        let database = try Database.file(folder.path + "/register/register.db", for: .change)
        try database.write { transaction throws(DatabaseError) in try body(transaction) }
    }

    /// Makes the chain of records whole again from a record on, after something in that was changed.
    private func rechain(_ folder: IssuerFolder, from first: Int, to last: Int) throws {
        try change(folder) { transaction throws(DatabaseError) in
            do {
                for number in first...last {
                    let line = try #require(
                        try transaction.first("SELECT line FROM events WHERE sequence = $1", [.integer(number)]) {
                            row throws(DatabaseError) in try row.bytes(0)
                        })
                    let before = try transaction.first(
                        "SELECT chain FROM events WHERE sequence = $1", [.integer(number - 1)]
                    ) { row throws(DatabaseError) in try row.bytes(0) }
                    var value = JSONValue(try JSONDocument(parsing: line, limits: .credential).root)
                    value["chain"] = nil
                    let chain = try RegisterRecord.chain(
                        value.canonicalBytes(), after: before ?? RegisterRecord.start)
                    value["chain"] = .string(Base64URL.encode(chain))
                    try transaction.run(
                        "UPDATE events SET chain = $1, line = $2 WHERE sequence = $3",
                        [.bytes(chain), .bytes(value.canonicalBytes()), .integer(number)])
                }
            } catch let error as DatabaseError {
                throw error
            } catch {
                Issue.record(error)
            }
        }
    }

    @Test("each says how many records there are and what stands for them, is signed, and names nobody")
    func making() throws {
        try play { folder, early, late throws in
            #expect(early.sequence == 4 && late.sequence == 10)
            let text = String(decoding: late.bytes, as: UTF8.self)
            for word in ["Anna", "Smet", "2001", "urn:uuid"] { #expect(!text.contains(word)) }
            for checkpoint in [early, late] {
                let read = try RegisterCheckpoint(verifying: checkpoint.bytes, of: folder.profile)
                #expect(read.sequence == checkpoint.sequence && read.chain == checkpoint.chain)
                #expect(read.time == checkpoint.time)
            }
            let review = try folder.reviewCheckpoints()
            #expect(review.isClean && review.agreeing == 2 && review.newest?.sequence == 10)
            let (newest, later) = try folder.newestCheckpoint()
            #expect(newest?.bytes == late.bytes && later == 0)
            #expect(try folder.audit().isClean)
        }
    }

    @Test("records that were rewritten with everything after them are found, and between which checkpoints")
    func rewritten() throws {
        try play { folder, early, late throws in
            try change(folder) { transaction throws(DatabaseError) in
                let line = try transaction.first("SELECT line FROM events WHERE sequence = 6") {
                    row throws(DatabaseError) in try row.bytes(0)
                }
                var text = String(decoding: line ?? [], as: UTF8.self)
                text.replace("2026-11-22", with: "2026-11-21")
                try transaction.run("UPDATE events SET line = $1 WHERE sequence = 6", [.bytes(Array(text.utf8))])
            }
            // The chain alone shows it as long as nobody mends the chain.
            #expect(throws: IssuerError(.registerDamaged, "")) { try folder.audit() }
            try rechain(folder, from: 6, to: 10)
            #expect(throws: Never.self) { try folder.audit() }
            let review = try folder.reviewCheckpoints()
            #expect(!review.isClean && review.agreeing == 1)
            #expect(review.contradiction?.sequence == 10 && review.contradiction?.lastGood == 4)
            #expect(review.contradiction?.found == nil)
            // Whoever takes the checkpoint out as well is found by the one that somebody kept.
            try change(folder) { transaction throws(DatabaseError) in
                try transaction.run("DELETE FROM checkpoints WHERE sequence = 10")
            }
            #expect(try folder.reviewCheckpoints().isClean)
            #expect(try folder.reviewCheckpoints([late]).contradiction?.sequence == 10)
            // The same document, here and from elsewhere, is one checkpoint.
            #expect(try folder.reviewCheckpoints([early, late]).agreeing == 1)
        }
    }

    @Test("the key for status lists signs no checkpoint")
    func statusKey() throws {
        try Files.withTemporaryFolder { path throws in
            let folder = try Institution.folder(
                path, id: "did:web:leiehove.example", status: Institution.status())
            let key = try #require(folder.profile.statusLists?.key)
            let profile = folder.profile.with(InstitutionKeys(known: folder.profile.keys), issue: key)
            let signed = try RegisterCheckpoint(
                4, chain: [UInt8](repeating: 7, count: 32), of: profile, at: Institution.now,
                signer: Institution.status().key)
            #expect(throws: IssuerError(.checkpointRefused, "")) {
                try RegisterCheckpoint(verifying: signed.bytes, of: folder.profile)
            }
        }
    }

    @Test("of several checkpoints that agree the last one is named, and of several that do not the first one")
    func between() throws {
        try Files.withTemporaryFolder { path throws in
            let folder = try Institution.folder(path)
            var checkpoints: [RegisterCheckpoint] = []
            do {
                let issuer = try Institution.issuer(path)
                for (number, name) in ["Anna", "Bert", "Cato", "Dirk", "Eva", "Finn", "Griet"].enumerated() {
                    _ = try issuer.issue(Institution.record(.init(name, "De Smet")), at: Institution.now)
                    guard number != 0, number != 2, number != 3 else { continue }
                    checkpoints += [try issuer.checkpoint(at: Institution.now.adding(days: number))].compactMap { $0 }
                }
            }
            try #require(checkpoints.map(\.sequence) == [4, 10, 12, 14])
            try change(folder) { transaction throws(DatabaseError) in
                let line = try transaction.first("SELECT line FROM events WHERE sequence = 11") {
                    row throws(DatabaseError) in try row.bytes(0)
                }
                var text = String(decoding: line ?? [], as: UTF8.self)
                text.replace("2026-11-22", with: "2026-11-21")
                try transaction.run("UPDATE events SET line = $1 WHERE sequence = 11", [.bytes(Array(text.utf8))])
            }
            try rechain(folder, from: 11, to: 14)
            let review = try folder.reviewCheckpoints([checkpoints[1], checkpoints[0]])
            #expect(review.agreeing == 2 && review.newest?.sequence == 10 && review.unreadable == 0)
            #expect(review.contradiction?.sequence == 12 && review.contradiction?.lastGood == 10)
        }
    }

    @Test("an end of the register that was cut off is found")
    func cut() throws {
        try play { folder, _, late throws in
            try change(folder) { transaction throws(DatabaseError) in
                try transaction.run(
                    "UPDATE credentials SET state = 'planned', issued_sequence = NULL WHERE issued_sequence = 10")
                try transaction.run("DELETE FROM events WHERE sequence = 10")
            }
            let contradiction = try #require(try folder.reviewCheckpoints([late]).contradiction)
            #expect(contradiction.sequence == 10 && contradiction.found == 9 && contradiction.lastGood == 4)
        }
    }

    @Test("what the institution's key has not signed is no checkpoint, in the register or from elsewhere")
    func forged() throws {
        try play { folder, early, late throws in
            let stranger = try Ed25519PrivateKey.generate()
            let forged = try RegisterCheckpoint(
                10, chain: early.chain, of: folder.profile, at: Institution.now, signer: stranger)
            var altered = late.bytes
            let place = try #require(altered.firstIndex(of: UInt8(ascii: "1")))
            altered[place] = UInt8(ascii: "2")
            let credential = try folder.credential(#require(try folder.issued().first))
            for bytes in [forged.bytes, altered, credential, [], Array("{}".utf8)] {
                #expect(throws: IssuerError(.checkpointRefused, "")) {
                    try RegisterCheckpoint(verifying: bytes, of: folder.profile)
                }
                try change(folder) { transaction throws(DatabaseError) in
                    try transaction.run(
                        "UPDATE checkpoints SET document = $1 WHERE sequence = 10", [.bytes(bytes)])
                }
                let review = try folder.reviewCheckpoints()
                #expect(!review.isClean && review.unreadable == 1 && review.agreeing == 1)
            }
        }
    }
}
