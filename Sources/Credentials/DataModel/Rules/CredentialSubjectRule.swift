internal import Encodings

/// The credential is about one or more subjects, each an object with something in it.
///
/// Source: data model 2.0, section 4.8. An `id` alone counts, as it does in the W3C test suite.
struct CredentialSubjectRule: DataModelRule {
    var codes: [DataModelCode] {
        [
            .subjectMissing, .subjectEmpty, .valueNotObject, .identifierNotURL, .identifierNotASCII,
        ]
    }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard let subject = statement[.credentialSubject] else {
            return findings.add(.subjectMissing, missing: "credentialSubject", in: statement.node)
        }
        if subject.kind == .array && subject.count == 0 { findings.add(.subjectMissing, at: subject) }
        Statement.forEach(subject) { subject in
            guard !findings.isFull else { return }
            guard subject.kind == .object else {
                return findings.add(.valueNotObject, at: subject, [("property", "credentialSubject")])
            }
            if subject.count == 0 { findings.add(.subjectEmpty, at: subject) }
            if let id = subject["id"] { findings.requireURL(id) }
        }
    }
}
