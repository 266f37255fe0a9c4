@testable import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

/// An authority with two roots, whose list two people sign, and who says every day which list is its newest.
struct CapsuleScene {
    static let domain = "urn:trust:utopia-he"

    let world: TestWorld
    let holders: [TestKey]
    let daily: TestKey
    let pin: TrustPin
    let roots: [TrustRoot]
    /// Two lists in a row, each with the word that it is the newest.
    let lists: [IssuerTrustList]
    let credential: [UInt8]

    init(_ change: (inout JSONValue) -> Void = { _ in }) throws {
        let world = try TestWorld()
        let holders = try [0x11, 0x12].map { try TestKey($0) }
        let daily = try TestKey(0x13)
        let authority = try #require(DID("did:web:trust.ministry.example"))
        var editor = TrustRootEditor(
            creating: Self.domain, authority: authority, environment: .production,
            at: try world.time("2026-09-01T00:00:00Z"), until: try world.time("2027-12-31T23:59:59Z"))
        for (position, holder) in holders.enumerated() {
            editor.addKey(
                holder.key.publicKey, id: "r\(position)", operator: "holder\(position).example", roles: [.root, .list])
        }
        editor.addKey(daily.key.publicKey, id: "f1", operator: "ministry.example", roles: [.freshness])
        for role in [TrustRole.Name.root, .list] { editor.setThreshold(of: role, 2, distinctOperators: 2) }
        let draft = try editor.draft()
        let pin = try TrustPin(
            authority: authority, name: "Ministry of Education of Utopia", country: "UT",
            anchor: .root(TrustRootEditor.digest(of: draft)), environment: .production, listID: Self.domain + ":list")
        func sign(_ bytes: [UInt8], at time: String) throws -> [UInt8] {
            var bytes = bytes
            for holder in holders { bytes = try TrustSignatures.adding(holder.key, to: bytes, at: world.time(time)) }
            return bytes
        }
        let first = try TrustRoot(verifying: sign(draft, at: "2026-09-01T00:00:00Z"), pin: pin)
        let second = try TrustRootEditor(
            succeeding: first, at: world.time("2026-10-01T00:00:00Z"), until: world.time("2027-12-31T23:59:59Z"))
        let roots = [first, try first.successor(verifying: sign(second.draft(), at: "2026-10-01T00:00:00Z"))]
        var lists: [IssuerTrustList] = []
        for day in ["2026-11-01T09:00:00Z", "2026-11-20T09:00:00Z"] {
            var list: TrustListEditor
            if let last = lists.last {
                list = try TrustListEditor(editing: last, at: world.time(day))
            } else {
                list = TrustListEditor(
                    creating: pin, legalName: "Ministry of Education of Utopia", jurisdiction: "UT",
                    at: try world.time(day))
                try list.addIssuer(Self.university(world))
            }
            list.rootVersion = 2
            let signed = try IssuerTrustList(verifying: sign(list.draft(), at: day), pin: pin, root: roots[1])
            let statement = try FreshnessStatement.make(
                for: signed, days: 7, signer: daily.key, at: world.time(day).adding(days: 1))
            lists.append(signed.stated(by: statement))
        }
        (self.world, self.holders, self.daily) = (world, holders, daily)
        (self.pin, self.roots) = (pin, roots)
        self.lists = lists
        credential = try world.credential(change)
    }

    private static func university(_ world: TestWorld) throws -> NewIssuer {
        var issuer = NewIssuer(
            id: try #require(DID(world.issuerID)), legalName: "Leiehove University",
            grantedSince: try world.time(world.granted))
        let window = ValidityWindow(from: try world.time(world.granted))
        issuer.keys = [
            NewKey(
                verificationMethod: try #require(DIDURL(world.issuerMethod)), publicKey: world.university.key.publicKey,
                purpose: .issue, window: window)
        ]
        issuer.recognitions = [
            NewRecognition(
                credentialTypes: world.types, eqfLevels: 5...7, jurisdictions: world.places, window: window)
        ]
        return issuer
    }

    /// What the authority had published when its list with a place among ``lists`` was the newest.
    func material(_ list: Int = 1) -> TrustMaterial {
        TrustMaterial(
            roots: roots.map(\.bytes), lists: [lists[list].bytes],
            statements: lists[list].freshness.map { [$0.bytes] } ?? [])
    }

    func capsule(
        list: Int = 1, documents: [[UInt8]] = [], contexts: [Capsule.Context] = [], statusLists: [[UInt8]] = []
    ) throws -> Capsule {
        try Capsule(
            credential: credential, material: material(list), documents: documents, contexts: contexts,
            statusLists: statusLists)
    }

    /// Documents of which each is small enough, and that are too large together.
    static func largeFiles() throws -> [CapsuleFile] {
        func document(_ number: Int, _ count: Int) -> [UInt8] {
            Array("[\(number)]".utf8) + [UInt8](repeating: 0x20, count: count - 16)
        }
        return try [
            CapsuleFile(CapsuleName(.credential), document(0, 1 << 20)),
            CapsuleFile(CapsuleName(.list), document(1, 16 << 20)),
        ] + (1...16).map { try CapsuleFile(CapsuleName(.statusList, $0), document($0 + 1, 1 << 20)) }
    }

    /// A verifier that has the pin and nothing else.
    func verifier(_ policy: Policy = .standard) -> Verifier {
        Verifier(trust: TrustFolder.trust(pin), policy: policy)
    }

    func report(
        _ capsule: Capsule, _ policy: Policy = .standard, at time: String = TestWorld.now
    ) throws -> VerificationReport {
        try verifier(policy).verify(capsule, at: world.time(time), clock: world.time())
    }
}

/// A capsule as JSON, changed by somebody who knows how its digests are made.
struct CapsuleForger {
    var value: JSONValue

    init(_ capsule: Capsule) throws {
        var limits = Limits.general
        limits.documentByteCount = Capsule.byteLimit
        value = JSONValue(try JSONDocument(parsing: capsule.bytes, limits: limits).root)
    }

    var files: [JSONValue] {
        get {
            guard case .array(let files)? = value["files"] else { return [] }
            return files
        }
        set { value["files"] = .array(newValue) }
    }

    /// The capsule as it is, however wrong its digests are.
    var raw: [UInt8] { value.serialized() }

    /// The capsule with digests that fit.
    func sealed() throws -> [UInt8] {
        var copy = self
        var lines = ""
        for position in copy.files.indices {
            var file = copy.files[position]
            let text = Self.text(file["text"])
            let digest = try Self.digest(Array(text.utf8))
            file["digest"] = .string(digest)
            copy.files[position] = file
            lines += Self.text(file["name"]) + "\n"
            if file["url"] != nil { lines += Self.text(file["url"]) + "\n" }
            lines += digest + "\n"
        }
        copy.value["contentDigest"] = .string(try Self.digest(Array(lines.utf8)))
        return copy.raw
    }

    mutating func set(_ member: String, _ new: JSONValue?, of position: Int) {
        var file = files[position]
        file[member] = new
        files[position] = file
    }

    static func text(_ value: JSONValue?) -> String {
        guard case .string(let text)? = value else { return "" }
        return text
    }

    private static func digest(_ bytes: [UInt8]) throws -> String {
        try Multihash(.sha256, digest: SHA256.hash(bytes)).multibase
    }
}
