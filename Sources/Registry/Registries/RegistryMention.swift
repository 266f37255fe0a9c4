public import Encodings

/// What imported registries say of an issuer that no trust list knows.
///
/// A mention is never an answer: an issuer that is named on any number of registries is as undecided as one that is on
/// none. It tells the reader where to ask on.
public struct RegistryMention: Sendable {
    /// The stable name of what is said, by what is known of the registry's signature.
    public enum Code: String, Sendable, CaseIterable {
        /// A registry without signature names the issuer.
        case unsigned = "ISSUER_ONLY_IN_REGISTRY"
        /// A list names it that its publisher signed.
        case signed = "ISSUER_ONLY_IN_SIGNED_REGISTRY"
        /// A list names it whose signature could not be checked.
        case notChecked = "ISSUER_ONLY_IN_UNCHECKED_REGISTRY"
    }

    /// The stable name of what is said.
    public let code: Code
    /// What the sentence names: `registry`, `imported`, `name` for what the registry calls the issuer, and `publisher`.
    public let facts: [(name: String, value: TrustFact)]
    /// Which other registries name the issuer, and which of them, or of what they say of it, are out of date.
    public let notes: [TrustNote]

    /// Looks for an issuer, by the bytes of its identifier, among those that registries name for issuing.
    ///
    /// - Returns: `nil` when none names it.
    public init?(of issuer: [UInt8], in registries: [ImportedRegistry], at now: Timestamp) {
        let found = registries.compactMap { registry in
            registry.registry.entry(issuer).flatMap { $0.isForIssuing ? (registry: registry, entry: $0) : nil }
        }
        // One whose publisher is known for certain says the most.
        guard let first = found.first(where: { Self.code($0.registry) == .signed }) ?? found.first else { return nil }
        code = Self.code(first.registry)
        facts = Self.facts(first.registry, first.entry)
        var notes: [TrustNote] = []
        for (registry, entry) in found {
            if !registry.name.utf8.elementsEqual(first.registry.name.utf8) {
                notes.append(TrustNote(.alsoInRegistry, Self.facts(registry, entry)))
            }
            if let until = registry.registry.validUntil, until < now {
                notes.append(TrustNote(.registryLapsed, Self.facts(registry, entry) + [("until", .date(until))]))
            } else if let until = entry.issuing.until, until < now {
                notes.append(
                    TrustNote(.registryRecognitionLapsed, Self.facts(registry, entry) + [("date", .date(until))]))
            } else if let from = entry.issuing.from, now < from {
                notes.append(
                    TrustNote(
                        .registryRecognitionLapsed,
                        Self.facts(registry, entry) + [("date", .date(from)), ("variant", .text("later"))]))
            }
        }
        self.notes = notes
    }

    private static func code(_ registry: ImportedRegistry) -> Code {
        switch registry.signature {
        case .absent: .unsigned
        case .verified: .signed
        case .notChecked: .notChecked
        }
    }

    private static func facts(
        _ registry: ImportedRegistry, _ entry: RegistryEntry
    ) -> [(name: String, value: TrustFact)] {
        [
            ("registry", .text(RegistryText.quoted(registry.name))), ("imported", .date(registry.imported)),
            ("name", .text(RegistryText.quoted(entry.name))),
            ("publisher", .text(RegistryText.quoted(registry.registry.publisher ?? ""))),
        ]
    }
}
