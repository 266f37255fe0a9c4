import Encodings

/// What is changed of one institution.
extension ListChanges {
    /// Compares an institution with what was listed of it before; all of a new one is new.
    mutating func add(_ issuer: JSONNode, before: JSONNode?) {
        let name = Self.name(issuer)
        if let before {
            addText("name", "legalName", before, issuer, of: name)
            addTexts("otherID", before["alsoKnownAs"], issuer["alsoKnownAs"], name)
            addTexts("statusAuthority", before["statusAuthorities"], issuer["statusAuthorities"], name)
            addIdentifiers(before["identifiers"], issuer["identifiers"], name)
            addQualityAssurance(before, issuer, name)
            addOthers(before, issuer, told: Self.told, of: name)
        } else {
            changes.append(ListChange(code: "issuer", institution: name, place: issuer))
            addTexts("otherID", nil, issuer["alsoKnownAs"], name)
            addTexts("statusAuthority", nil, issuer["statusAuthorities"], name)
        }
        addStates(before?["states"], issuer["states"], name)
        addKeys(before?["keys"], issuer["keys"], name)
        addRecognitions(before?["recognizedTo"], issuer["recognizedTo"], name)
    }

    private static let told = [
        "legalName", "alsoKnownAs", "statusAuthorities", "identifiers", "qualityAssurance", "states", "keys",
        "recognizedTo",
    ]

    /// Tells which texts are new in a list of texts, and which are gone.
    private mutating func addTexts(
        _ code: String, _ old: JSONNode?, _ new: JSONNode?, _ name: (name: String, id: String)
    ) {
        let (before, now) = (Self.elements(old), Self.elements(new))
        for text in now where !before.contains(where: { $0.isEqual(to: text) }) {
            changes.append(
                ListChange(
                    code: code + ".new", institution: name, place: text, facts: [("value", .text(text.string ?? ""))]))
        }
        for text in before where !now.contains(where: { $0.isEqual(to: text) }) {
            changes.append(
                ListChange(
                    code: code + ".gone", institution: name, place: text, isGone: true,
                    facts: [("value", .text(text.string ?? ""))]))
        }
    }

    /// Tells which numbers in public registers are new, and which are gone.
    private mutating func addIdentifiers(_ old: JSONNode?, _ new: JSONNode?, _ name: (name: String, id: String)) {
        let (before, now) = (Self.elements(old), Self.elements(new))
        func facts(_ node: JSONNode) -> [(name: String, value: ListChange.Fact)] {
            [("scheme", .text(node["scheme"]?.string ?? "")), ("value", .text(node["value"]?.string ?? ""))]
        }
        func isSame(_ left: JSONNode, _ right: JSONNode) -> Bool {
            Self.areEqual(left["scheme"], right["scheme"]) && Self.areEqual(left["value"], right["value"])
        }
        for identifier in now {
            if let other = before.first(where: { isSame($0, identifier) }) {
                addOthers(other, identifier, told: ["scheme", "value"], of: name)
            } else {
                changes.append(
                    ListChange(code: "identifier.new", institution: name, place: identifier, facts: facts(identifier)))
            }
        }
        for identifier in before where !now.contains(where: { isSame($0, identifier) }) {
            changes.append(
                ListChange(
                    code: "identifier.gone", institution: name, place: identifier, isGone: true,
                    facts: facts(identifier)))
        }
    }

    private mutating func addQualityAssurance(
        _ before: JSONNode, _ issuer: JSONNode, _ name: (name: String, id: String)
    ) {
        let (old, new) = (before["qualityAssurance"], issuer["qualityAssurance"])
        guard !Self.areEqual(old, new) else { return }
        guard let new else {
            changes.append(
                ListChange(code: "quality.gone", institution: name, place: old ?? before, isGone: true))
            return
        }
        let facts: [(name: String, value: ListChange.Fact)] = [
            ("agency", .text(new["agency"]?.string ?? "")),
            ("window", .window(from: Self.time(new["validFrom"]), until: Self.time(new["validUntil"]))),
        ]
        let isWord = old.map { old in
            !Self.areEqual(old["agency"], new["agency"]) || !Self.areEqual(old["validFrom"], new["validFrom"])
                || !Self.areEqual(old["validUntil"], new["validUntil"])
        }
        if isWord ?? true {
            changes.append(ListChange(code: "quality", institution: name, place: new, facts: facts))
        }
        if let old { addOthers(old, new, told: ["agency", "validFrom", "validUntil"], of: name) }
    }

    /// Tells the states that are new; those before must be the same, and it is said where they are not.
    private mutating func addStates(_ old: JSONNode?, _ new: JSONNode?, _ name: (name: String, id: String)) {
        let (before, now) = (Self.elements(old), Self.elements(new))
        addReplaced(before, by: now.dropFirst(before.count), name)
        for (position, state) in now.enumerated() {
            if position < before.count {
                addRewritten(state, before: before[position], name)
            } else {
                let kind = state["state"]?.string ?? ""
                changes.append(
                    ListChange(
                        code: kind == "granted" && position == 0 ? "firstGranted" : kind, institution: name,
                        place: state,
                        facts: [
                            ("since", .time(Self.time(state["since"]))),
                            ("reason", .reason(state["reason"]?.string)),
                        ]))
                if position > 0 { addRetroactive(state, name) }
                addSuccessor(state, name)
            }
        }
        for state in before.dropFirst(now.count) {
            changes.append(
                ListChange(
                    code: "state.gone", institution: name, place: state, isGone: true,
                    facts: [("old", .state(state))]))
        }
    }

    /// Tells that a new state holds for days that were over when it was put on record.
    private mutating func addRetroactive(_ state: JSONNode, _ name: (name: String, id: String)) {
        guard let since = Self.time(state["since"]), let recorded = Self.time(state["recordedAt"]),
            since.date < recorded.date
        else { return }
        changes.append(
            ListChange(
                code: "state.retroactive", institution: name, place: state,
                facts: [("since", .time(since)), ("recorded", .time(recorded))]))
    }

    /// Tells who vouches for the records of an institution that may no longer issue.
    private mutating func addSuccessor(_ state: JSONNode, _ name: (name: String, id: String)) {
        guard let successor = state["successor"] else { return }
        changes.append(
            ListChange(
                code: "successor", institution: name, place: successor,
                facts: [
                    ("successor", .text(successor["legalName"]?.string ?? "")),
                    ("value", .text(successor["id"]?.string ?? "")),
                ]))
    }

    /// Tells which states on record hold at no time any more, now that others were recorded after them.
    private mutating func addReplaced(
        _ old: [JSONNode], by added: ArraySlice<JSONNode>, _ name: (name: String, id: String)
    ) {
        for (position, state) in old.enumerated()
        where Self.isReplaced(state, by: added) && !Self.isReplaced(state, by: old.dropFirst(position + 1)) {
            changes.append(
                ListChange(
                    code: "replaced.\(state["state"]?.string ?? "")", institution: name, place: state, isGone: true,
                    facts: [("since", .time(Self.time(state["since"])))]))
        }
    }

    /// Whether a state that held at some time holds at none any more; one that is recorded anew still does.
    private static func isReplaced(_ state: JSONNode, by added: ArraySlice<JSONNode>) -> Bool {
        let since = state["since"]?.utf8 ?? []
        // Times on a list are written in one way, so that their bytes are in their order.
        let isOver = added.contains { !since.lexicographicallyPrecedes($0["since"]?.utf8 ?? []) }
        let isKept = added.contains {
            $0["since"]?.utf8 == since && $0["state"]?.utf8 == state["state"]?.utf8
        }
        return isOver && !isKept
    }

    /// Tells what is other of a state that was on record.
    private mutating func addRewritten(_ state: JSONNode, before: JSONNode, _ name: (name: String, id: String)) {
        let told = ["state", "since", "reason"]
        if told.contains(where: { !Self.areEqual(before.member($0), state.member($0)) }) {
            changes.append(
                ListChange(
                    code: "state.rewritten", institution: name, place: state,
                    facts: [("old", .state(before)), ("new", .state(state))]))
        }
        addOthers(before, state, told: told, of: name)
    }
}
