internal import Encodings

/// Each piece of evidence has a type; its identifier is a URL.
///
/// Source: data model 2.0, section 5.6; version 1.1, section 5.7.
struct EvidenceRule: DataModelRule {
    var codes: [DataModelCode] { DataModelCode.ofTypedObjects }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        findings.requireObjects(statement[.evidence], "evidence")
    }
}
