public import Credentials
public import Encodings
public import Proofs
public import Registry

/// Signs an institution's status lists with its key for them.
///
/// It never takes a revocation back, and signs nothing that a verifier who has the trust list would not take.
/// Source: trust list design, sections 2.2 and 2.3.
public struct StatusListSigner: Sendable {
    /// For how long a list is good unless something else is said, in seconds: seven days.
    public static let usualWindow: Int64 = 7 * Timestamp.secondsPerDay
    /// After how long the next one is meant to be published unless something else is said, in seconds: a day.
    public static let usualTimeToLive = Timestamp.secondsPerDay

    /// Who issues the lists.
    public let issuer: DID
    /// How proofs name the key.
    public let verificationMethod: DIDURL
    private let key: any CredentialSigner

    /// Prepares to sign.
    public init(issuer: DID, verificationMethod: DIDURL, key: any CredentialSigner) {
        self.issuer = issuer
        self.verificationMethod = verificationMethod
        self.key = key
    }

    /// Signs a list that says what holds from a time on.
    ///
    /// - Parameters:
    ///   - address: Where it is published, which is what credentials call it.
    ///   - previous: The list that it takes the place of, if there is one. Where that says the same and is still good for
    ///     half of its time, it is returned as it is.
    ///   - lists: The trust lists that verifiers have; the key is not looked up where there are none.
    /// - Throws: `StatusListRefusal`.
    public func sign(
        _ values: StatusBitstring, of purpose: StatusPurpose, at address: String, from now: Timestamp,
        replacing previous: StatusList? = nil, on lists: [IssuerTrustList] = [], window: Int64 = usualWindow,
        timeToLive: Int64? = usualTimeToLive
    ) throws(StatusListRefusal) -> StatusList {
        if let previous, Self.isStillGood(previous, values, of: purpose, by: verificationMethod, at: now) {
            return previous
        }
        let new = NewStatusList(
            address: address, issuer: issuer, purpose: purpose, values: values, validFrom: now,
            validUntil: now.adding(seconds: window), timeToLive: timeToLive)
        let signed = try new.sign(with: key, verificationMethod: verificationMethod)
        if let previous {
            guard previous.validFrom < now else { throw .notLater }
            if let objection = signed.objection(beside: previous) { throw .list(objection) }
        }
        guard !lists.isEmpty else { return signed }
        let authority = StatusAuthority(of: Array(issuer.text.utf8), on: lists)
        guard authority.isListed, (try? authority.check(signed)) != nil else { throw .keyNotListed }
        return signed
    }

    /// Whether a list says what is to be said, by this key, and is good for another half of its time.
    static func isStillGood(
        _ list: StatusList, _ values: StatusBitstring, of purpose: StatusPurpose, by verificationMethod: DIDURL,
        at now: Timestamp
    ) -> Bool {
        guard list.purposes == [purpose], list.methodBytes.elementsEqual(verificationMethod.text.utf8),
            case .success(let known) = list.values, known == values, let end = list.validUntil
        else { return false }
        return end.seconds(since: now) * 2 > end.seconds(since: list.validFrom) && list.validFrom <= now
    }
}
