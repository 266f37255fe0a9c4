internal import Encodings

/// Every object of an Open Badge or of a learner record is what ``BadgePart`` says of its class.
///
/// What another rule has refused at the same place is not said twice.
struct BadgeClassRule: DataModelRule {
    var codes: [DataModelCode] { DataModelCode.ofBadges + [.valueNotObject] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard let badge = statement.badge else { return }
        check(statement.node, badge.part, statement.version, &findings)
    }

    /// Looks at an object as one of a class.
    ///
    /// Documents are at most as deep as the parser's limit.
    func check(
        _ node: JSONNode, _ part: BadgePart, _ outer: CredentialView.Version?, _ findings: inout DataModelFindings
    ) {
        guard !findings.isFull else { return }
        let definition = part.definition
        let version = node["@context"].map { CredentialView.Version(firstContext: $0.firstElement ?? $0) } ?? outer
        if let type = definition.type { requireType(type, of: node, &findings) }
        var present: UInt32 = 0
        node.forEachMember { name, value in
            guard let place = definition.place(of: name) else { return }
            present |= 1 << UInt32(place)
            check(value, definition.properties[place], part, version, &findings)
        }
        for (place, property) in definition.properties.enumerated()
        where property.cardinality.isRequired && present & 1 << UInt32(place) == 0 {
            if version != .v2, "\(property.name)" == "validFrom", node["issuanceDate"] != nil { continue }
            findings.addOnce(
                .badgeMemberMissing, missing: property.name, in: node, [("member", property.name.description)])
        }
        if part == .achievementSubject, node["id"] == nil, node["identifier"].map({ $0.firstValue == nil }) ?? true {
            findings.addOnce(.badgeSubjectUnnamed, at: node)
        }
    }

    private func requireType(_ type: StaticString, of node: JSONNode, _ findings: inout DataModelFindings) {
        guard let types = node["type"] else {
            return findings.addOnce(.badgeTypeMissing, missing: "type", in: node, [("type", type.description)])
        }
        var isFound = false
        Statement.forEach(types) { isFound = isFound || $0.isString(type) }
        if !isFound { findings.addOnce(.badgeTypeMissing, at: types, [("type", type.description)]) }
    }

    private func check(
        _ value: JSONNode, _ property: BadgeProperty, _ part: BadgePart, _ version: CredentialView.Version?,
        _ findings: inout DataModelFindings
    ) {
        var facts: [(name: String, value: String)] { [("property", property.name.description)] }
        if case .words = property.value { return checkWords(value, property, &findings) }
        guard value.kind == .array else {
            if property.cardinality.isList { findings.addOnce(.badgeValueAlone, at: value, facts) }
            return checkOne(value, property, part, version, &findings)
        }
        guard property.cardinality.isList else { return findings.addOnce(.badgeValueRepeated, at: value, facts) }
        if property.cardinality == .some, value.count == 0 { findings.addOnce(.valueEmpty, at: value, facts) }
        value.forEachElement { element in
            guard !findings.isFull else { return }
            checkOne(element, property, part, version, &findings)
        }
    }

    private func checkOne(
        _ value: JSONNode, _ property: BadgeProperty, _ part: BadgePart, _ version: CredentialView.Version?,
        _ findings: inout DataModelFindings
    ) {
        switch property.value {
        case .part(.image) where part == .profile && value.kind == .string:
            findings.addOnce(.badgePictureBare, at: value)
        case .profile where value.kind == .string: break
        case .profile: checkObject(value, property, .profile, version, &findings)
        case .part(let inner): checkObject(value, property, inner, version, &findings)
        case .credential: checkObject(value, property, BadgeKind(of: value)?.part, version, &findings)
        default:
            guard let code = BadgeForm.refusal(of: value, as: property.value) else { return }
            findings.addOnce(code, at: value, Self.facts(property))
        }
    }

    private func checkObject(
        _ value: JSONNode, _ property: BadgeProperty, _ part: BadgePart?, _ version: CredentialView.Version?,
        _ findings: inout DataModelFindings
    ) {
        guard value.kind == .object else {
            return findings.addOnce(.valueNotObject, at: value, [("property", property.name.description)])
        }
        if let part { check(value, part, version, &findings) }
    }

    /// A text, or texts with their languages; what stands in these is for ``NameAndDescriptionRule``.
    private func checkWords(
        _ value: JSONNode, _ property: BadgeProperty, _ findings: inout DataModelFindings
    ) {
        Statement.forEach(value) { text in
            guard text.kind != .string, text["@value"]?.kind != .string else { return }
            findings.addOnce(.badgeNotText, at: text, [("property", property.name.description)])
        }
    }

    private static func facts(_ property: BadgeProperty) -> [(name: String, value: String)] {
        let name = ("property", property.name.description)
        guard case .word(let vocabulary) = property.value else { return [name] }
        return [name, ("words", vocabulary.words.prefix(3).map(\.description).joined(separator: ", "))]
    }
}
