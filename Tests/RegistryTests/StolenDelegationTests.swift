import Credentials
import Encodings
import Registry
import Testing

@Suite("Keys to delegate that were stolen")
struct StolenDelegationTests {
    @Test("A key to delegate that any delegation calls stolen is stolen, whichever older one its thief hands over")
    func stolenOnTheWay() throws {
        let old = try ExampleDelegation.sign(ExampleDelegation.value(ExampleDelegation.passable()))
        let key = "/credentialSubject/keys/1"
        let told = try ExampleDelegation.sign(
            ExampleDelegation.value(
                ExampleDelegation.passable() + [
                    (key + "/state", "compromised"), (key + "/compromisedSince", "2026-10-01T00:00:00Z"),
                    ("/id", "urn:uuid:5c7f3b1e-0f61-4d55-9a2b-4a1f5b0f2c12"),
                ]))
        let mill = try ExampleDelegation.signSecond(ExampleDelegation.secondValue())
        let question = try ExampleDelegation.question(of: ExampleDelegation.institute, "institute")
        let now = try ExampleList.now()
        for documents in [[old, mill, told], [told, old, mill], [mill, told], [mill, old, told]] {
            let book = try ExampleDelegation.book(documents, list: [ExampleDelegation.twoSteps])
            #expect(book.judge(question, at: now)?.code == .delegationKeyCompromised)
        }
        // A stranger's word that it is stolen counts for nothing.
        var value = try ExampleDelegation.value(ExampleDelegation.passable())
        value.set(key + "/state", "compromised")
        value.set(key + "/compromisedSince", "2026-10-01T00:00:00Z")
        let slander = try ExampleDelegation.sign(value, with: "stranger")
        let book = try ExampleDelegation.book([old, mill, slander], list: [ExampleDelegation.twoSteps])
        #expect(book.judge(question, at: now)?.code == .recognisedByDelegation)
    }
    @Test("A key is the same under every name, and one name may stand for two keys of which one is stolen")
    func keysByThemselves() throws {
        let key = "/credentialSubject/keys/1"
        let stolen: [(pointer: String, value: JSONValue?)] = [
            (key + "/state", "compromised"), (key + "/compromisedSince", "2026-10-01T00:00:00Z"),
            ("/id", "urn:uuid:5c7f3b1e-0f61-4d55-9a2b-4a1f5b0f2c12"),
        ]
        let old = try ExampleDelegation.sign(ExampleDelegation.value(ExampleDelegation.passable()))
        let mill = try ExampleDelegation.signSecond(ExampleDelegation.secondValue())
        let question = try ExampleDelegation.question(of: ExampleDelegation.institute, "institute")
        func code(_ changes: [(pointer: String, value: JSONValue?)]) throws -> IssuerJudgement.Code? {
            let told = try ExampleDelegation.sign(
                ExampleDelegation.value(ExampleDelegation.passable() + stolen + changes))
            let book = try ExampleDelegation.book([old, mill, told], list: [ExampleDelegation.twoSteps])
            return book.judge(question, at: try ExampleList.now())?.code
        }
        let otherName = (key + "/kid", JSONValue.string(ExampleDelegation.faculty + "#dg27") as JSONValue?)
        let otherKey = (
            key + "/publicKeyMultibase", try TrustAuthority.multikey("another") as JSONValue?
        )
        #expect(try code([otherName]) == .delegationKeyCompromised)
        #expect(try code([otherKey]) == .recognisedByDelegation)
    }

    @Test("A key to issue that a delegation calls stolen under another name is stolen, from that day on and before it")
    func issuingKeyUnderAnotherName() throws {
        let key = "/credentialSubject/keys/0"
        let old = try ExampleDelegation.sign(ExampleDelegation.value())
        func code(since: String, _ changes: [(pointer: String, value: JSONValue?)] = []) throws -> IssuerJudgement.Code?
        {
            let told = try ExampleDelegation.sign(
                ExampleDelegation.value(
                    [
                        (key + "/kid", .string(ExampleDelegation.faculty + "#2027")), (key + "/state", "compromised"),
                        (key + "/compromisedSince", .string(since)),
                        ("/id", "urn:uuid:5c7f3b1e-0f61-4d55-9a2b-4a1f5b0f2c12"),
                    ] + changes))
            let codes = try [[old, told], [told, old]].map { documents in
                try ExampleDelegation.book(documents).judge(ExampleDelegation.question(), at: ExampleList.now())?.code
            }
            #expect(codes[0] == codes[1])
            return codes[0]
        }
        #expect(try code(since: "2026-06-01T00:00:00Z") == .keyCompromised)
        #expect(try code(since: "2026-10-01T00:00:00Z") == .keyCompromisedNoTimeEvidence)
        // That another key of the same issuer is stolen is nothing against this one.
        let other = try TrustAuthority.multikey("another")
        #expect(
            try code(since: "2026-06-01T00:00:00Z", [(key + "/publicKeyMultibase", other)])
                == .recognisedByDelegation)
    }
}
