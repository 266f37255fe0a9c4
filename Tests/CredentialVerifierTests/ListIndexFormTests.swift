import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry
import TestSupport
import Testing

/// What an index says is compared with the list itself, whoever sealed it: an earlier version of the program can have made
/// it by other rules.
@Suite("The form of an index")
struct ListIndexFormTests {
    private static let secret = [UInt8](repeating: 9, count: 32)
    /// The places of the code, of the three counts, and of what follows them.
    private static let code = "testamur list index 1\n".utf8.count
    private static let counts = code + 32 + 4 * 32 + 8

    /// A short list of two institutions with an index, of which some bytes are changed and sealed anew.
    private struct Scene {
        let world: TestWorld
        let list: IssuerTrustList
        var bytes: [UInt8]

        init() throws {
            world = try TestWorld()
            let other = try #require(DID("did:web:school.example"))
            let world = world
            list = try world.list {
                var issuer = NewIssuer(id: other, legalName: "School", grantedSince: try world.time(world.granted))
                let window = ValidityWindow(from: try world.time(world.granted))
                issuer.keys = [
                    NewKey(
                        verificationMethod: try #require(DIDURL(other.text + "#1")),
                        publicKey: try TestKey(0x44).key.publicKey, purpose: .issue, window: window)
                ]
                issuer.recognitions = [NewRecognition(credentialTypes: ["MicroCredential"], window: window)]
                try $0.addIssuer(issuer)
            }
            bytes = try #require(try SealedListIndex.make(of: list, secret: ListIndexFormTests.secret))
        }

        func number(_ place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }

        var entries: Int { ListIndexFormTests.counts + 12 + number(ListIndexFormTests.counts) }
        var rows: Int { entries + 8 * number(ListIndexFormTests.counts + 4) }
        var rowCount: Int { number(ListIndexFormTests.counts + 8) }

        mutating func set(_ place: Int, _ number: UInt32, _ count: Int = 4) {
            for offset in 0..<count {
                bytes[place + offset] = UInt8(truncatingIfNeeded: number >> UInt32(8 * (count - 1 - offset)))
            }
        }

        /// The list as it is taken by the index with a code that fits.
        func taken() throws -> IssuerTrustList {
            var sealed = bytes
            let body = Array(bytes[(ListIndexFormTests.code + 32)...])
            let code = try HMACSHA256.code(of: body.span, key: ListIndexFormTests.secret)
            sealed.replaceSubrange(ListIndexFormTests.code..<ListIndexFormTests.code + 32, with: code)
            let chain = TrustChain(
                pin: try world.pin(), material: TrustMaterial(lists: [list.bytes]),
                index: SealedListIndex(bytes: sealed, secret: ListIndexFormTests.secret))
            return try #require(chain.list)
        }
    }

    @Test("an index whose parts do not fill it is passed over, however it is sealed")
    func counts() throws {
        #expect(try Scene().taken().isIndexed)
        for place in [Self.counts, Self.counts + 4, Self.counts + 8] {
            for number in [UInt32.max, 0, 1_000] {
                var scene = try Scene()
                scene.set(place, number)
                #expect(try !scene.taken().isIndexed, "\(place) \(number)")
            }
        }
        var later = try Scene()
        later.bytes[Self.code - 2] = UInt8(ascii: "2")
        #expect(try !later.taken().isIndexed)
    }

    @Test("a place outside the list is nobody's")
    func places() throws {
        let scene = try Scene()
        for position in 0..<2 {
            for (start, count) in [(UInt32.max, UInt32(1)), (0, .max), (UInt32(scene.list.bytes.count), 1)] {
                var altered = scene
                altered.set(scene.entries + 8 * position, start)
                altered.set(scene.entries + 8 * position + 4, count)
                let taken = try altered.taken()
                #expect(taken.isIndexed && taken.issuers.count == 1)
            }
        }
        // Each row leads to an identifier, to a method, or to one of the two keys.
        var unknown = 0
        for row in 0..<scene.rowCount {
            var altered = scene
            altered.set(scene.rows + 22 * row + 16, .max)
            unknown += try self.unknown(altered.taken(), scene.list)
        }
        #expect(unknown == scene.rowCount - 2)
    }

    @Test("what a row leads to is what was asked for, or nothing")
    func rows() throws {
        let scene = try Scene()
        var unknown = 0
        var unknownBeyond = 0
        for row in 0..<scene.rowCount {
            let place = scene.rows + 22 * row
            var other = scene
            other.set(place + 16, UInt32(1 - scene.number(place + 16)))
            unknown += try self.unknown(other.taken(), scene.list)
            var beyond = scene
            beyond.set(place + 20, 60_000, 2)
            unknownBeyond += try self.unknown(beyond.taken(), scene.list)
        }
        #expect(unknown == scene.rowCount - 2 && unknownBeyond == 2)
    }

    /// How many identifiers and methods of a list the same list by an index does not know, or knows otherwise.
    private func unknown(_ taken: IssuerTrustList, _ list: IssuerTrustList) throws -> Int {
        var count = 0
        for issuer in list.issuers {
            let found = taken.issuer(issuer.idBytes)
            if let found { #expect(found.node.isEqual(to: issuer.node)) } else { count += 1 }
            for key in issuer.keys {
                let method = String(decoding: key.methodBytes, as: UTF8.self)
                let known = taken.publicKey(for: method)
                if let known { #expect(known == key.publicKey) } else { count += 1 }
            }
        }
        return count
    }

    @Test("of a list with a proof that was not checked there is no index, so that it is told every time")
    func notes() throws {
        let scene = try Scene()
        let bytes = try TrustSignatures.adding(TestKey(0x55).key, to: scene.list.bytes, at: scene.list.issued)
        let list = try IssuerTrustList(verifying: bytes, pin: scene.world.pin())
        #expect(list.notes.map(\.code) == [.proofNotChecked])
        #expect(try SealedListIndex.make(of: list, secret: Self.secret) == nil)
    }

    @Test("an index counts under the root by which the list was verified, and no other")
    func otherRoot() throws {
        let scene = try CapsuleScene()
        let bytes = try #require(try SealedListIndex.make(of: scene.lists[1], secret: Self.secret))
        let index = SealedListIndex(bytes: bytes, secret: Self.secret)
        #expect(TrustChain(pin: scene.pin, material: scene.material(), index: index).list?.isIndexed == true)
        var older = scene.material()
        older.roots.removeLast()
        let chain = TrustChain(pin: scene.pin, material: older, index: index)
        #expect(chain.list == nil && chain.problems.map(\.code).first == .needsNewerRoot)
    }

    @Test("a list stays indexed when something beside it is refused")
    func beside() throws {
        let scene = try Scene()
        let pin = try scene.world.pin()
        func statement(_ number: Int) -> TrustMaterial {
            let value: JSONValue = ["credentialSubject": ["id": .string(pin.listID)], "n": .number(String(number))]
            return TrustMaterial(statements: [value.serialized()])
        }
        var chain = TrustChain(
            pin: pin, material: TrustMaterial(lists: [scene.list.bytes]),
            index: SealedListIndex(bytes: scene.bytes, secret: Self.secret))
        for number in 1...2 {
            chain = chain.adding(statement(number))
            #expect(!chain.problems.isEmpty && chain.list?.isIndexed == true)
        }
    }
}
