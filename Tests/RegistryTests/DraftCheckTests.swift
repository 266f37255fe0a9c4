import Cryptography
import Encodings
import Registry
import Testing

private let college = "/credentialSubject/1"

/// What is asked of a draft before anybody signs it, and again before it is put into force.
@Suite("A draft before it is signed")
struct DraftCheckTests {
    private static func root() throws -> TrustRoot {
        let first = try TrustHolders.sign(TrustHolders.firstRoot(), by: ["r1", "r2"])
        return try TrustRoot(verifying: first, pin: TrustHolders.pin(TrustHolders.firstRoot()))
    }

    /// The root after the first, with `r4` in the place of `r3`.
    private static func renewed() throws -> TrustRoot {
        let root = try root()
        return try root.successor(
            verifying: TrustHolders.sign(
                TrustHolders.next(after: root) {
                    try $0.removeKey("r3")
                    $0.addKey(
                        try TrustHolders.key("r4").publicKey, id: "r4", operator: "court.example",
                        roles: [.root, .list])
                }, by: ["r1", "r2"], at: "2026-10-01T00:00:00Z"))
    }

    /// The list in force, changed.
    private static func list(
        under root: TrustRoot, _ changes: (pointer: String, value: JSONValue?)...
    ) throws -> IssuerTrustList {
        var value = try TrustHolders.list(rootVersion: root.version)
        for (pointer, change) in changes { value.set(pointer, change) }
        return try IssuerTrustList(
            verifying: TrustHolders.sign(value, by: ["r1", "r2"], at: "2026-11-20T09:00:00Z"),
            pin: TrustHolders.pin(TrustHolders.firstRoot()), root: root)
    }

    /// A draft of the list after one, changed.
    private static func draft(
        after list: IssuerTrustList, _ changes: (pointer: String, value: JSONValue?)...
    ) throws -> [UInt8] {
        var value = try TrustHolders.value(list.bytes)
        value["proof"] = nil
        value.set("/trustList/sequence", .number(String(list.sequence + 1)))
        value.set("/trustList/previousDigest", .string(list.digest.multibase))
        value.set("/trustList/issued", "2026-11-21T09:00:00Z")
        value.set("/validFrom", "2026-11-21T09:00:00Z")
        for (pointer, change) in changes { value.set(pointer, change) }
        return value.serialized()
    }

    private static func refusal(_ draft: [UInt8], after list: IssuerTrustList?) -> TrustError? {
        do throws(TrustError) {
            try IssuerTrustList.check(draft: draft, following: list)
            return nil
        } catch {
            return error
        }
    }

    @Test("is of the list after the one in force, signed or not")
    func follows() throws {
        let list = try Self.list(under: Self.root())
        let next = try Self.draft(after: list)
        #expect(Self.refusal(next, after: list) == nil)
        let signed = try TrustSignatures.adding(TrustHolders.key("r1"), to: next, at: time("2026-11-21T09:00:00Z"))
        #expect(Self.refusal(signed, after: list) == nil)

        #expect(Self.refusal(list.bytes, after: list)?.refusal?.name == "draftInForce")
        let copy = try TrustSignatures.removing(from: list.bytes)
        #expect(Self.refusal(copy, after: list)?.refusal?.name == "draftInForce")
        #expect(Self.refusal(next, after: nil)?.refusal?.name == "draftOfAnotherList")
    }

    @Test("of a number that was used, of one that is left out or of another list before it is refused")
    func followsAnother() throws {
        let list = try Self.list(under: Self.root())
        func code(_ sequence: Int, _ changes: (pointer: String, value: JSONValue?)...) throws -> TrustError? {
            var value = try TrustHolders.value(Self.draft(after: list))
            value.set("/trustList/sequence", .number(String(sequence)))
            for (pointer, change) in changes { value.set(pointer, change) }
            return Self.refusal(value.serialized(), after: list)
        }
        #expect(try code(list.sequence + 1) == nil)
        #expect(try code(list.sequence)?.code == .equivocation)
        #expect(try code(list.sequence - 1)?.code == .rollback)
        #expect(try code(list.sequence + 2)?.refusal?.name == "draftOfAnotherList")
        let other = try Self.list(
            under: Self.root(), ("/trustList/issued", "2026-11-20T08:59:59Z"), ("/validFrom", "2026-11-20T08:59:59Z"))
        let digest = JSONValue.string(other.digest.multibase)
        let unlike = try code(list.sequence + 1, ("/trustList/previousDigest", digest))
        #expect(unlike?.code == .historyRewritten && unlike?.pointer == "/trustList/previousDigest")
        #expect(try code(list.sequence + 1, ("/credentialSubject/0/states", [])) != nil)
    }

    @Test("brings no key of the authority in, of whichever root, and one that is there stops nothing")
    func keysOfTheAuthority() throws {
        let root = try Self.renewed()
        let pin = try TrustHolders.pin(TrustHolders.firstRoot())
        func refusal(_ id: String, after list: IssuerTrustList) throws -> TrustError? {
            let key = JSONValue.string(try TrustHolders.key(id).publicKey.multikey)
            let draft = try Self.draft(after: list, (college + "/keys/0/publicKeyMultibase", key))
            do throws(TrustError) {
                try IssuerTrustList.check(draft: draft, pin: pin, root: root, following: list)
                return nil
            } catch {
                return error
            }
        }
        let list = try Self.list(under: root)
        for id in ["r1", "r3", "r4", "f1"] {
            let found = try refusal(id, after: list)
            #expect(found?.refusal?.name == "keyOfAuthority" && found?.pointer == college + "/keys/0", "\(id)")
        }
        #expect(try refusal("own", after: list) == nil)
        let former = JSONValue.string(try TrustHolders.key("r3").publicKey.multikey)
        let tainted = try Self.list(under: root, (college + "/keys/0/publicKeyMultibase", former))
        #expect(try refusal("r3", after: tainted) == nil)
    }
}
