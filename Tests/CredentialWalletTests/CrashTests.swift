import CredentialWallet
import Cryptography
import Glibc
import Storage
import Synchronization
import TestSupport
import Testing

/// The story of `CrashSubject` ("wallet"): what was acknowledged is there after a crash, whenever it comes.
@Suite("A wallet after a crash or on a full disk")
struct CrashTests {
    private static let steps = ["created", "added 1", "added 2", "added 3", "removed 2", "recorded 3", "added 4"]

    /// The titles in the wallet after the first `count` steps of the story.
    private static func titles(after count: Int) -> Set<String> {
        var titles: Set<String> = []
        for step in steps.prefix(count) {
            let number = step.suffix(1)
            if step.hasPrefix("added") { titles.insert("Course \(number)") }
            if step.hasPrefix("removed") { titles.remove("Course \(number)") }
        }
        return titles
    }

    /// The wallet, which an interrupted step may have made or not.
    private static func openOrCreate(_ path: String, faults: DiskFaults = .none) throws(WalletError) -> WalletFolder {
        do throws(WalletError) {
            return try WalletFolder.create(at: path, now: Fixtures.now, faults: faults)
        } catch {
            guard error.code == .alreadyAWallet else { throw error }
            return try WalletFolder(path, faults: faults)
        }
    }

    @Test("nothing acknowledged is lost, wherever the process is killed")
    func killing() throws {
        var point = 0
        while true {
            point += 1
            let isEnd = try Files.withTemporaryFolder { folder in
                let path = folder + "/wallet"
                let outcome = try CrashSubject.run("wallet", path, killedAt: point)
                let count = outcome.lines.count
                try #require(outcome.lines == Array(Self.steps.prefix(count)))
                let wallet = try Wallet(Self.openOrCreate(path))
                let entries = try wallet.entries()
                let titles = Set(entries.compactMap(\.title))
                #expect(titles == Self.titles(after: count) || titles == Self.titles(after: count + 1))
                #expect(entries.allSatisfy { $0.isIntact })
                // An entry without a note was not acknowledged.
                let noted = Set(entries.filter { $0.note != nil }.compactMap(\.title))
                #expect(noted.isSuperset(of: Self.titles(after: count).intersection(Self.titles(after: count + 1))))
                // The next change clears away what was left behind.
                try wallet.addGenuine(Fixtures.credential(title: "After all"))
                for part in ["", "/credentials", "/notes"] {
                    #expect(try Files.names(in: path + part).allSatisfy { !FolderLock.isTemporaryFile($0) })
                }
                return !outcome.wasKilled
            }
            if isEnd { break }
        }
        #expect(point > 40)
    }

    @Test("a vault is as it was or as it should be, wherever the process is killed")
    func killingVault() throws {
        let points = try CrashSubject.killAtEveryChange("vault", on: "v") { outcome, folder, _ in
            try Self.checkVault(outcome, in: folder)
        }
        #expect(points > 35)
    }

    @Test("a vault is as it was or as it should be, whenever the process is killed")
    func killingVaultAtAnyMoment() throws {
        try CrashSubject.killAtAnyMoment("vault", on: "v", after: 1...250) { outcome, folder, _ in
            try Self.checkVault(outcome, in: folder)
        }
    }

    /// Sees that what was acknowledged is in a vault, and no half of anything.
    private static func checkVault(_ outcome: CrashSubject.Outcome, in folder: String) throws {
        let path = folder + "/v"
        let count = outcome.lines.count
        try #require(outcome.lines == Array(steps.prefix(count)))
        guard Files.exists(path) else { return #expect(count == 0) }
        let vault = try Fixtures.openVault(path)
        let entries = try Wallet(vault).entries()
        let titles = Set(entries.compactMap(\.title))
        #expect(titles == Self.titles(after: count) || titles == Self.titles(after: count + 1))
        #expect(entries.allSatisfy { $0.isIntact && $0.note != nil })
        let previous = Vault.previousPath(of: path)
        if Files.exists(previous) { _ = try Fixtures.openVault(previous) }
        // The next change clears away what was left behind.
        try Wallet(vault).addGenuine(Fixtures.credential(title: "After all"))
        #expect(try Files.names(in: folder).allSatisfy { !FolderLock.isTemporaryFile($0) })
        #expect(try Wallet(Fixtures.openVault(path)).entries().count == entries.count + 1)
    }

    /// A disk that is full at one change of it, counted from 1.
    private static func fullDisk(atChange target: Int) -> DiskFaults {
        let counter = Mutex(0)
        return DiskFaults { _ in
            counter.withLock { count in
                count += 1
                return count == target ? ENOSPC : nil
            }
        }
    }

    @Test("a disk that is full at any moment leaves a vault as it was, and the step works once there is room")
    func fullDiskVault() throws {
        var failing = 0
        var hasFailed = true
        while hasFailed {
            failing += 1
            hasFailed = false
            try Files.withTemporaryFolder { folder in
                let faults = Self.fullDisk(atChange: failing)
                let path = folder + "/v"
                /// Does a step again after the disk was full; before, the file is as it was or as it should be.
                func insist<Result>(_ numbers: [Int], _ body: () throws -> Result) throws -> Result {
                    do {
                        return try body()
                    } catch let error as WalletError {
                        if error == WalletError(.alreadyAWallet, "") { return try body() }
                        hasFailed = true
                        #expect(error.storage?.code == .noSpace)
                        if Files.exists(path) {
                            let found = try Fixtures.openVault(path).summaries.map(\.number)
                            #expect(
                                found == numbers || found == numbers + [(numbers.last ?? 0) + 1] || found == [2, 3])
                        }
                        return try body()
                    }
                }
                let vault: Vault
                do {
                    vault = try Fixtures.makeVault(path, faults: faults)
                } catch let error as WalletError {
                    hasFailed = true
                    #expect(error.storage?.code == .noSpace)
                    vault =
                        try Files.exists(path)
                        ? Fixtures.openVault(path, faults: faults) : Fixtures.makeVault(path, faults: faults)
                }
                let wallet = Wallet(vault)
                for number in 1...3 {
                    let bytes = Fixtures.credential("urn:example:\(number)", title: "Course \(number)")
                    try insist(Array(1..<number)) { _ = try wallet.addGenuine(bytes) }
                }
                let first = try wallet.find("1")
                try insist([1, 2, 3]) { try wallet.remove(first, at: Fixtures.later) }
                #expect(try Wallet(Fixtures.openVault(path)).entries().map(\.title) == ["Course 2", "Course 3"])
                #expect(try wallet.entries().allSatisfy { $0.isIntact && $0.note != nil })
            }
        }
        #expect(failing > 20)
    }

    @Test("a disk that is full at any moment loses nothing, and the step works once there is room")
    func fullDisk() throws {
        var failing = 0
        var hasFailed = true
        while hasFailed {
            failing += 1
            hasFailed = false
            try Files.withTemporaryFolder { folder in
                let faults = Self.fullDisk(atChange: failing)
                let path = folder + "/wallet"
                /// Does a step again after the disk was full.
                func insist<Result>(_ body: () throws -> Result) throws -> Result {
                    do {
                        return try body()
                    } catch let error as WalletError {
                        hasFailed = true
                        #expect(error.storage?.code == .noSpace)
                        return try body()
                    }
                }
                let store = try insist { try Self.openOrCreate(path, faults: faults) }
                let wallet = Wallet(store)
                for number in 1...3 {
                    let bytes = Fixtures.credential("urn:example:\(number)", title: "Course \(number)")
                    try insist { _ = try wallet.addGenuine(bytes) }
                }
                let first = try wallet.find("1")
                try insist { try wallet.remove(first, at: Fixtures.later) }
                #expect(try Wallet(WalletFolder(path)).entries().map(\.title) == ["Course 2", "Course 3"])
                #expect(try wallet.entries().allSatisfy { $0.isIntact && $0.note != nil })
            }
        }
        #expect(failing > 20)
    }
}
