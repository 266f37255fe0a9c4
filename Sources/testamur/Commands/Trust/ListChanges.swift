import Credentials
import Encodings
import Registry

/// What one list says that another does not, from the older to the newer.
///
/// Everything that a list can hold is compared: what has no sentence of its own is told by its place, so that no change
/// goes unsaid. The later list may be a draft.
struct ListChanges {
    /// The number of the later list.
    let sequence: Int
    /// When the next list is due, where that is changed; every new list changes it.
    private(set) var renewal: ListChange?

    var changes: [ListChange] = []

    /// Compares two lists as documents.
    init(from old: JSONNode, to new: JSONNode) {
        sequence = new["trustList"]?["sequence"]?.integer ?? 0
        addOthers(old, new, told: Self.envelope)
        if let oldList = old["trustList"], let newList = new["trustList"] { add(oldList, newList) }
        var known: [[UInt8]: JSONNode] = [:]
        for issuer in Self.elements(old["credentialSubject"]) { known[issuer["id"]?.utf8 ?? []] = issuer }
        for issuer in Self.elements(new["credentialSubject"]) {
            let before = known.removeValue(forKey: issuer["id"]?.utf8 ?? [])
            add(issuer, before: before)
        }
        for issuer in Self.elements(old["credentialSubject"]) where known[issuer["id"]?.utf8 ?? []] != nil {
            changes.append(ListChange(code: "gone", institution: Self.name(issuer), place: issuer, isGone: true))
        }
    }

    /// Whether nothing is changed but dates.
    var isEmpty: Bool { changes.isEmpty }

    /// One line for each change.
    func lines(_ language: Language) -> [String] { changes.map { $0.sentence(language) } }

    // MARK: The list itself

    /// What is told elsewhere, or says the same as the list's own dates.
    private static let envelope = ["trustList", "credentialSubject", "proof", "validFrom", "validUntil"]

    private mutating func add(_ old: JSONNode, _ new: JSONNode) {
        let (was, due) = (Self.time(old["nextUpdate"]), Self.time(new["nextUpdate"]))
        // After a closed list no other is due.
        if was != due, new["closed"]?.boolean != true {
            renewal = ListChange(
                code: "nextUpdate", place: new["nextUpdate"] ?? new, facts: [("new", .time(due)), ("old", .time(was))])
        }
        addText("environment", "environment", old, new)
        addText("rootVersion", "rootVersion", old, new)
        addText("maxDelegationDepth", "maxDelegationDepth", old, new)
        let (wasClosed, isClosed) = (old["closed"]?.boolean ?? false, new["closed"]?.boolean ?? false)
        if wasClosed != isClosed {
            changes.append(ListChange(code: isClosed ? "closed" : "reopened", place: new["closed"] ?? new))
        }
        if let oldAuthority = old["authority"], let newAuthority = new["authority"] {
            for member in ["id", "legalName", "jurisdiction", "legalBasis"] {
                addText("authority.\(member)", member, oldAuthority, newAuthority)
            }
            addOthers(oldAuthority, newAuthority, told: ["id", "legalName", "jurisdiction", "legalBasis"])
        }
        addOthers(
            old, new,
            told: [
                "authority", "environment", "rootVersion", "sequence", "previousDigest", "issued", "nextUpdate",
                "closed", "maxDelegationDepth",
            ])
    }

    // MARK: What all parts share

    /// Tells a text that is another one, that is new, or that is gone.
    mutating func addText(
        _ code: String, _ member: String, _ old: JSONNode, _ new: JSONNode,
        of institution: (name: String, id: String)? = nil
    ) {
        let (was, now) = (old.member(member), new.member(member))
        guard !Self.areEqual(was, now) else { return }
        func fact(_ node: JSONNode?) -> ListChange.Fact { node?.string.map { .text($0) } ?? .value(node) }
        changes.append(
            ListChange(
                code: code, institution: institution, place: now ?? new,
                facts: [("new", fact(now)), ("old", fact(was))]))
    }

    /// Tells every difference between the members of two objects that is not told otherwise, by its place.
    mutating func addOthers(
        _ old: JSONNode, _ new: JSONNode, told: [String], of institution: (name: String, id: String)? = nil
    ) {
        func isTold(_ name: JSONNode) -> Bool { told.contains { name.isString($0) } }
        for (name, value) in new.members where !isTold(name) {
            let was = name.string.flatMap { old.member($0) }
            guard !Self.areEqual(was, value) else { continue }
            changes.append(
                ListChange(
                    code: "other", institution: institution, place: value,
                    facts: [("new", .value(value)), ("old", .value(was))]))
        }
        for (name, value) in old.members where !isTold(name) && name.string.flatMap({ new.member($0) }) == nil {
            changes.append(
                ListChange(
                    code: "other", institution: institution, place: value, isGone: true,
                    facts: [("new", .value(nil)), ("old", .value(value))]))
        }
    }

    static func name(_ issuer: JSONNode) -> (name: String, id: String) {
        (issuer["legalName"]?.string ?? "", issuer["id"]?.string ?? "")
    }

    static func elements(_ node: JSONNode?) -> [JSONNode] {
        guard let node, node.kind == .array else { return [] }
        return node.elements.map { $0 }
    }

    static func time(_ node: JSONNode?) -> Timestamp? { node?.string.flatMap { try? Timestamp(parsing: $0) } }

    static func areEqual(_ left: JSONNode?, _ right: JSONNode?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return left.isEqual(to: right)
    }
}
