public import Encodings

/// Whether an institution may issue, from a time on.
///
/// The states of an institution are an authority's answers in the order in which it gave them, and none is ever taken
/// out. What it said last holds from its `since` on, whatever was on record of that time before: so an authority can
/// withdraw an institution earlier than it had planned, call off what it had planned, and set right what it said of the
/// past. The answer for a time is therefore the last recorded one whose `since` is not later. Where each answer holds
/// from later than the one before it, that is the newest of them.
public struct ListedState: Sendable {
    /// The three answers of an authority.
    public enum Kind: String, Sendable, CaseIterable {
        /// It may issue.
        case granted
        /// It may not issue for the time being.
        case suspended
        /// It may no longer issue.
        case withdrawn
    }

    /// The object in the list.
    public let node: JSONNode
    /// The answer.
    public let kind: Kind
    /// The first second for which the answer holds.
    public let since: Timestamp
    /// When the authority put the answer on record.
    public let recordedAt: Timestamp
    /// Who vouches for the records of an institution that may no longer issue; `nil` where nobody is named.
    public let successor: Successor?

    /// The authority's reason in a word, for example `qa-review`; `nil` when it gives none.
    public var reason: String? { node["reason"]?.string }

    /// Whether the institution ended, by itself or in another one, and was not shut out for a cause: the reasons `closed`
    /// and `merged`.
    public var isClosure: Bool {
        guard kind == .withdrawn, let reason = node["reason"] else { return false }
        return reason.isString("closed") || reason.isString("merged")
    }

    /// Whether the answer was put on record after it began to hold.
    public var isRetroactive: Bool { since < recordedAt }
}

extension ListedState {
    static let stateLimit = 256

    init(_ node: JSONNode) throws(TrustError) {
        let object = try StrictObject(node, members: ["state", "since", "recordedAt", "reason", "successor", "info"])
        self.node = node
        guard let kind = Kind(rawValue: String(decoding: try object.text("state"), as: UTF8.self)) else {
            throw object.refusal("state", "expected granted, suspended or withdrawn, found another state")
        }
        self.kind = kind
        since = try object.time("since")
        recordedAt = try object.time("recordedAt")
        _ = try object.optionalText("reason")
        successor = try node["successor"].map { value throws(TrustError) in try Successor(value) }
        guard successor == nil || kind == .withdrawn else {
            throw object.refusal(
                "successor", "expected a successor only of an institution that may no longer issue, found one")
        }
        try object.checkInfo()
    }

    /// Reads the states of an institution, which a list keeps in the order in which they were recorded.
    static func states(_ array: JSONNode, issued: Timestamp) throws(TrustError) -> [ListedState] {
        guard array.count > 0 else {
            throw TrustError(.malformed, at: array.pointer, "expected at least one state, found none")
        }
        var states: [ListedState] = []
        states.reserveCapacity(array.count)
        for node in array.elements {
            let state = try ListedState(node)
            if let last = states.last, state.recordedAt < last.recordedAt {
                throw TrustError(.malformed, at: node.pointer, "expected states in the order of 'recordedAt'")
            }
            guard state.recordedAt <= issued else {
                throw TrustError(
                    .malformed, at: node.pointer,
                    "expected a state recorded before the list was issued, found a later one")
            }
            states.append(state)
        }
        return states
    }
}
