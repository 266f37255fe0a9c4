import Encodings

extension SeenTrust {
    /// The version of the form that this type reads and writes.
    ///
    /// Version 1 had at most one contradiction, and its documents under fixed names.
    public static let version = 2

    /// Reads what was kept by an earlier run.
    ///
    /// - Throws: ``TrustError`` with code `stateMalformed`.
    public init(parsing bytes: [UInt8]) throws(TrustError) {
        var limits = Limits.trustList
        limits.documentByteCount = Self.byteLimit
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: bytes, limits: limits)
        } catch {
            throw TrustError(.stateMalformed, at: error.pointer, "\(error.reason) (\(error.code.rawValue))")
        }
        let state = try StrictObject(
            document.root,
            members: [
                "stateVersion", "pin", "root", "list", "statementIssued", "statementRoot", "statementDigest",
                "contradiction", "contradictions", "rewriting", "rootContradiction", "setAside", "late", "clockFloor",
            ], code: .stateMalformed)
        _ = try state.integer("stateVersion", in: 1...Self.version)
        _ = try state.text("pin")
        if let node = state.node["root"] {
            let object = try StrictObject(node, members: ["version", "digest"], code: .stateMalformed)
            let (version, digest) = try Self.numbered(object, "version")
            root = Root(version: version, digest: digest)
        }
        list = try Self.list(state, "list")
        statementIssued = try state.optionalTime("statementIssued")
        statementRoot = try Self.version(state, "statementRoot")
        statementDigest = try state.optionalDigest("statementDigest")
        clockFloor = try state.optionalTime("clockFloor")
        let nodes = try state.optionalArray("contradictions", limit: 2 * Self.limit)?.elements.map { $0 } ?? []
        for node in [state.node["contradiction"]].compactMap({ $0 }) + nodes {
            contradictions.append(try contradiction(node))
        }
        rewriting = try Self.list(state, "rewriting")
        rootContradiction = try Self.rootContradiction(state)
        for node in try state.optionalArray("setAside", limit: Self.limit)?.elements.map({ $0 }) ?? [] {
            let object = try StrictObject(node, members: ["sequence", "digest", "pointer"], code: .stateMalformed)
            let (sequence, digest) = try Self.numbered(object, "sequence")
            let pointer = String(decoding: try object.optionalText("pointer") ?? [], as: UTF8.self)
            setAside.append(SetAside(sequence: sequence, digest: digest, pointer: pointer))
        }
        for node in try state.optionalArray("late", limit: Self.lateLimit)?.elements.map({ $0 }) ?? [] {
            late.append(try Self.late(node))
        }
    }

    private static func late(_ node: JSONNode) throws(TrustError) -> LateRecord {
        let object = try StrictObject(node, members: ["issuer", "state", "ended", "recorded"], code: .stateMalformed)
        let state = try object.optionalInteger("state", in: 0...ListedState.stateLimit)
        let ended = try object.optionalTime("ended")
        let kind: LateRecord.Kind
        switch (state, ended) {
        case (let place?, nil): kind = .state(place)
        case (nil, let ended?): kind = .quality(ended: ended)
        default: throw object.refusal("state", "expected either the place of a state or the end of a decision")
        }
        return LateRecord(kind, of: try object.text("issuer"), recorded: try object.time("recorded"))
    }

    private static func list(_ state: StrictObject, _ name: StaticString) throws(TrustError) -> List? {
        guard let node = state.node[name] else { return nil }
        let object = try StrictObject(node, members: ["sequence", "digest", "root"], code: .stateMalformed)
        let (sequence, digest) = try numbered(object, "sequence")
        return List(sequence: sequence, digest: digest, rootVersion: try version(object, "root"))
    }

    private func contradiction(_ node: JSONNode) throws(TrustError) -> Contradiction {
        let object = try StrictObject(
            node, members: ["sequence", "digest", "otherDigest", "root", "byStatement", "until"],
            code: .stateMalformed)
        let (sequence, digest) = try Self.numbered(object, "sequence")
        var until = try object.optionalTime("until")
        if try object.optionalBoolean("byStatement") ?? false, until == nil {
            // What was kept before the end was kept with it ends no later than a statement of the latest time can.
            until = (clockFloor ?? .earliest).adding(seconds: FreshnessStatement.largestWindow)
        }
        return Contradiction(
            sequence: sequence, digests: [digest, try Self.digest(object, "otherDigest")],
            rootVersion: try Self.version(object, "root"), until: until)
    }

    private static func rootContradiction(_ state: StrictObject) throws(TrustError) -> RootContradiction? {
        guard let node = state.node["rootContradiction"] else { return nil }
        let object = try StrictObject(
            node, members: ["version", "digest", "otherDigest", "pinned"], code: .stateMalformed)
        let (version, digest) = try numbered(object, "version")
        return RootContradiction(
            version: version, digests: [digest, try Self.digest(object, "otherDigest")],
            pinned: try Self.digest(object, "pinned"))
    }

    private static func digest(_ object: StrictObject, _ name: StaticString) throws(TrustError) -> Multihash {
        guard let digest = try object.optionalDigest(name) else {
            throw object.refusal(name, "expected a digest, found none")
        }
        return digest
    }

    private static func version(_ object: StrictObject, _ name: StaticString) throws(TrustError) -> Int? {
        try object.optionalInteger(name, in: 1...TrustRootContent.largestVersion)
    }

    private static func numbered(
        _ object: StrictObject, _ name: StaticString
    ) throws(TrustError) -> (number: Int, digest: Multihash) {
        let digest = try Self.digest(object, "digest")
        return (try object.integer(name, in: 1...9_007_199_254_740_991), digest)
    }

    /// What is kept for the next run: indented JSON with a line feed at its end.
    ///
    /// - Parameter pin: Whose state it is; written for people.
    public func serialized(of pin: TrustPin) -> [UInt8] {
        var value: JSONValue = [
            "stateVersion": .number(String(Self.version)), "pin": .string(pin.fingerprint.description),
        ]
        value["root"] = root.map {
            ["version": .number(String($0.version)), "digest": .string($0.digest.multibase)]
        }
        value["list"] = list.map { Self.value($0) }
        value["statementIssued"] = statementIssued.map { .string($0.description) }
        value["statementRoot"] = statementRoot.map { .number(String($0)) }
        value["statementDigest"] = statementDigest.map { .string($0.multibase) }
        if !contradictions.isEmpty { value["contradictions"] = .array(contradictions.map { Self.value($0) }) }
        value["rewriting"] = rewriting.map { Self.value($0) }
        value["rootContradiction"] = rootContradiction.map { Self.value($0) }
        if !setAside.isEmpty { value["setAside"] = .array(setAside.map { Self.value($0) }) }
        if !late.isEmpty { value["late"] = .array(late.map { Self.value($0) }) }
        value["clockFloor"] = clockFloor.map { .string($0.description) }
        return value.serialized(indented: true) + [0x0A]
    }

    private static func value(_ list: List) -> JSONValue {
        var value: JSONValue = [
            "sequence": .number(String(list.sequence)), "digest": .string(list.digest.multibase),
        ]
        value["root"] = list.rootVersion.map { .number(String($0)) }
        return value
    }

    private static func value(_ contradiction: Contradiction) -> JSONValue {
        var value = pair("sequence", contradiction.sequence, contradiction.digests)
        value["root"] = contradiction.rootVersion.map { .number(String($0)) }
        value["until"] = contradiction.until.map { .string($0.description) }
        return value
    }

    private static func value(_ contradiction: RootContradiction) -> JSONValue {
        var value = pair("version", contradiction.version, contradiction.digests)
        value["pinned"] = .string(contradiction.pinned.multibase)
        return value
    }

    private static func value(_ record: LateRecord) -> JSONValue {
        var value: JSONValue = ["issuer": .string(String(decoding: record.issuer, as: UTF8.self))]
        switch record.kind {
        case .state(let place): value["state"] = .number(String(place))
        case .quality(let ended): value["ended"] = .string(ended.description)
        }
        value["recorded"] = .string(record.recorded.description)
        return value
    }

    private static func pair(_ name: String, _ number: Int, _ digests: [Multihash]) -> JSONValue {
        var value: JSONValue = .object([])
        value[name] = .number(String(number))
        for (name, digest) in zip(["digest", "otherDigest"], digests) { value[name] = .string(digest.multibase) }
        return value
    }

    private static func value(_ list: SetAside) -> JSONValue {
        var value: JSONValue = [
            "sequence": .number(String(list.sequence)), "digest": .string(list.digest.multibase),
        ]
        if !list.pointer.isEmpty { value["pointer"] = .string(list.pointer) }
        return value
    }
}
