internal import Encodings

/// What several rules ask of the parts of an Open Badge (Open Badges 3.0, appendix B).
extension DataModelFindings {
    /// Adds a finding for every value, one or many, that is no object with this type among its types.
    ///
    /// - Parameter body: what is asked of the objects beside that.
    mutating func requireParts(
        _ value: JSONNode?, _ property: StaticString, type: StaticString,
        _ body: (JSONNode, inout DataModelFindings) -> Void = { _, _ in }
    ) {
        Statement.forEach(value) { part in
            guard !isFull else { return }
            guard part.kind == .object else {
                return add(.valueNotObject, at: part, [("property", property.description)])
            }
            requireType(type, of: part)
            body(part, &self)
        }
    }

    /// Adds a finding unless `type` is among the types of an object.
    mutating func requireType(_ type: StaticString, of part: JSONNode) {
        guard let types = part["type"] else {
            return add(.badgeTypeMissing, missing: "type", in: part, [("type", type.description)])
        }
        var isFound = false
        Statement.forEach(types) { isFound = isFound || $0.isString(type) }
        if !isFound { add(.badgeTypeMissing, at: types, [("type", type.description)]) }
    }

    /// Adds a finding for each of these members that an object does not have.
    mutating func requireMembers(_ members: [StaticString], of part: JSONNode) {
        for member in members where part[member] == nil {
            add(.badgeMemberMissing, missing: member, in: part, [("member", member.description)])
        }
    }

    /// What is asked of a person or an organisation; an address alone is accepted, too.
    mutating func requireProfiles(_ value: JSONNode?, _ property: StaticString) {
        guard let value, value.kind != .string else { return }
        requireParts(value, property, type: "Profile") { profile, findings in
            findings.requireParts(profile["otherIdentifier"], "otherIdentifier", type: "IdentifierEntry")
            findings.requireParts(profile["address"], "address", type: "Address")
            findings.requireImage(of: profile)
            findings.requireProfiles(profile["parentOrg"], "parentOrg")
        }
    }

    /// What is asked of a picture that is more than an address.
    mutating func requireImage(of part: JSONNode) {
        guard let image = part["image"], image.kind == .object else { return }
        requireType("Image", of: image)
    }
}
