import Encodings

/// What is changed of the keys of one institution.
extension ListChanges {
    /// Compares the keys by their names.
    mutating func addKeys(_ old: JSONNode?, _ new: JSONNode?, _ name: (name: String, id: String)) {
        let (before, now) = (Self.elements(old), Self.elements(new))
        for key in now {
            if let other = before.first(where: { Self.areEqual($0["kid"], key["kid"]) }) {
                add(key, before: other, name)
            } else {
                append("new", key, name, [("purpose", Self.purpose(key)), ("window", Self.window(key))])
                if key["state"]?.isString("active") != true { addState(key, before: nil, name) }
            }
        }
        for key in before where !now.contains(where: { Self.areEqual($0["kid"], key["kid"]) }) {
            append("gone", key, name, [], isGone: true)
        }
    }

    private mutating func add(_ key: JSONNode, before: JSONNode, _ name: (name: String, id: String)) {
        guard !before.isEqual(to: key) else { return }
        if !Self.areEqual(before["publicKeyMultibase"], key["publicKeyMultibase"]) { append("replaced", key, name, []) }
        if !Self.areEqual(before["purposes"], key["purposes"]) {
            append("purpose", key, name, [("new", Self.purpose(key)), ("old", Self.purpose(before))])
        }
        let hasOtherState = !Self.areEqual(before["state"], key["state"])
        if hasOtherState {
            addState(key, before: before, name)
        } else if !Self.areEqual(before["compromisedSince"], key["compromisedSince"]) {
            append(
                "compromisedSince", key, name,
                [
                    ("new", .time(Self.time(key["compromisedSince"]))),
                    ("old", .time(Self.time(before["compromisedSince"]))),
                ])
        }
        let isWindowTold = hasOtherState && key["state"]?.isString("retired") == true
        let hasOtherStart = !Self.areEqual(before["validFrom"], key["validFrom"])
        if hasOtherStart || !isWindowTold && !Self.areEqual(before["validUntil"], key["validUntil"]) {
            append("window", key, name, [("new", Self.window(key)), ("old", Self.window(before))])
        }
        addOthers(before, key, told: Self.told, of: name)
    }

    /// Tells the state of a key: that it is retired, stolen, or in use again, which no list may say.
    private mutating func addState(_ key: JSONNode, before: JSONNode?, _ name: (name: String, id: String)) {
        switch key["state"]?.string ?? "" {
        case "retired" where before?["state"]?.isString("compromised") != true:
            guard let until = Self.time(key["validUntil"]) else { return append("retired", key, name, []) }
            append("retiredOn", key, name, [("until", .time(until))])
        case "compromised":
            append("compromised", key, name, [("since", .time(Self.time(key["compromisedSince"])))])
        default:
            let was = before?["state"]?.string ?? "active"
            append("reverted", key, name, [("old", .word("trust.keyState.\(was)"))])
        }
    }

    private static let told = [
        "kid", "publicKeyMultibase", "purposes", "validFrom", "validUntil", "state", "compromisedSince",
    ]

    private mutating func append(
        _ code: String, _ key: JSONNode, _ name: (name: String, id: String),
        _ facts: [(name: String, value: ListChange.Fact)], isGone: Bool = false
    ) {
        changes.append(
            ListChange(
                code: "key." + code, institution: name, place: key, isGone: isGone,
                facts: [("key", .text(key["kid"]?.string ?? ""))] + facts))
    }

    private static func purpose(_ key: JSONNode) -> ListChange.Fact {
        .word("trust.purpose.\(elements(key["purposes"]).first?.string ?? "")")
    }

    private static func window(_ node: JSONNode) -> ListChange.Fact {
        .window(from: time(node["validFrom"]), until: time(node["validUntil"]))
    }
}
