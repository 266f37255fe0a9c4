internal import Encodings

/// The names and descriptions of a credential and of its issuer are texts, or texts with their language.
///
/// Source: data model 2.0, sections 4.6 and 11.1. Version 1.1 leaves both names to other contexts.
struct NameAndDescriptionRule: DataModelRule {
    var codes: [DataModelCode] {
        [
            .textMalformed, .textLanguageMalformed, .textDirectionMalformed, .textExtraMember,
        ]
    }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard statement.version != .v1 else { return }
        check(statement[.name], "name", &findings)
        check(statement[.description], "description", &findings)
        guard let issuer = statement[.issuer], issuer.kind == .object else { return }
        check(issuer["name"], "name", &findings)
        check(issuer["description"], "description", &findings)
    }

    private func check(_ value: JSONNode?, _ property: StaticString, _ findings: inout DataModelFindings) {
        guard let value, value.kind != .string else { return }
        guard value.kind == .array, value.count > 0 else { return checkTagged(value, property, &findings) }
        for element in value.elements {
            guard !findings.isFull else { return }
            checkTagged(element, property, &findings)
        }
    }

    /// Checks a language value object: `@value`, and beside it at most `@language` and `@direction`.
    private func checkTagged(_ text: JSONNode, _ property: StaticString, _ findings: inout DataModelFindings) {
        guard text.kind == .object, text["@value"]?.kind == .string else {
            return findings.add(.textMalformed, at: text, [("property", property.description)])
        }
        for (name, value) in text.members {
            guard !findings.isFull else { return }
            if name.isString("@value") { continue }
            if name.isString("@language") {
                if value.withUTF8({ LanguageTag.isWellFormed($0) }) != true {
                    findings.add(.textLanguageMalformed, at: value)
                }
            } else if name.isString("@direction") {
                if !value.isString("ltr") && !value.isString("rtl") {
                    findings.add(.textDirectionMalformed, at: value)
                }
            } else {
                findings.add(.textExtraMember, at: value, [("property", property.description)])
            }
        }
    }
}
