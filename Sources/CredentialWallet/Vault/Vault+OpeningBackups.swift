import Cryptography
import Database
import Encodings
import Storage
import Synchronization

extension Vault {
    /// Whether a file begins or ends as a backup does; it says nothing about whether it is whole.
    public static func mayBeBackup(_ path: String) -> Bool {
        guard !isVault(path) else { return true }
        guard let file = try? read(path) else { return false }
        return HeaderCopy.stands(in: file)
    }

    /// Opens a backup to restore from, also one that is damaged in places or was cut off.
    ///
    /// It is only read from, and no older or newer copy of it is known of.
    ///
    /// - Throws: ``WalletError`` with code `notAWallet`, `locked`, `derivationParameters`, `madeByLaterVersion`,
    ///   `vaultDamaged` where nothing can be saved of it, or `failed`.
    public static func openBackup(
        _ path: String, with unlocking: VaultUnlocking
    ) throws(WalletError) -> VaultBackup {
        try openBackup(path, with: unlocking, costs: .standard)
    }

    /// The same with other costs.
    package static func openBackup(
        _ path: String, with unlocking: VaultUnlocking, costs: DerivationCosts
    ) throws(WalletError) -> VaultBackup {
        let file = try read(path)
        let ways = try ways(into: file, with: unlocking, costs: costs)
        var (header, keys) = (ways[0].header, ways[0].keys)
        var found: Database?
        for way in ways where found == nil {
            do throws(WalletError) {
                found = try VaultBody.open(file, under: way.header, from: way.start, with: way.keys)
                (header, keys) = (way.header, way.keys)
            } catch {
                guard error.code == .vaultDamaged else { throw error }
            }
        }
        var isWhole = found != nil
        let database: Database
        if let found {
            database = found
        } else {
            var image: [UInt8] = []
            (header, keys, image) = try salvage(file, ways)
            database = try VaultRecords.database(salvagedFrom: image, with: keys)
        }
        try VaultRecords.requireSchema(of: database)
        var summaries: [WalletSummary]?
        do throws(WalletError) {
            summaries = try Self.summaries(in: database, with: keys)
        } catch {
            guard error.code == .vaultDamaged else { throw error }
            isWhole = false
            // Without the index, the credentials themselves say what there is.
            let found = try? VaultRecords.names(.document, in: database)
            guard let found, !found.isEmpty else { throw error }
        }
        // Where the index is not found any more, it is not that there was none.
        if !isWhole, summaries?.isEmpty == true, (try? VaultRecords.names(.document, in: database))?.isEmpty == false {
            summaries = nil
        }
        let vault = Vault(
            path, VaultState(header: header, database: database, summaries: summaries ?? []), keys: keys, costs: costs,
            memory: nil, novelty: .neverSeenBefore, isReadOnly: true, faults: .none)
        return VaultBackup(vault: vault, isWhole: isWhole, hasIndex: summaries != nil)
    }

    /// How to come into a backup: a header, where the body begins under it, and the keys that it leads to.
    private struct Way {
        let header: VaultHeader
        let start: Int
        let keys: VaultKeys
    }

    /// The header at the beginning, and the one at the end where it says something else: one of the two is damaged.
    ///
    /// - Returns: One way at least.
    private static func ways(
        into file: ReadableFile, with unlocking: VaultUnlocking, costs: DerivationCosts
    ) throws(WalletError) -> [Way] {
        var ways: [Way] = []
        var known: [UInt8] = []
        var failure = VaultHeader.damaged
        do throws(WalletError) {
            let (header, start) = try header(of: file, accepting: costs)
            known = header.bytes
            ways.append(Way(header: header, start: start, keys: try unlock(header, with: unlocking)))
        } catch {
            failure = error
        }
        if let copy = HeaderCopy.read(file, accepting: costs), copy.bytes != known {
            do throws(WalletError) {
                ways.append(Way(header: copy, start: copy.bytes.count, keys: try unlock(copy, with: unlocking)))
            } catch {
                failure = error
            }
        }
        guard !ways.isEmpty else { throw failure }
        return ways
    }

    /// What is left of the body, by the way by which most of it is what was written.
    private static func salvage(
        _ file: ReadableFile, _ ways: [Way]
    ) throws(WalletError) -> (VaultHeader, VaultKeys, [UInt8]) {
        var best: (way: Way, image: [UInt8], damagedCount: Int)?
        var failure = VaultHeader.damaged
        for way in ways {
            do throws(WalletError) {
                let found = try VaultBody.salvage(file, under: way.header, from: way.start, with: way.keys)
                if found.damagedCount < best?.damagedCount ?? .max { best = (way, found.image, found.damagedCount) }
            } catch {
                failure = error
            }
        }
        guard let best else { throw failure }
        return (best.way.header, best.way.keys, best.image)
    }
}
