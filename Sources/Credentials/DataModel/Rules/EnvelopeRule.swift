internal import Encodings

/// An envelope carries something: its identifier is a `data:` URL with content.
///
/// Source: data model 2.0, sections 4.13.1 and 4.13.2; RFC 2397.
struct EnvelopeRule: DataModelRule {
    var codes: [DataModelCode] { [.identifierMissing, .envelopeNotDataURL] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard let id = statement[.id] else {
            return findings.add(.identifierMissing, missing: "id", in: statement.node)
        }
        guard id.withUTF8({ Self.isDataURL($0) }) == true else { return findings.add(.envelopeNotDataURL, at: id) }
    }

    private static func isDataURL(_ text: Span<UInt8>) -> Bool {
        guard let colon = URLSyntax.schemeEnd(text), URLSyntax.isScheme("data", text, colon),
            URLSyntax.verdict(text, .ascii) == .absolute
        else { return false }
        for index in colon..<text.count where text[index] == UInt8(ascii: ",") { return index + 1 < text.count }
        return false
    }
}
