import Cryptography

/// Eight words by which two people make sure, aloud or on paper, that they have the same pin.
///
/// The words are proquints (D. S. Wilkerson, *A Proposal for Proquints*, arXiv:0901.4016): each has 16 bits as consonant,
/// vowel, consonant, vowel, consonant, so that it can be said in most languages and needs no word list. The eight words
/// are the first 128 bits of the SHA-256 hash of the pin's canonical JSON (RFC 8785), the name, the country and the
/// environment included. Nobody can make another pin for the same words with less than about 2^128 trials.
public struct PinFingerprint: Sendable, Hashable {
    /// How many words there are.
    public static let wordCount = 8

    /// The words, each of five letters.
    public let words: [String]
    /// The country of the pinned authority.
    public let country: String
    /// The environment of the pin.
    public let environment: TrustEnvironment

    init(canonicalPin: [UInt8], country: String, environment: TrustEnvironment) throws(TrustError) {
        let hash: [UInt8]
        do throws(CryptographyError) {
            hash = try SHA256.hash(canonicalPin)
        } catch {
            throw TrustError(.cryptographyFailed, error.reason)
        }
        words = Self.words(Array(hash.prefix(2 * Self.wordCount)))
        self.country = country
        self.environment = environment
    }

    /// The proquints of the bytes, two bytes each; a last odd byte is left out.
    static func words(_ bytes: [UInt8]) -> [String] {
        let consonants = Array("bdfghjklmnprstvz".utf8)
        let vowels = Array("aiou".utf8)
        return stride(from: 0, to: bytes.count - 1, by: 2).map { index in
            let bits = Int(bytes[index]) << 8 | Int(bytes[index + 1])
            let letters = [
                consonants[bits >> 12 & 15], vowels[bits >> 10 & 3], consonants[bits >> 6 & 15], vowels[bits >> 4 & 3],
                consonants[bits & 15],
            ]
            return String(decoding: letters, as: UTF8.self)
        }
    }
}

extension PinFingerprint: CustomStringConvertible {
    /// The country, the environment and the words, for example `BE demonstration lusab babad gutih tugad …`.
    public var description: String { ([country, environment.name] + words).joined(separator: " ") }
}
