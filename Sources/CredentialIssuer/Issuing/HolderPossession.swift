public import Cryptography
public import Encodings

/// That a learner proved to have the key for which a credential is issued, as the register remembers it.
///
/// Whether it was proved is for others to judge, over a challenge of the institution; here stands only what they saw, and
/// nothing that names the learner.
public struct HolderPossession: Sendable, Hashable {
    /// The digest of the proof of possession as it was received.
    public let proof: Multihash
    /// When it was checked.
    public let checkedAt: Timestamp

    /// States which proof was checked, and when.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure` when hashing fails.
    public init(of proof: [UInt8], checkedAt: Timestamp) throws(CryptographyError) {
        let digest = try SHA256.hash(proof)
        do throws(EncodingError) {
            self.proof = try Multihash(.sha256, digest: digest)
        } catch {
            throw CryptographyError(.libraryFailure, error.reason)
        }
        self.checkedAt = checkedAt
    }

    /// Reads what stands in the line of a register; `nil` for anything else.
    init?(_ node: JSONNode) {
        guard let proof = node["proof"]?.string.flatMap({ try? Multihash(multibase: $0) }),
            let time = node["checked"]?.string.flatMap({ try? Timestamp(parsing: $0) })
        else { return nil }
        self.proof = proof
        checkedAt = time
    }

    /// What stands in the line of a register.
    var json: JSONValue { ["proof": .string(proof.multibase), "checked": .string(checkedAt.description)] }
}
