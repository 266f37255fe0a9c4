internal import Encodings

/// The issuer is a URL, or an object whose `id` is one.
///
/// Source: data model 2.0, section 4.7. The URL tells who speaks and is compared byte by byte, so it is written in
/// ASCII: what looks like another issuer's would deceive.
struct IssuerRule: DataModelRule {
    var codes: [DataModelCode] { [.issuerMissing, .issuerMalformed, .identifierNotASCII] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard let issuer = statement[.issuer] else {
            return findings.add(.issuerMissing, missing: "issuer", in: statement.node)
        }
        findings.requireSpeaker(issuer, malformed: .issuerMalformed)
    }
}
