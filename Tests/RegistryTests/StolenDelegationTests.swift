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
}
