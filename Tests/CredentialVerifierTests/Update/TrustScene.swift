import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

/// Why a source in memory does not give a file.
struct SourceFailure: Error, Equatable {
    let words: String
}

/// A source in memory, which keeps count of what it is asked for.
final class SourceInMemory: TrustFileSource {
    var files: [String: [UInt8]] = [:]
    /// Files that it does not give, whatever it has.
    var failures: [String: SourceFailure] = [:]
    /// What it gives in place of everything.
    var answer: ((TrustFileName, Int) throws(SourceFailure) -> [UInt8]?)?
    private(set) var asked: [String] = []

    init(_ files: [String: [UInt8]] = [:]) { self.files = files }

    func file(_ name: TrustFileName, byteLimit: Int) throws(SourceFailure) -> [UInt8]? {
        asked.append(name.text)
        if let answer { return try answer(name, byteLimit) }
        if let failure = failures[name.text] { throw failure }
        guard let bytes = files[name.text] else { return nil }
        guard bytes.count <= byteLimit else { throw SourceFailure(words: "too large") }
        return bytes
    }

    /// Gives it an index of all that it has, changed by `change` before it is written.
    func index(_ change: (inout JSONValue) -> Void = { _ in }) throws {
        files["trust-index.json"] = nil
        let listed = try files.sorted { $0.key < $1.key }.map { (try #require(TrustFileName($0.key)), $0.value) }
        let bytes = try TrustIndex(of: listed).serialized()
        var value = JSONValue(try JSONDocument(parsing: bytes, limits: .trustList).root)
        change(&value)
        files["trust-index.json"] = value.serialized()
    }
}

/// A trust folder of an employer, and the lists of an authority.
struct TrustScene {
    static let later = "2026-11-25T09:00:00Z"

    let folder: String
    let world: TestWorld
    /// Three lists in a row.
    let lists: [IssuerTrustList]
    let source = SourceInMemory()

    /// Plays with a folder that has the pin, and the first list unless `list` says another one, or none.
    static func play(
        list: Int? = 0, world: TestWorld? = nil, editing change: (inout TrustListEditor) throws -> Void = { _ in },
        _ body: (TrustScene) throws -> Void
    ) throws {
        try Files.withTemporaryFolder { folder throws in
            let world = try world ?? TestWorld()
            var lists = [try world.list(pin: nil, change)]
            for day in ["2026-11-21", "2026-11-22"] {
                var editor = try TrustListEditor(editing: lists[lists.count - 1], at: world.time(day + "T09:00:00Z"))
                editor.nextUpdate = try world.time(day + "T09:00:00Z").adding(days: 30)
                lists.append(try editor.sign(with: world.authority.key))
            }
            let scene = TrustScene(folder: folder, world: world, lists: lists)
            try Files.write(world.pin().serialized(), to: folder + "/pin.json")
            if let list { try Files.write(lists[list].bytes, to: scene.listPath) }
            try body(scene)
        }
    }

    var listPath: String { folder + "/list.json" }

    /// What the list file holds, if it is there.
    var list: [UInt8]? { try? Files.read(listPath) }

    /// The names in the folder, without the lock.
    func names(_ inner: String = "") throws -> [String] {
        try Files.names(in: folder + inner).filter { $0 != ".testamur.lock" }
    }

    func update(at time: String = TrustScene.later) throws -> TrustUpdateReport {
        try TrustUpdate.run(folder, from: source, at: world.time(time))
    }

    /// Updates, which must not change the folder, and gives the error.
    func refusal(
        at time: String = TrustScene.later, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> TrustUpdateError? {
        let before = try contents()
        defer { #expect((try? contents()) == before, sourceLocation: sourceLocation) }
        return #expect(throws: TrustUpdateError.self, sourceLocation: sourceLocation) { try update(at: time) }
    }

    /// Updates, which must be refused for what the list is.
    func listRefusal(
        at time: String = TrustScene.later, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> TrustError.Code? {
        guard case .refused(.list, let cause, _, _) = try refusal(at: time, sourceLocation: sourceLocation) else {
            return nil
        }
        return cause.code
    }

    /// Every file of the folder but the lock and the evidence.
    private func contents() throws -> [String: [UInt8]] {
        var result: [String: [UInt8]] = [:]
        for name in try names() where name != TrustUpdate.evidenceName {
            if let bytes = try? Files.read(folder + "/" + name) {
                result[name] = bytes
            } else {
                for inner in try names("/" + name) {
                    result[name + "/" + inner] = try Files.read("\(folder)/\(name)/\(inner)")
                }
            }
        }
        return result
    }

    /// Signs what a list says, however wrong it is.
    func sign(_ list: IssuerTrustList, by key: TestKey? = nil, _ change: (inout JSONValue) -> Void) throws -> [UInt8] {
        var value = JSONValue(list.document.root)
        value["proof"] = nil
        change(&value)
        let key = key ?? world.authority
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(key.method)), created: try world.time("2026-11-22T09:00:00Z"))
        return try EdDSAJCS2022.secure(CredentialDraft(value, limits: .trustList), options: options, signer: key.key)
    }
}

/// Records that something else happened than a test expects.
func failed(_ words: String, sourceLocation: SourceLocation = #_sourceLocation) {
    Issue.record("\(words)", sourceLocation: sourceLocation)
}
