internal import Encodings

/// Each proof is an object with a type; everything else about it is for the proof to say.
///
/// Source: data model 2.0, section 4.12; Data Integrity 1.0, section 2.1.
struct ProofRule: DataModelRule {
    var codes: [DataModelCode] { DataModelCode.ofTypedObjects }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        findings.requireObjects(statement[.proof], "proof")
    }
}
