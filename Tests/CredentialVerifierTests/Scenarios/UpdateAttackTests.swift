import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry
import Storage
import TestSupport
import Testing
import TrustSimulator

/// The attacks of the specification of The Update Framework (sections 1.5.2 and 5) on a machine that gets its files by stick.
///
/// ``HostileSourceTests`` has those on a source that is fetched from.
@Suite("Attacks on updates")
struct UpdateAttackTests {
    private let day = { (number: Int) in SimulatedClock.day(number, hour: 12) }

    private var freshPolicy: Policy {
        var policy = Policy(name: "careful", basedOn: .standard)
        policy.requiresFreshness = true
        return policy
    }

    @Test("Arbitrary installation: what other keys have signed begins nothing, whatever it calls itself")
    func wrongRoot() throws {
        let scene = try Scene()
        let pilot = try #require(TrustEnvironment("pilot"))
        var other = try SimulatedAuthority(pilot, at: SimulatedClock.day(0))
        try other.publish(at: SimulatedClock.day(0)) {
            try $0.addIssuer(scene.mill.listed(key: "mill", from: SimulatedClock.day(-100)))
        }
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(other.published)
            #expect(try employer.answer(scene.millCredential, at: day(20)) == "undecided ROOT_NOT_PINNED")
            // The right root does not make the other's list right.
            try employer.receive(scene.published(with: other.lists[0].bytes))
            #expect(try employer.answer(scene.millCredential, at: day(20)) == "undecided LIST_WRONG_ENVIRONMENT")
            try employer.receive(scene.authority.published)
            #expect(try employer.answer(scene.credential, at: day(20)) == Scene.good)
        }
    }

    @Test("Rollback: an old list that still recognises a mill does no harm to who has seen the newer one")
    func rollback() throws {
        var scene = try Scene()
        let old = scene.authority.published
        try scene.withdrawMill(on: 15)
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(old)
            #expect(try employer.answer(scene.millCredential, at: day(12)) == Scene.good)
            try employer.receive(scene.authority.published)
            let withdrawn = "invalid ISSUER_WITHDRAWN_NO_TIME_EVIDENCE"
            #expect(try employer.answer(scene.millCredential, at: day(20)) == withdrawn)
            try employer.receive(old)
            #expect(try employer.answer(scene.millCredential, at: day(21)) == withdrawn)
            #expect(try employer.answer(scene.credential, at: day(21)) == Scene.good)
            // Where the newer list itself was lost and only its number is known, the old one is refused.
            try Files.remove(employer.memory() + "/documents")
            #expect(try employer.answer(scene.millCredential, at: day(21)) == "undecided LIST_ROLLBACK")
            #expect(try employer.answer(scene.credential, at: day(21)) == "undecided LIST_ROLLBACK")
        }
    }

    @Test("Rollback with the memory damaged: the newest list that is kept counts all the same, and the damage is told")
    func rollbackWithDamage() throws {
        var scene = try Scene()
        let old = scene.authority.published
        try scene.withdrawMill(on: 15)
        for damage in [[], Array("{".utf8), nil] as [[UInt8]?] {
            try Employer.play(scene.authority.pin) { employer in
                try employer.receive(scene.authority.published)
                let begun = try employer.report(scene.credential, at: day(20))
                #expect(begun.verdict == .valid)
                #expect(begun.notes.map(\.code).filter { $0.hasPrefix("STATE_") } == ["STATE_BEGINS"])
                try employer.receive(old)
                let file = try employer.memory() + "/seen.json"
                if let damage { try Files.write(damage, to: file) } else { Files.remove(file) }
                let report = try employer.report(scene.millCredential, at: day(21))
                #expect(report.verdict == .invalid)
                #expect(report.notes.contains { $0.code == "STATE_DAMAGED" })
                // It is made anew from what was kept.
                let next = try employer.report(scene.millCredential, at: day(22))
                #expect(next.verdict == .invalid && !next.notes.contains { $0.code.hasPrefix("STATE_") })
            }
        }
    }

    @Test("A memory that is not there is made anew, and the report says that it was missing")
    func missingMemory() throws {
        let scene = try Scene()
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(scene.authority.published)
            Files.remove(employer.folder + "/state")
            let begun = try employer.report(scene.credential, at: day(20))
            let note = try #require(begun.notes.first { $0.code == "STATE_BEGINS" })
            for language in Language.allCases { #expect(note.message(in: language).contains("/state")) }
            let next = try employer.report(scene.credential, at: day(20))
            #expect(next.verdict == .valid && !next.notes.contains { $0.code.hasPrefix("STATE_") })
        }
    }

    @Test(
        "Equivocation is remembered by the machine that met it, with both lists as evidence, until a newer list comes")
    func equivocationRemembered() throws {
        var scene = try Scene()
        let one = scene.authority.published
        var changed = try SimulatedAuthority.value(one.lists[0])
        changed["trustList"]?["info"] = ["note": "another"]
        let other = try scene.authority.sign(changed, by: ["r1", "r2"], at: SimulatedClock.day(0))
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(one)
            #expect(try employer.answer(scene.credential, at: day(12)) == Scene.good)
            try employer.receive(scene.published(with: other))
            #expect(try employer.answer(scene.credential, at: day(13)) == "undecided LIST_EQUIVOCATION")
            try employer.receive(one)
            #expect(try employer.answer(scene.credential, at: day(14)) == "undecided LIST_EQUIVOCATION")
            let evidence = try employer.memory() + "/evidence"
            let kept = try Files.names(in: evidence)
            #expect(kept == ["contradiction.1.1.json", "contradiction.1.2.json"])
            #expect(try Set(kept.map { try Files.read("\(evidence)/\($0)") }) == [one.lists[0], other])
            try scene.authority.publish(at: SimulatedClock.day(15))
            try employer.receive(scene.authority.published)
            let report = try employer.report(scene.credential, at: day(16))
            #expect(report.verdict == .valid)
            #expect(report.notes.contains { $0.code == "LIST_CONTRADICTION_SETTLED" })
            #expect(try employer.answer(scene.credential, at: day(17)) == Scene.good)
        }
    }

    @Test("Fast-forward by thieves whose keys were taken out, with the root seen before its list, holds nobody up")
    func fastForwardRootFirst() throws {
        var scene = try Scene()
        let (before, roots) = (scene.authority, scene.authority.roots.map(\.bytes))
        var value = try scene.authority.nextList(at: SimulatedClock.day(11))
        value["trustList"]?["sequence"] = 900_000
        let stolen = try scene.authority.sign(value, by: ["r1", "r2"], at: SimulatedClock.day(11))
        try scene.authority.rotate(by: ["r1", "r2", "r4", "r5"], at: SimulatedClock.day(15)) {
            for (old, new) in [("r1", "r4"), ("r2", "r5")] {
                try $0.removeKey(old)
                $0.addKey(
                    try before.key(new).publicKey, id: new, operator: "\(new).example", roles: [.root, .list])
            }
        }
        try scene.authority.publish(by: ["r4", "r5"], at: SimulatedClock.day(15))
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(TrustMaterial(roots: roots, lists: [stolen]))
            #expect(try employer.answer(scene.credential, at: day(12)) == Scene.good)
            try employer.receive(TrustMaterial(roots: scene.authority.roots.map(\.bytes), lists: [stolen]))
            #expect(try employer.answer(scene.credential, at: day(16)) == "undecided LIST_THRESHOLD")
            try employer.receive(scene.authority.published)
            #expect(try employer.answer(scene.credential, at: day(17)) == Scene.good)
            #expect(try employer.answer(scene.credential, at: day(18)) == Scene.good)
        }
    }

    @Test("Rollback of the root: keys that were taken out sign nothing again")
    func rootRollback() throws {
        var scene = try Scene()
        let old = scene.authority.published
        try scene.authority.rotate(by: ["r2", "r3"], at: SimulatedClock.day(15)) { [authority = scene.authority] in
            try $0.removeKey("r1")
            $0.addKey(try authority.key("r4").publicKey, id: "r4", operator: "court.example", roles: [.root, .list])
        }
        try scene.authority.publish(by: ["r2", "r4"], at: SimulatedClock.day(15))
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(scene.authority.published)
            #expect(try employer.answer(scene.credential, at: day(20)) == Scene.good)
            try employer.receive(old)
            #expect(try employer.answer(scene.credential, at: day(20)) == Scene.good)
            #expect(try employer.report(scene.credential, at: day(20)).issuer?.listSequence == 2)
            try Files.remove(employer.memory() + "/root.2.json")
            #expect(try employer.answer(scene.credential, at: day(20)) == "undecided ROOT_ROLLBACK")
        }
    }

    @Test("Indefinite freeze: day by day the same files, and the answer turns in the second after the next update")
    func freeze() throws {
        let scene = try Scene()
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(scene.authority.published)
            for number in stride(from: 10, through: 179, by: 13) {
                #expect(try employer.answer(scene.credential, at: day(number)) == Scene.good)
            }
            let end = SimulatedClock.day(180)
            #expect(try employer.answer(scene.credential, at: end) == Scene.good)
            #expect(try employer.answer(scene.credential, at: end.adding(seconds: 1)) == "undecided LIST_EXPIRED")
            #expect(try employer.answer(scene.credential, at: day(900)).hasPrefix("undecided"))
        }
    }

    @Test("Freeze where the word of these days is asked for: the answer turns in the second after seven days")
    func freezeOfStatements() throws {
        let scene = try Scene()
        var material = scene.authority.published
        material.statements = [try scene.authority.statement(at: SimulatedClock.day(12))]
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(material)
            let end = SimulatedClock.day(19)
            #expect(try employer.answer(scene.credential, at: end, policy: freshPolicy) == Scene.good)
            #expect(
                try employer.answer(scene.credential, at: end.adding(seconds: 1), policy: freshPolicy)
                    == "undecided LIST_NOT_FRESH")
            // The authority's word of a newer list holds the older one up as long as it is good, and no longer.
            var later = scene
            try later.withdrawMill(on: 20)
            material.statements = [try later.authority.statement(at: SimulatedClock.day(20))]
            try employer.receive(material)
            for number in [21, 26] {
                #expect(try employer.answer(scene.millCredential, at: day(number)) == "undecided LIST_SUPERSEDED")
            }
            for number in [27, 100] {
                #expect(try employer.answer(scene.millCredential, at: day(number)) == Scene.good)
            }
        }
    }

    @Test("Mix and match: files of two days, or of two authorities, are never believed together")
    func mixAndMatch() throws {
        var scene = try Scene()
        let first = scene.authority
        var twin = scene.authority
        try scene.withdrawMill(on: 15)
        // Another second list of the same keys, as if the authority had said two things.
        try twin.publish(at: SimulatedClock.day(15))
        let statements = [
            try scene.authority.statement(at: SimulatedClock.day(16)), try twin.statement(at: SimulatedClock.day(16)),
        ]
        func answer(_ lists: [IssuerTrustList], _ statement: [UInt8]) throws -> String {
            var answer = ""
            try Employer.play(first.pin) { employer in
                try employer.receive(
                    TrustMaterial(
                        roots: first.roots.map(\.bytes), lists: lists.map(\.bytes), statements: [statement]))
                answer = try employer.answer(scene.millCredential, at: day(18), policy: freshPolicy)
            }
            return answer
        }
        #expect(try answer([twin.lists[1]], statements[1]) == Scene.good)
        #expect(try answer([twin.lists[1]], statements[0]) == "undecided LIST_EQUIVOCATION")
        #expect(try answer([scene.authority.lists[1]], statements[1]) == "undecided LIST_EQUIVOCATION")
        #expect(try answer([first.lists[0]], statements[1]) == "undecided LIST_SUPERSEDED")
        // A word on an older list vouches for no newer one.
        #expect(
            try answer([twin.lists[1]], first.statement(of: first.lists[0], at: SimulatedClock.day(16)))
                == "undecided LIST_NOT_FRESH")
    }

    @Test("Fewer keys than the threshold can do nothing: one stolen key makes no list and no root")
    func keyCompromise() throws {
        let scene = try Scene()
        let evil: [(String, JSONValue?)] = [("/credentialSubject/1/recognizedTo/0/eqfMax", 8)]
        let root = try scene.authority.nextRoot(at: SimulatedClock.day(15)) { [authority = scene.authority] in
            for id in ["r2", "r3"] { try $0.removeKey(id) }
            for role in [TrustRole.Name.root, .list] { $0.setThreshold(of: role, 1, distinctOperators: 1) }
            $0.addKey(
                try authority.key("evil").publicKey, id: "evil", operator: "evil.example", roles: [.root, .list])
        }
        try Employer.play(scene.authority.pin) { employer in
            for ids in [["r1"], ["f1"], ["r1", "f1"], ["evil"], ["r1", "evil"]] {
                try employer.receive(scene.published(with: scene.forged(by: ids, evil)))
                #expect(try employer.answer(scene.millCredential, at: day(21)) == "undecided LIST_THRESHOLD", "\(ids)")
                var material = scene.authority.published
                material.roots.append(try scene.authority.sign(root, by: ids, at: SimulatedClock.day(15)))
                try employer.receive(material)
                #expect(
                    try employer.answer(scene.millCredential, at: day(21)) == "undecided ROOT_OLD_THRESHOLD", "\(ids)")
            }
        }
    }

    @Test("The key of every day can hold back a newer list for a week, from those who have not seen it")
    func freshnessKeyCompromise() throws {
        var scene = try Scene()
        let old = scene.authority
        try scene.withdrawMill(on: 15)
        try Employer.play(old.pin) { employer in
            // The thief says every day that the old list is the newest, to somebody who has never seen the new one.
            var material = old.published
            material.statements = [try old.statement(at: SimulatedClock.day(20))]
            try employer.receive(material)
            #expect(try employer.answer(scene.millCredential, at: day(20), policy: freshPolicy) == Scene.good)
            #expect(
                try employer.answer(scene.millCredential, at: day(28), policy: freshPolicy)
                    == "undecided LIST_NOT_FRESH")
            // No statement is good for longer.
            let long = try SimulatedAuthority.value(old.statement(at: SimulatedClock.day(20)))
            let end = JSONValue.string(SimulatedClock.day(28).description)
            material.statements = [
                try old.sign(
                    long.replacing("/credentialSubject/expires", with: end).replacing("/validUntil", with: end),
                    by: ["f1"], at: SimulatedClock.day(20))
            ]
            try employer.forget()
            try employer.receive(material)
            let report = try employer.report(scene.millCredential, at: day(21), policy: freshPolicy)
            #expect(report[.issuer]?.code == "LIST_NOT_FRESH" && report.notes.contains { $0.code == "FRESH_MALFORMED" })
            // Whoever has the new list is not misled.
            material = scene.authority.published
            material.statements = [try old.statement(at: SimulatedClock.day(20))]
            try employer.receive(material)
            #expect(
                try employer.answer(scene.millCredential, at: day(21)) == "invalid ISSUER_WITHDRAWN_NO_TIME_EVIDENCE")
        }
    }

    @Test("A stolen key that was replaced is worth nothing to whoever has the next root")
    func recovery() throws {
        var scene = try Scene()
        let before = scene.authority
        try scene.authority.rotate(by: ["r2", "r3"], at: SimulatedClock.day(15)) { [authority = scene.authority] in
            try $0.removeKey("r1")
            $0.addKey(
                try authority.key("r4").publicKey, id: "r4", operator: "ministry.example", roles: [.root, .list])
        }
        try scene.authority.publish(by: ["r2", "r4"], at: SimulatedClock.day(15))
        // A thief who has r1 for long, and r4 not at all, now gets r2 as well.
        let stolen = try scene.forged(by: ["r1", "r2"])
        try Employer.play(before.pin) { employer in
            try employer.receive(scene.published(with: stolen))
            #expect(try employer.answer(scene.credential, at: day(21)) == "undecided LIST_THRESHOLD")
            try employer.receive(scene.authority.published)
            #expect(try employer.answer(scene.credential, at: day(21)) == Scene.good)
        }
    }

    @Test("Fast forward: a number that thieves ran up binds nobody once the keys were replaced")
    func fastForward() throws {
        var scene = try Scene()
        let jump = { (number: String) -> [(String, JSONValue?)] in [("/trustList/sequence", .number(number))] }
        let far = try scene.forged(by: ["r1", "r2"], jump("9007199254740991"))
        let near = try scene.forged(by: ["r1", "r2"], jump("1000001"))
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(scene.authority.published)
            #expect(try employer.answer(scene.credential, at: day(15)) == Scene.good)
            let remembered = Scene.good
            try employer.receive(scene.published(with: far))
            // What was seen is used in the place of what is refused.
            #expect(try employer.answer(scene.credential, at: day(21)) == remembered)
            #expect(try employer.report(scene.credential, at: day(21)).issuer?.listSequence == 1)
            try employer.receive(scene.published(with: near))
            #expect(try employer.answer(scene.credential, at: day(21)) == Scene.good)
            // The authority's next list has a lower number than the thieves'; under the old keys it is refused.
            var old = scene.authority
            try old.publish(at: SimulatedClock.day(22))
            try employer.receive(old.published)
            #expect(try employer.report(scene.credential, at: day(23)).issuer?.listSequence == 1_000_001)
            try scene.authority.rotate(by: ["r2", "r3"], at: SimulatedClock.day(24)) { [authority = scene.authority] in
                try $0.removeKey("r1")
                $0.addKey(
                    try authority.key("r4").publicKey, id: "r4", operator: "ministry.example", roles: [.root, .list])
            }
            try scene.authority.publish(by: ["r2", "r4"], at: SimulatedClock.day(24))
            try employer.receive(scene.authority.published)
            #expect(try employer.answer(scene.credential, at: day(25)) == Scene.good)
            #expect(try employer.report(scene.credential, at: day(25)).issuer?.listSequence == 2)
        }
    }

    @Test("Endless data: what is larger than it can be is not read")
    func endlessData() throws {
        let scene = try Scene()
        let spaces = { (count: Int) in [UInt8](repeating: UInt8(ascii: " "), count: count) }
        for (name, limit) in [
            ("list.json", 16 << 20), ("root.2.json", TrustRoot.byteLimit), ("fresh.json", FreshnessStatement.byteLimit),
        ] {
            try Employer.play(scene.authority.pin) { employer in
                try employer.receive(scene.authority.published)
                try Files.write(spaces(limit + 1), to: "\(employer.folder)/trust/\(name)")
                var answer = "refused"
                do {
                    answer = try employer.answer(scene.credential, at: day(20), policy: freshPolicy)
                } catch let error as TrustFolderError {
                    guard case .storage(let cause) = error else { throw error }
                    #expect(cause.code == .tooLarge)
                }
                #expect(!answer.hasPrefix("valid"), "\(name): \(answer)")
            }
        }
        // Within the size, too deep or too many.
        let nested = Array(repeating: UInt8(ascii: "["), count: 1_000_000)
        let chain = TrustChain(
            pin: scene.authority.pin,
            material: TrustMaterial(roots: scene.authority.roots.map(\.bytes), lists: [nested]))
        #expect(chain.problems.map(\.code) == [.unreadable] && chain.list == nil)
        let many = try scene.forged(
            by: ["r1", "r2"], [("/credentialSubject", .array(Array(repeating: .object([]), count: 50_001)))])
        let crowded = TrustChain(
            pin: scene.authority.pin, material: TrustMaterial(roots: scene.authority.roots.map(\.bytes), lists: [many]))
        #expect(crowded.problems.map(\.code) == [.malformed] && crowded.list == nil)
    }

    @Test(
        "A verifier that has slept for years walks from root to root, and asks of the last one alone whether it is in force"
    )
    func longSleep() throws {
        var scene = try Scene()
        let names = (4...9).map { "r\($0)" }
        var signers = ["r1", "r2", "r3"]
        for (number, name) in names.enumerated() {
            let old = signers.removeFirst()
            signers.append(name)
            try scene.authority.rotate(
                by: Array(signers.prefix(2)), at: SimulatedClock.day(300 * (number + 1))
            ) { [authority = scene.authority] in
                try $0.removeKey(old)
                $0.addKey(
                    try authority.key(name).publicKey, id: name, operator: "\(name).example", roles: [.root, .list])
            }
        }
        try scene.authority.publish(by: Array(signers.prefix(2)), at: SimulatedClock.day(1_850))
        #expect(scene.authority.root.version == 7)
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(scene.authority.published)
            #expect(try employer.answer(scene.credential, at: day(1_900)) == Scene.good)
            #expect(try employer.answer(scene.credential, at: day(2_300)) == "undecided ROOT_EXPIRED")
            // One step of the walk missing, and none of it counts.
            var gap = scene.authority.published
            gap.roots.remove(at: 3)
            try employer.forget()
            try employer.receive(gap)
            #expect(try employer.answer(scene.credential, at: day(1_900)) == "undecided ROOT_VERSION_GAP")
        }
    }

    @Test("A clock that was set back to a time at which a list was good is noticed")
    func clockSetBack() throws {
        var scene = try Scene()
        let old = scene.authority.published
        try scene.authority.publish(at: SimulatedClock.day(170))
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(scene.authority.published)
            #expect(try employer.answer(scene.credential, at: day(171)) == Scene.good)
            try employer.receive(old)
            #expect(try employer.answer(scene.credential, at: day(100)) == "undecided CLOCK_BEFORE_TRUSTED_FLOOR")
        }
    }
}
