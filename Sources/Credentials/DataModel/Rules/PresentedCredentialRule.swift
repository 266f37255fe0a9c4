internal import Encodings

/// What is presented are credentials or envelopes of credentials, each of which follows the rules itself.
///
/// Source: data model 2.0, section 4.13. Texts, such as a JWT without an envelope, are refused in both versions.
struct PresentedCredentialRule: DataModelRule {
    var codes: [DataModelCode] { [.valueEmpty, .presentedNotObject] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard let presented = statement[.verifiableCredential] else { return }
        if presented.kind == .array && presented.count == 0 {
            findings.add(.valueEmpty, at: presented, [("property", "verifiableCredential")])
        }
        Statement.forEach(presented) { node in
            guard !findings.isFull else { return }
            guard node.kind == .object else { return findings.add(.presentedNotObject, at: node) }
            let isEnvelope = DocumentKind(of: node) == .envelopedCredential
            DataModelRules.check(node, as: isEnvelope ? .envelopedCredential : .credential, &findings)
        }
    }
}
