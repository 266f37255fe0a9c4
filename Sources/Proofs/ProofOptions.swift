public import Credentials
public import Encodings

/// What a new proof says about itself.
///
/// Source: Verifiable Credential Data Integrity 1.0, section 2.1.
public struct ProofOptions: Sendable {
    /// The verification method whose key signs.
    public var verificationMethod: DIDURL
    /// What the proof is for.
    public var purpose: DataIntegrityProof.Purpose
    /// When the proof is made.
    public var created: Timestamp?
    /// When the proof ends.
    public var expires: Timestamp?
    /// The proof's own identifier; needed when a later proof builds on it.
    public var id: String?
    /// The domains that the proof is for.
    public var domains: [String] = []
    /// The verifier's challenge that the proof answers.
    public var challenge: String?
    /// The identifiers of the proofs that this one builds on.
    public var previousProofs: [String] = []

    /// States what every proof needs.
    public init(
        verificationMethod: DIDURL, purpose: DataIntegrityProof.Purpose = .assertionMethod, created: Timestamp?
    ) {
        self.verificationMethod = verificationMethod
        self.purpose = purpose
        self.created = created
    }

    /// The proof without its value as canonical JSON, in two parts: `proofValue` sorts between them.
    ///
    /// Source: Data Integrity EdDSA Cryptosuites 1.0, sections 3.2.5 and 3.3.5; section 3.3.1, step 2, for the context,
    /// which a proof over canonical JSON repeats. Written in order directly: the names are known, and signing is a hot
    /// path.
    ///
    /// - Parameter context: The canonical form of the document's `@context`, where the proof repeats it.
    /// - Throws: ``ProofError`` with code `draftRefused` when a text given by the caller cannot stand in a document.
    func canonicalParts(_ suite: Cryptosuite, context: [UInt8]?) throws(ProofError) -> (head: [UInt8], tail: [UInt8]) {
        var head: [UInt8] = []
        head.reserveCapacity((context?.count ?? 0) + 256)
        head.append(UInt8(ascii: "{"))
        if let context {
            head += "\"@context\":".utf8
            head += context
            head.append(UInt8(ascii: ","))
        }
        if let challenge { try append(.string(challenge), as: "challenge", to: &head) }
        if let created { append(created, as: "created", to: &head) }
        head += "\"cryptosuite\":\"".utf8
        head += suite.rawValue.utf8
        head += "\",".utf8
        if let domain = oneOrMany(domains) { try append(domain, as: "domain", to: &head) }
        if let expires { append(expires, as: "expires", to: &head) }
        if let id { try append(.string(id), as: "id", to: &head) }
        if let previous = oneOrMany(previousProofs) { try append(previous, as: "previousProof", to: &head) }
        head += "\"proofPurpose\":\"".utf8
        head += purpose.rawValue.utf8
        head += "\",".utf8
        // A DID URL holds nothing that JSON escapes.
        var tail = Array("\"type\":\"DataIntegrityProof\",\"verificationMethod\":\"".utf8)
        tail += verificationMethod.text.utf8
        tail += "\"}".utf8
        return (head, tail)
    }

    private func append(_ time: Timestamp, as name: String, to bytes: inout [UInt8]) {
        bytes += "\"\(name)\":\"\(time)\",".utf8
    }

    private func append(_ value: JSONValue, as name: String, to bytes: inout [UInt8]) throws(ProofError) {
        do throws(JSONError) {
            let text = try JSONDocument(parsing: value.serialized(), limits: .credential).root.canonicalBytes()
            bytes += "\"\(name)\":".utf8
            bytes += text
            bytes.append(UInt8(ascii: ","))
        } catch {
            throw ProofError(.draftRefused, at: "/proof/\(name)", error.reason)
        }
    }

    private func oneOrMany(_ texts: [String]) -> JSONValue? {
        switch texts.count {
        case 0: nil
        case 1: .string(texts[0])
        default: .array(texts.map { .string($0) })
        }
    }
}
