public import Credentials
public import Encodings

extension TrustListEditor {
    /// Shuts an institution out for the time being.
    ///
    /// A withdrawal that is planned for later stays; a reinstatement that is planned for later is called off.
    ///
    /// - Parameters:
    ///   - since: From when on; not before the institution's first state. See ``ListedState`` for what becomes of the
    ///     states that are on record of that time.
    ///   - reason: A word that the list shows, for example `qa-review`.
    /// - Throws: ``TrustError`` with code `unknownIssuer`, or `editRefused` when `since` lies before its first state, when
    ///   it is withdrawn then, or when nothing would change.
    public mutating func suspend(_ issuer: DID, since: Timestamp, reason: String? = nil) throws(TrustError) {
        try addState(.suspended, to: issuer, since, reason, from: [.granted, .suspended])
    }

    /// Shuts an institution out for good, whatever was planned for later.
    ///
    /// What it issued before stays on record, but counts only with independent evidence of its time; with the reason
    /// `closed` or `merged` also where its key is retired, and is undecided elsewhere.
    ///
    /// - Parameter successor: Who vouches for its records from then on; it can be named later as well.
    /// - Throws: ``TrustError`` with code `unknownIssuer`, or `editRefused` when `since` lies before its first state, or
    ///   when nothing would change.
    public mutating func withdraw(
        _ issuer: DID, since: Timestamp, reason: String? = nil, successor: Successor? = nil
    ) throws(TrustError) {
        try addState(.withdrawn, to: issuer, since, reason, successor, from: [.granted, .suspended, .withdrawn])
    }

    /// Lets an institution issue again, or calls off what is planned for later where it may issue already.
    ///
    /// A withdrawal that is planned for later is called off only where the institution may issue at `since`, so that
    /// calling it off is all that can be meant.
    ///
    /// - Throws: ``TrustError`` with code `unknownIssuer`, or `editRefused` when `since` lies before its first state, or
    ///   when nothing would change.
    public mutating func reinstate(_ issuer: DID, since: Timestamp, reason: String? = nil) throws(TrustError) {
        try addState(.granted, to: issuer, since, reason, from: [.granted, .suspended, .withdrawn])
    }

    /// Adds what `kind` says to the states of an institution.
    private mutating func addState(
        _ kind: ListedState.Kind, to issuer: DID, _ since: Timestamp, _ reason: String?,
        _ successor: Successor? = nil, from allowed: Set<ListedState.Kind>
    ) throws(TrustError) {
        let position = try position(of: issuer)
        let pointer = "/credentialSubject/\(position)/states"
        let recorded = RecordedState.all(in: issuers[position])
        guard let held = recorded.last(where: { $0.since <= since }) else {
            let first = recorded.map(\.since).min() ?? .earliest
            throw TrustError(
                .beforeFirstState(since: first), at: pointer,
                "expected a time from \(first) on, when the institution's first state began, found an earlier one")
        }
        // What is on record for later and would hold then; what a later answer has replaced is no plan any more.
        let planned = recorded.indices.filter { index in
            let state = recorded[index]
            return state.since > since && recorded.lastIndex { $0.since <= state.since } == index
        }.map { recorded[$0] }.sorted { $0.since < $1.since }
        let calledOff = planned.filter { $0.kind != kind && (kind != .suspended || $0.kind != .withdrawn) }
        guard allowed.contains(held.kind), held.kind != kind || !calledOff.isEmpty || successor != nil else {
            throw TrustError(
                .otherState(held.kind, since: Self.beginning(of: held, in: recorded)), at: pointer,
                "expected an edit that changes the institution's state, found it \(held.kind.rawValue)")
        }
        var state: JSONValue = [
            "state": .string(kind.rawValue), "since": .string(since.description),
            "recordedAt": .string(now.description),
        ]
        state["reason"] = reason.map { .string($0) }
        state["successor"] = successor?.value
        try Self.checkTexts(state, at: pointer)
        var added = [state]
        // Who suspends or reinstates does not mean to call off a withdrawal, unless nothing else can be meant.
        if kind != .withdrawn, held.kind != kind || kind == .suspended,
            var withdrawal = planned.first(where: { $0.kind == .withdrawn })?.value
        {
            withdrawal["recordedAt"] = .string(now.description)
            added.append(withdrawal)
        }
        let states = added
        try change { issuers in
            for state in states { Self.append(state, to: "states", of: &issuers[position]) }
        }
    }

    /// From when on the institution has been in a state without a break: each answer may only repeat the one before it.
    private static func beginning(of held: RecordedState, in recorded: [RecordedState]) -> Timestamp {
        let times = Set(recorded.map(\.since)).filter { $0 <= held.since }.sorted(by: >)
        var beginning = held.since
        for time in times {
            guard let then = recorded.last(where: { $0.since <= time }), then.kind == held.kind else { break }
            beginning = time
        }
        return beginning
    }
}

/// A state on the list that is edited.
private struct RecordedState {
    let kind: ListedState.Kind
    let since: Timestamp
    let value: JSONValue

    /// The states of an institution, in the order in which they were recorded.
    static func all(in issuer: JSONValue) -> [RecordedState] {
        TrustListEditor.elements(issuer["states"]).compactMap { value in
            // Every edit leaves a list behind that was read strictly: each of its states has both.
            guard let kind = value["state"].flatMap(TrustListEditor.text).flatMap(ListedState.Kind.init(rawValue:)),
                let since = value["since"].flatMap(TrustListEditor.text).flatMap({ try? Timestamp(parsing: $0) })
            else { return nil }
            return RecordedState(kind: kind, since: since, value: value)
        }
    }
}
