import CredentialVerifier
import Credentials
import Encodings
import Registry
import TestSupport
import Testing
import TrustSimulator

/// What a verifier remembers is not lost without a word, whatever becomes of a part of it.
@Suite("A verifier's memory")
struct VerifierMemoryTests {
    private let day = { (number: Int) in SimulatedClock.day(number, hour: 12) }
    private let withdrawn = "invalid ISSUER_WITHDRAWN_NO_TIME_EVIDENCE"

    private func stateNotes(_ report: VerificationReport) -> [String] {
        report.notes.map(\.code).filter { $0.hasPrefix("STATE_") }
    }

    /// An employer who has seen the first list and the second, which withdraws a mill, and who has the first one again.
    private func play(
        _ body: (_ employer: Employer, _ scene: Scene, _ old: TrustMaterial) throws -> Void
    ) throws {
        var scene = try Scene()
        let old = scene.authority.published
        try scene.withdrawMill(on: 15)
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(scene.authority.published)
            #expect(try stateNotes(employer.report(scene.credential, at: day(16))) == ["STATE_BEGINS"])
            #expect(try stateNotes(employer.report(scene.credential, at: day(16))).isEmpty)
            try employer.receive(old)
            #expect(try employer.answer(scene.millCredential, at: day(17)) == withdrawn)
            try body(employer, scene, old)
        }
    }

    @Test("An authority that is removed from it, or emptied, is said to have been known")
    func removedAuthority() throws {
        for isEmptied in [false, true] {
            try play { employer, scene, _ in
                let folder = try employer.memory()
                Files.remove(folder)
                if isEmptied { try Files.makeFolder(folder) }
                let report = try employer.report(scene.credential, at: day(17))
                #expect(stateNotes(report) == ["STATE_DAMAGED"])
                // Said once; from then on it remembers again.
                #expect(try stateNotes(employer.report(scene.credential, at: day(17))).isEmpty)
            }
        }
    }

    @Test("Where all of it is gone, with its index, it is said that it begins")
    func removedAll() throws {
        try play { employer, scene, _ in
            for name in try Files.names(in: employer.folder + "/state") {
                Files.remove("\(employer.folder)/state/\(name)")
            }
            let report = try employer.report(scene.credential, at: day(17))
            let note = try #require(report.notes.first { $0.code == "STATE_BEGINS" })
            #expect(note.message(in: .english).contains(scene.authority.pin.authority.name))
        }
        try play { employer, scene, _ in
            try Files.write(Array("{".utf8), to: employer.folder + "/state/known.json")
            #expect(try stateNotes(employer.report(scene.credential, at: day(17))) == ["STATE_DAMAGED"])
            #expect(try stateNotes(employer.report(scene.credential, at: day(17))).isEmpty)
        }
    }

    @Test("Another name in the pin, or a later root of the same chain, forgets nothing")
    func otherPin() throws {
        try play { employer, scene, _ in
            let pin = scene.authority.pin
            let renamed = try TrustPin(
                authority: pin.authority.id, name: "Ministry under another name", country: "NU", anchor: pin.anchor,
                environment: pin.environment, listID: pin.listID)
            try Files.write(renamed.serialized(), to: employer.folder + "/trust/pin.json")
            #expect(try employer.answer(scene.millCredential, at: day(17)) == withdrawn)
        }
        // The second root was seen, or is at hand as the one after it.
        for isSeen in [true, false] {
            var scene = try Scene()
            try scene.authority.rotate(by: ["r1", "r2"], at: SimulatedClock.day(12))
            let old = try scene.authority.publish(at: SimulatedClock.day(12))
            try scene.withdrawMill(on: 15)
            var seen = scene
            try scene.authority.rotate(by: ["r1", "r2"], at: SimulatedClock.day(16))
            if isSeen { seen = scene }
            let pin = scene.authority.pin
            let third = try TrustPin(
                authority: pin.authority.id, name: pin.authority.name, country: "UT",
                anchor: .root(scene.authority.root.digest), environment: pin.environment, listID: pin.listID)
            try Employer.play(pin) { employer in
                try employer.receive(seen.authority.published)
                #expect(try employer.answer(scene.millCredential, at: day(17)) == withdrawn)
                try employer.receive(
                    TrustMaterial(roots: scene.authority.roots.map(\.bytes), lists: [old.bytes]))
                for version in 1...2 { Files.remove("\(employer.folder)/trust/root.\(version).json") }
                try Files.write(third.serialized(), to: employer.folder + "/trust/pin.json")
                let report = try employer.report(scene.millCredential, at: day(18))
                #expect(stateNotes(report).isEmpty && report[.issuer]?.code == "ISSUER_WITHDRAWN_NO_TIME_EVIDENCE")
            }
        }
    }

    @Test("A list that was kept and is gone, or is another one, leaves undecided what only it could tell")
    func lostList() throws {
        var rewriting = try Scene()
        try rewriting.withdrawMill(on: 15)
        let value = try rewriting.authority.nextList(at: SimulatedClock.day(18)).replacing(
            "/credentialSubject/1/states/1", with: nil)
        let forged = try rewriting.authority.sign(value, by: ["r1", "r2"], at: SimulatedClock.day(18))
        for damage in [nil, Array("{".utf8), rewriting.authority.lists[0].bytes] as [[UInt8]?] {
            try play { employer, scene, _ in
                let folder = try employer.memory() + "/documents"
                for name in try Files.names(in: folder) {
                    if let damage { try Files.write(damage, to: "\(folder)/\(name)") } else { Files.remove(folder) }
                }
                try employer.receive(scene.published(with: forged))
                for number in [19, 20] {
                    let report = try employer.report(scene.millCredential, at: day(number))
                    #expect(report.verdict == .undecided && report[.issuer]?.code == "STATE_MALFORMED")
                    #expect(stateNotes(report) == ["STATE_DAMAGED"])
                }
                // The list that it was, come back once, mends it.
                try employer.receive(scene.authority.published)
                #expect(try employer.answer(scene.millCredential, at: day(21)) == withdrawn)
                try employer.receive(scene.published(with: forged))
                #expect(try employer.answer(scene.millCredential, at: day(22)) == "undecided LIST_HISTORY_REWRITTEN")
            }
        }
    }

    @Test("What a version before this one kept is read, and a list that it kept without having said so")
    func earlierVersion() throws {
        let (seen, list, statement) = ("seen.json", "list.json", "fresh.json")
        for isInterrupted in [false, true] {
            var scene = try Scene()
            let first = scene.authority.lists[0]
            let old = scene.authority.published
            try scene.withdrawMill(on: 15)
            let second = scene.authority.lists[1]
            let third = try scene.forged(by: ["r1", "r2"], [("/credentialSubject/1/states/1", nil)], day: 18)
            try Employer.play(scene.authority.pin) { employer in
                let words = scene.authority.pin.fingerprint.words.joined(separator: "-")
                let folder = "\(employer.folder)/state/\(words)"
                try Files.makeFolder(folder)
                let known = isInterrupted ? first : second
                let root = scene.authority.root
                let kept: JSONValue = [
                    "stateVersion": 1, "pin": .string(scene.authority.pin.fingerprint.description),
                    "root": ["version": 1, "digest": .string(root.digest.multibase)],
                    "list": [
                        "sequence": .number(String(known.sequence)), "digest": .string(known.digest.multibase),
                        "root": 1,
                    ],
                    "clockFloor": .string(SimulatedClock.day(15).description),
                ]
                try Files.write(kept.serialized(), to: "\(folder)/\(seen)")
                try Files.write(root.bytes, to: "\(folder)/root.1.json")
                try Files.write(second.bytes, to: "\(folder)/\(list)")
                try employer.receive(scene.published(with: third))
                #expect(try employer.answer(scene.millCredential, at: day(19)) == "undecided LIST_HISTORY_REWRITTEN")
                try employer.receive(old)
                let report = try employer.report(scene.millCredential, at: day(20))
                // What was rewritten is remembered until a later list has it all.
                #expect(report.verdict == .undecided && stateNotes(report).isEmpty)
                #expect(!Files.exists("\(folder)/\(list)") && !Files.exists("\(folder)/\(statement)"))
                #expect(try employer.memory() == folder)
                #expect(try employer.answer(scene.millCredential, at: day(20)) == "undecided LIST_HISTORY_REWRITTEN")
            }
        }
    }

    @Test("What a fetch refuses because it contradicts what is known is not forgotten with the refusal")
    func contradictionFetched() throws {
        let scene = try Scene()
        var changed = try SimulatedAuthority.value(scene.authority.lists[0].bytes)
        changed["trustList"]?["info"] = ["note": "another"]
        let other = try scene.authority.sign(changed, by: ["r1", "r2"], at: SimulatedClock.day(0))
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(scene.authority.published)
            let state = VerifierState(employer.folder + "/state")
            var refusal: TrustError.Code?
            do throws(TrustUpdateError) {
                _ = try TrustUpdate.run(
                    employer.folder + "/trust", from: SourceInMemory(["list.json": other]), state: state, at: day(12))
            } catch {
                if case .refused(.list, let cause, _, _) = error { refusal = cause.code }
            }
            #expect(refusal == .equivocation)
            #expect(try employer.answer(scene.credential, at: day(13)) == "undecided LIST_EQUIVOCATION")
            #expect(try Files.names(in: employer.memory() + "/evidence").count == 2)
        }
    }
    @Test("Nor is a list that takes something back, and that a statement names a list newer than the one beside it")
    func refusalsFetched() throws {
        func fetch(_ files: [String: [UInt8]], _ employer: Employer) -> TrustError.Code? {
            do throws(TrustUpdateError) {
                _ = try TrustUpdate.run(
                    employer.folder + "/trust", from: SourceInMemory(files),
                    state: VerifierState(employer.folder + "/state"), at: day(19))
            } catch {
                if case .refused(_, let cause, _, _) = error { return cause.code }
            }
            return nil
        }
        var scene = try Scene()
        let old = scene.authority.published
        try scene.withdrawMill(on: 15)
        let current = scene.authority.published
        let forged = try scene.forged(by: ["r1", "r2"], [("/credentialSubject/1/states/1", nil)], day: 18)
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(current)
            #expect(fetch(["list.json": forged], employer) == .historyRewritten)
            #expect(try employer.answer(scene.millCredential, at: day(20)) == "undecided LIST_HISTORY_REWRITTEN")
        }
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(old)
            let statement = try scene.authority.statement(at: day(18))
            let files = ["list.json": try #require(old.lists.last), "fresh.json": statement]
            #expect(fetch(files, employer) == .superseded)
            #expect(try employer.answer(scene.credential, at: day(20)) == "undecided LIST_SUPERSEDED")
        }
    }
}
