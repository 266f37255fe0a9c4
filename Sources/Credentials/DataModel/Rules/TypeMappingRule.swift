internal import Encodings

/// A context of the document says what each type means.
///
/// Decided only where every context is known here: the base context of version 2.0 and contexts in the document. Any
/// other context is for JSON-LD processing to judge. Source: data model 2.0, section 4.5.
struct TypeMappingRule: DataModelRule {
    var codes: [DataModelCode] { [.typeNotMapped] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard statement.version == .v2, statement.hasOnlyKnownContexts else { return }
        guard let definitions = Self.definitions(statement[.context]) else { return }

        checkTypes(statement[.type], definitions, &findings)
        for property in [
            StatedProperty.credentialStatus, .credentialSchema, .termsOfUse, .evidence, .refreshService,
        ] {
            Statement.forEach(statement[property]) { node in
                // An object with a context of its own may define its type there.
                if node["@context"] == nil { checkTypes(node["type"], definitions, &findings) }
            }
        }
    }

    /// The terms that contexts in the document define, and whether each stands for something; the last word counts.
    ///
    /// It is `nil` when a vocabulary gives every term a meaning.
    private static func definitions(_ context: JSONNode?) -> [[UInt8]: Bool]? {
        var definitions: [[UInt8]: Bool] = [:]
        var hasVocabulary = false
        context?.forEachElement { entry in
            entry.forEachMember { name, value in
                if name.equals("@vocab") { hasVocabulary = !value.isNull }
                definitions[name.array] = !value.isNull
            }
        }
        return hasVocabulary ? nil : definitions
    }

    private func checkTypes(
        _ types: JSONNode?, _ definitions: [[UInt8]: Bool], _ findings: inout DataModelFindings
    ) {
        Statement.forEach(types) { type in
            guard !findings.isFull, type.isText, !Self.isMapped(type, definitions) else { return }
            findings.add(.typeNotMapped, at: type)
        }
    }

    private static func isMapped(_ type: JSONNode, _ definitions: [[UInt8]: Bool]) -> Bool {
        let name = type.utf8
        // A colon makes it a URL, or a shortened one.
        if name.contains(UInt8(ascii: ":")) { return true }
        return definitions[name] ?? (BaseContext.term(type, in: .v2) != nil)
    }
}
