internal import Encodings

/// A context in the document gives no other meaning to a protected term.
///
/// Protected are the terms of the base context, and those that an earlier context in the document protects. The same
/// definition may be repeated. Source: data model 2.0, section 5.2.1; JSON-LD 1.1, section 4.1.11.
struct ProtectedTermRule: DataModelRule {
    var codes: [DataModelCode] { [.contextRedefinesTerm] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard statement.hasInlineContext, let context = statement[.context] else { return }
        var protected: [[UInt8]: JSONNode] = [:]
        for entry in context.elements where entry.kind == .object {
            let protectsAll = entry["@protected"]?.boolean == true
            for (name, value) in entry.members where name.withUTF8({ !InlineContextRule.isKeyword($0) }) == true {
                guard !findings.isFull else { return }
                let bytes = name.utf8
                let isOther =
                    protected[bytes].map { !Self.isSame($0, value) }
                    ?? Self.differsFromBase(name, value, statement.version)
                if isOther { findings.add(.contextRedefinesTerm, at: value, [("term", name.string ?? "")]) }
                let isProtected = value["@protected"]?.boolean ?? protectsAll
                if isProtected && protected[bytes] == nil { protected[bytes] = value }
            }
        }
    }

    private static func isSame(_ first: JSONNode, _ second: JSONNode) -> Bool {
        first.receivedBytes == second.receivedBytes || first.isEqual(to: second)
    }

    private static func differsFromBase(
        _ name: JSONNode, _ value: JSONNode, _ version: CredentialView.Version?
    ) -> Bool {
        guard let version, let term = BaseContext.term(name, in: version) else { return false }
        guard let url = term.url else { return true }
        return !(value.isString(url) || (value.count == 1 && value["@id"]?.isString(url) == true))
    }
}
