public import Encodings

/// An institution as the trust list shows it to a person: its name there, not the one that a credential gives it.
public struct RecognizedIssuer: Sendable {
    /// The list.
    public let list: IssuerTrustList
    /// The institution on it.
    public let entry: ListedIssuer

    init(_ entry: ListedIssuer, on list: IssuerTrustList) {
        self.list = list
        self.entry = entry
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
