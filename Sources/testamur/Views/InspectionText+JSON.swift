import Credentials
import Encodings
import Proofs

extension InspectionText {
    /// What the document says, for programs; `verified` is always `false`, and everything beside it is a claim.
    var json: JSONValue {
        let claims = received.claims
        let view = AchievementView(claims)
        var says: JSONValue = [
            "types": .array(claims.types.map { .string($0) }),
            "workload": .array(view.workload(in: language).map { .string($0) }),
            "learningOutcomes": .array(view.learningOutcomes(in: language).map { .string($0) }),
            "assessment": .array(view.assessmentTypes(in: language).map { .string($0) }),
            "participation": .array(view.participationModes(in: language).map { .string($0) }),
            "qualityAssurance": .array(view.qualityAssurance(in: language).map { .string($0) }),
            "proofs": .array(
                claims.proofs.map { .string($0["cryptosuite"]?.string ?? $0["type"]?.string ?? "?") }),
        ]
        for (name, value) in [
            ("id", claims.id), ("title", view.title(in: language)), ("learner", view.learnerName),
            ("awardedOn", view.awardedOn?.description), ("issuer", claims.issuer), ("issuerName", view.issuerName),
            ("level", view.level(in: language)), ("grade", view.grade),
            ("prerequisites", view.prerequisites(in: language)), ("validFrom", claims.validFrom?.string),
            ("validUntil", claims.validUntil?.string),
        ] { says[name] = value.map { .string($0) } }
        return [
            "verified": false, "input": .string(name), "byteCount": .number(String(received.bytes.count)),
            "claims": says,
        ]
    }
}
