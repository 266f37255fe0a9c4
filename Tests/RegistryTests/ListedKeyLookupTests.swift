import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Testing

/// A credential of the example university, signed and checked offline with nothing but the list.
@Suite("A credential checked with the keys of a list")
struct ListedKeyLookupTests {
    private func credential(
        _ issuer: String = ExampleList.university, method: String = "did:web:university.example#2026",
        key: String = "university 2026", created: String? = "2026-06-30T10:00:00Z"
    ) throws -> [UInt8] {
        let draft: JSONValue = [
            "@context": [
                "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            ],
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": [
                "id": .string(issuer), "type": ["Profile"], "name": "Somebody grand",
                "address": ["type": ["Address"], "addressCountryCode": "UT"],
            ],
            "validFrom": "2026-06-30T10:00:00Z",
            "credentialSubject": [
                "type": ["AchievementSubject"],
                "achievement": [
                    "achievementType": "MicroCredential", "eqfLevel": "http://data.europa.eu/snb/eqf/6",
                    "iscedF": ["http://data.europa.eu/snb/isced-f/0613"],
                ],
            ],
        ]
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(method)), created: try created.map(time))
        return try EdDSAJCS2022.secure(CredentialDraft(draft), options: options, signer: TrustAuthority.key(key))
    }

    private func check(_ bytes: [UInt8], _ list: IssuerTrustList) throws -> ProofVerifier.Outcome {
        ProofVerifier(purpose: .assertionMethod, keys: list)
            .verify(try ReceivedCredential(parsing: bytes), at: try ExampleList.now())
    }

    @Test("A did:web credential verifies offline, and its issuer is shown under the name of the list")
    func verifies() throws {
        let list = try TrustAuthority().list(ExampleList.value())
        guard case .authentic(let authentic, _) = try check(credential(), list) else {
            Issue.record("expected an authentic credential")
            return
        }
        let judgement = list.judge(IssuerQuestion(authentic), at: try ExampleList.now())
        #expect(judgement.code == .recognised)
        #expect(judgement.issuer?.legalName == "University of Example")
        #expect(judgement.notes.map(\.code) == [.timeSelfAsserted])
    }

    @Test("A key that is not on the list leaves the proof undecided, a wrong one makes it fail")
    func unknownKey() throws {
        let list = try TrustAuthority().list(ExampleList.value())
        guard case .undecided(let error) = try check(credential(method: "did:web:university.example#2027"), list) else {
            Issue.record("expected an undecided proof")
            return
        }
        #expect(error.code == .keyUnavailable)
        guard case .failed(let failure) = try check(credential(key: "college"), list) else {
            Issue.record("expected a failed proof")
            return
        }
        #expect(failure.code == .signatureInvalid)
    }

    @Test("A status key's signature is genuine, and issues nothing")
    func wrongPurpose() throws {
        let list = try TrustAuthority().list(ExampleList.value())
        let bytes = try credential(method: "did:web:university.example#st26", key: "university status")
        guard case .authentic(let authentic, _) = try check(bytes, list) else {
            Issue.record("expected an authentic credential")
            return
        }
        #expect(list.judge(IssuerQuestion(authentic), at: try ExampleList.now()).code == .keyWrongPurpose)
    }

    @Test("A proof without a time is judged as such")
    func withoutTime() throws {
        let list = try TrustAuthority().list(ExampleList.value())
        guard case .authentic(let authentic, _) = try check(credential(created: nil), list) else {
            Issue.record("expected an authentic credential")
            return
        }
        #expect(list.judge(IssuerQuestion(authentic), at: try ExampleList.now()).code == .createdMissing)
    }
}
