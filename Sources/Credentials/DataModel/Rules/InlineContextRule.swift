internal import Encodings

/// A context in the document maps its terms to what can be a URL.
///
/// What can be seen without processing JSON-LD: a term stands for a text or an object (or for nothing), and the text
/// has no character that a URL never has. Source: JSON-LD 1.1, section 9.15; data model 2.0, section 4.5.
struct InlineContextRule: DataModelRule {
    var codes: [DataModelCode] { [.contextTermNotURL] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard statement.hasInlineContext, let context = statement[.context] else { return }
        for entry in context.elements where entry.kind == .object {
            for (name, value) in entry.members where name.withUTF8({ !Self.isKeyword($0) }) == true {
                guard !findings.isFull else { return }
                checkTerm(name, value, &findings)
            }
        }
    }

    private func checkTerm(_ name: JSONNode, _ value: JSONNode, _ findings: inout DataModelFindings) {
        let target = value.kind == .object ? value["@id"] : value
        guard let target, !target.isNull else { return }
        guard target.withUTF8({ Self.mayBeURL($0) }) == true else {
            return findings.add(.contextTermNotURL, at: target, [("term", name.string ?? "")])
        }
    }

    /// Whether a member of a context is an instruction (`@vocab`, `@protected`, …) and no term.
    static func isKeyword(_ name: Span<UInt8>) -> Bool { !name.isEmpty && name[0] == UInt8(ascii: "@") }

    /// Whether no character stands in the text that no URL, shortened URL or term has (RFC 3987, section 2.2).
    private static func mayBeURL(_ text: Span<UInt8>) -> Bool {
        let excluded = ASCIISet("\"<>\\^`{|}\u{7F}")
        for index in 0..<text.count where text[index] <= 0x20 || excluded.contains(text[index]) { return false }
        return true
    }
}
