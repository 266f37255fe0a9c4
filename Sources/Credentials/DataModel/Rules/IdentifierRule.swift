internal import Encodings

/// The document's own identifier is a single absolute URL.
///
/// Source: data model 2.0, section 4.4.
struct IdentifierRule: DataModelRule {
    var codes: [DataModelCode] { [.identifierNotURL, .identifierNotASCII] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        if let id = statement[.id] { findings.requireURL(id) }
    }
}
