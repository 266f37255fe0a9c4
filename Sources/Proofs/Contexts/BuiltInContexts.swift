/// The JSON-LD contexts that this program knows: they are read from here and nowhere else.
public enum BuiltInContexts {
    /// Every edition of every context.
    public static let all: [BuiltInContext] = dataModel + openBadges + security + elsewhere

    /// The current edition of the context at an address, compared byte by byte; `nil` when it is not built in.
    public static func context(at url: String) -> BuiltInContext? {
        all.first { $0.isCurrent && $0.url.utf8.elementsEqual(url.utf8) }
    }

    /// The edition that says the same as the published document with the SHA-256 hash `digest`, if there is one.
    public static func context(publishedAs digest: [UInt8]) -> BuiltInContext? {
        all.first { $0.publishedCopy(digest) == .sameTerms }
    }
}
