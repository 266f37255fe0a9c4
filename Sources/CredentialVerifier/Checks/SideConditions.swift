import Credentials
import Encodings
import Proofs
import Registry

/// What an issuer attaches to a credential and this program does not judge: said in notes, never passed over in silence.
///
/// Source: Verifiable Credentials Data Model 2.0, sections 4.11 (schemas), 5.3 (related resources), 5.5 (terms of use) and
/// 5.6 (evidence).
struct SideConditions {
    private var schemas: JSONNode?
    private var resources: JSONNode?
    private var terms: JSONNode?
    private var evidence: JSONNode?
    private var extensionPoint: (name: StaticString, value: JSONNode)?
    private var unknownMember: JSONNode?
    private let unread: [String]
    private let isNameWithheld: Bool
    private let recordPartCount: Int
    private let contexts: LinkedDataContexts

    /// The first member whose name is an address: JSON-LD knows it as a property that other programs may obey.
    private(set) var addressedMember: JSONNode?

    /// Looks at the members of a credential, once.
    ///
    /// - Parameter unread: The properties that claims made from linked data leave out, as IRIs.
    init(_ claims: CredentialView, _ contexts: LinkedDataContexts, unread: [String] = []) {
        self.unread = unread
        self.contexts = contexts
        isNameWithheld = claims.naming != .inOrder && AchievementView(claims).isLearnerNameWithheld
        recordPartCount =
            claims.hasType("ClrCredential")
            ? claims.subjects.reduce(0) { $0 + ($1["verifiableCredential"].map(Self.list)?.count ?? 0) } : 0
        claims.node.forEachMember { name, value in
            switch name.count {
            case 8 where name.equals("evidence"): evidence = value
            case 10 where name.equals("termsOfUse"): terms = value
            case 15 where name.equals("relatedResource"): resources = value
            case 16 where name.equals("credentialSchema"): schemas = value
            case 14 where name.equals("refreshService"): extensionPoint = ("refreshService", value)
            case 16 where name.equals("confidenceMethod"): extensionPoint = ("confidenceMethod", value)
            default:
                for index in 0..<name.count where name[index] == UInt8(ascii: ":") {
                    if addressedMember == nil { addressedMember = value }
                    return
                }
                if unknownMember == nil, !Self.known.contains(where: { name.equals($0) }) {
                    unknownMember = value
                }
            }
        }
    }

    /// The notes, each at most once.
    var notes: [Note] {
        var notes: [Note] = []
        if let schemas {
            let types = Self.list(schemas).flatMap { $0["type"].map(Self.list) ?? [] }
            if let unknown = types.first(where: { type in !Self.schemaTypes.contains { type.isString($0) } }) {
                notes.append(
                    Self.note("SCHEMA_TYPE_UNKNOWN", at: "/credentialSchema", ("type", unknown.string ?? "?")))
            } else {
                notes.append(Self.note("SCHEMA_NOT_CHECKED", at: "/credentialSchema"))
            }
        }
        if terms != nil { notes.append(Self.note("TERMS_OF_USE_NOT_JUDGED", at: "/termsOfUse")) }
        if evidence != nil { notes.append(Self.note("EVIDENCE_NOT_CHECKED", at: "/evidence")) }
        if let resources, Self.list(resources).contains(where: { !isCompared($0) }) {
            notes.append(Self.note("RESOURCE_NOT_CHECKED", at: "/relatedResource"))
        }
        if let extensionPoint {
            let name = extensionPoint.name.description
            notes.append(Self.note("EXTENSION_NOT_JUDGED", at: extensionPoint.value.pointer, ("name", name)))
        }
        if recordPartCount > 0 {
            notes.append(Note("RECORD_PARTS_NOT_CHECKED", [("count", .number(recordPartCount))]))
        }
        if isNameWithheld { notes.append(Self.note("LEARNER_NAME_OPEN", at: "/credentialSubject")) }
        let places = (unknownMember.map { [$0.pointer] } ?? []) + unread
        for place in places.prefix(Self.noteLimit) { notes.append(Self.note("MEMBER_NOT_JUDGED", at: place)) }
        if places.count > Self.noteLimit {
            notes.append(Note("MEMBERS_NOT_JUDGED", [("count", .number(places.count - Self.noteLimit))]))
        }
        return notes
    }

    /// How many members that nobody here judges are named.
    private static let noteLimit = 4

    /// The members of a credential that something here reads, or that only describe it.
    private static let known: [StaticString] = [
        "@context", "id", "type", "issuer", "credentialSubject", "proof", "name", "validFrom", "validUntil",
        "description",
        "credentialStatus", "issuanceDate", "expirationDate", "image", "endorsement", "endorsementJwt", "awardedDate",
        "inLanguage", "nameTranslations", "descriptionTranslations", "partial", "renderMethod", "profileVersion",
    ]

    /// The first related resource that is at hand here, as the base context always is, and is not the one that the issuer
    /// meant: what its digest says is another text.
    var otherResource: JSONNode? {
        guard let resources else { return nil }
        return Self.list(resources).first { resource in
            KnownContexts.isBase(resource["id"])
                && ReferenceDigest.all(of: resource).contains { digest in
                    digest.digest != KnownContexts.baseDigest(digest.function)
                }
        }
    }

    /// The first related resource that is a context known here, and whose digest is that of another text: another edition,
    /// or one that is not known.
    ///
    /// Of a context that is built in, the digests of the published texts that say the same are kept.
    var otherEdition: JSONNode? {
        guard let resources else { return nil }
        return Self.list(resources).first { resource in
            guard !KnownContexts.isBase(resource["id"]) else { return false }
            return ReferenceDigest.all(of: resource).contains { isText(of: resource, $0) == false }
        }
    }

    /// Whether the digest of a related resource was compared with a text that is at hand.
    private func isCompared(_ resource: JSONNode) -> Bool {
        ReferenceDigest.all(of: resource).contains { digest in
            KnownContexts.isBase(resource["id"]) || isText(of: resource, digest) != nil
        }
    }

    /// Whether a digest is that of the context that a related resource names; `nil` where that cannot be told.
    private func isText(of resource: JSONNode, _ digest: Multihash) -> Bool? {
        guard let url = resource["id"]?.string else { return nil }
        if let added = contexts.addedDocument(at: url) { return KnownContexts.isDigest(digest, of: added.bytes) }
        guard let context = BuiltInContexts.context(at: url) else { return nil }
        switch context.publishedCopy(digest.digest) {
        case .sameTerms: return true
        case .otherTerms: return false
        case nil: return context.isComparable(by: digest.function) ? false : nil
        }
    }

    /// The kinds of schema whose meaning is known, though no document is measured by one here.
    private static let schemaTypes: [StaticString] = [
        "JsonSchema", "JsonSchemaCredential", "1EdTechJsonSchemaValidator2019",
    ]

    private static func note(_ code: String, at pointer: String, _ facts: (name: String, value: String)...) -> Note {
        Note(code, [("pointer", .text(pointer))] + facts.map { ($0.name, .text($0.value)) })
    }

    private static func list(_ node: JSONNode) -> [JSONNode] { node.kind == .array ? Array(node.elements) : [node] }
}
