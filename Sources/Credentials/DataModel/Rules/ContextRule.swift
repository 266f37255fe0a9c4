internal import Encodings

/// The contexts are a list without repetitions that begins with the base context; each is a URL or an object.
///
/// Source: Verifiable Credentials Data Model 2.0, section 4.3. A single context may stand without a list (section 6.1).
struct ContextRule: DataModelRule {
    var codes: [DataModelCode] {
        [
            .contextMissing, .contextMalformed, .contextBaseNotFirst, .contextNotURL, .contextRepeated,
            .contextVersionsMixed,
        ]
    }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard let context = statement[.context] else {
            return findings.add(.contextMissing, missing: "@context", in: statement.node)
        }
        if statement.version == nil { findings.add(.contextBaseNotFirst, at: context.firstElement ?? context) }
        guard context.kind == .array else {
            if context.kind != .string { findings.add(.contextMalformed, at: context) }
            return
        }
        let otherBase = (statement.version == .v1 ? CredentialView.Version.v2 : .v1).baseContext
        var lengths: UInt64 = 0
        var mayRepeat = false
        context.forEachElement { entry in
            let verdict = entry.withUTF8 { text in
                let bit: UInt64 = 1 << UInt64(text.count & 63)
                mayRepeat = mayRepeat || lengths & bit != 0
                lengths |= bit
                return Self.verdict(text, otherBase)
            }
            if let code = verdict ?? (entry.kind == .object ? nil : .contextMalformed) {
                findings.add(code, at: entry)
            }
        }
        // Two texts of different length cannot be the same: most documents are done here.
        if mayRepeat { checkRepetition(context, &findings) }
    }

    /// What is wrong with the text of one context, or `nil`.
    private static func verdict(_ text: Span<UInt8>, _ otherBase: StaticString) -> DataModelCode? {
        if text.equals(otherBase) { return .contextVersionsMixed }
        return URLSyntax.verdict(text) == .absolute ? nil : .contextNotURL
    }

    private func checkRepetition(_ context: JSONNode, _ findings: inout DataModelFindings) {
        var seen: Set<[UInt8]> = []
        for entry in context.elements where entry.kind == .string {
            if !seen.insert(entry.utf8).inserted { findings.add(.contextRepeated, at: entry) }
        }
    }
}
