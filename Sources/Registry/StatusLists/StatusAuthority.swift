import Encodings

/// Whose word counts about the status of what an issuer signed.
///
/// Of an issuer that a trust list names it is the institution's own key for status lists, that of whoever delegated to it,
/// or that of somebody whom the list names for this. Of any other issuer it is its own word alone, which is good for
/// nothing but to say that it took something back: such an issuer is not recognised anyway.
///
/// Stricter than Bitstring Status List 1.0, by which a list may be by anybody. Source: trust list design, section 2.3.
public struct StatusAuthority: Sendable {
    /// The issuer, as bytes.
    public let issuer: [UInt8]
    /// What lists say of the institution, and of those who delegated to it.
    private let entries: [ListedIssuer]
    /// Others who may sign, as bytes, and what lists say of them.
    private let keepers: [[UInt8]]
    private let keeperEntries: [ListedIssuer]
    private let lists: [IssuerTrustList]
    /// What delegations say against keys, for an issuer that no list names.
    private let delegations: [DelegationBook]
    /// The DID of the institution by whose delegation the issuer issues, as bytes.
    private let delegator: [UInt8]?

    /// Finds out who may speak of an issuer.
    ///
    /// - Parameters:
    ///   - above: What a delegation says of the issuer, and lists of those who delegated, for one that no list names.
    ///   - delegations: The delegations at hand, any of which may know that a key is stolen.
    ///   - institution: The DID of the institution on the list by whose delegation it issues, as bytes: what others say of
    ///     its keys is not asked. `nil` where that is not known; then it is enough that one institution has nothing to
    ///     say against a key.
    public init(
        of issuer: [UInt8], on lists: [IssuerTrustList], above: [ListedIssuer] = [],
        delegations: [DelegationBook] = [], from institution: [UInt8]? = nil
    ) {
        delegator = institution
        self.issuer = issuer
        self.lists = lists
        self.delegations = delegations
        let named = lists.compactMap { $0.issuer(issuer) }
        entries = named.isEmpty ? above : named
        keepers = entries.flatMap { entry in
            entry.node["statusAuthorities"].map { $0.elements.map(\.utf8) } ?? []
        }
        let keepers = keepers
        keeperEntries = keepers.isEmpty ? [] : lists.flatMap { list in keepers.compactMap { list.issuer($0) } }
    }

    /// Whether a list, or a delegation from one, says who the issuer is.
    public var isListed: Bool { !entries.isEmpty }

    /// Under which name lists about the issuer are remembered; `nil` for one that nobody vouches for.
    public var institution: String? { entries.first?.id }

    /// Checks that a list is by somebody who may say it, with a key that was good for this.
    ///
    /// - Throws: ``StatusError`` with code `issuerNotAuthorised`, `verification` or `keyCompromised`.
    public func check(_ list: StatusList) throws(StatusError) {
        guard isListed else {
            guard list.issuerBytes == issuer else { throw Self.notAuthorised }
            return
        }
        let isKept = keepers.contains(list.issuerBytes)
        guard isKept || entries.contains(where: { $0.answers(to: list.issuerBytes) }) else { throw Self.notAuthorised }
        let keys = (entries + keeperEntries).flatMap(\.keys)
        let known = keys.filter { $0.methodBytes == list.methodBytes && $0.publicKey == list.key }
        // Who took the key could date a list before the theft, and nothing independent tells when it was signed.
        let objections =
            lists.contains { $0.issuer(list.issuerBytes) != nil }
            ? [] : delegations.flatMap { $0.objections(toStatusKey: list.key, of: list.issuerBytes, from: delegator) }
        if let since = (known.compactMap(\.compromisedSince) + objections.compactMap(\.since)).min() {
            throw StatusError(
                .keyCompromised, at: "/proof", "the key of the list is in other hands since \(since)",
                [("since", .date(since))])
        }
        // One key, one purpose: one that signs something else as well, or signed for an authority, is none for this.
        let isMisused = !objections.isEmpty || lists.contains { $0.isOfAuthority(list.key) }
        let fitting = isMisused ? [] : known.filter { $0.purpose == .status }
        guard !fitting.isEmpty else {
            // A key that is a name itself needs no entry of its own: the list named that very key.
            if isKept, known.isEmpty, !isMisused, list.methodBytes.starts(with: "did:key:".utf8) { return }
            guard keys.contains(where: { $0.purpose == .status }) else { throw Self.notAuthorised }
            throw StatusError(
                .verification, at: "/proof",
                "expected a key that the trust list has for status lists, found \(known.isEmpty ? "another" : "one for something else")",
                variant: "key")
        }
        guard fitting.contains(where: { $0.window.contains(list.validFrom) }) else {
            throw StatusError(
                .verification, at: "/proof", "expected a key whose time covers \(list.validFrom), found another",
                variant: "window", [("known", .date(list.validFrom))])
        }
    }

    /// That a list is by somebody who may not say it.
    public static var notAuthorised: StatusError {
        StatusError(
            .issuerNotAuthorised, at: "/issuer",
            "expected a list by the issuer of the credential or by somebody whom a trust list names for this")
    }
}

extension ListedIssuer {
    /// Whether an identifier, as bytes, is one of the institution's.
    func answers(to id: [UInt8]) -> Bool { idBytes == id || otherIDs.contains(id) }
}
