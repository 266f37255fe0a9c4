import Credentials
import Cryptography
public import Encodings
import Proofs

/// The institution's signed word about its register at one moment: how many records it has, and the digest that stands for
/// all of them.
///
/// The chain of records shows an altered record to whoever has an earlier digest. A checkpoint is that digest in a form
/// that can be given out of the house, to an auditor or a witness: it holds nothing about a person, and whoever has it can
/// tell later that what it counts is still there, in the same words.
///
/// It is a verifiable credential of the issuer about its own register, so that everything that checks credentials checks
/// it. Source: trust list design, section 4 (audit log), which has the same content as a signed note.
public struct RegisterCheckpoint: Sendable {
    /// The type of the credential.
    static let type = "RegisterCheckpointCredential"

    /// How many records the register has.
    public let sequence: Int
    /// The digest that stands for all of them, 32 bytes.
    public let chain: [UInt8]
    /// When it was made.
    public let time: Timestamp
    /// The signed document as it was made.
    public let bytes: [UInt8]

    /// Signs a checkpoint.
    ///
    /// - Throws: ``IssuerError`` with code `signingFailed`.
    init(
        _ sequence: Int, chain: [UInt8], of profile: IssuerProfile, at time: Timestamp, signer: any CredentialSigner
    ) throws(IssuerError) {
        let value: JSONValue = [
            "@context": [
                "https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/undefined-terms/v2",
            ],
            "type": ["VerifiableCredential", .string(Self.type)], "issuer": .string(profile.id.text),
            "validFrom": .string(time.description),
            "credentialSubject": [
                "type": "RegisterCheckpoint", "sequence": .number(String(sequence)),
                "chain": .string(Base64URL.encode(chain)),
            ],
        ]
        do throws(ProofError) {
            let options = ProofOptions(verificationMethod: profile.verificationMethod, created: time)
            bytes = try EdDSAJCS2022.secure(CredentialDraft(value), options: options, signer: signer)
        } catch {
            throw IssuerError(.signingFailed, error.reason)
        }
        (self.sequence, self.chain, self.time) = (sequence, chain, time)
    }

    /// Reads a checkpoint of an institution's register, and checks who signed it.
    ///
    /// - Throws: ``IssuerError`` with code `checkpointRefused` for anything else, or `cryptographyFailed`.
    public init(verifying bytes: [UInt8], of profile: IssuerProfile) throws(IssuerError) {
        let root: JSONNode
        let outcome: ProofVerifier.Outcome
        do throws(JSONError) {
            let received = try ReceivedCredential(parsing: bytes)
            root = received.document.root
            let keys = CheckpointKeys(profile: profile)
            // The time of a checkpoint is the institution's own word, and nothing is judged by it.
            outcome = ProofVerifier(purpose: .assertionMethod, keys: keys).verify(received, at: .latest)
        } catch {
            throw IssuerError(.checkpointRefused, error.reason)
        }
        // What could not be checked is neither one of ours nor none.
        if case .undecided(let error) = outcome, error.code == .cryptographyFailed {
            throw IssuerError(.cryptographyFailed, error.reason)
        }
        // The proof is by one of the institution's keys for issuing: no others are known to it.
        guard case .authentic = outcome,
            root["issuer"]?.isString(profile.id.text) ?? false
        else { throw Self.refusal("a checkpoint that this institution signed", "another, or an altered one") }
        let subject = root["credentialSubject"]
        guard root["type"]?.elements.contains(where: { $0.isString(Self.type) }) ?? false,
            let sequence = subject?["sequence"]?.integer, sequence > 0,
            let text = subject?["chain"]?.string, let chain = try? Base64URL.decode(text), chain.count == 32,
            let time = root["validFrom"]?.string.flatMap({ try? Timestamp(parsing: $0) })
        else { throw Self.refusal("a checkpoint of a register", "another document of the institution") }
        (self.sequence, self.chain, self.time, self.bytes) = (sequence, chain, time, bytes)
    }

    private static func refusal(_ expected: String, _ found: String) -> IssuerError {
        IssuerError(.checkpointRefused, "expected \(expected), found \(found)")
    }
}

/// The institution's own keys for issuing, by their names.
private struct CheckpointKeys: VerificationKeys {
    let profile: IssuerProfile

    func publicKey(for verificationMethod: String) -> Ed25519PublicKey? {
        ([profile.issueKey] + profile.keys).first { key in
            key.purpose == .issue && key.verificationMethod.text.utf8.elementsEqual(verificationMethod.utf8)
        }?.publicKey
    }

    func end(of verificationMethod: String, at now: Timestamp) -> KeyEnd? { nil }
}

extension JSONNode {
    /// Whether this is the text `text`, compared byte by byte.
    fileprivate func isString(_ text: String) -> Bool { kind == .string && utf8.elementsEqual(text.utf8) }
}
