import Encodings

/// What happens to a batch, as the register records it: nothing in it is of a learner, or a person's own words.
enum BatchEvent: Sendable, Equatable {
    /// A signature of one of those who may sign for batches.
    struct Signature: Sendable, Equatable {
        /// The public key, as a Multikey.
        let publicKey: String
        /// When it was made.
        let time: Timestamp
        /// The signature, as a proof has it.
        let proof: String
    }

    /// It begins: its credentials can be planned.
    case begun(id: String, source: String, count: Int)
    /// It is laid before another person, by whoever signs.
    case prepared(id: String, manifest: String, Signature)
    /// Another person agrees to it.
    case approved(id: String, manifest: String, Signature)
    /// Nothing more of it is issued.
    case cancelled(id: String)
    /// A credential of it was signed, and is taken back before anybody was given it.
    case withdrawn(credentialID: String, id: String)

    /// The identifier of the batch.
    var id: String {
        switch self {
        case .begun(let id, _, _), .prepared(let id, _, _), .approved(let id, _, _), .cancelled(let id),
            .withdrawn(_, let id):
            id
        }
    }
}

extension BatchEvent {
    /// Writes it into the line of a register.
    func write(to value: inout JSONValue) {
        value["batch"] = .string(id)
        switch self {
        case .begun(_, let source, let count):
            value["action"] = "batchBegun"
            value["source"] = .string(source)
            value["count"] = .number(String(count))
        case .prepared(_, let manifest, let signature):
            value["action"] = "batchPrepared"
            Self.write(manifest, signature, to: &value)
        case .approved(_, let manifest, let signature):
            value["action"] = "batchApproved"
            Self.write(manifest, signature, to: &value)
        case .cancelled: value["action"] = "batchCancelled"
        case .withdrawn(let credentialID, _):
            value["action"] = "withdrawn"
            value["credential"] = .string(credentialID)
        }
    }

    private static func write(_ manifest: String, _ signature: Signature, to value: inout JSONValue) {
        value["manifest"] = .string(manifest)
        value["publicKey"] = .string(signature.publicKey)
        value["signedAt"] = .string(signature.time.description)
        value["proofValue"] = .string(signature.proof)
    }

    /// Reads the line of a register; `nil` for one of another kind.
    init?(_ action: String, _ node: JSONNode) {
        guard let id = node["batch"]?.string else { return nil }
        switch action {
        case "batchBegun":
            guard let source = node["source"]?.string, let count = node["count"]?.integer else { return nil }
            self = .begun(id: id, source: source, count: count)
        case "batchPrepared", "batchApproved":
            guard let manifest = node["manifest"]?.string, let key = node["publicKey"]?.string,
                let time = node["signedAt"]?.string.flatMap({ try? Timestamp(parsing: $0) }),
                let proof = node["proofValue"]?.string
            else { return nil }
            let signature = Signature(publicKey: key, time: time, proof: proof)
            self =
                action == "batchPrepared"
                ? .prepared(id: id, manifest: manifest, signature)
                : .approved(id: id, manifest: manifest, signature)
        case "batchCancelled": self = .cancelled(id: id)
        case "withdrawn":
            guard let credentialID = node["credential"]?.string else { return nil }
            self = .withdrawn(credentialID: credentialID, id: id)
        default: return nil
        }
    }
}
