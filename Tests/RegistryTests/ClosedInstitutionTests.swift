import Credentials
import Cryptography
import Encodings
import Registry
import Testing

private func judge(
    _ question: IssuerQuestion? = nil, _ changes: [(String, JSONValue?)] = [], at now: String = "2026-11-22T09:00:00Z",
    today: String? = nil, policy: TrustListPolicy = .standard
) throws -> IssuerJudgement {
    let value = changes.reduce(into: try ExampleList.value()) { $0.set($1.0, $1.1) }
    return try TrustAuthority().list(value).judge(
        question ?? ExampleList.question(), at: time(now), today: today.map(time), policy: policy)
}

private let university = "/credentialSubject/0"

@Suite("Judging an institution that is no more, and the decision on its quality")
struct ClosedInstitutionTests {
    /// The state of an institution from a day on, recorded on that day.
    private func state(_ kind: String, _ since: String, _ reason: String? = nil) -> JSONValue {
        var value: JSONValue = ["state": .string(kind), "since": .string(since), "recordedAt": .string(since)]
        value["reason"] = reason.map { .string($0) }
        return value
    }

    @Test("A university that closed does not void what it awarded before: with its key accounted for it stays valid")
    func closedUniversity() throws {
        let path = university + "/states/-"
        let retired: [(String, JSONValue?)] = [(university + "/keys/1/state", "retired")]
        let question = try ExampleList.question(created: "2026-06-30T10:00:00Z")
        for reason in ["closed", "merged"] {
            let closed: [(String, JSONValue?)] = [(path, state("withdrawn", "2026-10-01T00:00:00Z", reason))]
            // A key that is still in use on the list is in nobody's hands: who knows what was signed with it since?
            #expect(try judge(question, closed).code == .closedNoTimeEvidence)
            let kept = try judge(question, closed + retired)
            #expect(kept.code == .recognised)
            #expect(kept.notes.map(\.code) == [.timeSelfAsserted, .noLongerGranted])
            let after = try ExampleList.question(created: "2026-10-01T00:00:00Z")
            #expect(try judge(after, closed + retired).code == .withdrawnAtIssue)
        }
        // Every other reason is one of those for which nothing is believed.
        for reason in ["fraud", "Closed", nil] {
            let withdrawn: [(String, JSONValue?)] = [(path, state("withdrawn", "2026-10-01T00:00:00Z", reason))]
            #expect(try judge(question, withdrawn + retired).code == .withdrawnNoTimeEvidence)
        }
    }

    @Test("An institution that was shut out for a cause is not made good by closing after that")
    func closedAfterFraud() throws {
        let path = university + "/states/-"
        let fraud = (path, state("withdrawn", "2026-10-01T00:00:00Z", "fraud") as JSONValue?)
        let closed = (path, state("withdrawn", "2026-11-01T00:00:00Z", "closed") as JSONValue?)
        let back = (path, state("granted", "2026-10-15T00:00:00Z") as JSONValue?)
        let suspended = (path, state("suspended", "2026-10-15T00:00:00Z") as JSONValue?)
        let retired = (university + "/keys/1/state", "retired" as JSONValue?)
        #expect(try judge(nil, [fraud, closed, retired]).code == .withdrawnNoTimeEvidence)
        #expect(try judge(nil, [fraud, back, closed, retired]).code == .recognised)
        #expect(try judge(nil, [suspended, closed, retired]).code == .recognised)
        // Nor is one that is put on record as closed before the fraud, after it.
        let earlier = (
            path,
            state("withdrawn", "2026-11-02T00:00:00Z", "closed").setting("/since", "2026-09-01T00:00:00Z")
                as JSONValue?
        )
        #expect(try judge(nil, [fraud, earlier, retired]).code == .withdrawnNoTimeEvidence)
    }

    @Test("The decision on an institution's quality has to be in force when it signs, and on no day after that")
    func quality() throws {
        let decision = university + "/qualityAssurance"
        let ended = try judge(nil, [(decision + "/validUntil", "2026-06-30T09:59:59Z")])
        #expect(ended.code == .qualityDecisionEnded && ended.outcome == .undecided)
        #expect(ended.sentence(in: .english).hasSuffix("on list 118 ended on 2026-06-30T09:59:59Z"))
        #expect(try judge(nil, [(decision + "/validUntil", "2026-06-30T10:00:00Z")]).code == .recognised)
        #expect(try judge(nil, [(decision, nil)]).code == .recognised)
        // What was decided before the decision on the list is not told there, which is noted.
        let later = try judge(nil, [(decision + "/validFrom", "2026-06-30T10:00:01Z")])
        #expect(later.code == .recognised)
        #expect(later.notes.map(\.code) == [.timeSelfAsserted, .qualityDecisionLater])
    }
}
