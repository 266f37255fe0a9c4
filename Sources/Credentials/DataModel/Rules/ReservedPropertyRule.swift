internal import Encodings

/// What stands under a reserved property has a type.
///
/// Source: data model 2.0, section 5.9. Version 1.1 does not define these names, so they may mean anything there.
struct ReservedPropertyRule: DataModelRule {
    var codes: [DataModelCode] { DataModelCode.ofTypedObjects }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard statement.version != .v1 else { return }
        findings.requireObjects(statement[.confidenceMethod], "confidenceMethod")
        findings.requireObjects(statement[.renderMethod], "renderMethod")
    }
}
