import Credentials
public import Encodings

/// Makes the next list from the one before: the authority's tool.
///
/// An editor adds and ends, and never removes: what a list recorded stays. It is deterministic, for the time of the edit
/// and the key are given. What it signs, it verifies as a verifier does before handing it out.
public struct TrustListEditor: Sendable {
    /// The pin of the list that is edited.
    public let pin: TrustPin
    /// The verified list that the next one follows; `nil` for the first.
    public let previous: IssuerTrustList?
    /// The time of the edit: when every change is recorded and the next list is issued.
    public let now: Timestamp
    /// When the list after the next one is due; 180 days after the edit unless changed.
    public var nextUpdate: Timestamp

    /// The version of the root under which the next list is made; `nil` where a pinned key signs it.
    public var rootVersion: Int?

    /// The next list, without proof.
    var value: JSONValue

    /// How long a list is good for unless the authority says otherwise, in days.
    public static let usualWindow = 180

    /// Begins the first list of an authority, with no institution on it.
    ///
    /// - Parameters:
    ///   - legalName: The authority's name in law.
    ///   - jurisdiction: Where it decides, for example `BE` or `BE-VLG`.
    ///   - legalBasis: The law or decree that makes it the authority.
    public init(
        creating pin: TrustPin, legalName: String, jurisdiction: String, legalBasis: String? = nil, at now: Timestamp
    ) {
        self.pin = pin
        previous = nil
        self.now = now
        nextUpdate = now.adding(days: Self.usualWindow)
        var authority: JSONValue = [
            "id": .string(pin.authority.id.text), "legalName": .string(legalName),
            "jurisdiction": .string(jurisdiction),
        ]
        authority["legalBasis"] = legalBasis.map { .string($0) }
        value = [
            "@context": [
                .string("\(TrustListContent.credentialContext)"),
                // The terms of the list mean what this form says; no context on the web defines them.
                "https://www.w3.org/ns/credentials/undefined-terms/v2",
            ],
            "id": .string(pin.listID),
            "type": ["VerifiableCredential", "RecognizedEntityCredential", "IssuerTrustListCredential"],
            "issuer": .string(pin.authority.id.text), "validFrom": "", "validUntil": "",
            "trustList": [
                "authority": authority, "environment": .string(pin.environment.name), "sequence": 1, "issued": "",
                "nextUpdate": "",
            ],
            "credentialSubject": [],
        ]
        setTimes()
    }

    /// Begins the list that follows `list`.
    ///
    /// - Throws: ``TrustError`` with code `editRefused` when the edit lies before the list that it follows, or when that
    ///   was closed and is the last.
    public init(editing list: IssuerTrustList, at now: Timestamp) throws(TrustError) {
        guard !list.isClosed else {
            throw TrustError(
                .lastList, at: "/trustList/closed", "expected a list that is open, found one that is closed")
        }
        guard now >= list.issued else {
            throw TrustError(
                .beforeList(issued: list.issued),
                "expected an edit after the list was issued at \(list.issued), found an earlier time")
        }
        pin = list.pin
        previous = list
        self.now = now
        nextUpdate = now.adding(days: Self.usualWindow)
        var value = JSONValue(list.document.root)
        value["proof"] = nil
        value["trustList"]?["sequence"] = .number(String(list.sequence + 1))
        value["trustList"]?["previousDigest"] = .string(list.digest.multibase)
        self.value = value
        rootVersion = list.root?.version
        setTimes()
    }

    /// Continues an edit that was put aside with ``draft()``.
    ///
    /// - Parameters:
    ///   - draft: The list without proof.
    ///   - previous: The verified list that it follows; `nil` for a first list.
    /// - Throws: ``TrustError`` with a code of ``IssuerTrustList/init(verifying:pin:)`` or of
    ///   ``IssuerTrustList/check(succeeding:)``, or `editRefused` for a draft with a proof or of another sequence.
    public init(
        resuming draft: [UInt8], following previous: IssuerTrustList?, pin: TrustPin, at now: Timestamp
    ) throws(TrustError) {
        let document = try IssuerTrustList.parse(draft)
        guard document.root["proof"] == nil else {
            throw TrustError(.draftIsSigned, at: "/proof", "expected a draft, found a list that is signed already")
        }
        let content = try TrustListContent(document.root)
        guard content.idBytes.elementsEqual(pin.listID.utf8) else {
            throw TrustError(.wrongID, at: "/id", "expected the list that the pin names, found another")
        }
        try content.check(pin)
        guard content.sequence == (previous?.sequence ?? 0) + 1, content.previousDigest == previous?.digest else {
            throw TrustError(
                .draftOfAnotherList, at: "/trustList/sequence",
                "expected a draft of the list after the last one, found another")
        }
        if let previous { try content.check(continuing: previous.content) }
        guard now >= content.issued else {
            throw TrustError(
                .beforeDraft(made: content.issued),
                "expected an edit after the draft was made at \(content.issued), found an earlier time")
        }
        self.pin = pin
        self.previous = previous
        self.now = now
        nextUpdate = now.adding(seconds: content.nextUpdate.seconds(since: content.issued))
        value = JSONValue(document.root)
        rootVersion = content.rootVersion
        startRecognitions()
        setTimes()
    }

    /// The next list without proof, to be signed later: indented JSON with a line feed at its end.
    public func draft() -> [UInt8] {
        var editor = self
        editor.setTimes()
        return editor.value.serialized(indented: true) + [0x0A]
    }

    /// Says that the next list is the last: the authority keeps it no longer.
    ///
    /// It tells for good what was known on its date, and decides nothing about what is signed after its next update.
    ///
    /// - Throws: ``TrustError`` with code `editRefused` when the list is closed already.
    public mutating func close() throws(TrustError) {
        if case .boolean(true)? = value["trustList"]?["closed"] {
            throw TrustError(
                .alreadyClosed, at: "/trustList/closed", "expected a list that is open, found one that is closed")
        }
        value["trustList"]?["closed"] = true
    }

    /// Writes the time of the edit and the next update where a list has them.
    mutating func setTimes() {
        value["validFrom"] = .string(now.description)
        value["validUntil"] = .string(nextUpdate.description)
        if let rootVersion { value["trustList"]?["rootVersion"] = .number(String(rootVersion)) }
        value["trustList"]?["issued"] = .string(now.description)
        value["trustList"]?["nextUpdate"] = .string(nextUpdate.description)
    }
}
