public import Encodings

/// A registry that somebody has imported: what it is called here, and what was known of it then.
public struct ImportedRegistry: Sendable {
    /// How long a name may be, in bytes.
    public static let nameByteLimit = 200

    /// The name under which it is kept.
    public let name: String
    /// What it says.
    public let registry: PublishedRegistry
    /// What was known of its signature when it was imported.
    public let signature: RegistrySignature
    /// When it was imported.
    public let imported: Timestamp

    /// Gives a registry its name and its standing.
    public init(name: String, registry: PublishedRegistry, signature: RegistrySignature, imported: Timestamp) {
        self.name = name
        self.registry = registry
        self.signature = signature
        self.imported = imported
    }
}

/// What a registry does not say, and whoever relies on it would have to know.
public enum RegistryGap: String, Sendable, CaseIterable {
    /// It is not signed.
    case unsigned = "GAP_UNSIGNED"
    /// It carries a signature that could not be checked.
    case signatureNotChecked = "GAP_SIGNATURE_NOT_CHECKED"
    /// It says who is known, and makes no claim about them.
    case noClaim = "GAP_NO_CLAIM"
    /// Whose word it is, nobody has pinned.
    case publisherNotPinned = "GAP_PUBLISHER_NOT_PINNED"
    /// Whether an issuer is a real one, or there to try things out.
    case noEnvironment = "GAP_NO_ENVIRONMENT"
    /// Which key is whose.
    case noKeys = "GAP_NO_KEYS"
    /// From when and until when a key was good, and whether somebody else has it.
    case noKeyWindows = "GAP_NO_KEY_WINDOWS"
    /// Who was suspended or struck off.
    case noStates = "GAP_NO_STATES"
    /// Who stood on it before.
    case noHistory = "GAP_NO_HISTORY"
    /// Whether it is the newest.
    case noSequence = "GAP_NO_SEQUENCE"
    /// The schemas that limit what an entity may issue are named, and not compared.
    case schemasNotCompared = "GAP_SCHEMAS_NOT_COMPARED"
}

extension ImportedRegistry {
    /// What the registry does not say.
    ///
    /// Source: for known DIDs, the registries' own introductions and their form; for recognised entities, Recognized
    /// Entities 1.0, section 3, which has no member for any of these.
    public var gaps: [RegistryGap] {
        var gaps: [RegistryGap] = []
        switch signature {
        case .absent: gaps.append(.unsigned)
        case .notChecked: gaps.append(.signatureNotChecked)
        case .verified: break
        }
        gaps.append(registry.kind == .knownDIDs ? .noClaim : .publisherNotPinned)
        gaps += [.noEnvironment, .noKeys, .noKeyWindows, .noStates, .noHistory, .noSequence]
        if registry.entries.contains(where: \.isLimited) { gaps.append(.schemasNotCompared) }
        return gaps
    }
}
