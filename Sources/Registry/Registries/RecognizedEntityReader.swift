import Credentials
import Encodings

/// Reads a list of recognised entities: a credential whose subjects are the entities.
///
/// Source: W3C Recognized Entities 1.0, sections 3.1 to 3.4. Read are the identifiers, the names and for what an entity
/// is recognised. Documents that it refers to, `recognizedIn` and the schemas of `outputValidation`, are left where
/// they are.
struct RecognizedEntityReader: RegistryReader {
    private static let actionLimit = 1_024

    let bytes: [UInt8]
    private let claims: CredentialView

    init(_ received: ReceivedCredential) {
        bytes = received.bytes
        claims = received.claims
    }

    func content() throws(RegistryError) -> RegistryContent {
        let root = claims.node
        try checkEnvelope(root)
        var content = RegistryContent()
        content.publisher = try publisher(root)
        try checkLocalizedText(root["name"])
        content.title = RegistryText.text(root["name"])
        content.dated = try time(root["validFrom"])
        content.validUntil = try time(root["validUntil"])
        if let from = content.dated, let until = content.validUntil, until < from, let node = root["validUntil"] {
            throw refusal(.badTime, node, "expected an end that is not before the beginning, found an earlier one")
        }
        guard let subject = root["credentialSubject"] else {
            throw refusal(.wrongKind, root, "expected the member 'credentialSubject' with the entities, found none")
        }
        try checkCount(subject)
        let entities = subject.kind == .array ? Array(subject.elements) : [subject]
        guard !entities.isEmpty else { throw refusal(.wrongKind, subject, "expected at least one entity, found none") }
        content.reserve(entities.count)
        for entity in entities { try add(object(entity), to: &content) }
        return content
    }

    /// What makes the document a credential, and no trust list.
    private func checkEnvelope(_ root: JSONNode) throws(RegistryError) {
        if let type = root["type"], claims.hasType("IssuerTrustListCredential") {
            throw refusal(
                .trustList, type, "expected a list of identifiers alone, found a trust list with keys and states")
        }
        guard claims.version == .v2 else {
            throw refusal(
                .badContext, root["@context"] ?? root,
                "expected 'https://www.w3.org/ns/credentials/v2' as the first context, found another or none")
        }
        guard claims.hasType("VerifiableCredential") else {
            throw refusal(
                .badType, root["type"] ?? root, "expected the type 'VerifiableCredential' among others, found none")
        }
    }

    /// Who says that these entities are recognised: an identifier, alone or in an object with a name.
    private func publisher(_ root: JSONNode) throws(RegistryError) -> String {
        guard let issuer = root["issuer"], let id = claims.issuerNode else {
            throw refusal(.badIdentifier, root["issuer"] ?? root, "expected the identifier of the issuer, found none")
        }
        _ = try identifier(id)
        if issuer.kind == .object { try checkLocalizedText(issuer["name"]) }
        return id.string ?? ""
    }

    /// An identifier: a DID, or another address that names somebody.
    private func identifier(_ node: JSONNode) throws(RegistryError) -> [UInt8] {
        let bytes = node.utf8
        if bytes.starts(with: "did:".utf8) { return try did(node) }
        guard node.kind == .string, URLSyntax.verdict(bytes.span, .ascii) == .absolute else {
            throw refusal(.badIdentifier, node, "expected a DID or an absolute URL in ASCII, found something else")
        }
        return bytes
    }

    private func add(_ entity: JSONNode, to content: inout RegistryContent) throws(RegistryError) {
        guard Self.hasType(entity, "RecognizedEntity") || Self.hasType(entity, "RecognizedIssuer") else {
            throw refusal(
                .badType, entity["type"] ?? entity, "expected the type 'RecognizedEntity', found another or none")
        }
        try checkLocalizedText(entity["name"])
        try checkText(entity["legalName"])
        try checkText(entity["url"])
        let (isForIssuing, isLimited, window) = try actions(entity["recognizedTo"])
        guard let id = entity["id"] else {
            content.namelessCount += 1
            return
        }
        let entry = RegistryEntry(
            idBytes: try identifier(id), node: entity, isForIssuing: isForIssuing, isLimited: isLimited, issuing: window
        )
        guard content.add(entry) else {
            throw refusal(.duplicate, id, "expected each identifier on the list once, found one twice")
        }
    }

    /// Whether an entity is recognised for issuing, whether for certain credentials alone, and from when until when;
    /// without a word, for any and as long as the list counts.
    private func actions(
        _ node: JSONNode?
    ) throws(RegistryError) -> (isForIssuing: Bool, isLimited: Bool, window: (from: Timestamp?, until: Timestamp?)) {
        guard let node else { return (true, false, (nil, nil)) }
        let actions = node.kind == .array ? Array(node.elements) : [node]
        guard actions.count <= Self.actionLimit else {
            throw refusal(.tooManyEntries, node, "expected at most \(Self.actionLimit) actions, found \(actions.count)")
        }
        var isForIssuing = false
        var isLimited = true
        var windows: [(from: Timestamp?, until: Timestamp?)] = []
        for action in actions {
            guard Self.hasType(try object(action), "RecognizedAction") else {
                throw refusal(
                    .badType, action["type"] ?? action, "expected the type 'RecognizedAction', found another or none")
            }
            guard let name = action["action"], name.kind == .string else {
                throw refusal(.wrongKind, action["action"] ?? action, "expected the name of an action as a text")
            }
            let window = (from: try time(action["validFrom"]), until: try time(action["validUntil"]))
            if let from = window.from, let until = window.until, until < from, let node = action["validUntil"] {
                throw refusal(.badTime, node, "expected an end that is not before the beginning, found an earlier one")
            }
            guard name.isString("issue") else { continue }
            isForIssuing = true
            windows.append(window)
            if action["outputValidation"] == nil { isLimited = false }
        }
        // Several actions count together: from the first beginning to the last end, where each of them has one.
        let from = windows.contains { $0.from == nil } ? nil : windows.compactMap(\.from).min()
        let until = windows.contains { $0.until == nil } ? nil : windows.compactMap(\.until).max()
        return (isForIssuing, isForIssuing && isLimited, (from, until))
    }

    private static func hasType(_ node: JSONNode, _ type: StaticString) -> Bool {
        CredentialView(node).hasType(type)
    }
}
