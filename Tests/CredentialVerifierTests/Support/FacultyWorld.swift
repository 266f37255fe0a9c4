import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing
import TrustSimulator

/// A university on a list, its faculty that is on none, and credentials of the faculty.
struct FacultyWorld {
    static let faculty = "did:web:law.leiehove.example"

    var world: TestWorld
    var delegating: TestKey
    var key: TestKey

    init() throws {
        world = try TestWorld()
        world.universityDID = "did:web:leiehove.example"
        delegating = try TestKey(0xD4)
        key = try TestKey(0xE5)
    }

    var delegator: NewDelegation.Delegator {
        get throws {
            NewDelegation.Delegator(
                id: try #require(DID(world.issuerID)),
                verificationMethod: try #require(DIDURL(world.issuerID + "#dg")))
        }
    }

    func list(_ change: (inout TrustListEditor) throws -> Void = { _ in }) throws -> IssuerTrustList {
        var world = world
        world.levels = 1...5
        return try world.list { editor in
            let university = try #require(DID(world.issuerID))
            var recognition = NewRecognition(
                credentialTypes: ["MicroCredential"], eqfLevels: 5...7, jurisdictions: ["BE"],
                window: ValidityWindow(from: try world.time(world.granted)), retroactiveReason: "test")
            recognition.delegationDepth = 1
            try editor.addRecognition(recognition, to: university)
            try editor.addKey(
                NewKey(
                    verificationMethod: #require(DIDURL(world.issuerID + "#dg")),
                    publicKey: delegating.key.publicKey, purpose: .delegate,
                    window: ValidityWindow(from: world.time(world.granted))), to: university)
            try change(&editor)
        }
    }

    func delegation(
        to id: String = FacultyWorld.faculty, _ change: (inout NewDelegation) throws -> Void = { _ in }
    ) throws -> Delegation {
        let start = try world.time("2026-01-01T00:00:00Z")
        let window = ValidityWindow(from: start, until: try world.time("2026-12-31T23:59:59Z"))
        var new = NewDelegation(id: try #require(DID(id)), legalName: "Faculty of Law", window: window)
        new.keys = [
            NewKey(
                verificationMethod: try #require(DIDURL(id + "#2026")), publicKey: key.key.publicKey, purpose: .issue,
                window: ValidityWindow(from: start))
        ]
        new.recognitions = [
            NewRecognition(
                credentialTypes: ["MicroCredential"], eqfLevels: 7...7, jurisdictions: ["BE"], window: window)
        ]
        try change(&new)
        return try new.sign(by: delegator, with: delegating.key, at: start)
    }

    func credential(_ id: String = FacultyWorld.faculty, created: String = "2026-06-30T10:00:00Z") throws -> [UInt8] {
        var world = world
        world.universityDID = id
        return try world.credential(created: created, by: key)
    }

    /// What the credential of somebody below the university comes to.
    func report(
        _ lists: [IssuerTrustList], _ delegations: [[UInt8]], credential: [UInt8]? = nil
    ) throws -> VerificationReport {
        let trust = Trust(lists: lists, delegations: Delegations(delegations))
        return Verifier(trust: trust).verify(try credential ?? self.credential(), at: try world.time())
    }

    /// A delegation with something else in it than the program writes, such as a key that was stolen.
    func told(
        to id: String = FacultyWorld.faculty, _ changes: [(String, JSONValue?)],
        created: String = "2026-11-01T00:00:00Z",
        by signer: TestKey? = nil, with name: String = "dg"
    ) throws -> [UInt8] {
        var value = JSONValue(try delegation(to: id).document.root)
        value["proof"] = nil
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(world.issuerID + "#" + name)), created: try world.time(created))
        return try EdDSAJCS2022.secure(
            CredentialDraft(changes.reduce(value) { $0.replacing($1.0, with: $1.1) }, limits: .trustList),
            options: options, signer: (signer ?? delegating).key)
    }

    /// The changes by which a delegation calls the key for credentials stolen.
    static func stolen(_ since: String = "2026-06-01T00:00:00Z") -> [(String, JSONValue?)] {
        let key = "/credentialSubject/keys/0"
        return [(key + "/state", "compromised"), (key + "/compromisedSince", .string(since))]
    }
}

extension FacultyWorld {
    /// The change by which a delegation gives the faculty a key to delegate with, for some time.
    static func powers(by key: TestKey, _ time: (from: String, until: String)? = nil) -> [(String, JSONValue?)] {
        var member: [(name: String, value: JSONValue)] = [
            ("kid", .string(faculty + "#d")), ("publicKeyMultibase", .string(key.key.publicKey.multikey)),
            ("purposes", ["delegate"]), ("validFrom", .string(time?.from ?? "2025-01-01T00:00:00Z")),
            ("state", "active"),
        ]
        if let time { member.append(("validUntil", .string(time.until))) }
        return [("/credentialSubject/keys/-", .object(member))]
    }

    /// What the faculty says of somebody to whom it passed powers on.
    func said(
        _ changes: [(String, JSONValue?)], to id: String, created: String, by signer: TestKey
    ) throws -> [UInt8] {
        var value = JSONValue(try delegation(to: id).document.root)
        value["proof"] = nil
        let step: [(String, JSONValue?)] = [
            ("/issuer", .string(Self.faculty)), ("/credentialSubject/delegatedBy", .string(Self.faculty)),
            ("/credentialSubject/depth", 2),
        ]
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(Self.faculty + "#d")), created: try world.time(created))
        return try EdDSAJCS2022.secure(
            CredentialDraft((step + changes).reduce(value) { $0.replacing($1.0, with: $1.1) }, limits: .trustList),
            options: options, signer: signer.key)
    }
}
