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
            document.root, members: ["stateVersion", "pin", "root", "list", "statementIssued", "clockFloor"],
            code: .stateMalformed)
        _ = try state.integer("stateVersion", in: Self.version...Self.version)
        _ = try state.text("pin")
        if let node = state.node["root"] {
            let (version, digest) = try Self.numbered(node, "version")
            root = Root(version: version, digest: digest)
        }
        if let node = state.node["list"] {
            let (sequence, digest) = try Self.numbered(node, "sequence")
            list = List(sequence: sequence, digest: digest)
        }
        statementIssued = try state.optionalTime("statementIssued")
        clockFloor = try state.optionalTime("clockFloor")
    }

    private static func numbered(
        _ node: JSONNode, _ name: StaticString
    ) throws(TrustError) -> (number: Int, digest: Multihash) {
        let object = try StrictObject(node, members: [name, "digest"], code: .stateMalformed)
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
        value["root"] = root.map {
            ["version": .number(String($0.version)), "digest": .string($0.digest.multibase)]
        }
        value["list"] = list.map {
            ["sequence": .number(String($0.sequence)), "digest": .string($0.digest.multibase)]
        }
        value["statementIssued"] = statementIssued.map { .string($0.description) }
        value["clockFloor"] = clockFloor.map { .string($0.description) }
        return value.serialized(indented: true) + [0x0A]
    }
}
