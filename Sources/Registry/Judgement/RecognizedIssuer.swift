public import Encodings

/// An institution as the trust list shows it to a person: its name there, not the one that a credential gives it.
///
/// Of one who issues by delegation it is the name that the delegation has.
public struct RecognizedIssuer: Sendable {
    /// The list.
    public let list: IssuerTrustList
    /// The institution on it, or the one to which it delegated.
    public let entry: ListedIssuer

    /// The delegations by which it issues, that of the institution on the list first; none for one on the list.
    public let delegations: [Delegation]
    /// The status lists by which the delegations still stand.
    public let statusLists: [StatusList]
    /// Those who delegated, the institution on the list first.
    private let delegators: [ListedIssuer]

    init(_ entry: ListedIssuer, on list: IssuerTrustList) {
        self.list = list
        self.entry = entry
        delegations = []
        statusLists = []
        delegators = []
    }

    init(_ chain: DelegationChain, on list: IssuerTrustList, statusLists: [StatusList] = []) {
        self.statusLists = statusLists
        self.list = list
        entry = chain.issuer
        delegations = chain.delegations
        delegators = [chain.institution] + chain.delegations.dropLast().map(\.entity)
    }

    /// Those from whom it has its powers, by their DIDs and names, the one who delegated to it first and the institution
    /// on the list last; nobody for one on the list.
    public var delegatedBy: [(id: String, legalName: String)] { delegators.reversed().map { ($0.id, $0.legalName) } }

    /// What is said of the issuer, and of those from whom it has its powers.
    public var withAllAbove: [ListedIssuer] { [entry] + delegators.reversed() }

    /// What a sentence names of them: `delegator` and `institution`, and when the delegation is in force.
    var delegationFacts: [(name: String, value: TrustFact)] {
        guard let near = delegators.last, let far = delegators.first, let delegation = delegations.last else {
            return []
        }
        var facts: [(name: String, value: TrustFact)] = [
            ("delegator", .text(near.legalName)), ("institution", .text(far.legalName)),
            ("delegatedUntil", .date(delegation.validUntil)),
        ]
        if delegations.count > 1 { facts.append(("variant", .text("twice"))) }
        return facts
    }

    /// Whether an identifier, as bytes, is one of the institution's.
    public func answers(to id: [UInt8]) -> Bool { entry.idBytes == id || entry.otherIDs.contains(id) }

    /// The institution's DID.
    public var id: String { entry.id }
    /// The institution's name in law.
    public var legalName: String { entry.legalName }
    /// The institution in public registers.
    public var identifiers: [(scheme: String, value: String)] { entry.identifiers }
    /// The countries or parts of countries for which it is recognised.
    public var jurisdictions: [String] { entry.jurisdictions }
    /// The identifier of the list.
    public var listID: String { list.id }
    /// The number of the list.
    public var listSequence: Int { list.sequence }
    /// When the list was issued.
    public var listIssued: Timestamp { list.issued }
    /// The name of the authority that keeps the list.
    public var authorityName: String { list.authority.legalName }
}
