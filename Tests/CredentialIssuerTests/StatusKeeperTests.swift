import CredentialIssuer
import Cryptography
import Database
import DatabaseSupport
import Encodings
import Registry
import RoleSupport
import Storage
import TestSupport
import Testing

@Suite("Revoking and suspending")
struct StatusKeeperTests {
    private static let later = Institution.now.adding(days: 1)

    /// An institution with status lists that has issued to Anna, Bert and Cato; with the identifiers of what it issued.
    private func play(
        status: NewStatusLists? = nil, purposes: String? = nil, message: String? = nil,
        _ body: (IssuerFolder, [String]) throws -> Void
    ) throws {
        try Files.withTemporaryFolder { folder throws in
            _ = try Institution.folder(
                folder, id: "did:web:leiehove.example", status: status ?? Institution.status())
            if let purposes {
                let text = try Files.read(folder + "/issuer.yaml")
                let more = message.map { "status_message: \"\($0)\"\n" } ?? ""
                try Files.write(
                    text + Array("status_purposes: [\(purposes)]\n\(more)".utf8), to: folder + "/issuer.yaml")
            }
            var ids: [String] = []
            do {
                let issuer = try Institution.issuer(folder)
                for name in ["Anna", "Bert", "Cato"] {
                    let issued = try issuer.issue(
                        Institution.record(.init(name, "Peeters-Janssens")), at: Institution.now)
                    ids.append(issued.record.credentialID)
                }
            }
            try body(IssuerFolder(folder), ids)
        }
    }

    private func outcomes(
        _ keeper: StatusKeeper, _ action: StatusAction, _ ids: [String], note: String? = nil
    ) throws -> [StatusReview.Outcome] {
        try keeper.carryOut(action, ids, reason: .issuedInError, note: note, at: Self.later).map(\.outcome)
    }

    @Test("a revocation is final: nothing brings the credential back, and doing it again says when it was done")
    func final() throws {
        try play { folder, ids throws in
            let keeper = try StatusKeeper(folder)
            #expect(try outcomes(keeper, .revoke, [ids[0]]) == [.changed])
            let again = try keeper.carryOut(.revoke, [ids[0]], reason: .fraud, at: Self.later.adding(days: 5))
            #expect(again.map(\.outcome) == [.alreadySo(since: Self.later)])
            for action in [StatusAction.suspend, .reinstate] {
                #expect(try outcomes(keeper, action, [ids[0]]) == [.refused(.revoked(on: Self.later))])
            }
            let set = try folder.setStatus()
            #expect(set.count == 1 && set[ids[0]]?.isRevoked == true && set[ids[0]]?.since == Self.later)
            #expect(try folder.audit().isClean)
        }
    }

    @Test("a suspension ends; suspending twice, and reinstating what counts, change nothing")
    func suspension() throws {
        try play { folder, ids throws in
            let keeper = try StatusKeeper(folder)
            #expect(try outcomes(keeper, .suspend, ids) == [.changed, .changed, .changed])
            let count = try RegisterFile.lines(folder.path).count
            #expect(try outcomes(keeper, .suspend, [ids[1]]) == [.alreadySo(since: Self.later)])
            #expect(try RegisterFile.lines(folder.path).count == count)
            #expect(try outcomes(keeper, .reinstate, [ids[1]]) == [.changed])
            #expect(try outcomes(keeper, .reinstate, [ids[1]]) == [.notSuspended])
            #expect(try folder.setStatus()[ids[1]] == nil)
            #expect(try outcomes(keeper, .revoke, [ids[0]]) == [.changed])
            #expect(try folder.setStatus()[ids[0]]?.isRevoked == true && folder.setStatus().count == 2)
            #expect(try folder.audit().isClean)
        }
    }

    @Test("what cannot be changed is told for each, and then nothing is changed at all")
    func refusals() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder, id: "did:web:leiehove.example")
            let before = try Institution.issuer(folder).issue(
                Institution.record(.init("Anna", "De Smet")), at: Institution.now)
            _ = try made.beginStatusLists(Institution.status(), iterations: 1_000)
            let bert = try Institution.issuer(folder).issue(
                Institution.record(.init("Bert", "De Smet")), at: Institution.now)
            #expect(throws: IssuerError(.signingFailed, "")) {
                try Institution.failingIssuer(folder).issue(
                    Institution.record(.init("Cato", "De Smet")), at: Institution.now)
            }
            let planned = try #require(try made.audit().unfinished.first)
            let count = try RegisterFile.lines(folder).count
            let ids = [
                bert.record.credentialID, before.record.credentialID, planned, "urn:uuid:unknown",
                bert.record.credentialID,
            ]
            let keeper = try StatusKeeper(IssuerFolder(folder))
            let reviews = try keeper.carryOut(.revoke, ids, reason: .other, at: Self.later)
            #expect(
                reviews.map(\.outcome) == [
                    .changed, .refused(.noStatus), .refused(.notIssued), .refused(.unknown),
                ])
            #expect(try RegisterFile.lines(folder).count == count && made.setStatus().isEmpty)
            #expect(try keeper.review(.revoke, ids) == reviews)
        }
    }

    @Test("a credential that names no list for suspensions cannot be suspended, whatever issuer.yaml says later")
    func purposes() throws {
        try play(purposes: "revocation") { folder, ids throws in
            let text = String(decoding: try Files.read(folder.path + "/issuer.yaml"), as: UTF8.self)
            try Files.write(
                Array(text.replacing("\nstatus_purposes: [revocation]", with: "").utf8),
                to: folder.path + "/issuer.yaml")
            let keeper = try StatusKeeper(IssuerFolder(folder.path))
            #expect(keeper.profile.statusLists?.purposes.count == 3)
            #expect(try outcomes(keeper, .suspend, [ids[0]]) == [.refused(.noPurpose)])
            #expect(try outcomes(keeper, .revoke, [ids[0]]) == [.changed])
            #expect(try keeper.pending(at: Self.later).map(\.purpose) == [.revocation, .revocation])
        }
    }

    @Test("the event names no person and no note; the note stands beside, and can be taken away")
    func note() throws {
        try play { folder, ids throws in
            let words = "Anna Peeters-Janssens had cheated"
            #expect(
                try outcomes(StatusKeeper(folder), .revoke, [ids[0], ids[1]], note: words) == [.changed, .changed])
            let lines = try RegisterFile.lines(folder.path).suffix(2)
            var digests: [String] = []
            for line in lines {
                let node = try JSONDocument(parsing: line, limits: .credential).root
                #expect(
                    node.members.compactMap(\.name.string).sorted() == [
                        "action", "chain", "credential", "note", "purpose", "reason", "sequence", "time", "value",
                    ])
                #expect(node["reason"]?.string == "issued-in-error" && node["value"]?.integer == 1)
                #expect(!String(decoding: line, as: UTF8.self).contains("Peeters"))
                digests.append(try #require(node["note"]?.string))
            }
            // The same words twice do not show as the same.
            #expect(Set(digests).count == 2)
            #expect(try folder.audit().isClean)
            try RegisterFile.tamper(
                folder.path, "DELETE FROM status_notes WHERE event = (SELECT min(event) FROM status_notes)")
            #expect(try folder.audit().isClean)
            try RegisterFile.tamper(folder.path, "UPDATE status_notes SET note = 'nothing happened'")
            #expect(try folder.audit().alteredStatus.count == 1)
        }
    }

    @Test(
        "whatever somebody changes in the tables of status lists, the audit finds it",
        arguments: [
            "UPDATE status_values SET value = 0 WHERE purpose = 'revocation'",
            "DELETE FROM status_values WHERE purpose = 'revocation'",
            "UPDATE status_values SET changed_at = '2020-01-01T00:00:00Z' WHERE purpose = 'suspension'",
            "UPDATE status_values SET position = 131071 - position WHERE purpose = 'revocation'",
            "INSERT INTO status_values SELECT list, 'revocation', position, 1, changed_at, event FROM status_values WHERE purpose = 'suspension'",
            "UPDATE status_values SET event = (SELECT min(event) FROM status_values)",
            "UPDATE status_entries SET position = position + 1 WHERE position < 131071",
            "DELETE FROM status_entries WHERE credential NOT IN (SELECT e.credential FROM status_entries e JOIN status_values v ON v.list = e.list AND v.position = e.position)",
            "INSERT INTO status_entries VALUES (1, 131071, 'urn:x', '2026-01-01T00:00:00Z')",
            "UPDATE published_lists SET content = x'7b7d' WHERE list = 1 AND purpose = 'revocation'",
            "UPDATE published_lists SET valid_until = '2036-01-01T00:00:00Z' WHERE list = 2 AND purpose = 'suspension'",
            "DELETE FROM published_lists WHERE list = 1 AND purpose = 'refresh'",
            "UPDATE published_lists SET public_key = 'x' WHERE list = 1 AND purpose = 'refresh'",
            "UPDATE published_lists SET verification_method = 'x' WHERE list = 1 AND purpose = 'refresh'",
            "INSERT INTO published_lists SELECT 1, list, purpose, '2030-01-01T00:00:00Z', valid_until, digest, verification_method, public_key, content FROM published_lists WHERE list = 1 AND purpose = 'refresh'",
        ])
    func tampering(_ statements: String) throws {
        try play { folder, ids throws in
            do {
                let keeper = try StatusKeeper(folder)
                #expect(try outcomes(keeper, .revoke, [ids[0]]) == [.changed])
                #expect(try outcomes(keeper, .suspend, [ids[1]]) == [.changed])
                #expect(try keeper.release(at: Self.later, signer: Institution.status().key).count == 6)
            }
            #expect(try folder.audit().isClean)
            try RegisterFile.tamper(folder.path, statements)
            let audit = try folder.audit()
            #expect(!audit.alteredStatus.isEmpty && !audit.isClean, "\(statements)")
        }
    }

    @Test("what somebody wrote into the table of values is never published")
    func publishingDecisions() throws {
        for statements in [
            "UPDATE status_values SET value = 0",
            "INSERT INTO status_values SELECT list, 'suspension', position, 1, changed_at, event FROM status_values",
            "UPDATE status_values SET event = (SELECT min(event) FROM status_values)",
            "DELETE FROM status_values",
            "DELETE FROM status_values WHERE event = (SELECT max(event) FROM status_values)",
            // Another credential has the place of the one that was revoked.
            "UPDATE status_entries SET credential = 'urn:x' WHERE credential = (SELECT min(credential) FROM status_entries)",
        ] {
            for isPublished in [false, true] {
                try play { folder, ids throws in
                    let key = try Institution.status().key
                    #expect(try outcomes(StatusKeeper(folder), .revoke, [ids[0]]) == [.changed])
                    if isPublished { _ = try StatusKeeper(folder).release(at: Self.later, signer: key) }
                    #expect(try outcomes(StatusKeeper(folder), .revoke, ids).suffix(2) == [.changed, .changed])
                    try RegisterFile.tamper(folder.path, "PRAGMA foreign_keys = OFF; " + statements)
                    #expect(throws: IssuerError(.registerDamaged, ""), "\(statements)") {
                        try StatusKeeper(folder).release(at: Self.later.adding(days: 1), signer: key)
                    }
                }
            }
        }
    }

    @Test("what was decided is published, also what was cleared again, and lists that were signed go on from there")
    func publishedDecisions() throws {
        try play { folder, ids throws in
            let key = try Institution.status().key
            var expected = [0, 0]
            for (number, step) in [
                (StatusAction.suspend, 0), (.revoke, 1), (.reinstate, 0), (.suspend, 2), (.suspend, 0), (.reinstate, 2),
            ].enumerated() {
                let (action, place) = step
                let keeper = try StatusKeeper(folder)
                #expect(try outcomes(keeper, action, [ids[place]]) == [.changed])
                expected[action == .revoke ? 0 : 1] += action == .reinstate ? -1 : 1
                // Some changes are published together.
                guard number != 2 else { continue }
                let lists = try keeper.release(at: Self.later.adding(days: number + 1), signer: key)
                for (purpose, count) in zip([StatusPurpose.revocation, .suspension], expected) {
                    let set = lists.filter { $0.purpose == purpose }.reduce(0) { $0 + $1.setCount }
                    #expect(set == count, "\(number) \(purpose)")
                }
            }
            #expect(try folder.audit().isClean)
        }
    }

    @Test(
        "a list in the register that is not as it was signed is not gone on from",
        arguments: [
            "content = x'7b7d'", "valid_from = '2020-01-01T00:00:00Z'", "digest = 'x'",
            "public_key = 'z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK'",
            "verification_method = 'did:web:leiehove.example#other'",
            "content = (SELECT content FROM published_lists WHERE list = 2 AND purpose = 'revocation'), digest = (SELECT digest FROM published_lists WHERE list = 2 AND purpose = 'revocation')",
        ])
    func alteredPrevious(_ change: String) throws {
        try play { folder, ids throws in
            let key = try Institution.status().key
            _ = try StatusKeeper(folder).release(at: Self.later, signer: key)
            #expect(try outcomes(StatusKeeper(folder), .revoke, ids) == [.changed, .changed, .changed])
            try RegisterFile.tamper(
                folder.path, "UPDATE published_lists SET \(change) WHERE list = 1 AND purpose = 'revocation'")
            #expect(throws: IssuerError(.registerDamaged, "")) {
                try StatusKeeper(folder).release(at: Self.later.adding(days: 1), signer: key)
            }
        }
    }

    @Test(
        "a register on a server is changed and published as one in a folder is",
        .enabled(if: DatabaseServer.isExpected, "\(DatabaseServer.absence)"))
    func server() throws {
        try Files.withTemporaryFolder { path throws in
            try DatabaseDriver.postgresql.withPlace { place throws in
                let folder = try Institution.folder(
                    path, id: "did:web:leiehove.example", status: Institution.status(), server: place.open())
                let issued = try Issuer(folder, signer: Institution.key()).issue(
                    Institution.record(.init("Anna", "De Smet")), at: Institution.now)
                let first = try StatusKeeper(IssuerFolder(path, server: place.open()))
                let second = try StatusKeeper(IssuerFolder(path, server: place.open()))
                #expect(try outcomes(first, .suspend, [issued.record.credentialID], note: "n") == [.changed])
                #expect(try outcomes(second, .revoke, [issued.record.credentialID]) == [.changed])
                #expect(
                    try outcomes(first, .revoke, [issued.record.credentialID]) == [.alreadySo(since: Self.later)])
                let lists = try first.release(at: Self.later, signer: Institution.status().key)
                #expect(lists.filter { $0.setCount == 1 }.map(\.purpose).count == 2 && lists.count == 6)
                let again = try second.release(at: Self.later.adding(days: 1), signer: nil)
                #expect(again.map(\.list.bytes) == lists.map(\.list.bytes))
                #expect(try folder.audit().isClean)
            }
        }
    }

    // MARK: What counts as before

    @Test("that there is a newer one, and the message, are said and taken back, also of what was revoked")
    func informing() throws {
        try play(purposes: "revocation, suspension, refresh, message", message: "Ask us") { folder, ids throws in
            let keeper = try StatusKeeper(folder)
            let pairs: [(StatusAction, StatusAction)] = [(.refresh, .endRefresh), (.message, .endMessage)]
            #expect(try outcomes(keeper, .revoke, [ids[1]]) == [.changed])
            for (set, end) in pairs {
                #expect(try outcomes(keeper, end, [ids[0]]) == [.notSet])
                #expect(try outcomes(keeper, set, [ids[0], ids[1]]) == [.changed, .changed])
                #expect(try outcomes(keeper, set, [ids[0]]) == [.alreadySo(since: Self.later)])
                #expect(try outcomes(keeper, end, [ids[0]]) == [.changed])
                #expect(try outcomes(keeper, end, [ids[0]]) == [.notSet])
            }
            let set = try keeper.pending(at: Self.later).filter { $0.setCount > 0 }.map(\.purpose)
            #expect(Set(set) == [.revocation, .refresh, .message])
            #expect(try folder.audit().isClean && folder.setStatus().count == 1)
        }
    }

    @Test("what was issued without a message carries none, whatever issuer.yaml says later")
    func noMessage() throws {
        try play { folder, ids throws in
            let text = try Files.read(folder.path + "/issuer.yaml")
            let more = "status_purposes: [revocation, message]\nstatus_message: \"Ask us\"\n"
            try Files.write(text + Array(more.utf8), to: folder.path + "/issuer.yaml")
            #expect(
                try outcomes(StatusKeeper(IssuerFolder(folder.path)), .message, [ids[0]]) == [.refused(.noPurpose)])
        }
    }

    // MARK: Two persons

    private static let ann = "5ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
    private static let bob = "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"

    /// The institution, at which Ann and Bob must agree, and which has suspended what Anna and Bert have.
    private func playTwo(_ body: (IssuerFolder, [String]) throws -> Void) throws {
        try play { folder, ids throws in
            #expect(try outcomes(StatusKeeper(folder), .suspend, [ids[0], ids[1]]) == [.changed, .changed])
            let keys = try [Self.ann, Self.bob].map { try Institution.key(seed: $0).publicKey.multikey }
            let people =
                "\napprovers: [{name: Ann, public_key: \(keys[0])}, {name: Bob, public_key: \(keys[1])}]\n"
            let text = try Files.read(folder.path + "/issuer.yaml")
            try Files.write(text + Array(people.utf8), to: folder.path + "/issuer.yaml")
            try body(IssuerFolder(folder.path), ids)
        }
    }

    private func ask(_ folder: IssuerFolder, _ ids: [String], by seed: String = ann) throws -> BatchSummary {
        try folder.prepareReinstatement(
            of: ids, reason: .quality, note: "cleared by the board", by: Institution.key(seed: seed), at: Self.later)
    }

    private func suspended(_ folder: IssuerFolder) throws -> Set<String> { Set(try folder.setStatus().keys) }

    @Test("what is suspended counts again in the moment in which another person agrees, and not before")
    func reinstating() throws {
        try playTwo { folder, ids throws in
            #expect(throws: IssuerError(.notApproved, "")) {
                try outcomes(StatusKeeper(folder), .reinstate, [ids[0]])
            }
            // To suspend and to revoke takes one.
            #expect(try outcomes(StatusKeeper(folder), .suspend, [ids[2]]) == [.changed])
            let asked = try ask(folder, [ids[0], ids[1]])
            #expect(asked.needsApproval && asked.manifest?.work == .reinstate(.quality) && asked.rowCount == 2)
            #expect(try ask(folder, [ids[1], ids[0]]).id == asked.id)
            #expect(try suspended(folder) == Set(ids))
            for seed in [Self.ann, String(repeating: "33", count: 32)] {
                #expect(throws: IssuerError(.approverRefused, "")) {
                    try folder.approveBatch(asked.id, by: Institution.key(seed: seed), at: Self.later)
                }
            }
            #expect(try suspended(folder) == Set(ids))
            try folder.approveBatch(asked.id, by: Institution.key(seed: Self.bob), at: Self.later)
            #expect(try suspended(folder) == [ids[2]])
            #expect(throws: IssuerError(.batchDone, "")) { try folder.cancelBatch(asked.id, at: Self.later) }
            // Suspended once more it is another matter, to which nobody has agreed.
            #expect(try outcomes(StatusKeeper(folder), .suspend, [ids[0], ids[1]]) == [.changed, .changed])
            let again = try ask(folder, [ids[0], ids[1]])
            #expect(again.id != asked.id && again.needsApproval)
            #expect(try suspended(folder) == Set(ids))
            #expect(try folder.audit().isClean)
            let lines = try RegisterFile.lines(folder.path).map { String(decoding: $0, as: UTF8.self) }
            #expect(!lines.contains { $0.contains("board") })
        }
    }

    @Test("what was revoked or cancelled meanwhile is not reinstated, and nothing with it")
    func reinstatingTooLate() throws {
        try playTwo { folder, ids throws in
            let bob = try Institution.key(seed: Self.bob)
            let asked = try ask(folder, [ids[0], ids[1]])
            #expect(try outcomes(StatusKeeper(folder), .revoke, [ids[1]]) == [.changed])
            #expect(throws: IssuerError(.batchOutdated, "")) {
                try folder.approveBatch(asked.id, by: bob, at: Self.later)
            }
            #expect(try suspended(folder) == [ids[0], ids[1]] && folder.batch(asked.id).needsApproval)
            _ = try folder.cancelBatch(asked.id, at: Self.later)
            #expect(throws: IssuerError(.batchCancelled, "")) {
                try folder.approveBatch(asked.id, by: bob, at: Self.later)
            }
            #expect(throws: IssuerError(.recordRefused, "")) { try ask(folder, [ids[1]]) }
            #expect(throws: IssuerError(.recordRefused, "")) { try ask(folder, [ids[2]]) }
            let next = try ask(folder, [ids[0]])
            try folder.approveBatch(next.id, by: bob, at: Self.later)
            #expect(try suspended(folder) == [ids[1]])
        }
    }

    @Test(
        "what somebody wrote into the register past two persons is not reinstated",
        arguments: [
            "UPDATE batch_rows SET claims = (SELECT credential FROM status_entries WHERE credential NOT IN (SELECT claims FROM batch_rows) LIMIT 1) WHERE batch_row = 1",
            "UPDATE batch_signatures SET proof = 'z' || substr(proof, 3) || '2'",
            "UPDATE batch_facts SET manifest = CAST(replace(CAST(manifest AS TEXT), 'quality', 'other') AS BLOB)",
            "UPDATE batch_facts SET manifest = CAST(replace(CAST(manifest AS TEXT), 'board', 'thief') AS BLOB)",
        ])
    func forgedReinstatement(_ statement: String) throws {
        try playTwo { folder, ids throws in
            let asked = try ask(folder, [ids[0]])
            try RegisterFile.tamper(folder.path, statement)
            do {
                try folder.approveBatch(asked.id, by: Institution.key(seed: Self.bob), at: Self.later)
                Issue.record("\(statement): reinstated all the same")
            } catch let error as IssuerError {
                #expect([.notApproved, .registerDamaged].contains(error.code), "\(error)")
            }
            #expect(try suspended(folder) == [ids[0], ids[1]])
        }
    }
}
