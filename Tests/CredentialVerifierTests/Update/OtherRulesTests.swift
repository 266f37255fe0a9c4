import CredentialVerifier
import Encodings
import Registry
import TestSupport
import Testing

/// Rules that know of roots and statements about the newest list, as a chain of trust has them.
private struct RulesWithRoots: TrustUpdateRules {
    let pinned: TrustChainRules
    let rootVersion: Int?
    let asksForFreshness = true

    var present: IssuerTrustList? { pinned.present }
    var presentProblem: TrustError? { pinned.presentProblem }

    func judge(_ files: FetchedTrustFiles, at now: Timestamp) throws(TrustUpdateError) -> AcceptedTrustFiles {
        // A pinned key lets nobody make statements.
        var beneathKey = files
        beneathKey.freshness = nil
        var accepted = try pinned.judge(beneathKey, at: now)
        for root in files.roots where root.bytes.isEmpty {
            throw .refused(root.name, TrustError(.malformed, "empty"), present: present, evidence: nil)
        }
        accepted.files = files.roots.map { .init($0.name.text, $0.bytes) } + accepted.files
        if let freshness = files.freshness { accepted.files.append(.init(TrustFileName.freshness.text, freshness)) }
        return accepted
    }
}

@Suite("Rules with roots")
struct OtherRulesTests {
    private static func update(_ scene: TrustScene, known: Int = 1) throws -> TrustUpdateReport {
        try TrustUpdate.run(scene.folder, from: scene.source, at: scene.world.time(TrustScene.later)) {
            (folder) throws(TrustUpdateError) in
            RulesWithRoots(pinned: try TrustChainRules(folder: folder), rootVersion: known)
        }
    }

    @Test("roots are asked for one after the other until there is none, and take their places before the list")
    func roots() throws {
        try TrustScene.play { scene in
            scene.source.files["list.json"] = scene.lists[1].bytes
            for version in [1, 2, 3, 5] { scene.source.files["root.\(version).json"] = [UInt8(version)] }
            scene.source.files["fresh.json"] = [9]
            let report = try Self.update(scene)
            #expect(
                scene.source.asked == [
                    "trust-index.json", "list.json", "root.2.json", "root.3.json", "root.4.json", "fresh.json",
                ])
            #expect(report.changes.map(\.path) == ["root.2.json", "root.3.json", "list.json", "fresh.json"])
            #expect(try Files.read(scene.folder + "/root.3.json") == [3])
            #expect(!Files.exists(scene.folder + "/root.5.json"))
            #expect(!Files.exists(scene.folder + "/root.1.json"))
        }
    }

    @Test("with an index it is the index that says where the roots end")
    func indexedRoots() throws {
        try TrustScene.play { scene in
            scene.source.files["list.json"] = scene.lists[1].bytes
            for version in [1, 2, 3] { scene.source.files["root.\(version).json"] = [UInt8(version)] }
            try scene.source.index()
            let report = try Self.update(scene)
            #expect(scene.source.asked == ["trust-index.json", "list.json", "root.2.json", "root.3.json"])
            #expect(report.changes.map(\.path) == ["root.2.json", "root.3.json", "list.json"])
        }
    }

    @Test("a chain of roots without an end is not followed further than a bound")
    func endlessRoots() throws {
        try TrustScene.play { scene in
            scene.source.answer = { name, _ in
                switch name.kind {
                case .root: [1]
                case .list: scene.lists[1].bytes
                default: nil
                }
            }
            let report = try Self.update(scene)
            #expect(report.changes.count == TrustUpdate.rootStepLimit + 1)
            #expect(scene.source.asked.count == TrustUpdate.rootStepLimit + 3)
        }
    }

    @Test("one root that is refused keeps everything as it was")
    func refusedRoot() throws {
        try TrustScene.play { scene throws in
            scene.source.files["list.json"] = scene.lists[1].bytes
            scene.source.files["root.2.json"] = [2]
            scene.source.files["root.3.json"] = []
            let error = #expect(throws: TrustUpdateError.self) { try Self.update(scene) }
            guard case .refused(.root(3), _, let present, _) = error else { return failed("another error") }
            #expect(present?.sequence == 1)
            #expect(try scene.names() == ["list.json", "pin.json"])
            #expect(scene.list == scene.lists[0].bytes)
        }
    }
}
