import Encodings

extension SeenTrust {
    /// The version of the form that this type reads and writes.
    public static let version = 1

    /// Reads what was kept by an earlier run.
    ///
    /// - Throws: ``TrustError`` with code `stateMalformed`.
    public init(parsing bytes: [UInt8]) throws(TrustError) {
        var limits = Limits.trustList
        limits.documentByteCount = 64 << 10
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: bytes, limits: limits)
        } catch {
            throw TrustError(.stateMalformed, at: error.pointer, "\(error.reason) (\(error.code.rawValue))")
        }
        let state = try StrictObject(
            document.root,
            members: [
                "stateVersion", "pin", "root", "contradictoryRoot", "list", "statementIssued", "statementRoot",
                "contradiction", "clockFloor",
            ], code: .stateMalformed)
        _ = try state.integer("stateVersion", in: Self.version...Self.version)
        _ = try state.text("pin")
        root = try state.node["root"].map(Self.root)
        contradictoryRoot = try state.node["contradictoryRoot"].map(Self.root)
        if let node = state.node["list"] {
            let object = try StrictObject(node, members: ["sequence", "digest", "root"], code: .stateMalformed)
            let (sequence, digest) = try Self.numbered(object, "sequence")
            list = List(sequence: sequence, digest: digest, rootVersion: try Self.version(object, "root"))
        }
        if let node = state.node["contradiction"] { contradiction = try Self.contradiction(node) }
        statementIssued = try state.optionalTime("statementIssued")
        statementRoot = try Self.version(state, "statementRoot")
        clockFloor = try state.optionalTime("clockFloor")
    }

    private static func root(_ node: JSONNode) throws(TrustError) -> Root {
        let object = try StrictObject(node, members: ["version", "digest"], code: .stateMalformed)
        let (version, digest) = try numbered(object, "version")
        return Root(version: version, digest: digest)
    }

    private static func contradiction(_ node: JSONNode) throws(TrustError) -> Contradiction {
        let object = try StrictObject(
            node, members: ["sequence", "digest", "otherDigest", "root", "byStatement", "rewriting"],
            code: .stateMalformed)
        let (sequence, digest) = try numbered(object, "sequence")
        guard let other = try object.optionalDigest("otherDigest") else {
            throw object.refusal("otherDigest", "expected a digest, found none")
        }
        return Contradiction(
            sequence: sequence, digests: [digest, other], rootVersion: try version(object, "root"),
            isByStatement: try object.optionalBoolean("byStatement") ?? false,
            isRewriting: try object.optionalBoolean("rewriting") ?? false)
    }

    private static func version(_ object: StrictObject, _ name: StaticString) throws(TrustError) -> Int? {
        try object.optionalInteger(name, in: 1...TrustRootContent.largestVersion)
    }

    private static func numbered(
        _ object: StrictObject, _ name: StaticString
    ) throws(TrustError) -> (number: Int, digest: Multihash) {
        guard let digest = try object.optionalDigest("digest") else {
            throw object.refusal("digest", "expected a digest, found none")
        }
        return (try object.integer(name, in: 1...9_007_199_254_740_991), digest)
    }

    /// What is kept for the next run: indented JSON with a line feed at its end.
    ///
    /// - Parameter pin: Whose state it is; written for people.
    public func serialized(of pin: TrustPin) -> [UInt8] {
        var value: JSONValue = [
            "stateVersion": .number(String(Self.version)), "pin": .string(pin.fingerprint.description),
        ]
        value["root"] = root.map { Self.value($0) }
        value["contradictoryRoot"] = contradictoryRoot.map { Self.value($0) }
        value["list"] = list.map { list in
            var entry: JSONValue = [
                "sequence": .number(String(list.sequence)), "digest": .string(list.digest.multibase),
            ]
            entry["root"] = list.rootVersion.map { .number(String($0)) }
            return entry
        }
        value["statementIssued"] = statementIssued.map { .string($0.description) }
        value["statementRoot"] = statementRoot.map { .number(String($0)) }
        value["contradiction"] = contradiction.map { Self.value($0) }
        value["clockFloor"] = clockFloor.map { .string($0.description) }
        return value.serialized(indented: true) + [0x0A]
    }

    private static func value(_ root: Root) -> JSONValue {
        ["version": .number(String(root.version)), "digest": .string(root.digest.multibase)]
    }

    private static func value(_ contradiction: Contradiction) -> JSONValue {
        var value: JSONValue = ["sequence": .number(String(contradiction.sequence))]
        for (name, digest) in zip(["digest", "otherDigest"], contradiction.digests) {
            value[name] = .string(digest.multibase)
        }
        value["root"] = contradiction.rootVersion.map { .number(String($0)) }
        value["byStatement"] = contradiction.isByStatement ? true : nil
        value["rewriting"] = contradiction.isRewriting ? true : nil
        return value
    }
}
