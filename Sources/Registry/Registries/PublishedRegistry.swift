import Credentials
public import Encodings

/// A registry of issuers that somebody else publishes: it informs, and recognises nobody.
///
/// Two kinds are read: registries of known DIDs, as the Digital Credentials Consortium keeps them, and lists of recognised
/// entities of the W3C. Neither tells keys, states or history, so that neither can say that an issuer was entitled to
/// award something when it did. Nothing of what it says is believed.
public struct PublishedRegistry: Sendable {
    /// How many issuers a registry may name.
    public static let entryLimit = 50_000

    /// Which kind of registry it is.
    public enum Kind: String, Sendable, CaseIterable {
        /// DIDs with a name, a place and an address each, unsigned.
        ///
        /// Source: the registries of the Digital Credentials Consortium, for example `digitalcredentials/dcc-registry`.
        case knownDIDs
        /// A credential of the type `RecognizedEntityCredential`.
        ///
        /// Source: W3C Recognized Entities 1.0, sections 3.2 to 3.4.
        case recognizedEntities
    }

    /// Which kind of registry it is.
    public let kind: Kind
    /// What the registry calls itself; `nil` where it has no name.
    public let title: String?
    /// The identifier of who it says publishes it; `nil` where it does not say.
    public let publisher: String?
    /// When it says that it was first made; `nil` where it does not say.
    public let created: Timestamp?
    /// When it says that it was last changed, or from when it holds; `nil` where it does not say.
    public let dated: Timestamp?
    /// Until when it says that it holds; `nil` where it does not say.
    public let validUntil: Timestamp?
    /// The issuers, in the order of the registry.
    public let entries: [RegistryEntry]
    /// How many entities have no identifier, so that no credential can be theirs.
    public let namelessCount: Int

    /// The registry as it was received.
    let received: ReceivedCredential
    private let positionByID: [[UInt8]: Int]

    /// Reads a registry.
    ///
    /// - Throws: ``RegistryError``: `unreadable` when the bytes are no strict JSON within ``Encodings/Limits/registry``,
    ///   `otherForm` or `trustList` for another document, `tooManyEntries`, or what breaks a rule of its form.
    public init(parsing bytes: [UInt8]) throws(RegistryError) {
        do throws(JSONError) {
            received = try ReceivedCredential(parsing: bytes, limits: .registry)
        } catch {
            throw RegistryError(error, in: bytes)
        }
        let root = received.document.root
        let content: RegistryContent
        if root["registry"] != nil, root["type"] == nil {
            kind = .knownDIDs
            content = try KnownDIDReader(received).content()
        } else if received.claims.hasType("RecognizedEntityCredential") {
            kind = .recognizedEntities
            content = try RecognizedEntityReader(received).content()
        } else {
            throw RegistryError(
                .otherForm, at: root, in: bytes,
                "expected a registry of known DIDs or a RecognizedEntityCredential, found another document")
        }
        title = content.title
        publisher = content.publisher
        created = content.created
        dated = content.dated
        validUntil = content.validUntil
        entries = content.entries
        namelessCount = content.namelessCount
        positionByID = content.positionByID
    }

    /// The bytes as received.
    public var bytes: [UInt8] { received.bytes }

    /// The issuer with this identifier, compared byte by byte.
    public func entry(_ id: [UInt8]) -> RegistryEntry? { positionByID[id].map { entries[$0] } }

    /// How many entities are named for issuing credentials.
    public var issuerCount: Int { entries.count { $0.isForIssuing } }
}

/// What a registry of either kind says.
struct RegistryContent {
    var title: String?
    var publisher: String?
    var created: Timestamp?
    var dated: Timestamp?
    var validUntil: Timestamp?
    var namelessCount = 0
    private(set) var entries: [RegistryEntry] = []
    private(set) var positionByID: [[UInt8]: Int] = [:]

    mutating func reserve(_ count: Int) {
        entries.reserveCapacity(count)
        positionByID.reserveCapacity(count)
    }

    /// Adds an entry; `false` when its identifier is there already.
    mutating func add(_ entry: RegistryEntry) -> Bool {
        guard positionByID.updateValue(entries.count, forKey: entry.idBytes) == nil else { return false }
        entries.append(entry)
        return true
    }
}

extension Limits {
    /// The limits for a registry of issuers: 16 MiB, depth 32, pictures of 512 KiB; numbers and texts as in credentials.
    public static let registry = Limits(
        documentByteCount: 16 << 20, depth: 32, memberCount: 2_000_000, stringByteCount: 64 << 10,
        imageByteCount: 512 << 10, numbers: .exact, text: .interchange)
}
