internal import Encodings

/// Each status entry has a type; its identifier is a URL.
///
/// Source: data model 2.0, section 4.10; version 1.1, section 4.9, requires the identifier.
struct CredentialStatusRule: DataModelRule {
    var codes: [DataModelCode] { DataModelCode.ofTypedObjects + [.identifierMissing] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        findings.requireObjects(
            statement[.credentialStatus], "credentialStatus",
            identifier: statement.version == .v1 ? .required : .optional
        )
    }
}
