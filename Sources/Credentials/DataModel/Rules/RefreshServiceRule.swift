internal import Encodings

/// Each refresh service has a type; its identifier is a URL.
///
/// Source: data model 2.0, section 5.4; version 1.1, section 5.5, requires the identifier.
struct RefreshServiceRule: DataModelRule {
    var codes: [DataModelCode] { DataModelCode.ofTypedObjects + [.identifierMissing] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        findings.requireObjects(
            statement[.refreshService], "refreshService", identifier: statement.version == .v1 ? .required : .optional)
    }
}
