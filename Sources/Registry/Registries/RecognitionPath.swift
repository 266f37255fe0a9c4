import Credentials
public import Encodings

/// A document in which somebody is said to be recognised: imported once, or handed over with a credential.
public struct RecognitionDocument: Sendable {
    /// What to call it.
    let name: String
    let registry: PublishedRegistry
    let signature: RegistrySignature
    /// When it was imported; `nil` where it was handed over.
    let imported: Timestamp?

    /// Takes a registry that was imported.
    public init(_ registry: ImportedRegistry) {
        (name, self.registry) = (registry.name, registry.registry)
        (signature, imported) = (registry.signature, registry.imported)
    }

    /// Takes a document that came with a credential, with what is known of its signature.
    public init(handedOver registry: PublishedRegistry, signature: RegistrySignature) {
        name = registry.title ?? registry.publisher ?? String(decoding: registry.id ?? [], as: UTF8.self)
        (self.registry, self.signature, imported) = (registry, signature, nil)
    }
}

/// Where a credential says that its issuer is recognised, followed from document to document through those that are at
/// hand.
///
/// Each step is a claim, and all of them together recognise nobody: they tell the reader where to ask on. Nothing is
/// fetched. Source: W3C Recognized Entities 1.0, `recognizedIn`, with its bound on the depth; threat T12 of its threat
/// model, chains without an end.
public struct RecognitionPath: Sendable {
    /// How many documents are followed at most.
    public static let stepLimit = 8

    /// One note for each step, in their order.
    public let notes: [TrustNote]

    /// Follows a path.
    ///
    /// - Parameters:
    ///   - issuer: The identifier of the issuer, as bytes.
    ///   - reference: What the credential's issuer has as `recognizedIn`; nothing is said where there is none.
    ///   - documents: The documents at hand; of several with one identifier the first counts that is in force and names the
    ///     issuer, else the first.
    ///   - now: The time at which documents are in force or not.
    public init(
        of issuer: [UInt8], in reference: JSONNode?, among documents: [RecognitionDocument], at now: Timestamp
    ) {
        var notes: [TrustNote] = []
        var seen: Set<[UInt8]> = []
        var next: (who: [UInt8], reference: JSONNode)? = reference.map { (issuer, $0) }
        while let (who, reference) = next, notes.count < Self.stepLimit {
            next = nil
            guard let id = Self.identifier(reference), seen.insert(id).inserted else { break }
            let known = documents.filter { $0.registry.id == id }
            guard let found = known.first(where: { $0.names(who, at: now) }) ?? known.first else {
                notes.append(
                    TrustNote(.recognizedInMissing, [("who", .text(Self.shown(who))), ("id", .text(Self.shown(id)))]))
                break
            }
            let note = Self.note(who, found, at: now)
            notes.append(note)
            if found.registry.hasStatus { notes.append(Self.withoutStatus(who, found)) }
            guard note.code != .recognizedInUnnamed, note.code != .recognizedInNotInForce,
                let further = found.registry.recognizedIn
            else { break }
            next = (Array((found.registry.publisher ?? "").utf8), further)
        }
        self.notes = notes
    }

    /// That nobody knows whether a document still stands.
    private static func withoutStatus(_ who: [UInt8], _ found: RecognitionDocument) -> TrustNote {
        TrustNote(
            .recognizedInStatusUnknown,
            [("who", .text(shown(who))), ("registry", .text(RegistryText.quoted(found.name)))])
    }

    private static func note(_ who: [UInt8], _ found: RecognitionDocument, at now: Timestamp) -> TrustNote {
        var facts: [(name: String, value: TrustFact)] = [
            ("who", .text(shown(who))), ("registry", .text(RegistryText.quoted(found.name))),
            ("publisher", .text(RegistryText.quoted(found.registry.publisher ?? ""))),
        ]
        facts.append(found.imported.map { ("imported", .date($0)) } ?? ("variant", .text("handedOver")))
        guard let entry = found.registry.entry(who), entry.isForIssuing else {
            return TrustNote(.recognizedInUnnamed, facts)
        }
        facts.append(("name", .text(RegistryText.quoted(entry.name))))
        if let begin = found.registry.validFrom, begin > now {
            return TrustNote(
                .recognizedInNotInForce,
                facts.filter { $0.name != "variant" } + [("from", .date(begin)), ("variant", .text("later"))])
        }
        if let end = found.registry.validUntil, end < now {
            return TrustNote(.recognizedInNotInForce, facts.filter { $0.name != "variant" } + [("until", .date(end))])
        }
        if case .verified = found.signature { return TrustNote(.recognizedIn, facts) }
        return TrustNote(.recognizedInUnchecked, facts)
    }

    /// The identifier of the document that is referred to: alone, in an object, or the first of several.
    private static func identifier(_ node: JSONNode) -> [UInt8]? {
        switch node.kind {
        case .string: node.utf8
        case .object: node["id"].flatMap { $0.kind == .string ? $0.utf8 : nil }
        case .array: node.firstElement.flatMap { $0.kind == .array ? nil : identifier($0) }
        default: nil
        }
    }

    private static func shown(_ id: [UInt8]) -> String { RegistryText.quoted(String(decoding: id, as: UTF8.self)) }
}

extension RecognitionDocument {
    /// Whether it is in force and names somebody for issuing.
    fileprivate func names(_ who: [UInt8], at now: Timestamp) -> Bool {
        (registry.validFrom.map { $0 <= now } ?? true) && (registry.validUntil.map { now <= $0 } ?? true)
            && registry.entry(who)?.isForIssuing ?? false
    }
}

extension PublishedRegistry {
    /// From when on it is in force, by its own words.
    var validFrom: Timestamp? {
        received.document.root["validFrom"]?.string.flatMap { try? Timestamp(parsing: $0) }
    }

    /// Whether it can be withdrawn in a way that is not looked at here.
    var hasStatus: Bool { received.document.root["credentialStatus"] != nil }

    /// The identifier of the document itself, as bytes; `nil` where it has none.
    var id: [UInt8]? {
        guard let id = received.document.root["id"], id.kind == .string else { return nil }
        return id.utf8
    }

    /// Where it says that its publisher is recognised in turn.
    var recognizedIn: JSONNode? {
        guard let issuer = received.document.root["issuer"], issuer.kind == .object else { return nil }
        return issuer["recognizedIn"]
    }
}
