import Credentials
import Encodings

/// The rows that a rehearsal found to be in order whatever the register says, so that they need not be looked at again.
///
/// A row is known again by its number and by what its credential would say: one that was changed in between is another.
struct ExaminedRows: Sendable {
    private let template: SpecificationTemplate
    private let hasStatusLists: Bool
    private let settings: ProfileSettings
    private let now: Timestamp
    /// A part of the digest of what each row says, by its number; 0 for one that is not in order.
    private var marks: [UInt64] = []

    init(_ template: SpecificationTemplate, for profile: IssuerProfile, _ settings: ProfileSettings, at now: Timestamp)
    {
        self.template = template
        hasStatusLists = profile.statusLists != nil
        self.settings = settings
        self.now = now
    }

    /// Remembers a row that is in order.
    mutating func add(_ row: Int, claims: String) {
        if marks.count <= row { marks += repeatElement(0, count: row + 1 - marks.count) }
        marks[row] = Self.mark(claims)
    }

    /// Whether a row was found to be in order.
    func contains(_ row: Int, claims: String) -> Bool {
        row < marks.count && marks[row] != 0 && marks[row] == Self.mark(claims)
    }

    /// Whether what was asked then would be asked now: the rules at the same time, of the same specification and issuer.
    func isValid(
        for other: SpecificationTemplate, of profile: IssuerProfile, _ otherSettings: ProfileSettings,
        at time: Timestamp
    ) -> Bool {
        // What knows skills cannot be compared.
        now == time && hasStatusLists == (profile.statusLists != nil) && template.isSame(as: other)
            && settings.creditBounds == otherSettings.creditBounds
            && settings.isKnownSkill == nil && otherSettings.isKnownSkill == nil
    }

    /// Eight letters of the salted digest: 48 bits that nobody can aim at.
    private static func mark(_ claims: String) -> UInt64 {
        claims.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
