public import Encodings
public import Storage

/// A presentation that the learner made: what she showed to whom, and until when it can be used.
public struct MadePresentation: Sendable, Hashable {
    /// By what it is called: random hexadecimal digits.
    public let id: String
    /// When it was made.
    public let madeAt: Timestamp
    /// Whom it is for, as the learner named it.
    public let verifier: String
    /// The domain that it is bound to, where it has one.
    public let domain: String?
    /// Until when it can be used; `nil` where nothing ends it.
    public let expiresAt: Timestamp?
    /// The identifier of the holder that signed it.
    public let holder: String?
    /// The digests of the credentials in it.
    public let credentials: [ObjectName]
    /// Their titles, which say what was shown also when a credential is gone.
    public let titles: [String]

    /// Describes a presentation; the vault gives it its `id`.
    public init(
        madeAt: Timestamp, verifier: String, domain: String?, expiresAt: Timestamp?, holder: String?,
        credentials: [ObjectName], titles: [String]
    ) {
        self.init(
            id: "", madeAt: madeAt, verifier: verifier, domain: domain, expiresAt: expiresAt, holder: holder,
            credentials: credentials, titles: titles)
    }

    init(
        id: String, madeAt: Timestamp, verifier: String, domain: String?, expiresAt: Timestamp?, holder: String?,
        credentials: [ObjectName], titles: [String]
    ) {
        self.id = id
        self.madeAt = madeAt
        self.verifier = verifier
        self.domain = domain
        self.expiresAt = expiresAt
        self.holder = holder
        self.credentials = credentials
        self.titles = titles
    }
}

extension MadePresentation {
    /// The presentation for programs, and as the vault keeps it.
    public var json: JSONValue {
        var value: JSONValue = [
            "version": 1, "id": .string(id), "madeAt": .string(madeAt.description), "verifier": .string(verifier),
            "credentials": .array(credentials.map { .string($0.hexadecimal) }),
            "titles": .array(titles.map { .string($0) }),
        ]
        value["domain"] = domain.map { .string($0) }
        value["expiresAt"] = expiresAt.map { .string($0.description) }
        value["holder"] = holder.map { .string($0) }
        return value
    }

    /// Reads what ``json`` wrote.
    init?(_ node: JSONNode) {
        guard node["version"]?.integer == 1, let id = node["id"]?.string, let verifier = node["verifier"]?.string,
            let madeAt = node["madeAt"]?.string.flatMap({ try? Timestamp(parsing: $0) }),
            let credentials = node["credentials"], let titles = node["titles"]
        else { return nil }
        self.init(
            id: id, madeAt: madeAt, verifier: verifier, domain: node["domain"]?.string,
            expiresAt: node["expiresAt"]?.string.flatMap { try? Timestamp(parsing: $0) },
            holder: node["holder"]?.string,
            credentials: credentials.elements.compactMap { digest in
                digest.string.flatMap { try? ObjectName(hexadecimal: $0) }
            }, titles: titles.elements.compactMap(\.string))
    }
}
