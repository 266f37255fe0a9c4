import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

@Suite("Issuers that only a registry of others names")
struct ImportedRegistryTests {
    /// A registry of known DIDs that names these issuers.
    private func registry(naming issuers: [String], as name: String = "Any University") throws -> ImportedRegistry {
        let value: JSONValue = [
            "registry": .object(issuers.map { (name: $0, value: ["name": .string(name)] as JSONValue) })
        ]
        return ImportedRegistry(
            name: "DCC registry", registry: try PublishedRegistry(parsing: value.serialized()), signature: .absent,
            imported: try Timestamp(parsing: "2026-11-20T09:00:00Z"))
    }

    private func report(_ trust: Trust, _ bytes: [UInt8]) throws -> VerificationReport {
        try Verifier(trust: trust).verify(bytes, at: Timestamp(parsing: TestWorld.now))
    }

    @Test("stay undecided, and the report says which registry names them and how", arguments: Language.allCases)
    func undecided(_ language: Language) throws {
        let world = try TestWorld()
        let named = try registry(naming: [world.university.did])
        for lists in [[], [try otherList()]] {
            let report = try report(Trust(lists: lists, registries: [named]), world.credential())
            #expect(report.verdict == .undecided && report[.proof]?.outcome == .passed)
            let check = try #require(report[.issuer])
            #expect(check.outcome == .undecided && check.code == "ISSUER_ONLY_IN_REGISTRY")
            #expect(report.issuer == nil, "a claim is not the issuer's name")
            let message = check.message(in: language)
            #expect(message.contains("\"DCC registry\"") && message.contains("\"Any University\""), "\(message)")
            #expect(message.contains(language == .english ? "20 November 2026" : "20 november 2026"), "\(message)")
            let next = try #require(report.nextStep(in: language))
            #expect(!next.contains("{") && !report.headline(in: language).contains("HEADLINE"))
            #expect(report.headline(in: language) != "headline.ISSUER_ONLY_IN_REGISTRY")
        }
    }

    @Test("that say where they are recognised stay undecided, and what the documents at hand say of it is told")
    func recognizedIn() throws {
        let world = try TestWorld()
        let list: JSONValue = [
            "@context": ["https://www.w3.org/ns/credentials/v2"], "id": "https://accreditor.example/list",
            "type": ["VerifiableCredential", "RecognizedEntityCredential"], "issuer": "did:web:accreditor.example",
            "credentialSubject": [
                ["id": .string(world.university.did), "type": "RecognizedEntity", "name": "Any University"]
            ],
        ]
        let registry = ImportedRegistry(
            name: "Accredited", registry: try PublishedRegistry(parsing: list.serialized()), signature: .absent,
            imported: try Timestamp(parsing: "2026-11-20T09:00:00Z"))
        let bytes = try world.credential {
            $0["issuer"]?["recognizedIn"] = [
                "id": "https://accreditor.example/list", "type": "RecognizedEntityCredential",
            ]
        }
        for lists in [[], [try otherList()]] {
            let told = try report(Trust(lists: lists, registries: [registry]), bytes)
            #expect(told[.issuer]?.outcome == .undecided && told.verdict != .valid)
            #expect(told.notes.map(\.code).contains("RECOGNIZED_IN_UNCHECKED"))
            let without = try report(Trust(lists: lists), bytes)
            #expect(without.verdict != .valid && without[.issuer]?.outcome == .undecided)
            if !lists.isEmpty { #expect(without.notes.map(\.code).contains("RECOGNIZED_IN_MISSING")) }
        }
        // Handed over with the credential it is followed alike, and told as what it is; it says nothing else of anybody.
        let now = try Timestamp(parsing: TestWorld.now)
        for lists in [[], [try otherList()]] {
            let trust = try Trust(lists: lists).adding(handedOver: registry.registry, at: now)
            let told = try report(trust.adding(TrustMaterial()), bytes)
            #expect(told.verdict == .undecided && told[.issuer]?.outcome == .undecided)
            let note = try #require(told.notes.first { $0.code == "RECOGNIZED_IN_UNCHECKED" })
            #expect(note.message(in: .english).contains("the copy that was handed over"))
            #expect(note.message(in: .dutch).contains("de meegegeven kopie"))
        }
        // What somebody imported under the same name goes before.
        var forged = JSONValue(try JSONDocument(parsing: list.serialized(), limits: .general).root)
        forged["credentialSubject"] = [["id": "did:web:else.example", "type": "RecognizedEntity", "name": "Other"]]
        let both = try Trust(lists: [otherList()], registries: [registry]).adding(
            handedOver: PublishedRegistry(parsing: forged.serialized()), at: now)
        #expect(try report(both, bytes).notes.map(\.code).contains("RECOGNIZED_IN_UNCHECKED"))
        // A list that knows the issuer has no need of such claims.
        let listed = try report(Trust(lists: [world.list()], registries: [registry]), bytes)
        #expect(listed[.issuer]?.outcome == .passed)
        #expect(listed.notes.allSatisfy { !$0.code.hasPrefix("RECOGNIZED_IN") })
    }

    /// A list of an authority that does not know the university.
    private func otherList() throws -> IssuerTrustList {
        var world = try TestWorld()
        world.universityDID = "did:web:elsewhere.example"
        return try world.list { _ in }
    }

    @Test("are recognised, refused or open by a list that knows them, as if there were no registry")
    func listWins() throws {
        let world = try TestWorld()
        let named = try registry(naming: [world.university.did])
        let bytes = try world.credential()
        #expect(try report(Trust(lists: [world.list()], registries: [named]), bytes).verdict == .valid)
        let withdrawn = try world.list { editor in
            try editor.withdraw(#require(DID(world.university.did)), since: world.time("2026-01-01T00:00:00Z"))
        }
        let refused = try report(Trust(lists: [withdrawn], registries: [named]), bytes)
        #expect(refused.verdict == .invalid && refused[.issuer]?.code.hasPrefix("ISSUER_WITHDRAWN") == true)
        let late = try Verifier(trust: Trust(lists: [world.list()], registries: [named])).verify(
            bytes, at: world.time("2030-01-01T00:00:00Z"))
        #expect(late[.issuer]?.code == "LIST_EXPIRED")
    }

    @Test("are told of a list that was refused before they are told of a registry")
    func problemsFirst() throws {
        let world = try TestWorld()
        let trust = Trust(
            lists: [], problems: [TrustError(.threshold, "not signed")],
            registries: [try registry(naming: [world.university.did])])
        #expect(try report(trust, world.credential())[.issuer]?.code == "LIST_THRESHOLD")
    }

    @Test("on the web have no key from a registry: that comes from a DID document, and makes nobody recognised")
    func noKeys() throws {
        var world = try TestWorld()
        world.universityDID = "did:web:university.example"
        let named = try registry(naming: ["did:web:university.example"])
        let bytes = try world.credential()
        let open = try report(Trust(lists: [], registries: [named]), bytes)
        #expect(open[.proof]?.code == "KEY_UNAVAILABLE" && open.decisive?.code == "KEY_UNAVAILABLE")
        #expect(open[.issuer]?.code == "ISSUER_ONLY_IN_REGISTRY" && open[.issuer]?.outcome == .undecided)

        let document: JSONValue = [
            "id": "did:web:university.example",
            "assertionMethod": [
                [
                    "id": .string(world.issuerMethod), "type": "Multikey", "controller": "did:web:university.example",
                    "publicKeyMultibase": .string(world.university.key.publicKey.multikey),
                ]
            ],
        ]
        let trust = Trust(
            lists: [], documents: [try DIDDocument(parsing: document.serialized())], registries: [named])
        let known = try report(trust, bytes)
        #expect(known[.proof]?.outcome == .passed && known.verdict == .undecided)
        #expect(known.decisive?.code == "ISSUER_ONLY_IN_REGISTRY")
    }

    @Test("are not mentioned when their credential is forged, nor by a registry that names another")
    func noMention() throws {
        let world = try TestWorld()
        let named = try registry(naming: [world.university.did])
        var forged = JSONValue(try JSONDocument(parsing: world.credential(), limits: .credential).root)
        forged["name"] = "Something else"
        let report = try report(Trust(lists: [], registries: [named]), forged.serialized())
        #expect(report.verdict == .invalid && report[.issuer]?.outcome == .notRun)
        let other = try registry(naming: ["did:web:other.example"])
        #expect(try self.report(Trust(lists: [], registries: [other]), world.credential())[.issuer]?.code == "NO_TRUST")
    }

    @Test(
        "of the Digital Credentials Consortium's own test credentials are never valid, each with its code",
        .enabled(if: Vectors.areAvailable))
    func publishedCredentials() throws {
        let web = "did:web:digitalcredentials.github.io:vc-test-fixtures:dids:"
        let named = [
            web + "legacy", web + "oidf", "did:key:z6Mki7DqKQswPsjqMVhP4W3n2ABFb5wBegZC5erEVg5qcgEw",
            "did:key:z6MkuL7x2mTEoBmUuuaQ2hvEUd2YsEtmsHeX9JzqJZ8VYaVH",
            "did:key:z6MknNQD1WHLGGraFi6zcbGevuAgkVfdyCdtZnQTGWVVvR5Q",
        ]
        let documents = try ["legacy", "oidf"].map {
            try DIDDocument(parsing: Vectors.bytes("dcc/vc-test-fixtures/dids/\($0)/did.json"))
        }
        let trust = Trust(
            lists: [], documents: documents, registries: [try registry(naming: named, as: "DCC test issuer")])
        let expected = try JSONDocument(parsing: Vectors.bytes("dcc/EXPECTED.json"), limits: .general).root
        var counts: [String: Int] = [:]
        for (name, _) in try #require(expected["files"]).members {
            let path = "dcc/" + (name.string ?? "")
            let report = try Verifier(trust: trust).verify(
                Vectors.bytes(path), at: Timestamp(parsing: "2025-06-01T00:00:00Z"))
            #expect(report.verdict != .valid, "\(path)")
            guard report[.proof]?.outcome == .passed, let issuer = report[.issuer] else { continue }
            let isNamed = named.contains(report.received?.claims.issuer ?? "")
            #expect(issuer.outcome == .undecided, "\(path)")
            #expect(issuer.code == (isNamed ? "ISSUER_ONLY_IN_REGISTRY" : "NO_TRUST"), "\(path): \(issuer.code)")
            counts[issuer.code, default: 0] += 1
        }
        #expect((counts["ISSUER_ONLY_IN_REGISTRY"] ?? 0) > 30 && (counts["NO_TRUST"] ?? 0) > 10, "\(counts)")
    }
}
