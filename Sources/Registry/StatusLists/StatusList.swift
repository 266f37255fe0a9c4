import Credentials
public import Cryptography
public import Encodings
public import Proofs

/// A status list whose signature was checked, with its values.
///
/// Who may sign it is asked with ``StatusAuthority``, and whether it is recent enough when it is judged by. It is immutable
/// and can be read from many threads. Source: Bitstring Status List 1.0, section 2.2; StatusList2021 for older lists.
public final class StatusList: Sendable {
    /// The bytes as received.
    public let bytes: [UInt8]
    /// Its identifier, which is the address under which entries name it, as bytes.
    public let idBytes: [UInt8]
    /// The identifier of the one who issued it, as bytes.
    public let issuerBytes: [UInt8]
    /// What its values mean; several where it serves several purposes.
    public let purposes: [StatusPurpose]
    /// From when on it says what it says: later lists of its name replace it.
    public let validFrom: Timestamp
    /// Until when it is good; `nil` where it does not say.
    public let validUntil: Timestamp?
    /// After how many seconds the issuer means to publish another one; `nil` where it does not say.
    public let timeToLive: Int64?
    /// The verification method by which it is signed, as bytes.
    public let methodBytes: [UInt8]
    /// The key that signed it.
    public let key: Ed25519PublicKey
    /// Whose form it has.
    public let form: StatusEntry.Form
    /// The SHA-256 hash of what it says, in canonical form and without its proof.
    public let digest: [UInt8]
    /// Its values, or why they cannot be read.
    public let values: Result<StatusBitstring, StatusError>

    /// Its identifier.
    public var id: String { String(decoding: idBytes, as: UTF8.self) }

    /// Reads a status list and checks its proof.
    ///
    /// - Parameters:
    ///   - keys: Where the keys of its issuer are found.
    ///   - now: The time at which its proof must be good.
    /// - Throws: ``StatusError`` with code `malformedValue` or `verification`.
    public init(
        verifying bytes: [UInt8], keys: any VerificationKeys, contexts: LinkedDataContexts = .builtIn,
        at now: Timestamp
    ) throws(StatusError) {
        let received = try Self.received(bytes)
        _ = try Self.form(received.claims)
        let verifier = ProofVerifier(purpose: .assertionMethod, keys: keys, contexts: contexts)
        let credential: AuthenticCredential
        switch verifier.verify(received, at: now) {
        case .authentic(let authentic, _): credential = authentic
        case .failed(let error), .undecided(let error):
            throw StatusError(
                .verification, at: error.pointer, error.reason, variant: "proof",
                [("cause", .text(error.code.rawValue))])
        }
        // What was signed is read: not always in the form in which it was received.
        let claims = credential.claims
        self.bytes = bytes
        form = try Self.form(claims)
        idBytes = try Self.text(claims.node["id"], "/id")
        issuerBytes = try Self.text(claims.issuerNode, "/issuer")
        guard let start = try Self.time(claims.validFrom, rounding: .down, "/validFrom") else {
            throw Self.malformed("/validFrom", "expected a time such as 2026-11-20T09:00:00Z, found none", "time")
        }
        validFrom = start
        let end = try Self.time(claims.validUntil, rounding: .down, "/validUntil")
        let proof = credential.issuerProof
        validUntil = [end, proof.proof.expires].compactMap { $0 }.min()
        methodBytes = proof.proof.node["verificationMethod"]?.utf8 ?? []
        key = proof.key
        let subject = try Self.subject(claims, form)
        guard let purposes = StatusPurpose.all(subject["statusPurpose"]) else {
            throw Self.malformed(subject.pointer + "/statusPurpose", "expected one purpose or several", "purpose")
        }
        self.purposes = purposes
        timeToLive = try Self.timeToLive(subject["ttl"] ?? claims.node["ttl"])
        let encoded = try Self.text(subject["encodedList"], subject.pointer + "/encodedList")
        do throws(StatusError) {
            values = .success(
                try StatusBitstring(
                    encoded: encoded, isMultibase: form == .bitstring, at: subject.pointer + "/encodedList"))
        } catch {
            values = .failure(error)
        }
        do throws(CryptographyError) {
            digest = try SHA256.hash(claims.node.canonicalBytes(omitting: ["proof"]))
        } catch {
            throw StatusError(.verification, error.reason, variant: "proof", [("cause", .text("LIBCRYPTO_FAILURE"))])
        }
    }

    /// The identifier that bytes claim to have as a status list; `nil` where they are none.
    public static func claimedID(of bytes: [UInt8]) -> [UInt8]? {
        guard let received = try? received(bytes), (try? form(received.claims)) != nil else { return nil }
        return received.claims.node["id"]?.utf8
    }
}

extension StatusList {
    /// From when on bytes claim to say what they say as a status list; `nil` where they are none.
    public static func claimedStart(of bytes: [UInt8]) -> Timestamp? {
        guard let received = try? received(bytes), (try? form(received.claims)) != nil else { return nil }
        return (try? time(received.claims.validFrom, rounding: .down, "/validFrom")) ?? nil
    }

    private static func received(_ bytes: [UInt8]) throws(StatusError) -> ReceivedCredential {
        do throws(JSONError) {
            return try ReceivedCredential(parsing: bytes, limits: .statusList)
        } catch {
            throw StatusError(
                .malformedValue, at: error.pointer, "\(error.reason) (\(error.code.rawValue))", variant: "unreadable",
                [("cause", .text(error.code.rawValue)), ("byte", .number(error.byteOffset))])
        }
    }

    private static func form(_ claims: CredentialView) throws(StatusError) -> StatusEntry.Form {
        if claims.hasType("BitstringStatusListCredential") { return .bitstring }
        if claims.hasType("StatusList2021Credential") { return .statusList2021 }
        throw malformed("/type", "expected a status list, found another document", "type")
    }

    private static func subject(
        _ claims: CredentialView, _ form: StatusEntry.Form
    ) throws(StatusError) -> JSONNode {
        let subjects = claims.subjects
        let name: StaticString = form == .bitstring ? "BitstringStatusList" : "StatusList2021"
        guard subjects.count == 1, let subject = subjects.first, subject.kind == .object,
            CredentialView(subject).hasType(name)
        else {
            throw malformed("/credentialSubject", "expected one subject of the type \(name)", "subject")
        }
        return subject
    }

    private static func text(_ node: JSONNode?, _ pointer: String) throws(StatusError) -> [UInt8] {
        guard let node, node.kind == .string, case let text = node.utf8, !text.isEmpty else {
            throw malformed(pointer, "expected a text that is not empty", "text")
        }
        return text
    }

    private static func time(
        _ node: JSONNode?, rounding: Timestamp.Rounding, _ pointer: String
    ) throws(StatusError) -> Timestamp? {
        guard let node else { return nil }
        guard node.kind == .string, let time = try? Timestamp(parsing: node.utf8, rounding: rounding) else {
            throw malformed(pointer, "expected a time such as 2026-11-20T09:00:00Z", "time")
        }
        return time
    }

    /// Milliseconds in the document, seconds here.
    private static func timeToLive(_ node: JSONNode?) throws(StatusError) -> Int64? {
        guard let node else { return nil }
        guard let milliseconds = node.integer, milliseconds >= 0 else {
            throw malformed(node.pointer, "expected a number of milliseconds", "ttl")
        }
        return Int64(milliseconds / 1_000)
    }

    private static func malformed(_ pointer: String, _ reason: String, _ variant: String) -> StatusError {
        StatusError(.malformedValue, at: pointer, reason, variant: variant)
    }
}
