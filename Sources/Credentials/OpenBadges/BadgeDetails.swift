/// What somebody did for an achievement, as the badge says it.
public struct BadgeCriteria: Sendable, Hashable {
    /// In words.
    public let narrative: String?
    /// An address where more is said.
    public let address: String?

    /// Collects what is said.
    public init(narrative: String?, address: String?) {
        self.narrative = narrative
        self.address = address
    }
}

/// A result, with what its description says of it.
public struct BadgeResult: Sendable, Hashable {
    /// What was measured.
    public let name: String?
    /// The value, or the level that was reached.
    public let value: String?
    /// The status that the badge states beside it, or alone: a word of Open Badges such as `Failed`.
    public let status: String?
    /// The lowest value that there is.
    public let lowest: String?
    /// The highest value that there is.
    public let highest: String?
    /// The value or level that was needed.
    public let required: String?
    /// Whether the badge itself says that this is no pass: by its status, or as the value lies below what was needed.
    public let isShort: Bool

    /// Collects what is said.
    public init(
        name: String?, value: String?, status: String? = nil, lowest: String? = nil, highest: String? = nil,
        required: String? = nil, isShort: Bool = false
    ) {
        self.name = name
        self.value = value
        self.status = status
        self.isShort = isShort
        self.lowest = lowest
        self.highest = highest
        self.required = required
    }
}

/// Something in a framework that an achievement corresponds to.
public struct BadgeAlignment: Sendable, Hashable {
    /// What it is called.
    public let name: String
    /// The framework.
    public let framework: String?
    /// Its code in the framework.
    public let code: String?
    /// Where it is described.
    public let address: String?

    /// Collects what is said.
    public init(name: String, framework: String?, code: String?, address: String? = nil) {
        self.name = name
        self.address = address
        self.framework = framework
        self.code = code
    }
}

/// A picture that a badge names or carries; it is never fetched, and never drawn.
public struct BadgeImage: Sendable, Hashable {
    /// What it shows, in words.
    public let caption: String?
    /// Where it is; `nil` when it stands in the badge itself.
    public let address: String?

    /// Collects what is said.
    public init(caption: String?, address: String?) {
        self.caption = caption
        self.address = address
    }
}

/// Something that the issuer relied on.
public struct BadgeEvidence: Sendable, Hashable {
    /// What it is, in words.
    public let name: String?
    /// Where it is.
    public let address: String?

    /// Collects what is said.
    public init(name: String?, address: String?) {
        self.name = name
        self.address = address
    }
}

/// A good word for the achievement, the issuer or the badge, as the badge says it: nobody checked who wrote it.
public struct BadgeEndorsement: Sendable, Hashable {
    /// Who is said to have written it.
    public let endorser: String?
    /// What is said.
    public let comment: String?

    /// Collects what is said.
    public init(endorser: String?, comment: String?) {
        self.endorser = endorser
        self.comment = comment
    }
}
