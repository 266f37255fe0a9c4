import CredentialIssuer
import Database
import DatabaseSupport
import Encodings
import RoleSupport
import Storage
import TestSupport
import Testing

@Suite("Issuing from a spreadsheet that is interrupted")
struct BatchInterruptionTests {
    private static let count = 60

    private func withStage(_ body: (_ institution: String, _ sheet: String, _ out: String) throws -> Void) throws {
        try Files.withTemporaryFolder { folder throws in
            _ = try Institution.folder(
                folder + "/institution", id: "did:web:leiehove.example", status: Institution.status())
            try Files.write(Array(Institution.spreadsheet(Self.count).utf8), to: folder + "/june.csv")
            try Files.makeFolder(folder + "/out")
            try body(folder + "/institution", folder + "/june.csv", folder + "/out")
        }
    }

    private static func contents(_ folder: String) throws -> [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        for name in try Files.names(in: folder) where name.hasSuffix(".json") {
            contents[name] = try Files.read(folder + "/" + name)
        }
        return contents
    }

    /// What must hold after a run to the end, whatever happened before it.
    private static func check(
        _ before: [String: [UInt8]], _ out: String, _ audit: RegisterAudit, _ outcome: BatchOutcome
    ) throws {
        let after = try contents(out)
        #expect(after.count == count && Set(after.values).count == count)
        // Every name stood for a whole file, and what it stood for is what it stands for.
        for (name, bytes) in before { #expect(after[name] == bytes, "\(name)") }
        #expect(audit.isClean && audit.issuedCount == count)
        #expect(outcome.issuedCount + outcome.givenCount == count)
        let places = try after.values.map { bytes in
            let entry = try JSONDocument(parsing: bytes, limits: .credential).root["credentialStatus"]?.firstElement
            return "\(entry?["statusListCredential"]?.string ?? "") \(entry?["statusListIndex"]?.string ?? "")"
        }
        #expect(Set(places).count == count)
    }

    @Test("killed at any moment, as often as may be, it ends with one credential for each row, with the same bytes")
    func killing() throws {
        var killed = 0
        // How long it takes depends on the machine: where it came to its end, the next one is killed sooner.
        var latest = 900
        for (_, random) in Trials(4) {
            var random = random
            try withStage { institution, sheet, out throws in
                var seen: [String: [UInt8]] = [:]
                for _ in 0..<3 {
                    let milliseconds = random.number(in: 20...latest)
                    let outcome = try CrashSubject.run(
                        "bulk", institution, more: [sheet, out], under: Program.killing(after: milliseconds))
                    #expect(outcome.wasKilled || outcome.lines.last?.hasPrefix("end") == true, "\(outcome.lines)")
                    if outcome.wasKilled { killed += 1 } else { latest = max(latest * 2 / 3, 40) }
                    let now = try Self.contents(out)
                    for (name, bytes) in seen { #expect(now[name] == bytes) }
                    seen = now
                    #expect(try IssuerFolder(institution).audit().damagedCopies.isEmpty)
                }
                let outcome = try Institution.issueBatch(
                    sheet, in: institution, to: FolderDelivery(out), at: Institution.now.adding(days: 2))
                try Self.check(seen, out, IssuerFolder(institution).audit(), outcome)
                #expect(try IssuerFolder(institution).batches().count <= 1)
            }
        }
        #expect(killed > 0)
        if Trials(1).count > 1 { print("killed \(killed) times in \(Trials(4).count) batches in a folder") }
    }

    @Test("killed at each change of the folder of credentials, it leaves no half file under a name")
    func killingFiles() throws {
        var step = 0
        var isKilled = true
        while isKilled {
            step += Trials(1).count > 1 ? 3 : 41
            try withStage { institution, sheet, out throws in
                let outcome = try CrashSubject.run("bulk", institution, killedAt: step, more: [sheet, out])
                isKilled = outcome.wasKilled
                let before = try Self.contents(out)
                let again = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
                try Self.check(before, out, IssuerFolder(institution).audit(), again)
            }
        }
        #expect(step > 80)
    }

    @Test(
        "a full disk stops it, and once there is room the same again finishes it", .enabled(if: SmallDisk.isAvailable))
    func fullDisk() throws {
        for pages in [8, 40] {
            try withStage { institution, sheet, _ throws in
                try SmallDisk.with(pages: pages) { small throws in
                    do {
                        _ = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(small))
                        Issue.record("\(pages) pages were enough")
                    } catch let error as IssuerError {
                        #expect(error.storage?.code == .noSpace, "\(error)")
                    }
                    let before = try Self.contents(small)
                    try Files.makeFolder(institution + "/../more")
                    let out = institution + "/../more"
                    let outcome = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
                    let after = try Self.contents(out)
                    for (name, bytes) in before { #expect(after[name] == bytes) }
                    try Self.check([:], out, IssuerFolder(institution).audit(), outcome)
                }
            }
        }
    }

    @Test(
        "of two processes on one server one is killed; the other finishes, and each row has one credential",
        .enabled(if: DatabaseServer.isExpected, "\(DatabaseServer.absence)"))
    func killingOnServer() async throws {
        var killed = 0
        for (_, random) in Trials(2) {
            var random = random
            let patience = [random.number(in: 150...1_200), 60_000]
            try await DatabaseDriver.postgresql.withPlaceAsync { place in
                let path = try Files.withTemporaryFolder { $0 }
                defer { Files.remove(path) }
                try Files.makeFolder(path)
                let institution = path + "/institution"
                let folder = try Institution.folder(
                    institution, id: "did:web:leiehove.example", status: Institution.status(), server: place.open())
                let sheet = path + "/june.csv"
                try Files.write(Array(Institution.spreadsheet(Self.count).utf8), to: sheet)
                let outs = [path + "/one", path + "/two"]
                for out in outs { try Files.makeFolder(out) }
                let outcomes = try CrashSubject.runTogether(
                    zip(patience, outs).map { milliseconds, out in
                        { () throws in
                            try CrashSubject.run(
                                "bulk", institution, more: [sheet, out, place.location],
                                under: Program.killing(after: milliseconds))
                        }
                    })
                killed += outcomes.count { $0.wasKilled }
                let ends = outcomes.compactMap(\.end)
                #expect(!ends.isEmpty && ends.allSatisfy { $0.reduce(0, +) == Self.count }, "\(outcomes)")
                // Whoever was not killed has done what the other did not.
                #expect(try folder.issued().count == Self.count)
                let before = try outs.map { try Self.contents($0) }
                for (name, bytes) in before[0] { #expect(before[1][name] ?? bytes == bytes) }
                let outcome = try Institution.issueBatch(
                    sheet, in: institution, to: FolderDelivery(outs[0]), server: place.open())
                #expect(outcome.givenCount == Self.count)
                try Self.check(before[0].merging(before[1]) { one, _ in one }, outs[0], folder.audit(), outcome)
                #expect(try folder.batches().count == 1)
            }
        }
        if Trials(1).count > 1 { print("killed \(killed) of two processes in \(Trials(2).count) batches on a server") }
    }
}
