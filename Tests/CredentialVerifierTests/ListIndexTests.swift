import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry
import TestSupport
import Testing

/// A long list is verified once; after that its index, which nobody else can have made, tells where everything stands.
@Suite("The index of a long list")
struct ListIndexTests {
    private static let count = 260

    /// An authority with a long list, an employer's trust folder, and the folder of its state.
    private struct Scene {
        let world: TestWorld
        let list: IssuerTrustList
        let trust: String
        let state: VerifierState

        static func play(_ body: (Scene) throws -> Void) throws {
            try Files.withTemporaryFolder { folder throws in
                let world = try TestWorld()
                let list = try world.list { try ListIndexTests.fill(&$0, world) }
                try Files.makeFolder(folder + "/trust")
                try Files.write(world.pin().serialized(), to: folder + "/trust/pin.json")
                try Files.write(list.bytes, to: folder + "/trust/list.json")
                let state = VerifierState(folder + "/state")
                try body(Scene(world: world, list: list, trust: folder + "/trust", state: state))
            }
        }

        var listPath: String { trust + "/list.json" }
        var secretPath: String { state.path + "/" + VerifierState.secretName }

        func indexPath() throws -> String {
            let folder = try Files.names(in: state.path).first { $0.hasPrefix("u") }
            return state.path + "/" + (try #require(folder)) + "/" + VerifierState.indexName
        }

        /// Loads the trust folder as a run of the program does, and keeps what it shows.
        func load() throws -> Trust {
            try TrustFolder.load(trust, state: state).kept(in: state, at: world.time())
        }

        func report(_ trust: Trust) throws -> VerificationReport {
            try Verifier(trust: trust).verify(world.credential(), at: world.time())
        }
    }

    private static func fill(_ editor: inout TrustListEditor, _ world: TestWorld) throws {
        for number in 1..<count {
            let did = "did:web:school-\(number).example"
            var issuer = NewIssuer(
                id: try #require(DID(did)), legalName: "School \(number) \"Zürich\"",
                grantedSince: try world.time(world.granted))
            let window = ValidityWindow(from: try world.time(world.granted))
            issuer.keys = [
                NewKey(
                    verificationMethod: try #require(DIDURL(did + "#1")),
                    publicKey: try Ed25519PrivateKey.generate().publicKey, purpose: .issue, window: window)
            ]
            issuer.recognitions = [
                NewRecognition(credentialTypes: ["MicroCredential"], eqfLevels: 5...7, window: window)
            ]
            try editor.addIssuer(issuer)
        }
    }

    @Test("what is asked of an indexed list is answered as by the list that was read as a whole")
    func sameAnswers() throws {
        try Scene.play { scene in
            let first = try scene.load()
            #expect(first.lists.first?.isIndexed == false)
            let second = try scene.load()
            let indexed = try #require(second.lists.first)
            #expect(indexed.isIndexed)
            #expect(Reading(try scene.report(first)) == Reading(try scene.report(second)))
            #expect(try scene.report(second).verdict == .valid)
            #expect(indexed.digest == scene.list.digest && indexed.bytes == scene.list.bytes)
            #expect(indexed.sequence == scene.list.sequence && indexed.dated == scene.list.dated)
            for issuer in scene.list.issuers {
                let same = try #require(indexed.issuer(issuer.idBytes))
                #expect(same.node.isEqual(to: issuer.node))
                for key in issuer.keys {
                    let method = String(decoding: key.methodBytes, as: UTF8.self)
                    #expect(indexed.publicKey(for: method) == key.publicKey)
                }
            }
            #expect(indexed.issuer(Array("did:web:nobody.example".utf8)) == nil)
            #expect(indexed.publicKey(for: "did:web:nobody.example#1") == nil)
            // A method is no identifier, and an identifier no method.
            #expect(indexed.issuer(Array(scene.world.issuerMethod.utf8)) == nil)
            #expect(indexed.publicKey(for: scene.world.issuerID) == nil)
            #expect(indexed.issuers.count == Self.count)
            #expect(indexed.document.root.isEqual(to: scene.list.document.root))
        }
    }

    @Test("a key under another name, a stranger and an altered credential are judged alike with and without an index")
    func sameJudgements() throws {
        try Scene.play { scene in
            let trusts = [try scene.load(), try scene.load()]
            let thief = try TestKey(0x66)
            let now = try scene.world.time()
            for bytes in [
                try scene.world.credential(by: thief), try scene.world.credential(created: "2018-01-01T00:00:00Z"),
                try scene.world.credential { $0["issuer"]?["id"] = "did:web:school-7.example" },
                try scene.world.credential(by: thief, method: thief.method) {
                    $0["issuer"]?["id"] = .string(thief.did)
                },
            ] {
                let reports = trusts.map { Reading(Verifier(trust: $0).verify(bytes, at: now)) }
                #expect(reports[0] == reports[1])
            }
        }
    }

    @Test("a list that was altered in any byte is never taken by the index of the genuine one")
    func alteredList() throws {
        try Scene.play { scene in
            _ = try scene.load()
            let bytes = scene.list.bytes
            var generator = SeededGenerator(seed: 5_000)
            for _ in 0..<60 {
                var altered = bytes
                altered[Int.random(in: 0..<bytes.count, using: &generator)] ^= 1
                try Files.write(altered, to: scene.listPath)
                let trust = try TrustFolder.load(scene.trust, state: scene.state)
                // Where it is refused, the one that was seen before is used; a space that is another one changes nothing.
                let used = try #require(trust.lists.first)
                #expect(used.digest == scene.list.digest)
                #expect(!used.isIndexed || used.bytes == bytes)
            }
            // A name is exchanged for one of the same length: the list is refused, and the one that was seen is used.
            let forged = String(decoding: bytes, as: UTF8.self).replacing("School 7 ", with: "School X ")
            try Files.write(Array(forged.utf8), to: scene.listPath)
            let trust = try TrustFolder.load(scene.trust, state: scene.state)
            #expect(trust.problems.map(\.code) == [.badSignature])
            #expect(trust.lists.first?.bytes == bytes)
        }
    }

    @Test("an index that was altered in any byte, cut, or made with another secret is passed over and made anew")
    func alteredIndex() throws {
        try Scene.play { scene in
            _ = try scene.load()
            let path = try scene.indexPath()
            let bytes = try Files.read(path)
            func isIndexed() throws -> Bool? {
                try TrustFolder.load(scene.trust, state: scene.state).lists.first?.isIndexed
            }
            #expect(try isIndexed() == true)
            var generator = SeededGenerator(seed: 6)
            let places =
                (0..<150).map { $0 } + (0..<100).map { _ in Int.random(in: 0..<bytes.count, using: &generator) }
            for place in places {
                var altered = bytes
                altered[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                try Files.write(altered, to: path)
                #expect(try isIndexed() == false, "\(place)")
            }
            for count in [0, 1, 40, 200, bytes.count / 2, bytes.count - 1] {
                try Files.write(Array(bytes.prefix(count)), to: path)
                #expect(try isIndexed() == false, "\(count)")
            }
            try Files.write(bytes + [0], to: path)
            #expect(try isIndexed() == false)
            let other = try SealedListIndex.make(of: scene.list, secret: [UInt8](repeating: 7, count: 32))
            try Files.write(try #require(other), to: path)
            #expect(try isIndexed() == false)
            #expect(try scene.report(try scene.load()).verdict == .valid)
            #expect(try isIndexed() == true)
        }
    }

    @Test("a secret that others can read, or that is gone, vouches for nothing")
    func secret() throws {
        try Scene.play { scene in
            _ = try scene.load()
            func isIndexed() throws -> Bool? {
                try TrustFolder.load(scene.trust, state: scene.state).lists.first?.isIndexed
            }
            let secret = try Files.read(scene.secretPath)
            #expect(secret.count == 32)
            #expect(try Subprocess.run("/bin/chmod", ["644", scene.secretPath]).exitCode == 0)
            #expect(try isIndexed() == false)
            #expect(try Subprocess.run("/bin/chmod", ["600", scene.secretPath]).exitCode == 0)
            #expect(try isIndexed() == true)
            for path in [scene.secretPath, try scene.indexPath()] {
                // A link is not followed, even to the very file.
                #expect(try Subprocess.run("/bin/mv", [path, path + ".moved"]).exitCode == 0)
                #expect(try Subprocess.run("/bin/ln", ["-s", path + ".moved", path]).exitCode == 0)
                #expect(try isIndexed() == false)
                #expect(try Subprocess.run("/bin/mv", [path + ".moved", path]).exitCode == 0)
                #expect(try isIndexed() == true)
            }
            Files.remove(scene.secretPath)
            #expect(try isIndexed() == false)
            _ = try scene.load()
            #expect(try isIndexed() == true)
            #expect(try Files.read(scene.secretPath) != secret)
            // One that is cut short is no secret.
            try Files.write(Array(secret.prefix(8)), to: scene.secretPath)
            #expect(try Subprocess.run("/bin/chmod", ["600", scene.secretPath]).exitCode == 0)
            _ = try scene.load()
            #expect(try Files.read(scene.secretPath).count == 32)
            #expect(try isIndexed() == true)
        }
    }

    @Test("the index of an older list is stale: the newer list is verified, and has an index of its own")
    func staleIndex() throws {
        try Scene.play { scene in
            _ = try scene.load()
            var editor = try TrustListEditor(editing: scene.list, at: scene.world.time("2026-11-21T09:00:00Z"))
            try editor.suspend(
                #require(DID(scene.world.issuerID)), since: scene.world.time("2026-06-01T00:00:00Z"))
            let newer = try editor.sign(with: scene.world.authority.key)
            try Files.write(newer.bytes, to: scene.listPath)
            let third = try scene.load()
            #expect(third.lists.first?.isIndexed == false)
            #expect(try scene.report(third).decisive?.code == "ISSUER_SUSPENDED_AT_ISSUE")
            let fourth = try scene.load()
            #expect(fourth.lists.first?.isIndexed == true)
            #expect(try scene.report(fourth).decisive?.code == "ISSUER_SUSPENDED_AT_ISSUE")
            // The list of before, back in its place, is a step back, with or without an index.
            try Files.write(scene.list.bytes, to: scene.listPath)
            let back = try TrustFolder.load(scene.trust, state: scene.state)
            #expect(back.lists.first?.sequence == 2)
        }
    }

    @Test("an index counts for the pin it was made with, and no other")
    func otherPin() throws {
        try Scene.play { scene in
            let secret = [UInt8](repeating: 9, count: 32)
            let bytes = try #require(try SealedListIndex.make(of: scene.list, secret: secret))
            let sealed = SealedListIndex(bytes: bytes, secret: secret)
            let material = TrustMaterial(lists: [scene.list.bytes])
            let own = TrustChain(pin: try scene.world.pin(), material: material, index: sealed)
            #expect(own.list?.isIndexed == true)
            let pilot = try scene.world.pin(environment: #require(TrustEnvironment("pilot")))
            let other = TrustChain(pin: pilot, material: material, index: sealed)
            #expect(other.list == nil)
            // An indexed list has its index already.
            #expect(try SealedListIndex.make(of: #require(own.list), secret: secret) == nil)
        }
    }

    @Test("a short list needs no index, and a state folder that cannot be written changes no verdict")
    func without() throws {
        try Files.withTemporaryFolder { folder throws in
            let world = try TestWorld()
            try Files.makeFolder(folder + "/trust")
            try Files.write(world.pin().serialized(), to: folder + "/trust/pin.json")
            try Files.write(world.list().bytes, to: folder + "/trust/list.json")
            let state = VerifierState(folder + "/state")
            _ = try TrustFolder.load(folder + "/trust", state: state).kept(in: state, at: world.time())
            #expect(!Files.exists(folder + "/state/" + VerifierState.secretName))
            let none = VerifierState("/dev/null/state")
            let trust = try TrustFolder.load(folder + "/trust", state: none).kept(in: none, at: world.time())
            #expect(try Verifier(trust: trust).verify(world.credential(), at: world.time()).verdict == .valid)
        }
    }
}
