@testable import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry
import TestSupport
import Testing
import TrustSimulator

/// An authority replaces keys in good order: what it left behind frightens nobody, and stops nothing.
@Suite("An honest rotation")
struct HonestRotationTests {
    private let day = { (number: Int) in SimulatedClock.day(number, hour: 12) }

    /// An authority before and after all of its keys were replaced, each time with its word of the day.
    private struct Rotation {
        let scene: Scene
        let old: TrustMaterial
        let new: TrustMaterial

        init(keepingHolders: Bool = false) throws {
            var scene = try Scene()
            var old = scene.authority.published
            old.statements = [try scene.authority.statement(at: SimulatedClock.day(14), days: 7)]
            let signers = keepingHolders ? ["r1", "r2"] : ["r1", "r2", "r4", "r5"]
            try scene.authority.rotate(by: signers, at: SimulatedClock.day(15)) { [authority = scene.authority] in
                try $0.removeKey("f1")
                $0.addKey(
                    try authority.key("f2").publicKey, id: "f2", operator: "ministry.example", roles: [.freshness])
                guard !keepingHolders else { return }
                for (gone, id, holder) in [("r1", "r4", "ministry.example"), ("r2", "r5", "quality.example")] {
                    try $0.removeKey(gone)
                    $0.addKey(try authority.key(id).publicKey, id: id, operator: holder, roles: [.root, .list])
                }
            }
            try scene.authority.publish(by: keepingHolders ? ["r1", "r2"] : ["r4", "r5"], at: SimulatedClock.day(15))
            self.scene = scene
            self.old = old
            var new = scene.authority.published
            new.statements = [try scene.authority.statement(by: "f2", at: SimulatedClock.day(16), days: 7)]
            self.new = new
        }
    }

    private func told(_ report: VerificationReport) -> [String] {
        report.notes.map(\.code).filter { $0.hasPrefix("LIST_") || $0.hasPrefix("FRESH_") || $0.hasPrefix("ROOT_") }
    }

    @Test("Yesterday's statement beside the new root is said not to count, and nothing else is wrong")
    func statementLeftBehind() throws {
        for keepingHolders in [true, false] {
            let rotation = try Rotation(keepingHolders: keepingHolders)
            try Employer.play(rotation.scene.authority.pin) { employer in
                var mixed = rotation.new
                mixed.statements = rotation.old.statements
                try employer.receive(mixed)
                for _ in 1...2 {
                    let report = try employer.report(rotation.scene.credential, at: day(17))
                    #expect(report.verdict == .valid && report[.issuer]?.code == "ISSUER_RECOGNISED")
                    #expect(told(report) == ["FRESH_KEY_REPLACED"])
                }
                // It is no word of these days, though it has not run out.
                var strict = Policy(name: "fresh", basedOn: .standard)
                strict.requiresFreshness = true
                #expect(
                    try employer.answer(rotation.scene.credential, at: day(17), policy: strict)
                        == "undecided LIST_NOT_FRESH")
                try employer.receive(rotation.new)
                #expect(
                    try employer.answer(rotation.scene.credential, at: day(17), policy: strict)
                        == "valid ISSUER_RECOGNISED")
                #expect(try told(employer.report(rotation.scene.credential, at: day(17))).isEmpty)
            }
        }
    }

    @Test("A statement that the old key did not make, or that was altered, is refused as ever")
    func forgedStatement() throws {
        let rotation = try Rotation()
        let authority = rotation.scene.authority
        let good = try SimulatedAuthority.value(#require(rotation.old.statements.first))
        var altered = JSONValue(
            try JSONDocument(parsing: #require(rotation.old.statements.first), limits: .general).root)
        altered["credentialSubject"]?["listSequence"] = 2
        for bytes in [try authority.sign(good, by: ["r1"], at: day(14)), good.serialized(), altered.serialized()] {
            var mixed = rotation.new
            mixed.statements = [bytes]
            let chain = TrustChain(pin: authority.pin, material: mixed)
            #expect(chain.problems.map(\.code) == [.freshBadSignature] && chain.list?.sequence == 2)
            #expect(!chain.notes.contains { $0.code == .statementReplaced })
        }
    }

    @Test("A capsule from before it is valid beside what came after it, in whatever order, and with the pin alone")
    func oldCapsule() throws {
        for keepingHolders in [true, false] {
            let rotation = try Rotation(keepingHolders: keepingHolders)
            let capsule = try Capsule(
                credential: rotation.scene.credential, material: rotation.old, documents: [], contexts: [],
                statusLists: [])
            let pin = rotation.scene.authority.pin
            #expect(Verifier(trust: TrustFolder.trust(pin)).verify(capsule, at: day(17)).verdict == .valid)
            let chain = TrustChain(pin: pin, material: rotation.new)
            let report = Verifier(trust: Trust(chains: [chain])).verify(capsule, at: day(17))
            #expect(report.verdict == .valid)
            // Where the holders of the list's keys are who they were, the old list is merely an older one.
            #expect(
                Set(told(report))
                    == [keepingHolders ? "LIST_LEFT_ASIDE" : "LIST_KEYS_REPLACED", "FRESH_KEY_REPLACED"])
            // What is new came with the credential, and what is old was in the folder.
            let reversed = TrustChain(pin: pin, material: rotation.old).adding(rotation.new)
            #expect(reversed.list?.sequence == 2 && reversed.problems.isEmpty)
        }
    }

    @Test("A verifier whose pin is the later root knows the roots before it by their digests")
    func laterPin() throws {
        let rotation = try Rotation()
        let first = rotation.scene.authority.pin
        let later = try TrustPin(
            authority: first.authority.id, name: first.authority.name, country: "UT",
            anchor: .root(rotation.scene.authority.root.digest), environment: first.environment, listID: first.listID)
        var own = rotation.new
        own.roots.removeFirst()
        let chain = TrustChain(pin: later, material: own).adding(rotation.old)
        #expect(chain.problems.isEmpty && chain.list?.sequence == 2)
        #expect(Set(chain.notes.map(\.code)) == [.listReplaced, .statementReplaced])
        // Without the root that vouches for them nobody knows whose they are.
        var rootless = rotation.old
        rootless.roots = []
        #expect(
            Set(TrustChain(pin: later, material: own).adding(rootless).problems.map(\.code))
                == [.threshold, .freshBadSignature])
    }

    @Test("A list that only the old keys have signed is refused where it is no older than the one that counts")
    func thief() throws {
        let rotation = try Rotation()
        let authority = rotation.scene.authority
        for sequence in [2, 3] {
            let forged = try authority.sign(
                authority.nextList(at: day(16)).replacing("/trustList/sequence", with: .number(String(sequence))),
                by: ["r1", "r2"], at: day(16))
            let chain = TrustChain(pin: authority.pin, material: rotation.new).adding(TrustMaterial(lists: [forged]))
            #expect(chain.problems.map(\.code) == [.threshold] && chain.list?.sequence == 2)
        }
        // Where there is no other list, what is wrong with it is told.
        let alone = TrustMaterial(roots: rotation.new.roots, lists: rotation.old.lists)
        #expect(TrustChain(pin: authority.pin, material: alone).problems.map(\.code) == [.threshold])
    }

    // MARK: Fetching

    private func fetch(
        _ rotation: Rotation, _ change: (inout [String: [UInt8]]) throws -> Void
    ) throws -> (report: TrustUpdateReport?, error: TrustUpdateError?, names: [String]) {
        var result: (TrustUpdateReport?, TrustUpdateError?, [String]) = (nil, nil, [])
        try Employer.play(rotation.scene.authority.pin) { employer in
            try employer.receive(rotation.old)
            let source = SourceInMemory()
            for (number, root) in rotation.new.roots.enumerated() { source.files["root.\(number + 1).json"] = root }
            source.files["list.json"] = rotation.new.lists.first
            source.files["fresh.json"] = rotation.new.statements.first
            try change(&source.files)
            do throws(TrustUpdateError) {
                result.0 = try TrustUpdate.run(employer.folder + "/trust", from: source, at: day(17))
            } catch {
                result.1 = error
            }
            result.2 = try Files.names(in: employer.folder + "/trust").filter { $0 != ".testamur.lock" }
        }
        return result
    }

    @Test("Yesterday's statement at the source does not keep anybody from the new root and its list")
    func fetchBesideStatement() throws {
        let rotation = try Rotation()
        let whole = try fetch(rotation) { _ in }
        #expect(whole.report?.leftOut.isEmpty == true && whole.report?.list.sequence == 2)
        for (bytes, reason) in [
            (try #require(rotation.old.statements.first), AcceptedTrustFiles.LeftOut.Reason.keyReplaced),
            (Array("<!DOCTYPE html>".utf8), .unreadable),
            (
                try rotation.scene.authority.sign(
                    SimulatedAuthority.value(#require(rotation.new.statements.first)), by: ["r4"], at: day(16)),
                .notHolding
            ),
        ] {
            let fetched = try fetch(rotation) { $0["fresh.json"] = bytes }
            #expect(fetched.error == nil)
            #expect(fetched.report?.leftOut == [AcceptedTrustFiles.LeftOut(.freshness, reason)])
            #expect(
                fetched.report?.changes.map(\.path) == ["root.2.json", "list.json"], "what is there stays beside it")
        }
    }

    @Test("What stands in the place of a root that nobody has made yet is left out, and one that is needed is not")
    func fetchBesideRoot() throws {
        let rotation = try Rotation()
        let authority = rotation.scene.authority
        let third = try authority.sign(authority.nextRoot(at: day(16)), by: ["r1", "r2"], at: day(16))
        for (bytes, reason) in [
            (Array("<!DOCTYPE html>".utf8), AcceptedTrustFiles.LeftOut.Reason.unreadable), (third, .notHolding),
        ] {
            let fetched = try fetch(rotation) { $0["root.3.json"] = bytes }
            #expect(fetched.error == nil && fetched.report?.list.sequence == 2)
            #expect(fetched.report?.leftOut == [AcceptedTrustFiles.LeftOut(.root(3), reason)])
            #expect(fetched.names == ["fresh.json", "list.json", "pin.json", "root.1.json", "root.2.json"])
        }
        // Both at once, each for its own reason.
        let both = try fetch(rotation) {
            $0["root.3.json"] = third
            $0["fresh.json"] = rotation.old.statements.first
        }
        #expect(
            both.report?.leftOut == [
                AcceptedTrustFiles.LeftOut(.root(3), .notHolding),
                AcceptedTrustFiles.LeftOut(.freshness, .keyReplaced),
            ])
        let altered = Array(
            String(decoding: rotation.new.roots[1], as: UTF8.self).replacing("quality", with: "qualita").utf8)
        for needed in [altered, Array("{}".utf8)] {
            let refused = try fetch(rotation) { $0["root.2.json"] = needed }
            guard case .refused(.root(2), _, _, _)? = refused.error.map({ $0 }) else {
                #expect(Bool(false), "the root is needed")
                continue
            }
            #expect(refused.names == ["fresh.json", "list.json", "pin.json", "root.1.json"])
        }
        // Two roots of one version are no leftover.
        let other = try authority.sign(
            authority.nextRoot(at: day(16)).replacing("/credentialSubject/version", with: 2), by: ["r4", "r5"],
            at: day(16))
        guard case .refused? = try fetch(rotation, { $0["root.3.json"] = other }).error else {
            return #expect(Bool(false), "the contradiction is passed over")
        }
    }

    @Test("What a fetched list has recorded late is told with the fetch")
    func fetchLate() throws {
        var scene = try Scene()
        try scene.authority.publish(at: SimulatedClock.day(5))
        let old = scene.authority.published
        let recorded = SimulatedClock.day(4).description
        let value = try scene.authority.nextList(at: SimulatedClock.day(15)).replacing(
            "/credentialSubject/1/states/-",
            with: ["state": "suspended", "since": .string(recorded), "recordedAt": .string(recorded)])
        let list = try scene.authority.sign(value, by: ["r1", "r2"], at: SimulatedClock.day(15))
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(old)
            let source = SourceInMemory(["list.json": list])
            let report = try TrustUpdate.run(employer.folder + "/trust", from: source, at: day(17))
            #expect(report.notes.map(\.code) == [.recordedLate] && report.list.sequence == 3)
        }
    }
}
