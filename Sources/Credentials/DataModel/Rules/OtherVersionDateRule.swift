internal import Encodings

/// A date stands under the name that its version gives it.
///
/// Version 2.0 renamed `issuanceDate` and `expirationDate`. A verifier does not look under the other version's name, so
/// an end of validity that stands there protects nobody. Source: data model 2.0, section 4.9, and 1.1, section 4.6.
struct OtherVersionDateRule: DataModelRule {
    var codes: [DataModelCode] { [.validityOtherVersion] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        switch statement.version {
        case .v2:
            add(statement[.issuanceDate], "issuanceDate", "validFrom", &findings)
            add(statement[.expirationDate], "expirationDate", "validUntil", &findings)
        case .v1:
            // The context of 1.1 reserves both names, and learners' records use validFrom beside issuanceDate.
            if statement[.expirationDate] == nil {
                add(statement[.validUntil], "validUntil", "expirationDate", &findings)
            }
        case nil: return
        }
    }

    private func add(
        _ node: JSONNode?, _ property: String, _ expected: String, _ findings: inout DataModelFindings
    ) {
        guard let node else { return }
        findings.add(.validityOtherVersion, at: node, [("property", property), ("expected", expected)])
    }
}
