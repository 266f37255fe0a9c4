internal import Encodings

/// What several rules ask of a value.
extension DataModelFindings {
    /// Adds a finding unless `node` is a single absolute URL (section 4.4).
    mutating func requireURL(_ node: JSONNode) {
        switch node.urlVerdict(.international) {
        case .absolute: return
        case .notASCII: add(.identifierNotASCII, at: node)
        case .malformed: add(.identifierNotURL, at: node)
        }
    }

    /// Adds a finding unless `node` is a URL in ASCII, or an object whose `id` is one.
    ///
    /// - Parameter malformed: the code for everything but a character outside ASCII.
    mutating func requireSpeaker(_ node: JSONNode, malformed: DataModelCode) {
        guard let identifier = node.kind == .object ? node["id"] : node else {
            return add(malformed, missing: "id", in: node)
        }
        switch identifier.urlVerdict(.ascii) {
        case .absolute: return
        case .notASCII: add(.identifierNotASCII, at: identifier)
        case .malformed: add(malformed, at: identifier)
        }
    }

    /// Adds a finding for every part of `type` that is neither a term nor an absolute URL (section 4.5).
    mutating func requireTypes(_ type: JSONNode?, in container: JSONNode) {
        guard let type else { return add(.typeMissing, missing: "type", in: container) }
        guard type.kind == .array else { return requireType(type) }
        if type.count == 0 { add(.typeMalformed, at: type) }
        for element in type.elements { requireType(element) }
    }

    private mutating func requireType(_ type: JSONNode) {
        let refusal: DataModelCode?? = type.withUTF8 { text in
            if text.isEmpty { return .typeMalformed }
            // A colon makes it a URL, or a shortened one, which has the same form.
            let isURL = !text.contains(UInt8(ascii: ":")) || URLSyntax.verdict(text) == .absolute
            return isURL ? nil : .typeNotURL
        }
        if let code = refusal ?? .typeMalformed { add(code, at: type) }
    }

    /// Adds a finding unless `value` is one object or a list of one or more, each with what is asked for.
    mutating func requireObjects(
        _ value: JSONNode?, _ property: StaticString, identifier: Identifier = .optional, type: Bool = true
    ) {
        guard let value else { return }
        guard value.kind == .array else { return requireObject(value, property, identifier, type) }
        if value.count == 0 { add(.valueEmpty, at: value, [("property", property.description)]) }
        for element in value.elements {
            guard !isFull else { return }
            requireObject(element, property, identifier, type)
        }
    }

    /// Whether an object must have an `id`.
    enum Identifier { case optional, required }

    private mutating func requireObject(
        _ node: JSONNode, _ property: StaticString, _ identifier: Identifier, _ isTyped: Bool
    ) {
        guard node.kind == .object else {
            return add(.valueNotObject, at: node, [("property", property.description)])
        }
        if isTyped { requireTypes(node["type"], in: node) }
        if let id = node["id"] {
            requireURL(id)
        } else if identifier == .required {
            add(.identifierMissing, missing: "id", in: node)
        }
    }
}
