import Encodings

/// What is changed of what one institution is recognised for.
extension ListChanges {
    /// Compares recognitions by their order, which a list keeps.
    mutating func addRecognitions(_ old: JSONNode?, _ new: JSONNode?, _ name: (name: String, id: String)) {
        let (before, now) = (Self.elements(old), Self.elements(new))
        for (position, recognition) in now.enumerated() {
            if position < before.count {
                add(recognition, before: before[position], name)
            } else {
                addNew(recognition, name)
            }
        }
        for recognition in before.dropFirst(now.count) {
            append("gone", recognition, name, [("scope", .recognition(recognition))], isGone: true)
        }
    }

    private mutating func addNew(_ recognition: JSONNode, _ name: (name: String, id: String)) {
        let isRetroactive = recognition["retroactive"]?.boolean == true
        append(
            isRetroactive ? "retroactive" : "new", recognition, name,
            [("scope", .recognition(recognition)), ("reason", .text(recognition["reason"]?.string ?? ""))])
        addVoiding(recognition, before: nil, name)
    }

    private mutating func add(_ recognition: JSONNode, before: JSONNode, _ name: (name: String, id: String)) {
        guard !before.isEqual(to: recognition) else { return }
        if Self.scope.contains(where: { !Self.areEqual(before.member($0), recognition.member($0)) }) {
            append("changed", recognition, name, [("new", .recognition(recognition)), ("old", .recognition(before))])
        } else if !Self.areEqual(before["validUntil"], recognition["validUntil"]) {
            let (was, until) = (Self.time(before["validUntil"]), Self.time(recognition["validUntil"]))
            let isShorter = until.map { until in was.map { until < $0 } ?? true } ?? false
            append(
                isShorter ? "ended" : "extended", recognition, name,
                [("scope", Self.types(recognition)), ("new", .time(until)), ("old", .time(was))])
        }
        addVoiding(recognition, before: before, name)
        addOthers(before, recognition, told: Self.scope + ["validUntil", "voidFrom"], of: name)
    }

    /// What a recognition is for; none of it changes in a list that continues the one before.
    private static let scope = [
        "type", "action", "credentialTypes", "eqfMin", "eqfMax", "fields", "jurisdictions", "validFrom",
    ]

    private mutating func addVoiding(_ recognition: JSONNode, before: JSONNode?, _ name: (name: String, id: String)) {
        let (was, now) = (before?["voidFrom"], recognition["voidFrom"])
        guard !Self.areEqual(was, now) else { return }
        let code = now == nil ? "unvoided" : was == nil ? "voided" : "voidedFrom"
        append(
            code, recognition, name,
            [("scope", Self.types(recognition)), ("new", .time(Self.time(now))), ("old", .time(Self.time(was)))])
    }

    private static func types(_ recognition: JSONNode) -> ListChange.Fact {
        .text(elements(recognition["credentialTypes"]).compactMap(\.string).joined(separator: ", "))
    }

    private mutating func append(
        _ code: String, _ recognition: JSONNode, _ name: (name: String, id: String),
        _ facts: [(name: String, value: ListChange.Fact)], isGone: Bool = false
    ) {
        changes.append(
            ListChange(
                code: "recognition." + code, institution: name, place: recognition, isGone: isGone, facts: facts))
    }
}
