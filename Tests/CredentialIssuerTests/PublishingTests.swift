import CredentialIssuer
import Credentials
import Encodings
import Glibc
import Proofs
import Registry
import RoleSupport
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("Publishing status lists")
struct PublishingTests {
    private static let start = Institution.now.adding(days: 1)

    /// An institution that has issued to several learners, and the folder of its site.
    private func play(
        _ names: [String] = ["Anna", "Bert"], _ body: (IssuerFolder, _ ids: [String], _ site: String) throws -> Void
    ) throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/leiehove"
            let made = try Institution.folder(path, id: "did:web:leiehove.example", status: Institution.status())
            var ids: [String] = []
            do {
                let issuer = try Institution.issuer(path)
                for name in names {
                    ids.append(
                        try issuer.issue(Institution.record(.init(name, "De Smet")), at: Institution.now).record
                            .credentialID)
                }
            }
            try body(made, ids, folder + "/site")
        }
    }

    @discardableResult
    private func publish(
        _ folder: IssuerFolder, _ site: PublishedSite, at now: Timestamp, on lists: [IssuerTrustList] = []
    ) throws -> (lists: [ReleasedList], written: [String]) {
        let keeper = try StatusKeeper(folder)
        try keeper.checkIsNotBehind(site)
        let lists = try keeper.release(at: now, signer: Institution.status().key, on: lists)
        return (lists, try site.write(PublishedSite.files(of: folder.profile, lists)))
    }

    private func revoke(_ folder: IssuerFolder, _ id: String, at now: Timestamp = start) throws {
        let reviews = try StatusKeeper(folder).carryOut(.revoke, [id], reason: .other, at: now)
        #expect(reviews.map(\.outcome) == [.changed])
    }

    private func tree(_ site: String) throws -> [String: [UInt8]] {
        let listing = try Subprocess.run("/usr/bin/find", [site, "-type", "f", "-printf", "%P\n"]).output
        var files: [String: [UInt8]] = [:]
        for name in listing.split(separator: "\n") { files["\(name)"] = try Files.read(site + "/\(name)") }
        return files
    }

    @Test("every list of every purpose stands at its address, did.json where its DID says, and the newest are first")
    func files() throws {
        try play { folder, ids, site throws in
            let first = try publish(folder, PublishedSite(site), at: Self.start)
            let names = ["refresh", "revocation", "suspension"].flatMap {
                ["status/\($0)-1.json", "status/\($0)-2.json"]
            }
            #expect(try Set(tree(site).keys) == Set(names + [".well-known/did.json"]))
            #expect(first.written.first == ".well-known/did.json" && first.lists.allSatisfy(\.isNew))
            #expect(try Files.read(site + "/.well-known/did.json") == folder.profile.didDocument)
            for list in first.lists {
                #expect(list.list.id.hasPrefix("https://leiehove.example/status/\(list.purpose.name)-"))
                #expect(list.nextDue == Self.start.adding(seconds: 7 * 43_200))
            }
            try revoke(folder, ids[1], at: Self.start.adding(days: 1))
            let next = try publish(folder, PublishedSite(site), at: Self.start.adding(days: 1))
            #expect(next.lists.count(where: \.isNew) == 1 && next.lists[0].isNew && next.lists[0].setCount == 1)
            #expect(next.written == ["status/\(next.lists[0].list.id.split(separator: "/").last ?? "")"])
            let mode = try Subprocess.run(
                "/usr/bin/stat", ["-c", "%a", site + "/status", site + "/" + next.written[0]])
            #expect(mode.output == "755\n644\n")
        }
    }

    @Test("where nothing changed nothing is signed or written, for half of the time of a list")
    func unchanged() throws {
        try play { folder, _, site throws in
            let place = PublishedSite(site)
            try publish(folder, place, at: Self.start)
            let before = try tree(site)
            let count = try RegisterFile.lines(folder.path).count
            let again = try publish(folder, place, at: Self.start.adding(days: 3))
            #expect(try again.written.isEmpty && tree(site) == before)
            #expect(try RegisterFile.lines(folder.path).count == count)
            // From the register, into any folder, without a key.
            let keeper = try StatusKeeper(folder)
            #expect(try keeper.pending(at: Self.start.adding(days: 3)).allSatisfy { !$0.isDue })
            let lists = try keeper.release(at: Self.start.adding(days: 3), signer: nil)
            try PublishedSite(site + "2").write(PublishedSite.files(of: folder.profile, lists))
            #expect(try tree(site + "2") == before)
            #expect(try keeper.pending(at: Self.start.adding(days: 4)).allSatisfy(\.isDue))
            #expect(throws: IssuerError(.keyFileAltered, "")) {
                try keeper.release(at: Self.start.adding(days: 4), signer: nil)
            }
            #expect(throws: IssuerError(.keyFileAltered, "")) {
                try keeper.release(at: Self.start.adding(days: 4), signer: Institution.key())
            }
        }
    }

    @Test("a register that is older than what is published publishes nothing, and signs nothing")
    func outdated() throws {
        for isNewList in [false, true] {
            try play { folder, ids, site throws in
                let place = PublishedSite(site)
                if !isNewList { try publish(folder, place, at: Self.start) }
                #expect(try Subprocess.run("/bin/cp", ["-r", folder.path, folder.path + "-old"]).exitCode == 0)
                try revoke(folder, ids[0])
                try publish(folder, place, at: Self.start.adding(days: 1))
                let before = try tree(site)
                let old = try IssuerFolder(folder.path + "-old")
                let count = try RegisterFile.lines(old.path).count
                #expect(throws: IssuerError(.registerOutdated, "")) {
                    try publish(old, place, at: Self.start.adding(days: 2))
                }
                #expect(try tree(site) == before && RegisterFile.lines(old.path).count == count)
                try publish(folder, place, at: Self.start.adding(days: 2))
            }
        }
    }

    @Test("of two copies of a register that both went on, one does not take back what the other revoked")
    func fork() throws {
        try play { folder, ids, site throws in
            let place = PublishedSite(site)
            try publish(folder, place, at: Self.start)
            #expect(try Subprocess.run("/bin/cp", ["-r", folder.path, folder.path + "-two"]).exitCode == 0)
            try revoke(folder, ids[0])
            try publish(folder, place, at: Self.start.adding(days: 1))
            let before = try tree(site)
            let two = try IssuerFolder(folder.path + "-two")
            try revoke(two, ids[1])
            // What it signed for another place is newer than all that is here.
            try publish(two, PublishedSite(site + "-two"), at: Self.start.adding(days: 2))
            #expect(throws: IssuerError(.registerOutdated, "")) {
                try publish(two, place, at: Self.start.adding(days: 3))
            }
            #expect(try tree(site) == before)
            try publish(folder, place, at: Self.start.adding(days: 3))
        }
    }

    @Test("two lists of the same time that differ are an old register too; strangers' files prove nothing")
    func equivocation() throws {
        try play { folder, ids, site throws in
            let place = PublishedSite(site)
            #expect(try Subprocess.run("/bin/cp", ["-r", folder.path, folder.path + "-old"]).exitCode == 0)
            try revoke(folder, ids[0])
            try publish(folder, place, at: Self.start)
            let old = try IssuerFolder(folder.path + "-old")
            try publish(old, PublishedSite(site + "-old"), at: Self.start)
            #expect(throws: IssuerError(.registerOutdated, "")) { try publish(old, place, at: Self.start) }
            // What another key signed, what is no list, and what is cut off is written over.
            let stranger = StatusListSigner(
                issuer: folder.profile.id, verificationMethod: folder.profile.verificationMethod,
                key: try Institution.key())
            let forged = try stranger.sign(
                StatusBitstring(), of: .revocation, at: Institution.statusBase + "/revocation-1.json",
                from: Self.start.adding(days: 300))
            let good = try tree(site)
            for bytes in [forged.bytes, Array("{}".utf8), Array(forged.bytes.prefix(100))] {
                try Files.write(bytes, to: site + "/status/revocation-1.json")
                #expect(try publish(folder, place, at: Self.start).written == ["status/revocation-1.json"])
                #expect(try tree(site) == good)
            }
        }
    }

    @Test("a clock that went back publishes nothing but what was signed; within a second lists still follow each other")
    func clock() throws {
        try play { folder, ids, site throws in
            let place = PublishedSite(site)
            try publish(folder, place, at: Self.start)
            try revoke(folder, ids[0])
            let next = try publish(folder, place, at: Self.start)
            #expect(next.lists[0].list.validFrom == Self.start.adding(seconds: 1))
            try revoke(folder, ids[1])
            #expect(throws: IssuerError(.clockBehind, "")) {
                try publish(folder, place, at: Self.start.adding(days: -1))
            }
            #expect(try folder.audit().isClean)
        }
    }

    @Test("a list of a register that lost a revocation is not signed after one that has it")
    func lostRevocation() throws {
        try play { folder, ids, site throws in
            let place = PublishedSite(site)
            try revoke(folder, ids[0])
            try publish(folder, place, at: Self.start)
            try RegisterFile.tamper(folder.path, "DELETE FROM status_values")
            #expect(throws: IssuerError(.registerDamaged, "")) {
                try publish(folder, place, at: Self.start.adding(days: 1))
            }
        }
    }

    @Test("a key that the trust list does not have signs nothing")
    func keyNotListed() throws {
        try play { folder, _, site throws in
            let list = try ListingTests().list()
            #expect(throws: IssuerError(.statusKeyNotListed, "")) {
                try publish(folder, PublishedSite(site), at: Self.start, on: [list])
            }
            #expect(!Files.exists(site))
            #expect(
                try RegisterFile.lines(folder.path).allSatisfy {
                    !String(decoding: $0, as: UTF8.self).contains("listPublished")
                })
            let key = try #require(folder.profile.statusLists)
            let listed = try ListingTests().list { editor throws in
                try editor.addKey(
                    NewKey(
                        verificationMethod: key.verificationMethod, publicKey: key.publicKey, purpose: .status,
                        window: ValidityWindow(from: Institution.now)), to: folder.profile.id)
            }
            #expect(try publish(folder, PublishedSite(site), at: Self.start, on: [listed]).written.count == 7)
        }
    }

    @Test("wherever the disk fails, each file is as it was before or as it is after, and the next run finishes it")
    func failingDisk() throws {
        for operation in [DiskFaults.Operation.create, .write, .synchronizeFile, .rename] {
            try play { folder, ids, site throws in
                try publish(folder, PublishedSite(site), at: Self.start)
                let before = try tree(site)
                for (number, id) in ids.enumerated() { try revoke(folder, id, at: Self.start.adding(days: number)) }
                let lists = try StatusKeeper(folder).release(
                    at: Self.start.adding(days: 5), signer: Institution.status().key)
                let files = PublishedSite.files(of: folder.profile, lists)
                let after = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.bytes) })
                var step = 0
                var hasFailed = true
                while hasFailed {
                    step += 1
                    let count = Counter()
                    let last = step
                    let faults = DiskFaults { $0 == operation && count.next() == last ? ENOSPC : nil }
                    do {
                        try PublishedSite(site, faults: faults).write(files)
                        hasFailed = false
                    } catch let error as StorageError {
                        #expect(error.code == .noSpace)
                    }
                    for (name, bytes) in try tree(site) {
                        #expect(bytes == after[name] || bytes == before[name], "\(operation) \(step) \(name)")
                    }
                }
                #expect(try tree(site) == after && step > 1)
            }
        }
    }

    private final class Counter: Sendable {
        private let value = Atomic<Int>(0)

        func next() -> Int { value.wrappingAdd(1, ordering: .relaxed).newValue }
    }
}
