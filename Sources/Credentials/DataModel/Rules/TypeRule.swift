internal import Encodings

/// Every type is a term or an absolute URL, and exactly one base type is among them.
///
/// Source: data model 2.0, sections 4.5, 4.13, 4.13.1 and 4.13.2. A document that states two base types would mean
/// different things to two readers.
struct TypeRule: DataModelRule {
    var codes: [DataModelCode] { [.typeMissing, .typeMalformed, .typeNotURL, .typeBaseMissing, .typeConflict] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        let isEmptyList = statement[.type].map { $0.kind == .array && $0.count == 0 } ?? false
        // That an empty list lacks the base type says it all.
        if !isEmptyList { findings.requireTypes(statement[.type], in: statement.node) }
        guard let type = statement[.type] else { return }
        var hasBaseType = false
        Statement.forEach(type) { element in
            guard let kind = element.withUTF8({ DocumentKind(baseType: $0) }) ?? nil else {
                // An envelope is nothing but an envelope.
                if statement.kind.isEnvelope { findings.add(.typeConflict, at: element, Self.arguments(statement)) }
                return
            }
            if kind == statement.kind {
                hasBaseType = true
            } else {
                findings.add(.typeConflict, at: element, Self.arguments(statement))
            }
        }
        if !hasBaseType { findings.add(.typeBaseMissing, at: type, Self.arguments(statement)) }
    }

    private static func arguments(_ statement: Statement) -> [(name: String, value: String)] {
        [("type", statement.kind.baseType.description)]
    }
}
