internal import Encodings

/// Each schema has a type and a URL.
///
/// Source: data model 2.0, section 4.11; version 1.1, section 5.4.
struct CredentialSchemaRule: DataModelRule {
    var codes: [DataModelCode] { DataModelCode.ofTypedObjects + [.identifierMissing] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        findings.requireObjects(statement[.credentialSchema], "credentialSchema", identifier: .required)
    }
}
