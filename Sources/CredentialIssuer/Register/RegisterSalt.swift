import Credentials
import Cryptography
import Encodings
import Proofs

/// The secret of one register that keeps its digests from being guessed.
///
/// Names and dates of birth are few enough to try them all. The salt stands in a file of its own, so that the log can
/// be copied to others, who then cannot tell whom it is about. Whoever has the salt as well can test a guess.
struct RegisterSalt: Sendable {
    static let byteCount = 32

    let bytes: [UInt8]

    /// The salted digest of `content`: SHA-256 over the salt, a label and the SHA-256 of the content, in base64url.
    ///
    /// The label keeps digests of one kind from meaning anything as another.
    func digest(_ label: String, _ content: [UInt8]) throws(IssuerError) -> String {
        do throws(CryptographyError) {
            let inner = try SHA256.hash(content)
            return Base64URL.encode(try SHA256.hash(bytes + Array(label.utf8) + [0] + inner))
        } catch {
            throw IssuerError(.cryptographyFailed, error)
        }
    }

    /// What the register with this salt is known by; it does not tell the salt.
    func mark() throws(IssuerError) -> String { try digest("register", [UInt8]()) }

    /// The salted digest of a document that is to be signed.
    func digest(of draft: CredentialDraft) throws(IssuerError) -> String { try digest("draft", draft.canonicalBytes) }

    /// The salted digest of a document without its proofs, signed or not yet.
    func digest(ofDraft document: JSONNode) throws(IssuerError) -> String {
        try digest("draft", document.canonicalBytes(omitting: ["proof"]))
    }

    /// The keys of a learner for one specification.
    func keys(of learner: LearnerIdentity, specificationID: String) throws(IssuerError) -> LearnerKeys {
        let name = Self.plain(learner.fullName ?? "")
        var facts: [[String]] = []
        if let id = learner.id, !id.isBlank { facts.append(["id", id.string]) }
        for identifier in learner.identifiers where !identifier.value.isBlank {
            // A salted hash is another one each time.
            let salt = identifier.salt?.string ?? ""
            facts.append(["identifier", identifier.scheme.string, identifier.value.string, salt])
        }
        let birth = learner.dateOfBirth?.value
        if let birth { facts.append(["birth", birth.description, name]) }
        var distinct: [String] = []
        for fact in facts { distinct.append(try digest(specificationID, fact)) }
        return LearnerKeys(
            distinct: distinct, name: try digest(specificationID, ["name", name]),
            birth: birth.flatMap { _ in distinct.last })
    }

    private func digest(_ specificationID: String, _ fact: [String]) throws(IssuerError) -> String {
        try digest("learner", JSONValue.array(([specificationID] + fact).map { .string($0) }).serialized())
    }

    /// A name without what differs between two ways to write it: case and repeated blanks.
    static func plain(_ name: String) -> String {
        PlainName.withoutCaseAndBlanks(name) ?? generalPlain(name)
    }

    /// The same for a name in any letters.
    static func generalPlain(_ name: String) -> String {
        name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
