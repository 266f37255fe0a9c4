import Credentials
import Cryptography
import Encodings
import Registry
import Testing

/// A key that stood in a root of the authority is nobody's to issue with, on any later list.
@Suite("Keys that were taken out of a root")
struct FormerRootKeyTests {
    private static let college = "/credentialSubject/1"

    /// The roots, of which the second has `r4` in the place of `r3`, and the third is like the second.
    private static func roots() throws -> [[UInt8]] {
        let first = try TrustHolders.sign(TrustHolders.firstRoot(), by: ["r1", "r2"])
        let root = try TrustRoot(verifying: first, pin: TrustHolders.pin(TrustHolders.firstRoot()))
        let second = try TrustHolders.sign(
            TrustHolders.next(after: root) {
                try $0.removeKey("r3")
                $0.addKey(
                    try TrustHolders.key("r4").publicKey, id: "r4", operator: "court.example", roles: [.root, .list])
            }, by: ["r1", "r2"], at: "2026-10-01T00:00:00Z")
        let third = try TrustHolders.sign(
            TrustHolders.next(after: root.successor(verifying: second), at: "2026-10-02T00:00:00Z"),
            by: ["r1", "r2"], at: "2026-10-02T00:00:00Z")
        return [first, second, third]
    }

    /// The list of the chain from the first root, on which the college has a key of that name.
    private static func chain(key id: String, purpose: String = "issue") throws -> TrustChain {
        let list = try TrustHolders.list(
            rootVersion: 3,
            (college + "/keys/0/publicKeyMultibase", .string(TrustHolders.key(id).publicKey.multikey)),
            (college + "/keys/0/purposes", [.string(purpose)]),
            (college + "/recognizedTo/0/delegation", ["mayDelegate": true, "maxDepth": 1]))
        return TrustChain(
            pin: try TrustHolders.pin(TrustHolders.firstRoot()),
            material: TrustMaterial(
                roots: try roots(), lists: [try TrustHolders.sign(list, by: ["r1", "r2"], at: "2026-11-20T09:00:00Z")]))
    }

    private static func judgement(_ list: IssuerTrustList, _ id: String) throws -> IssuerJudgement {
        var question = try ExampleList.question()
        question.issuer = Array(ExampleList.college.utf8)
        question.verificationMethod = Array("\(ExampleList.college)#1".utf8)
        question.key = try TrustHolders.key(id).publicKey
        question.scope.types = [Array("OpenBadgeCredential".utf8)]
        question.scope.achievementTypes = []
        return list.judge(question, at: try ExampleList.now())
    }

    @Test("A key of the newest root stops the list, and one of an earlier root counts for nothing on it")
    func onTheList() throws {
        let present = try Self.chain(key: "r4")
        #expect(present.list == nil && present.problems.map(\.code) == [.malformed])
        let list = try #require(try Self.chain(key: "r3").list)
        let former = try Self.judgement(list, "r3")
        #expect(former.code == .keyWrongPurpose && former.outcome == .failed)
        for language in Language.allCases {
            let words = former.sentence(in: language) + (former.nextStep(in: language) ?? "")
            #expect(words.contains("Ministry of Education of Utopia") && !words.contains("{"), "\(words)")
        }
        let own = try #require(try Self.chain(key: "own").list)
        #expect(try Self.judgement(own, "own").code == .recognised)
    }

    @Test("Nobody delegates with such a key, and nobody is delegated to with one")
    func delegations() throws {
        func code(_ key: String, naming named: String) throws -> IssuerJudgement.Code? {
            let list = try #require(try Self.chain(key: key, purpose: "delegate").list)
            let subject = "did:web:arts.college.example"
            var described = try ExampleDelegation.key(subject + "#2026", "", for: "issue")
            described["publicKeyMultibase"] = .string(try TrustHolders.key(named).publicKey.multikey)
            let value = try ExampleDelegation.value([
                ("/issuer", .string(ExampleList.college)),
                ("/credentialSubject/delegatedBy", .string(ExampleList.college)),
                ("/credentialSubject/id", .string(subject)), ("/credentialSubject/keys", [described]),
                ("/credentialSubject/recognizedTo/0/credentialTypes", ["OpenBadgeCredential"]),
            ])
            let bytes = try ExampleDelegation.sign(
                value, with: "holder \(key)", method: ExampleList.college + "#1")
            var question = try ExampleDelegation.question(of: subject)
            question.key = try TrustHolders.key(named).publicKey
            question.scope.achievementTypes = []
            return DelegationBook(list, Delegations([bytes])).judge(question, at: try ExampleList.now())?.code
        }
        #expect(try code("own", naming: "another") == .recognisedByDelegation)
        #expect(try code("r3", naming: "another") == .delegationBadSignature)
        #expect(try code("own", naming: "r3") == .delegationMalformed)
    }

    @Test("Nor does a status list count that is signed with one")
    func statusLists() throws {
        for (id, isRefused) in [("own", false), ("r3", true)] {
            let list = try #require(try Self.chain(key: id, purpose: "status").list)
            let signed = try NewStatusList(
                address: "https://college.example/status/1", issuer: #require(DID(ExampleList.college)),
                purpose: .revocation, values: StatusBitstring(), validFrom: time("2026-11-20T00:00:00Z"),
                validUntil: time("2026-12-20T00:00:00Z"), timeToLive: nil
            ).sign(
                with: TrustHolders.key(id), verificationMethod: #require(DIDURL(ExampleList.college + "#1")))
            let authority = StatusAuthority(of: Array(ExampleList.college.utf8), on: [list])
            #expect(((try? authority.check(signed)) == nil) == isRefused, "\(id)")
        }
    }
}
