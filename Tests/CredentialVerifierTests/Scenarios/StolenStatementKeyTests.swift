import CredentialVerifier
import Credentials
import Encodings
import Registry
import Testing
import TrustSimulator

/// What the one key that is on line is worth to whoever steals it: a week.
@Suite("A stolen key of every day")
struct StolenStatementKeyTests {
    @Test("It holds nothing up for longer than a week, whatever its thief makes it say")
    func freshnessKeySaysAnything() throws {
        var scene = try Scene()
        let list = scene.authority.lists[0]
        let true1 = try SimulatedAuthority.value(scene.authority.statement(at: SimulatedClock.day(11)))
        func said(_ issued: Timestamp, _ expires: Timestamp, _ changes: [(String, JSONValue)]) throws -> [UInt8] {
            var value = true1
            for name in ["/validFrom", "/credentialSubject/issued"] {
                value = value.replacing(name, with: .string(issued.description))
            }
            for name in ["/validUntil", "/credentialSubject/expires"] {
                value = value.replacing(name, with: .string(expires.description))
            }
            for (name, new) in changes { value = value.replacing(name, with: new) }
            return try scene.authority.sign(value, by: ["f1"], at: issued)
        }
        let absent = JSONValue.string(try SimulatedAuthority.digest(["a": "b"]).multibase)
        let next: [(String, JSONValue)] = [
            ("/credentialSubject/listSequence", 2), ("/credentialSubject/listDigest", absent),
        ]
        let lies: [(name: String, code: String, changes: [(String, JSONValue)])] = [
            ("a list that there is not", "LIST_SUPERSEDED", [("/credentialSubject/listSequence", 99)]),
            ("the next list, with another digest", "LIST_SUPERSEDED", next),
            ("this list, with another digest", "LIST_EQUIVOCATION", [("/credentialSubject/listDigest", absent)]),
            ("a root that there is not", "LIST_NEEDS_NEWER_ROOT", [("/credentialSubject/rootVersion", 99)]),
        ]
        let begun = scene.authority.published
        try scene.authority.publish(at: SimulatedClock.day(14))
        let honest = scene.authority.published
        for lie in lies {
            let (start, end) = (SimulatedClock.day(12), SimulatedClock.day(19))
            // Good for as long as it can be: it holds the list up, and no longer.
            try Employer.play(scene.authority.pin) { employer in
                try employer.receive(
                    TrustMaterial(
                        roots: begun.roots, lists: [list.bytes], statements: [said(start, end, lie.changes)]))
                #expect(
                    try employer.answer(scene.credential, at: SimulatedClock.day(13)) == "undecided \(lie.code)",
                    "\(lie.name)")
                try employer.receive(begun)
                #expect(
                    try employer.answer(scene.credential, at: SimulatedClock.day(14)) == "undecided \(lie.code)",
                    "\(lie.name)")
                for moment in [end.adding(seconds: 1), SimulatedClock.day(30)] {
                    #expect(try employer.answer(scene.credential, at: moment) == Scene.good, "\(lie.name)")
                }
                try employer.receive(honest)
                #expect(try employer.answer(scene.credential, at: SimulatedClock.day(31)) == Scene.good, "\(lie.name)")
            }
            // Over when it is seen, or dated ahead: nothing comes of it, then or later.
            for (start, end) in [(11, 12), (3_650, 3_655)] {
                try Employer.play(scene.authority.pin) { employer in
                    let statement = try said(SimulatedClock.day(start), SimulatedClock.day(end), lie.changes)
                    try employer.receive(
                        TrustMaterial(roots: begun.roots, lists: [list.bytes], statements: [statement]))
                    #expect(
                        try employer.answer(scene.credential, at: SimulatedClock.day(13)) == Scene.good, "\(lie.name)")
                    try employer.receive(honest)
                    let report = try employer.report(scene.credential, at: SimulatedClock.day(15))
                    #expect(report.verdict == .valid && report.issuer?.listSequence == 2, "\(lie.name)")
                }
            }
        }
    }
}
