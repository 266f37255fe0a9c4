/// The bounds of a presentation, for who makes one and who judges it.
///
/// Source: trust list design, section 3.4.
public enum PresentationTerms {
    /// How long a presentation over a challenge lasts at most, in seconds.
    public static let answerSeconds: Int64 = 600
    /// How long a proof of possession lasts at most, in seconds: 30 days.
    ///
    /// It shows nothing but a key, to the institution that asked, which can wait for a whole class to answer.
    public static let possessionSeconds: Int64 = 30 * 86_400
    /// How long a presentation without a challenge lasts at most, in seconds: whoever has its file can show it again.
    public static let replayableSeconds: Int64 = 30 * 86_400
    /// How far the clock of the holder and that of the verifier may differ at most, in seconds.
    public static let skewSeconds: Int64 = 300
    /// How many credentials a presentation holds at most.
    public static let credentialLimit = 64
    /// How many characters a challenge has at least: 128 bits in base64url.
    public static let challengeLength = 22

    /// Whether a text can name the one who asks: 1 to 512 printable ASCII characters without a space.
    public static func isDomain(_ text: String) -> Bool { isPrintable(text) && !text.isEmpty }

    /// Whether a text can be a challenge: ``challengeLength`` to 512 printable ASCII characters without a space.
    public static func isChallenge(_ text: String) -> Bool {
        isPrintable(text) && text.utf8.count >= challengeLength
    }

    private static func isPrintable(_ text: String) -> Bool {
        text.utf8.count <= 512 && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
    }
}
