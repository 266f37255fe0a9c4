internal import Encodings

/// A context of the document says what each type means.
///
/// Decided only where every context is known here: the base context of version 2.0 and contexts in the document. Any
/// other context is for JSON-LD processing to judge. Source: data model 2.0, section 4.5.
struct TypeMappingRule: DataModelRule {
    var codes: [DataModelCode] { [.typeNotMapped] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard statement.version == .v2, statement.hasOnlyKnownContexts else { return }
        let contexts = statement[.context]?.elements.filter { $0.kind == .object } ?? []
        // The last word counts; null takes the vocabulary away again.
        if let vocabulary = contexts.last(where: { $0["@vocab"] != nil })?["@vocab"], !vocabulary.isNull { return }

        checkTypes(statement[.type], contexts, &findings)
        for property in [
            statement[.credentialStatus], statement[.credentialSchema], statement[.termsOfUse], statement[.evidence],
            statement[.refreshService],
        ] {
            Statement.forEach(property) { node in
                // An object with a context of its own may define its type there.
                if node["@context"] == nil { checkTypes(node["type"], contexts, &findings) }
            }
        }
    }

    private func checkTypes(_ types: JSONNode?, _ contexts: [JSONNode], _ findings: inout DataModelFindings) {
        Statement.forEach(types) { type in
            guard !findings.isFull, type.isText, !Self.isMapped(type, contexts) else { return }
            findings.add(.typeNotMapped, at: type)
        }
    }

    private static func isMapped(_ type: JSONNode, _ contexts: [JSONNode]) -> Bool {
        if type.withUTF8({ $0.contains(UInt8(ascii: ":")) }) == true { return true }
        guard let name = type.string else { return true }
        if let definition = contexts.last(where: { $0.member(name) != nil })?.member(name) {
            return !definition.isNull
        }
        return BaseContext.term(type, in: .v2) != nil
    }
}
