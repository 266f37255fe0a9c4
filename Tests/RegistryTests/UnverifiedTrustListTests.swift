import Encodings
import Registry
import Testing

@Suite("A list of which nobody knows who signed it")
struct UnverifiedTrustListTests {
    private func refusal(_ value: JSONValue, after seen: JSONValue) throws -> TrustError.Code? {
        let (list, seen) = (
            try UnverifiedTrustList(parsing: value.serialized()), try UnverifiedTrustList(parsing: seen.serialized())
        )
        do throws(TrustError) {
            try list.check(succeeding: seen)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("It says what the same list says that is signed, and has the same digest")
    func reads() throws {
        let value = try ExampleList.value()
        let signed = try TrustAuthority().list(value)
        for bytes in [value.serialized(), signed.bytes] {
            let list = try UnverifiedTrustList(parsing: bytes)
            #expect(list.digest == signed.digest)
            #expect(list.id == signed.id && list.sequence == 118)
            #expect(list.issued == signed.issued && list.nextUpdate == signed.nextUpdate)
            #expect(list.authority.legalName == "Ministry of Education of Utopia")
            #expect(list.hasProof == (bytes.count == signed.bytes.count))
        }
    }

    @Test("It keeps every rule of its form")
    func form() throws {
        for (pointer, value, code) in [
            ("/trustList/sequence", 0, .malformed), ("/trustList/unknown", 1, .malformed),
            ("/trustList/nextUpdate", "2028-05-20T09:00:00Z", .windowTooLong), ("/id", nil, .malformed),
            ("/credentialSubject/0/keys/0/publicKeyMultibase", "z6Mk", .malformed),
        ] as [(String, JSONValue?, TrustError.Code)] {
            let bytes = try ExampleList.value().setting(pointer, value).serialized()
            #expect(throws: TrustError(code, "")) { try UnverifiedTrustList(parsing: bytes) }
        }
        for text in ["", "[", "{\"id\": 1, \"id\": 2}"] {
            #expect(throws: TrustError(.unreadable, "")) { try UnverifiedTrustList(parsing: Array(text.utf8)) }
        }
    }

    @Test("It continues another by the rules for signed lists")
    func continues() throws {
        let first = try ExampleList.value()
        let next = first.setting("/trustList/sequence", 119)
            .setting("/trustList/previousDigest", try TrustAuthority.digest(first))
        #expect(try refusal(next, after: first) == nil)
        #expect(try refusal(first, after: first) == nil)
        #expect(try refusal(first, after: next) == .rollback)
        #expect(try refusal(first.setting("/trustList/closed", true), after: first) == .equivocation)
        #expect(try refusal(first.setting("/trustList/sequence", 119), after: first) == .historyRewritten)
        #expect(try refusal(next.setting("/credentialSubject/1", nil), after: first) == .historyRewritten)
        #expect(try refusal(next.setting("/trustList/sequence", 2_000_000), after: first) == .sequenceJump)
        #expect(try refusal(next.setting("/id", "urn:trust:else"), after: first) == .wrongID)
    }
}
