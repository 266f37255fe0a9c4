import Credentials
import Cryptography
public import Encodings
import Synchronization

/// An institution's word that somebody else, such as a faculty, may issue as it may itself: less than it may, and for at
/// most thirteen months.
///
/// It travels beside a list, which need not be signed anew for it. That it is well formed says nothing of who signed it:
/// what it counts for is judged by ``DelegationBook``. Source: trust list design, section 1.2; the names are those of
/// W3C Recognized Entities 1.0.
public final class Delegation: Sendable {
    /// Size of a delegation, in bytes, at most.
    public static let byteLimit = 64 << 10
    /// How long one can be good for, in seconds: thirteen months of which the longest have 397 days.
    public static let largestWindow: Int64 = 397 * Timestamp.secondsPerDay
    /// How many steps an institution's powers are passed on at most: to a faculty, and from there once more.
    public static let largestDepth = 2
    /// The type of the credential.
    public static let type: StaticString = "DelegationCredential"

    static let recognitionLimit = 64

    /// The document with its bytes.
    public let document: JSONDocument
    /// The DID of the one who delegates, as bytes.
    public let delegatorBytes: [UInt8]
    /// The one who may issue by it, with its keys and what it may do; it has no states of its own.
    public let entity: ListedIssuer
    /// How many steps it says that it lies below the list: 1 for one by an institution on the list.
    public let depth: Int
    /// When it is in force, by its own word.
    public let window: ValidityWindow
    /// When its proof says that it was signed.
    public let created: Timestamp
    /// The verification method of its proof, as bytes.
    public let methodBytes: [UInt8]
    /// Whether it can be revoked, which takes a status list to decide.
    public let hasStatus: Bool
    /// What its signature covers, hashed once; `nil` for one that no key can have signed.
    private let signed: DocumentProofs.Signed?
    private let checked = Mutex<[Ed25519PublicKey: Bool]>([:])

    /// Reads a delegation without asking whose signature it carries.
    ///
    /// - Throws: ``TrustError`` with code `delegationUnreadable` or `delegationMalformed`.
    public init(parsing bytes: [UInt8]) throws(TrustError) {
        let document = try Self.parse(bytes)
        let object = try StrictObject(
            document.root,
            members: [
                "@context", "id", "type", "issuer", "name", "description", "validFrom", "validUntil",
                "credentialSubject", "credentialStatus", "proof", "info",
            ], code: .delegationMalformed)
        try Self.checkEnvelope(object)
        let subject = try Self.subject(object)
        self.document = document
        delegatorBytes = try Self.delegator(object, subject)
        do throws(TrustError) {
            entity = try ListedIssuer(delegated: subject)
        } catch {
            throw TrustError(.delegationMalformed, at: error.pointer, error.reason)
        }
        depth = try subject.integer("depth", in: 1...1_024)
        window = try Self.window(object)
        (methodBytes, created) = try Self.proof(object)
        hasStatus = document.root["credentialStatus"] != nil
        signed = try? DocumentProofs(document.root, .delegation).single()
    }

    /// Whether its proof was made with a key; each is tried once.
    func isSigned(by key: Ed25519PublicKey) -> Bool {
        if let known = checked.withLock({ $0[key] }) { return known }
        let answer = signed?.isValid(by: key) ?? false
        checked.withLock { $0[key] = answer }
        return answer
    }

    /// The key that this one names and by which another delegation was signed; `nil` if there is none.
    public func signer(of other: Delegation) -> ListedKey? {
        entity.delegationKey(for: other).flatMap { other.isSigned(by: $0.publicKey) ? $0 : nil }
    }

    /// Which of the kinds of awards that another delegation calls void the one whom this one names could have passed on, by
    /// this one alone: for each kind of the other in its order.
    ///
    /// Where it is so for the same kinds, and by the same key, the word of the other counts for the same by two delegations.
    public func couldPassOn(voidsOf other: Delegation) -> [Bool] {
        let isInForce = window.contains(other.created)
        return other.entity.recognitions.map { item in
            item.voidFrom != nil && isInForce && item.isWithin(entity.recognitions)
        }
    }

    /// What tells it from every other: what is signed, and the signature.
    ///
    /// Other blanks, or another order, make no other one.
    var identity: [UInt8] { signed.map { $0.message + $0.signature } ?? bytes }

    /// The SHA-256 digest of what tells it from every other, as text: the name under which it is kept; `nil` where the
    /// cryptographic library fails.
    public var digest: String? { Delegations.digest(of: identity) }

    /// The document as it is kept: in its canonical form, so that nobody makes it longer with blanks than its signer did;
    /// as received where that form is too long.
    public var keptBytes: [UInt8] {
        let canonical = document.root.canonicalBytes()
        return canonical.count <= Self.byteLimit ? canonical : bytes
    }

    /// The bytes as received.
    public var bytes: [UInt8] { document.bytes }
    /// The DID of the one who delegates.
    public var delegator: String { String(decoding: delegatorBytes, as: UTF8.self) }
    /// The second after which it is no longer in force.
    public var validUntil: Timestamp { window.until ?? window.from }

    /// The first second in which it counts: nobody passes on anything for a time before signing.
    public var begins: Timestamp { max(window.from, created) }

    static func parse(_ bytes: [UInt8]) throws(TrustError) -> JSONDocument {
        try SignedDocument.parse(bytes, upTo: byteLimit, or: .delegationUnreadable)
    }
}

extension Delegation {
    private static func checkEnvelope(_ object: StrictObject) throws(TrustError) {
        guard let contexts = try object.optionalTexts("@context", limit: 16), let first = contexts.first,
            first.elementsEqual("\(TrustListContent.credentialContext)".utf8)
        else {
            throw object.refusal("@context", "expected '\(TrustListContent.credentialContext)' as the first context")
        }
        let types = try object.optionalTexts("type", limit: 16) ?? []
        for name in ["VerifiableCredential", "RecognizedEntityCredential", "\(type)"]
        where !types.contains(where: { $0.elementsEqual(name.utf8) }) {
            throw object.refusal("type", "expected the type '\(name)' among others, found none")
        }
        for name: StaticString in ["id", "name", "description"] { _ = try object.optionalText(name) }
        try object.checkInfo()
    }

    /// The one to whom it is delegated: exactly one, whether or not it stands in an array.
    private static func subject(_ object: StrictObject) throws(TrustError) -> StrictObject {
        var node = try object.required("credentialSubject")
        if node.kind == .array {
            guard node.count == 1, let only = node.firstElement else {
                throw object.refusal("credentialSubject", "expected exactly one subject, found \(node.count)")
            }
            node = only
        }
        return try StrictObject(
            node,
            members: [
                "id", "type", "legalName", "identifiers", "keys", "recognizedTo", "delegatedBy", "depth", "info",
            ], code: .delegationMalformed)
    }

    private static func delegator(_ object: StrictObject, _ subject: StrictObject) throws(TrustError) -> [UInt8] {
        let id: [UInt8]
        do throws(TrustError) {
            id = try Identifier.did(object.required("issuer"))
        } catch {
            throw TrustError(.delegationMalformed, at: error.pointer, error.reason)
        }
        guard try subject.text("delegatedBy") == id else {
            throw subject.refusal("delegatedBy", "expected the issuer of the delegation, found somebody else")
        }
        return id
    }

    private static func window(_ object: StrictObject) throws(TrustError) -> ValidityWindow {
        let window = try object.window()
        guard let until = window.until else {
            throw object.refusal("validUntil", "expected an end within thirteen months of the start, found none")
        }
        guard until.seconds(since: window.from) <= largestWindow else {
            throw object.refusal(
                "validUntil", "expected an end within thirteen months of the start, found \(until)")
        }
        return window
    }

    /// What the one proof says of itself; whether it holds is asked when the key is known.
    private static func proof(_ object: StrictObject) throws(TrustError) -> (method: [UInt8], created: Timestamp) {
        let node = try object.required("proof")
        guard node.kind == .object else {
            throw object.refusal("proof", "expected exactly one proof, found \(node.kind.name)")
        }
        let proof = try StrictObject(node, members: DocumentProofs.members, code: .delegationMalformed)
        try proof.expect("type", "DataIntegrityProof")
        try proof.expect("cryptosuite", "eddsa-jcs-2022")
        try proof.expect("proofPurpose", "assertionMethod")
        _ = try proof.text("proofValue")
        return (try proof.text("verificationMethod"), try proof.time("created"))
    }
}
