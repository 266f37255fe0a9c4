import Credentials
import Cryptography
import Encodings
import Registry
import Testing

@Suite("Delegations that others hand over in numbers")
struct DelegationLimitTests {
    @Test("Forged delegations, however many, do not keep out the genuine one behind them")
    func forged() throws {
        var documents: [[UInt8]] = []
        for number in 0..<200 {
            documents.append(
                try ExampleDelegation.sign(
                    ExampleDelegation.value([("/credentialSubject/legalName", .string("Law \(number)"))]),
                    with: "thief"))
        }
        documents.append(try ExampleDelegation.sign(ExampleDelegation.value()))
        let book = try ExampleDelegation.book(documents)
        let now = try ExampleList.now()
        #expect(try book.judge(ExampleDelegation.question(), at: now)?.code == .recognisedByDelegation)
        let method = ExampleDelegation.faculty + "#2026"
        #expect(try book.publicKeys(for: method) == [TrustAuthority.key("faculty").publicKey])
    }

    /// A delegation as bytes that nobody signed, from somebody to somebody.
    private func unsigned(by delegator: String, to id: String) throws -> [UInt8] {
        let value = try ExampleDelegation.value([
            ("/issuer", .string(delegator)), ("/credentialSubject/delegatedBy", .string(delegator)),
            ("/credentialSubject/id", .string(id)),
            ("/credentialSubject/keys", [try ExampleDelegation.key(id + "#dg", "mesh")]),
            (
                "/proof",
                [
                    "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "created": "2026-01-01T00:00:00Z",
                    "verificationMethod": .string(delegator + "#dg"), "proofPurpose": "assertionMethod",
                    "proofValue": "z5",
                ]
            ),
        ])
        return value.serialized()
    }

    @Test("In a mesh in which everybody delegates to everybody else the way that is one is found all the same")
    func mesh() throws {
        let names = (0..<16).map { "did:web:m\($0).example" } + [ExampleDelegation.faculty]
        var documents: [[UInt8]] = []
        for delegator in names {
            for id in names where id != delegator { documents.append(try unsigned(by: delegator, to: id)) }
        }
        let lost = try ExampleDelegation.book(documents)
        let now = try ExampleList.now()
        let question = try ExampleDelegation.question()
        #expect(lost.judge(question, at: now)?.code == .delegationLoop)
        documents.append(try ExampleDelegation.sign(ExampleDelegation.value()))
        let found = try ExampleDelegation.book(documents)
        for _ in 0..<3 { #expect(found.judge(question, at: now)?.code == .recognisedByDelegation) }
    }

    @Test("A delegation of a key that stands on the list, or to one who does, is refused to whoever makes or keeps it")
    func futile() throws {
        let now = try ExampleList.now()
        func code(_ changes: [(pointer: String, value: JSONValue?)]) throws -> IssuerJudgement {
            let bytes = try ExampleDelegation.sign(ExampleDelegation.value(changes))
            let book = try ExampleDelegation.book([bytes])
            return try book.judge(#require(book.delegations.all.first), at: now)
        }
        #expect(try code([]).code == .recognisedByDelegation)
        // The delegator's own keys, one that was stolen from it, and one of another institution.
        for label in ["university delegate", "university 2026", "university 2023", "university status", "college"] {
            let judgement = try code([
                ("/credentialSubject/keys/0/publicKeyMultibase", try TrustAuthority.multikey(label))
            ])
            #expect(judgement.code == .delegationKeyInUse, "\(label)")
            #expect(judgement.sentence(in: .english).contains("of Example"))
            #expect(judgement.nextStep(in: .dutch)?.contains("nieuwe, eigen sleutel") == true)
        }
        for id in [ExampleList.university, ExampleList.college] {
            let judgement = try code([
                ("/credentialSubject/id", .string(id)), ("/credentialSubject/keys/0/kid", .string(id + "#2027")),
            ])
            #expect(judgement.code == .delegationToListed, "\(id)")
        }
    }

    @Test("A faculty that delegates to itself has its powers from nobody")
    func itself() throws {
        let faculty = ExampleDelegation.faculty
        let bytes = try ExampleDelegation.sign(
            ExampleDelegation.value([
                ("/issuer", .string(faculty)), ("/credentialSubject/delegatedBy", .string(faculty)),
            ]), with: "faculty", method: faculty + "#2026")
        let book = try ExampleDelegation.book([bytes])
        #expect(try book.judge(Delegation(parsing: bytes), at: ExampleList.now()).code == .delegationLoop)
        #expect(try book.judge(ExampleDelegation.question(), at: ExampleList.now())?.code == .delegationLoop)
    }

    @Test("Where a list lets nobody delegate, the sentence says that and no number")
    func nobodyMay() throws {
        let bytes = try ExampleDelegation.sign(ExampleDelegation.value())
        let book = try ExampleDelegation.book([bytes], list: [("/trustList/maxDelegationDepth", 0)])
        let judgement = try #require(try book.judge(ExampleDelegation.question(), at: ExampleList.now()))
        #expect(judgement.code == .delegationTooDeep)
        #expect(judgement.sentence(in: .english).hasSuffix("allows nobody to delegate"))
        #expect(judgement.sentence(in: .dutch).hasSuffix("mag niemand delegeren"))
    }

    @Test("What an institution could award no more, for its quality decision had ended, its faculty could not either")
    func quality() throws {
        let bytes = try ExampleDelegation.sign(ExampleDelegation.value())
        let book = try ExampleDelegation.book(
            [bytes], list: [("/credentialSubject/0/qualityAssurance/validUntil", "2026-06-30T09:59:59Z")])
        #expect(
            try book.judge(ExampleDelegation.question(), at: ExampleList.now())?.code == .qualityDecisionEnded)
    }
}
