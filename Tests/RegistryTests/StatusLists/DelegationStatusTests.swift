import Credentials
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

/// Whether a delegation was revoked, by the status list of whoever delegated.
@Suite("The status of a delegation")
struct DelegationStatusTests {
    private static let address = "https://university.example/status/delegations"
    private static let statusMethod = ExampleList.university + "#st27"

    private static func entry(_ index: Int = 7, _ purpose: String = "revocation") -> JSONValue {
        [
            "id": .string("\(address)#\(index)"), "type": "BitstringStatusListEntry", "statusPurpose": .string(purpose),
            "statusListIndex": .string(String(index)), "statusListCredential": .string(address),
        ]
    }

    private static func list(
        set indexes: [Int] = [], _ purpose: StatusPurpose = .revocation, by label: String = "university lists",
        method: String = statusMethod, issuer: String = ExampleList.university, since: String = "2026-11-21T03:00:00Z"
    ) throws -> [UInt8] {
        var values = StatusBitstring()
        for index in indexes { values.setValue(1, at: index) }
        let start = try time(since)
        let list = NewStatusList(
            address: address, issuer: try DID(parsing: issuer), purpose: purpose, values: values, validFrom: start,
            validUntil: start.adding(days: 14))
        return try list.sign(
            with: TrustAuthority.key(label), verificationMethod: DIDURL(parsing: method)
        ).bytes
    }

    /// A judgement by the faculty's delegation, which can be revoked, with these lists at hand.
    private static func judge(
        _ lists: [[UInt8]], entry: JSONValue = entry(), policy: TrustListPolicy = .standard,
        at now: String = "2026-11-22T09:00:00Z"
    ) throws -> IssuerJudgement {
        let delegation = try ExampleDelegation.sign(ExampleDelegation.value([("/credentialStatus", entry)]))
        let key = try ExampleDelegation.key(statusMethod, "university lists", for: "status")
        let book = DelegationBook(
            try TrustAuthority().list(ExampleDelegation.listValue([("/credentialSubject/0/keys/-", key)])),
            Delegations([delegation]), statusLists: StatusLists(lists))
        return try #require(try book.judge(ExampleDelegation.question(), at: time(now), policy: policy))
    }

    @Test("a delegation that the list does not revoke counts, and carries the list that says so")
    func stands() throws {
        let list = try Self.list(set: [6, 8])
        let judgement = try Self.judge([list])
        #expect(judgement.code == .recognisedByDelegation)
        #expect(judgement.issuer?.statusLists.map(\.bytes) == [list])
    }

    @Test("one that is revoked or suspended gives no right to issue")
    func revoked() throws {
        let judgement = try Self.judge([Self.list(set: [7])])
        #expect(judgement.code == .delegationRevoked && judgement.outcome == .failed)
        let suspended = try Self.judge(
            [Self.list(set: [7], .suspension)], entry: Self.entry(7, "suspension"))
        #expect(suspended.code == .delegationRevoked)
        #expect(suspended.facts.contains { $0.name == "variant" })
    }

    @Test("without a list that counts nobody knows whether it stands")
    func unknown() throws {
        let faculty = try ExampleDelegation.key(ExampleDelegation.faculty + "#2026", "faculty", for: "issue")
        #expect(faculty["kid"] != nil)
        for lists in [
            [], [try Self.list(since: "2026-11-23T03:00:00Z")],
            // The faculty itself has no say in whether its delegation stands.
            [
                try Self.list(
                    by: "faculty", method: ExampleDelegation.faculty + "#2026", issuer: ExampleDelegation.faculty)
            ],
            [try Self.list(by: "university delegate", method: ExampleList.university + "#dg26")],
        ] { #expect(try Self.judge(lists).code == .delegationStatusUnknown) }
        #expect(try Self.judge([Self.list()], at: "2026-12-24T00:00:00Z").code == .delegationStatusUnknown)
        let limited = TrustListPolicy(maximumStatusAge: AgeLimit(1, .days))
        #expect(try Self.judge([Self.list()], policy: limited).code == .delegationStatusUnknown)
        // A revocation counts however old the list is.
        #expect(try Self.judge([Self.list(set: [7])], policy: limited).code == .delegationRevoked)
    }
}
