internal import Encodings

/// Each of the terms of use has a type; its identifier is a URL.
///
/// Source: data model 2.0, section 5.5; version 1.1, section 5.6.
struct TermsOfUseRule: DataModelRule {
    var codes: [DataModelCode] { DataModelCode.ofTypedObjects }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        findings.requireObjects(statement[.termsOfUse], "termsOfUse")
    }
}
