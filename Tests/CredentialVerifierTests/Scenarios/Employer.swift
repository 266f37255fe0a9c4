import CredentialVerifier
import Credentials
import Encodings
import Registry
import TestSupport
import Testing
import TrustSimulator

/// An employer with a machine of its own, on which what it trusts comes by a stick, and which remembers what it has seen.
struct Employer {
    let folder: String

    /// Gives an employer a pin, and a machine for as long as `body` runs.
    static func play(_ pin: TrustPin, _ body: (Employer) throws -> Void) throws {
        try Files.withTemporaryFolder { folder in
            for name in ["trust", "state"] { try Files.makeFolder("\(folder)/\(name)") }
            try Files.write(pin.serialized(), to: folder + "/trust/pin.json")
            try body(Employer(folder: folder))
        }
    }

    /// Puts what came on a stick in the place of all that was there; what the employer has seen stays.
    func receive(_ material: TrustMaterial) throws {
        for name in try Files.names(in: folder + "/trust") where name != "pin.json" {
            Files.remove("\(folder)/trust/\(name)")
        }
        for (number, root) in material.roots.enumerated() {
            try Files.write(root, to: "\(folder)/trust/root.\(number + 1).json")
        }
        for list in material.lists.suffix(1) { try Files.write(list, to: folder + "/trust/list.json") }
        for statement in material.statements.suffix(1) { try Files.write(statement, to: folder + "/trust/fresh.json") }
    }

    /// The folder with what was seen of the one authority.
    func memory() throws -> String {
        let folders = try Files.names(in: folder + "/state").filter { Files.exists("\(folder)/state/\($0)/seen.json") }
        #expect(folders.count == 1)
        return "\(folder)/state/\(folders.first ?? "none")"
    }

    /// Forgets all that was seen.
    func forget() throws {
        Files.remove(folder + "/state")
        try Files.makeFolder(folder + "/state")
    }

    /// Verifies a credential, and keeps what was seen.
    func report(_ credential: [UInt8], at now: Timestamp, policy: Policy = .standard) throws -> VerificationReport {
        let state = VerifierState(folder + "/state")
        let trust = try TrustFolder.load(folder + "/trust", state: state).kept(in: state, at: now)
        return Verifier(trust: trust, policy: policy).verify(credential, at: now)
    }

    /// The verdict and what is said of the issuer: `valid ISSUER_RECOGNISED`.
    func answer(_ credential: [UInt8], at now: Timestamp, policy: Policy = .standard) throws -> String {
        let report = try report(credential, at: now, policy: policy)
        return "\(report.verdict.rawValue) \(report[.issuer]?.code ?? "")"
    }
}

/// What most scenarios begin with: an authority that recognises a university on day 0, and a credential of day 10.
struct Scene {
    static let good = "valid ISSUER_RECOGNISED"

    var authority: SimulatedAuthority
    let university: SimulatedInstitution
    /// Somebody whom the first list recognises, and whom the authority withdraws later.
    let mill: SimulatedInstitution
    let credential: [UInt8]
    let millCredential: [UInt8]

    init() throws {
        authority = try SimulatedAuthority(at: SimulatedClock.day(0))
        university = try SimulatedInstitution("Leiehove University", .key("university"))
        mill = try SimulatedInstitution("Diploma Mill", .key("mill"))
        credential = try university.credential(with: "university", created: SimulatedClock.day(10))
        millCredential = try mill.credential(with: "mill", created: SimulatedClock.day(10))
        try authority.publish(at: SimulatedClock.day(0)) { [university, mill] in
            try $0.addIssuer(university.listed(key: "university", from: SimulatedClock.day(-100)))
            try $0.addIssuer(mill.listed(key: "mill", from: SimulatedClock.day(-100)))
        }
    }

    /// Withdraws the mill with the next list.
    mutating func withdrawMill(on day: Int) throws {
        try authority.publish(at: SimulatedClock.day(day)) { [mill] in
            try $0.withdraw(DID(parsing: mill.did), since: SimulatedClock.day(day - 1))
        }
    }

    /// The newest list, changed and signed anew by whoever has these keys.
    func forged(
        by ids: [String], _ changes: [(String, JSONValue?)] = [], day: Int = 20
    ) throws -> [UInt8] {
        let list = try changes.reduce(authority.nextList(at: SimulatedClock.day(day))) {
            $0.replacing($1.0, with: $1.1)
        }
        return try authority.sign(list, by: ids, at: SimulatedClock.day(day))
    }

    /// What the authority has published, with another list.
    func published(with list: [UInt8]) -> TrustMaterial {
        var material = authority.published
        material.lists = [list]
        return material
    }
}
