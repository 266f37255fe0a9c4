import Credentials
import Cryptography
public import Encodings
public import Registry

/// What a report says of the capsule that the credential came in.
public struct CapsuleFacts: Sendable {
    /// The bytes of the credential.
    public let credential: [UInt8]
    /// How many status lists it brings.
    public let statusListCount: Int
    /// How old what was known of the issuer is; `nil` where no list knows it.
    public let age: TrustAge?
}

/// As of which day something was known of an issuer, and what the policy accepts.
public struct TrustAge: Sendable {
    /// The last day for which the list is known to have been the newest.
    public let known: Timestamp
    /// How much earlier that is than the time that was judged for, in seconds; never less than none.
    public let seconds: Int64
    /// The greatest age that the policy accepts; `nil` for one that the list itself sets, or for any.
    public let limit: AgeLimit?
    /// Whether the policy accepts a list that is past its own end.
    public let acceptsLapsed: Bool

    private let list: IssuerTrustList

    init?(_ report: VerificationReport, _ policy: Policy) {
        guard let list = report.issuer?.list else { return nil }
        self.list = list
        known = list.lastStated(at: report.evaluatedAt)
        seconds = max(0, report.evaluatedAt.secondsSince1970 - known.secondsSince1970)
        limit = report.claims.flatMap { policy.maximumListAge(for: ClaimedScope($0)) }
        acceptsLapsed = policy.acceptsLapsedTrust
    }

    /// The age in hours that have begun for the first two days, then in whole days; none where it is less than an hour.
    public var age: AgeLimit { AgeLimit(passed: seconds) }

    var note: Note {
        var facts: [(name: String, value: Fact)] = [
            ("authority", .text(list.authority.legalName)), ("sequence", .number(list.sequence)),
            ("known", .date(known)), ("age", .age(age)), ("nextUpdate", .date(list.nextUpdate)),
        ]
        if let limit {
            facts += [("limit", .age(limit)), ("variant", .text("limited"))]
        } else if acceptsLapsed {
            facts.append(("variant", .text("any")))
        }
        return Note("TRUST_AS_OF", facts)
    }
}
