import Encodings
import Storage

/// Asks a source for one file after the other, and for no more altogether than is accepted.
struct TrustFileCollector<Source: TrustFileSource> {
    private let source: Source
    private var index: TrustIndex?
    private var byteCount = 0
    /// Whether nobody could tell which status lists and DID documents there are.
    private(set) var isPartial = false

    init(_ source: Source) { self.source = source }

    /// Asks for everything that the rules can judge, beside what the folder has.
    mutating func collect(
        _ rules: some TrustUpdateRules, beside present: PresentTrustFiles
    ) throws(TrustUpdateError) -> FetchedTrustFiles {
        try readIndex()
        guard let list = try file(.list, beside: present) else { throw .noList }
        var files = FetchedTrustFiles(list: list)
        if let known = rules.rootVersion {
            for version in (known + 1)...(known + TrustUpdate.rootStepLimit) {
                guard version <= TrustFileName.greatestRootVersion,
                    let bytes = try file(.root(version), beside: present)
                else { break }
                files.roots.append(FetchedTrustFile(.root(version), bytes))
            }
        }
        if rules.asksForFreshness { files.freshness = try file(.freshness, beside: present) }
        if index == nil {
            try collectUnindexed(&files, beside: present)
            return files
        }
        for entry in index?.entries ?? [] where entry.name.kind == .status || entry.name.kind == .document {
            // What is there was judged when it was put there.
            guard !present.contains(entry.digest), let bytes = try file(entry.name, beside: present) else { continue }
            files.others.append(FetchedTrustFile(entry.name, bytes))
        }
        return files
    }

    /// Takes what a source names itself.
    private mutating func collectUnindexed(
        _ files: inout FetchedTrustFiles, beside present: PresentTrustFiles
    ) throws(TrustUpdateError) {
        let names: [TrustFileName]?
        do throws(Source.Failure) {
            names = try source.otherNames()
        } catch {
            throw .source(.index, error)
        }
        isPartial = names == nil
        for name in names ?? [] {
            guard let bytes = try ask(name), try !present.contains(TrustIndex.digest(of: bytes)) else { continue }
            files.others.append(FetchedTrustFile(name, bytes))
        }
    }

    private mutating func readIndex() throws(TrustUpdateError) {
        guard let bytes = try ask(.index) else { return }
        let index = try TrustIndex(parsing: bytes)
        guard index.entries.reduce(0, { $0 + $1.byteCount }) <= TrustUpdate.totalByteLimit else {
            throw .tooMuch(limit: TrustUpdate.totalByteLimit)
        }
        self.index = index
    }

    /// A file as the index names it; where there is an index, what it does not name is not there.
    private mutating func file(
        _ name: TrustFileName, beside present: PresentTrustFiles
    ) throws(TrustUpdateError) -> [UInt8]? {
        guard let index else { return try ask(name) }
        guard let entry = index.entry(name) else { return nil }
        if name.kind == .list, let list = present.list, try entry.isOf(list) { return list }
        guard let bytes = try ask(name), try entry.isOf(bytes) else { throw .mismatch(name) }
        return bytes
    }

    private mutating func ask(_ name: TrustFileName) throws(TrustUpdateError) -> [UInt8]? {
        let rest = TrustUpdate.totalByteLimit - byteCount
        guard rest > 0 else { throw .tooMuch(limit: TrustUpdate.totalByteLimit) }
        do throws(Source.Failure) {
            guard let bytes = try source.file(name, byteLimit: min(name.byteLimit, rest)) else { return nil }
            byteCount += bytes.count
            return bytes
        } catch {
            throw .source(name, error)
        }
    }
}
