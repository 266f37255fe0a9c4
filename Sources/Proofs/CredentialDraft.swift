public import Encodings

/// A document that is ready to be signed: strictly parsed, and without a proof.
public struct CredentialDraft: Sendable {
    /// The parsed document.
    public let document: JSONDocument

    /// The canonical form, made once: it is what every proof covers.
    package let canonicalBytes: [UInt8]

    /// The canonical form of the `@context`, which a proof repeats.
    let canonicalContext: [UInt8]?

    /// Parses a document for signing.
    ///
    /// - Throws: ``ProofError`` with code `draftRefused` when the bytes are not strict JSON within `limits`, are no
    ///   object, or carry a proof already.
    public init(parsing bytes: [UInt8], limits: Limits = .credential) throws(ProofError) {
        do throws(JSONError) {
            document = try JSONDocument(parsing: bytes, limits: limits)
        } catch {
            throw ProofError(.draftRefused, at: error.pointer, error.reason)
        }
        guard document.root.kind == .object else {
            throw ProofError(.draftRefused, at: "", "expected an object, found \(document.root.kind.name)")
        }
        guard document.root["proof"] == nil else {
            throw ProofError(.draftRefused, at: "/proof", "expected a document without proof, found one that has it")
        }
        canonicalBytes = document.root.canonicalBytes()
        canonicalContext = document.root["@context"]?.canonicalBytes()
    }

    /// Writes a built value and parses it for signing.
    ///
    /// - Throws: as ``init(parsing:limits:)``.
    public init(_ value: JSONValue, limits: Limits = .credential) throws(ProofError) {
        try self.init(parsing: value.serialized(), limits: limits)
    }
}
