import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry
import TestSupport
import Testing
import TrustSimulator

/// An authority of which nothing counts must never help anybody, and must not keep others' institutions from counting.
@Suite("An authority that nobody can rely on")
struct SilentAuthorityTests {
    private let day = { (number: Int) in SimulatedClock.day(number, hour: 12) }
    private static let undecided = "undecided ROOT_EQUIVOCATION"

    /// Another authority, whose second root is there twice: signed by those who may sign roots today.
    private struct Other {
        var authority: SimulatedAuthority
        let rival: [UInt8]

        init(listing change: @escaping (inout TrustListEditor) throws -> Void) throws {
            authority = try SimulatedAuthority(
                did: "did:web:board.example", domain: "urn:trust:board", at: SimulatedClock.day(0))
            rival = try authority.sign(
                authority.nextRoot(at: SimulatedClock.day(2), days: 300), by: ["r1", "r2"], at: SimulatedClock.day(2))
            try authority.rotate(by: ["r1", "r2"], at: SimulatedClock.day(1))
            try authority.publish(at: SimulatedClock.day(1), change)
        }
    }

    /// One run of a verifier that trusts both, over what came with the credential.
    private func answer(
        _ folder: String, _ credential: [UInt8], at number: Int, with material: TrustMaterial = TrustMaterial()
    ) throws -> String {
        let state = VerifierState(folder + "/state")
        let trust = try TrustFolder.load(folder + "/trust", state: state).kept(in: state, at: day(number))
            .adding(material).kept(in: state, at: day(number))
        let report = Verifier(trust: trust).verify(credential, at: day(number))
        return "\(report.verdict.rawValue) \(report[.issuer]?.code ?? "")"
    }

    private func play(_ scene: Scene, _ other: Other, _ body: (String) throws -> Void) throws {
        try Files.withTemporaryFolder { folder in
            try Files.makeFolder(folder + "/trust")
            for (name, authority) in [("trust/one", scene.authority), ("trust/other", other.authority)] {
                try Files.makeFolder("\(folder)/\(name)")
                try Files.write(authority.pin.serialized(), to: "\(folder)/\(name)/pin.json")
                for root in authority.roots {
                    try Files.write(root.bytes, to: "\(folder)/\(name)/root.\(root.version).json")
                }
                try Files.write(authority.lists.last?.bytes ?? [], to: "\(folder)/\(name)/list.json")
            }
            try body(folder)
        }
    }

    @Test("It silences no institution of which it had nothing to say, in the run that finds it out and after it")
    func unconcerned() throws {
        let scene = try Scene()
        let other = try Other { _ in }
        try play(scene, other) { (folder: String) throws in
            #expect(try answer(folder, scene.credential, at: 16) == Scene.good)
            let rival = TrustMaterial(roots: [other.rival])
            #expect(try answer(folder, scene.credential, at: 17, with: rival) == Scene.good)
            #expect(try answer(folder, scene.credential, at: 18) == Scene.good)
        }
        // Where nobody knows what it had to say, it may be a no.
        try play(scene, other) { (folder: String) throws in
            #expect(
                try answer(folder, scene.credential, at: 17, with: TrustMaterial(roots: [other.rival]))
                    == Scene.good)
            Files.remove(folder + "/state")
            Files.remove(folder + "/trust/other/list.json")
            #expect(try answer(folder, scene.credential, at: 18) == "undecided LIST_UNREADABLE")
        }
    }

    @Test("It goes on to stand against whom it had on its list, by name, by another name of theirs or by their key")
    func concerned() throws {
        let scene = try Scene()
        let university = scene.university
        let listed = { (institution: SimulatedInstitution) in
            try institution.listed(key: "university", from: SimulatedClock.day(-100))
        }
        let double = try SimulatedInstitution("University by another name", .key("double"))
        var renamed = try double.listed(key: "double", from: SimulatedClock.day(-100))
        renamed.otherIDs = [try DID(parsing: university.did)]
        let alias = renamed
        for change in [
            { try $0.addIssuer(listed(university)) }, { try $0.addIssuer(alias) },
        ] as [(inout TrustListEditor) throws -> Void] {
            let other = try Other(listing: change)
            try play(scene, other) { (folder: String) throws in
                // Under another name it has another key, and refuses the one of the credential.
                let before = try answer(folder, scene.credential, at: 16)
                #expect(before == Scene.good || before == "invalid KEY_NOT_LISTED", "\(before)")
                let rival = TrustMaterial(roots: [other.rival])
                #expect(try answer(folder, scene.credential, at: 17, with: rival) == Self.undecided)
                #expect(try answer(folder, scene.credential, at: 18) == Self.undecided)
            }
        }
    }

    @Test("A root that thieves made with keys that were taken out silences nobody at all")
    func thieves() throws {
        var scene = try Scene()
        let rival = try scene.authority.sign(
            scene.authority.nextRoot(at: SimulatedClock.day(2), days: 300), by: ["r1", "r2"],
            at: SimulatedClock.day(2))
        let next = ["r4", "r5"]
        try scene.authority.rotate(by: ["r1", "r2"] + next, at: SimulatedClock.day(15)) {
            [authority = scene.authority] in
            for id in ["r1", "r2", "r3"] { try $0.removeKey(id) }
            for id in next {
                $0.addKey(try authority.key(id).publicKey, id: id, operator: "\(id).example", roles: [.root, .list])
            }
        }
        try scene.authority.publish(by: next, at: SimulatedClock.day(15))
        let other = try Other { _ in }
        try play(scene, other) { (folder: String) throws in
            for number in 16...17 {
                let answer = try answer(
                    folder, scene.credential, at: number, with: TrustMaterial(roots: [rival]))
                #expect(answer.hasSuffix("ISSUER_RECOGNISED") && answer.hasPrefix("valid"))
            }
            #expect(try answer(folder, scene.credential, at: 18) == Scene.good)
        }
    }
}
