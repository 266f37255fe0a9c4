public import Encodings

/// An institution on a trust list, with everything that was ever recorded of it.
public final class ListedIssuer: Sendable {
    /// The object in the list.
    public let node: JSONNode
    /// The institution's DID, as bytes.
    public let idBytes: [UInt8]
    /// The institution's other identifiers, as bytes.
    ///
    /// An institution may issue under each of them: whoever is named here is the same institution. The key that signs
    /// must be listed all the same, with its purpose and its window, and must be a verification method of the identifier
    /// that the credential names as its issuer.
    public let otherIDs: [[UInt8]]
    /// Its keys.
    public let keys: [ListedKey]
    /// Whether it may issue, from when on; in the order in which it was recorded.
    ///
    /// Empty for one that a list does not name, and that issues by the delegation of one that it does.
    public let states: [ListedState]
    /// What it is recognised to do.
    public let recognitions: [Recognition]
    /// When the decision on its quality is in force that stands on the list; `nil` where none does.
    public let assurance: ValidityWindow?

    /// The institution's DID.
    public var id: String { String(decoding: idBytes, as: UTF8.self) }
    /// The institution's name in law: the name to show, whatever a credential says.
    public var legalName: String { node["legalName"]?.string ?? "" }

    /// The institution in public registers, for example its number at ROR or DEQAR.
    public var identifiers: [(scheme: String, value: String)] {
        (node["identifiers"]?.elements).map { identifiers in
            identifiers.map { ($0["scheme"]?.string ?? "", $0["value"]?.string ?? "") }
        } ?? []
    }

    /// The countries or parts of countries for which the institution is recognised, in the order of the list.
    public var jurisdictions: [String] {
        var names: [[UInt8]] = []
        for recognition in recognitions {
            for name in recognition.jurisdictions ?? [] where !names.contains(name) { names.append(name) }
        }
        return names.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The state that holds at `time`: what was recorded last of it; `nil` before the first one.
    public func state(at time: Timestamp) -> ListedState? { states.last { $0.since <= time } }

    /// Whether it is closed at `now`, and was not shut out for a cause before that.
    ///
    /// A university that was closed must not void what it awarded before, or its learners pay for what is no fault of
    /// theirs; one that was shut out for fraud is not made good by closing after that. What it awarded is therefore not
    /// refused. Whether it is accepted depends on the key: see ``hasRetired(_:)``.
    func isClosedInOrder(at now: Timestamp) -> Bool {
        guard let present = state(at: now), present.isClosure else { return false }
        for state in states.reversed() where state.since <= now {
            if state.kind == .granted { break }
            guard state.kind != .withdrawn || state.isClosure else { return false }
        }
        return true
    }

    /// Whether the authority calls a key of the institution out of use, so that it stands behind what the key signed.
    ///
    /// Nobody looks after the keys of an institution that is no more. Whoever finds one can put any date on what it signs,
    /// and no list can tell that from the genuine: with a key that is still in use on the list nobody knows, and whoever
    /// keeps the records must say. A key that the authority calls retired is accounted for: it was destroyed or handed
    /// over, or the authority would call it compromised. Of those who issue by delegation the list has no key.
    func hasRetired(_ key: ListedKey?) -> Bool {
        guard let key, key.state == .retired else { return false }
        return keys.contains { $0.methodBytes == key.methodBytes && $0.publicKey == key.publicKey }
    }

    /// The first second for which the list has a state.
    public var firstSince: Timestamp { states.map(\.since).min() ?? .latest }

    /// The state that was recorded in the place of the one at `position`, which holds at no time any more; `nil` for one
    /// that holds at some time.
    public func replacement(ofStateAt position: Int) -> ListedState? {
        states.dropFirst(position + 1).first { $0.since <= states[position].since }
    }

    init(_ node: JSONNode, issued: Timestamp) throws(TrustError) {
        let object = try StrictObject(
            node,
            members: [
                "id", "type", "legalName", "identifiers", "alsoKnownAs", "states", "qualityAssurance", "keys",
                "recognizedTo", "statusAuthorities", "info",
            ])
        self.node = node
        try object.expect("type", "RecognizedEntity")
        let id = try Identifier.did(object.required("id"))
        idBytes = id
        _ = try object.text("legalName")
        var others: [[UInt8]] = []
        if let array = try object.optionalArray("alsoKnownAs", limit: ListedKey.keyLimit) {
            for element in array.elements { others.append(try Identifier.did(element)) }
        }
        otherIDs = others
        var keys: [ListedKey] = []
        for element in try object.array("keys", limit: ListedKey.keyLimit).elements {
            keys.append(try ListedKey(element, owners: [id] + others))
        }
        self.keys = keys
        states = try ListedState.states(
            object.array("states", limit: ListedState.stateLimit), issued: issued)
        var recognitions: [Recognition] = []
        for element in try object.array("recognizedTo", limit: Recognition.limit).elements {
            recognitions.append(try Recognition(element))
        }
        self.recognitions = recognitions
        assurance = try Self.checkDescription(object)
    }

    /// Reads the one to whom an institution delegates; its members were checked.
    init(delegated object: StrictObject) throws(TrustError) {
        node = object.node
        try object.expect("type", "RecognizedEntity")
        let id = try Identifier.did(object.required("id"))
        idBytes = id
        _ = try object.text("legalName")
        otherIDs = []
        var keys: [ListedKey] = []
        for element in try object.array("keys", limit: ListedKey.keyLimit).elements {
            let key = try ListedKey(element, owners: [id])
            guard !keys.contains(where: { $0.methodBytes == key.methodBytes || $0.publicKey == key.publicKey }) else {
                throw TrustError(.malformed, at: element.pointer, "expected each key once, found one twice")
            }
            keys.append(key)
        }
        self.keys = keys
        states = []
        var recognitions: [Recognition] = []
        for element in try object.array("recognizedTo", limit: Delegation.recognitionLimit).elements {
            let recognition = try Recognition(element)
            guard recognition.isForIssuing, !recognition.isRetroactive else {
                throw TrustError(
                    .malformed, at: element.pointer,
                    "expected something to issue, from the delegation on, found something else")
            }
            recognitions.append(recognition)
        }
        self.recognitions = recognitions
        assurance = try Self.checkDescription(object)
    }

    /// Checks the form of what describes the institution, and gives the time of the decision on its quality.
    private static func checkDescription(_ object: StrictObject) throws(TrustError) -> ValidityWindow? {
        var decided: ValidityWindow?
        if let identifiers = try object.optionalArray("identifiers", limit: 64) {
            for node in identifiers.elements {
                let identifier = try StrictObject(node, members: ["scheme", "value", "info"])
                _ = try identifier.text("scheme")
                _ = try identifier.text("value")
                try identifier.checkInfo()
            }
        }
        if let node = object.node["qualityAssurance"] {
            let assurance = try StrictObject(
                node,
                members: ["agency", "register", "decisionRef", "decisionDigest", "validFrom", "validUntil", "info"])
            _ = try assurance.text("agency")
            _ = try assurance.optionalText("register")
            _ = try assurance.optionalText("decisionRef")
            _ = try assurance.optionalDigest("decisionDigest")
            decided = try assurance.window()
            try assurance.checkInfo()
        }
        if let authorities = try object.optionalArray("statusAuthorities", limit: 64) {
            for element in authorities.elements { _ = try Identifier.did(element) }
        }
        try object.checkInfo()
        return decided
    }
}
