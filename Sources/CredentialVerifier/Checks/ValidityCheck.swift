import Credentials
import Encodings
import Proofs

/// Whether the credential is in force: bounds are inclusive, and clocks may differ by the policy's skew.
///
/// Source: Verifiable Credentials Data Model 2.0, section 4.9.
enum ValidityCheck {
    static func check(_ credential: AuthenticCredential, _ policy: Policy, at now: Timestamp) -> Check {
        let claims = credential.claims
        let from: Timestamp?
        let until: Timestamp?
        do throws(EncodingError) {
            // Both versions' names count where a document has both: the latest start, the earliest end.
            from = try times(claims.node["validFrom"], claims.node["issuanceDate"], rounding: .up).max()
            until = try times(claims.node["validUntil"], claims.node["expirationDate"], rounding: .down).min()
        } catch {
            return Check(.validity, .failed, "VALIDITY_MALFORMED", at: "/validFrom")
        }
        if let from, let until, until < from {
            return Check(.validity, .failed, "VALIDITY_REVERSED", at: "/validUntil")
        }
        if let from, now.adding(seconds: policy.skew) < from {
            return Check(.validity, .failed, "NOT_YET_VALID", at: "/validFrom", [("from", fact(from, now))])
        }
        if let until, until < now.adding(seconds: -policy.skew) {
            return Check(.validity, .failed, "EXPIRED", at: "/validUntil", [("until", .date(until))])
        }
        if let created = credential.issuerProof.created, now.adding(seconds: policy.skew) < created {
            return Check(
                .validity, .failed, "TIME_FROM_FUTURE", at: credential.issuerProof.proof.pointer + "/created",
                [("created", fact(created, now))])
        }
        if let day = claims.awardDay(after: now.adding(seconds: policy.skew)) {
            return Check(
                .validity, .undecided, "AWARDED_IN_FUTURE", at: "/awardedDate",
                [("awarded", .date(Timestamp(startOf: day)))])
        }
        switch (from, until) {
        case (let from?, let until?):
            return Check(.validity, .passed, "VALID_BETWEEN", [("from", .date(from)), ("until", .date(until))])
        case (let from?, nil): return Check(.validity, .passed, "VALID_SINCE", [("from", .date(from))])
        case (nil, let until?): return Check(.validity, .passed, "VALID_UNTIL", [("until", .date(until))])
        case (nil, nil): return Check(.validity, .passed, "VALIDITY_UNSTATED")
        }
    }

    /// A time that lies ahead: of the day that is judged for, the date alone would contradict the sentence.
    private static func fact(_ time: Timestamp, _ now: Timestamp) -> Fact {
        time.date == now.date ? .moment(time) : .date(time)
    }

    private static func times(
        _ first: JSONNode?, _ second: JSONNode?, rounding: Timestamp.Rounding
    ) throws(EncodingError) -> [Timestamp] {
        var times: [Timestamp] = []
        if let time = try time(first, rounding: rounding) { times.append(time) }
        if let time = try time(second, rounding: rounding) { times.append(time) }
        return times
    }

    /// Fractions of a second are rounded so that comparing with a whole second gives the exact answer.
    private static func time(_ node: JSONNode?, rounding: Timestamp.Rounding) throws(EncodingError) -> Timestamp? {
        guard let node else { return nil }
        // Version 1.1 lets a time stand without its offset; the data model check warns of it.
        if let time = ValidityTime.read(node, rounding: rounding).timestamp { return time }
        return try Timestamp(parsing: node.utf8, rounding: rounding)
    }
}
