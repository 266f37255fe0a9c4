import Encodings

/// Whether a document can be read as JSON where only its linked data is signed.
///
/// A proof over linked data covers what a document says, and not where in the document it is said: the members of a thing
/// may be spread over all places that name it, be written by their full addresses, or be wrapped. Readers of the JSON look
/// in one place. So a document is accepted under such a proof alone only if everything in it stands in the one place and
/// under the one name where readers look; otherwise an expiry or a failed mark could be moved out of sight.
struct LinkedDataShape {
    private let issuer: [UInt8]
    private var seen: [[UInt8]: JSONNode] = [:]

    /// Checks a document.
    ///
    /// - Parameter issuer: The identifier of the issuer, whom credentials often describe twice: as issuer, and as the
    ///   creator of the achievement. Nothing said of an issuer makes a credential better.
    /// - Throws: ``ProofError`` with code `ambiguousForm`, at the place where something could be read in two ways.
    static func check(_ root: JSONNode, issuer: [UInt8]) throws(ProofError) {
        // A context in the document can give a second name to anything; those that are named by address are pinned.
        let contexts = root["@context"].map { $0.kind == .array ? Array($0.elements) : [$0] } ?? []
        if let inline = contexts.first(where: { $0.kind != .string }) { throw refusal(inline) }
        var shape = LinkedDataShape(issuer: Self.isSubject(issuer, root) ? [] : issuer)
        try shape.check(root, isTop: true)
    }

    private init(issuer: [UInt8]) { self.issuer = issuer }

    /// Whether the credential is about its issuer, or is named as it.
    private static func isSubject(_ issuer: [UInt8], _ root: JSONNode) -> Bool {
        guard let subject = root["credentialSubject"] else { return root["id"]?.utf8 == issuer }
        let subjects = subject.kind == .array ? Array(subject.elements) : [subject]
        return root["id"]?.utf8 == issuer || subjects.contains { $0["id"]?.utf8 == issuer }
    }

    // Documents are at most as deep as the parser's limit.
    private mutating func check(_ node: JSONNode, isTop: Bool = false) throws(ProofError) {
        switch node.kind {
        case .array: for element in node.elements { try check(element) }
        case .object: try checkObject(node, isTop)
        default: break
        }
    }

    private mutating func checkObject(_ node: JSONNode, _ isTop: Bool) throws(ProofError) {
        if node["@value"] != nil {
            // A text with its language; one without is the same as the text alone, in a form that readers do not expect.
            guard node["@language"] != nil, node["@type"] == nil else { throw Self.refusal(node) }
            return
        }
        try checkIdentity(node)
        for (name, value) in node.members {
            if isTop, name.isString("@context") || name.isString("proof") { continue }
            let bytes = name.utf8
            guard bytes.first != UInt8(ascii: "@"), !bytes.contains(UInt8(ascii: ":")) else {
                throw Self.refusal(value)
            }
            try check(value)
        }
    }

    /// Each thing with a name is described in one place.
    private mutating func checkIdentity(_ node: JSONNode) throws(ProofError) {
        guard let id = node["id"]?.utf8 else { return }
        // The label of a blank node is nobody's name: it only serves to spread a thing over several places.
        guard !id.starts(with: "_:".utf8) else { throw Self.refusal(node) }
        guard node.count > (node["type"] == nil ? 1 : 2) else { return }
        guard let other = seen.updateValue(node, forKey: id) else { return }
        guard id == issuer || other.isEqual(to: node) else { throw Self.refusal(node) }
    }

    private static func refusal(_ node: JSONNode) -> ProofError {
        ProofError(
            .ambiguousForm, at: node.pointer,
            "expected each thing to be described in one place and by the names of its contexts, because only the linked "
                + "data is signed; found another form")
    }
}
