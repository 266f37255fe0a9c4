import Encodings

/// Whether a document can be read as JSON where only its linked data is signed.
///
/// A proof over linked data covers what a document says, and not where in the document it is said: the members of a thing
/// may be spread over all places that name it, be written by their full addresses, or be wrapped. Readers of the JSON look
/// in one place. So a document is accepted under such a proof alone only if everything in it stands in the one place and
/// under the one name where readers look; otherwise an expiry or a failed mark could be moved out of sight.
struct LinkedDataShape {
    private let issuer: [UInt8]
    private var seen: [ByteKey: JSONNode.Place] = [:]

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
        if let place = shape.ambiguity(in: root, isTop: true) { throw refusal(place) }
    }

    private init(issuer: [UInt8]) { self.issuer = issuer }

    /// Whether the credential is about its issuer, or is named as it.
    private static func isSubject(_ issuer: [UInt8], _ root: JSONNode) -> Bool {
        guard let subject = root["credentialSubject"] else { return root["id"]?.utf8 == issuer }
        let subjects = subject.kind == .array ? Array(subject.elements) : [subject]
        return root["id"]?.utf8 == issuer || subjects.contains { $0["id"]?.utf8 == issuer }
    }

    /// The first value that could be read in two ways, or `nil`.
    ///
    /// Documents are at most as deep as the parser's limit.
    private mutating func ambiguity(in node: JSONNode, isTop: Bool = false) -> JSONNode? {
        var found: JSONNode?
        switch node.kind {
        case .array: node.forEachElement { if found == nil { found = ambiguity(in: $0) } }
        case .object:
            if node["@value"] != nil {
                // A text with its language; one without is the same as the text alone, in a form that readers do not
                // expect.
                return node["@language"] != nil && node["@type"] == nil ? nil : node
            }
            guard isDescribedOnce(node) else { return node }
            node.forEachMember { name, value in
                if found != nil || isTop && (name.equals("@context") || name.equals("proof")) { return }
                found = Self.isPlain(name) ? ambiguity(in: value) : value
            }
        default: break
        }
        return found
    }

    /// Whether a name is neither a keyword nor an address in full or in short.
    private static func isPlain(_ name: Span<UInt8>) -> Bool {
        guard name.isEmpty || name[0] != UInt8(ascii: "@") else { return false }
        for index in 0..<name.count where name[index] == UInt8(ascii: ":") { return false }
        return true
    }

    /// Whether the description of a thing with a name is the only one, or says no more than the others.
    private mutating func isDescribedOnce(_ node: JSONNode) -> Bool {
        guard let name = node["id"] else { return true }
        let id = name.utf8
        // The label of a blank node is nobody's name: it only serves to spread a thing over several places.
        guard !id.starts(with: "_:".utf8) else { return false }
        guard node.count > (node["type"] == nil ? 1 : 2) else { return true }
        guard let other = seen.updateValue(node.place, forKey: ByteKey(id)) else { return true }
        return id == issuer || node[other].isEqual(to: node)
    }

    private static func refusal(_ node: JSONNode) -> ProofError {
        ProofError(
            .ambiguousForm, at: node.pointer,
            "expected each thing to be described in one place and by the names of its contexts, because only the linked "
                + "data is signed; found another form")
    }
}
