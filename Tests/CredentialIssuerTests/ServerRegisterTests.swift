import CredentialIssuer
import Credentials
import Database
import DatabaseSupport
import Encodings
import RoleSupport
import Storage
import TestSupport
import Testing

@Suite("A register on a server", .enabled(if: DatabaseServer.isExpected, "\(DatabaseServer.absence)"))
struct ServerRegisterTests {
    private static let names = ["Anna", "Bert", "Cato", "Dirk", "Eva", "Finn", "Griet", "Hans"]

    private func withServer(_ body: (IssuerFolder, DatabasePlace) throws -> Void) throws {
        try Files.withTemporaryFolder { folder throws in
            try DatabaseDriver.postgresql.withPlace { place throws in
                try body(Institution.folder(folder, server: place.open()), place)
            }
        }
    }

    private func issuer(_ folder: IssuerFolder, _ place: DatabasePlace) throws -> Issuer {
        try Issuer(IssuerFolder(folder.path, server: place.open()), signer: Institution.key())
    }

    @Test("it issues as one in the folder does, once, however many ask at the same time")
    func issuing() throws {
        try withServer { folder, place throws in
            let first = try issuer(folder, place)
            let second = try issuer(folder, place)
            let issued = try first.issue(Institution.record(.init("Anna", "De Smet")), at: Institution.now)
            let again = try second.issue(
                Institution.record(.init("Anna", "De Smet")), at: Institution.now.adding(days: 1))
            #expect(issued.isNew && !again.isNew && again.bytes == issued.bytes)
            var changed = Institution.Learner("Anna", "De Smet")
            changed.mark = "15"
            #expect(throws: IssuerError(.conflict, "")) {
                try second.issue(Institution.record(changed), at: Institution.now)
            }
            let next = try second.issue(
                Institution.record(changed), repetition: .after(credentialID: issued.record.credentialID),
                at: Institution.now)
            #expect(next.isNew && next.record.after == issued.record.credentialID)
            #expect(try folder.audit().isClean)
            #expect(try folder.issued().map(\.credentialID).contains(next.record.credentialID))
        }
    }

    @Test("a key that one process says is in other hands signs nothing for the others from that moment on")
    func compromisedElsewhere() throws {
        try withServer { folder, place throws in
            let running = try issuer(folder, place)
            _ = try running.issue(Institution.record(.init("Anna", "De Smet")), at: Institution.now)
            let other = try IssuerFolder(folder.path, server: place.open())
            let name = folder.profile.verificationMethod.text
            _ = try KeyKeeper(other).markCompromised(name, since: Institution.now, at: Institution.now)
            #expect(throws: IssuerError(.keyCompromised, "")) {
                try running.issue(Institution.record(.init("Bert", "De Smet")), at: Institution.now)
            }
            #expect(try folder.issued().count == 1 && folder.audit().isClean)
        }
    }

    @Test("the register of another folder is refused")
    func otherFolder() throws {
        try withServer { _, place throws in
            try Files.withTemporaryFolder { other throws in
                #expect(throws: IssuerError(.registerDamaged, "")) {
                    try Institution.folder(other, server: place.open())
                }
                try DatabaseDriver.postgresql.withPlace { elsewhere throws in
                    let folder = try Institution.folder(other, server: elsewhere.open())
                    #expect(throws: IssuerError(.registerDamaged, "")) { try self.issuer(folder, place) }
                    let beside = try IssuerFolder(other, server: place.open())
                    #expect(throws: IssuerError(.registerDamaged, "")) { try beside.issued() }
                }
            }
        }
    }

    @Test("a folder opens only with its register where it is, and an empty database is no register")
    func wrongPlace() throws {
        try withServer { folder, place throws in
            #expect(throws: IssuerError(.registerElsewhere, "")) { try IssuerFolder(folder.path) }
            try DatabaseDriver.postgresql.withPlace { empty throws in
                let folder = try IssuerFolder(folder.path, server: empty.open())
                #expect(throws: IssuerError(.registerDamaged, "")) { try folder.issued() }
                #expect(throws: IssuerError(.registerDamaged, "")) { try self.issuer(folder, empty) }
            }
            try Files.withTemporaryFolder { other throws in
                let own = try Institution.folder(other)
                #expect(throws: IssuerError(.registerElsewhere, "")) {
                    try IssuerFolder(own.path, server: place.open())
                }
            }
        }
    }

    @Test("of processes that issue the same at the same time some are killed; everybody has one credential in the end")
    func killing() async throws {
        var killed = 0
        for (_, random) in Trials(8) {
            var random = random
            let patience = (0..<3).map { _ in Int.random(in: 20...300, using: &random) }
            try await DatabaseDriver.postgresql.withPlaceAsync { place in
                let path = try Files.withTemporaryFolder { $0 }
                defer { Files.remove(path) }
                let folder = try Institution.folder(path, server: place.open())
                let outcomes = try await withThrowingTaskGroup(of: CrashSubject.Outcome.self) { group in
                    for milliseconds in patience {
                        group.addTask {
                            let seconds = "0." + String("00\(milliseconds)".suffix(3))
                            return try CrashSubject.run(
                                "server", path, more: [place.location],
                                under: ["/usr/bin/timeout", "-s", "KILL", seconds])
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                killed += outcomes.count { $0.wasKilled }
                let issuer = try issuer(folder, place)
                var digests: [String: String] = [:]
                for name in Self.names {
                    let record = try Institution.record(.init(name, "De Smet"))
                    let issued = try issuer.issue(record, at: Institution.now.adding(days: 1))
                    digests[name] = issued.record.digest.hexadecimal
                }
                let audit = try folder.audit()
                #expect(audit.isClean && audit.issuedCount == Self.names.count)
                // What was acknowledged to anybody is what everybody gets.
                for line in outcomes.flatMap(\.lines) {
                    let words = line.split(separator: " ").map { String($0) }
                    try #require(words.count == 2 && words[0] != "error", "\(line)")
                    #expect(digests[words[0]] == words[1])
                }
            }
        }
        #expect(killed > 0)
    }
}
