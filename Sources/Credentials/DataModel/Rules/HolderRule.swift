internal import Encodings

/// The holder of a presentation is a URL, or an object whose `id` is one.
///
/// Source: data model 2.0, section 4.13. As the issuer's, the URL is written in ASCII.
struct HolderRule: DataModelRule {
    var codes: [DataModelCode] { [.holderMalformed, .identifierNotASCII] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        if let holder = statement[.holder] { findings.requireSpeaker(holder, malformed: .holderMalformed) }
    }
}
