import Credentials
import Testing

@Suite("Language tags")
struct LanguageTagTests {
    @Test(
        "are well-formed",
        arguments: [
            "en", "nl", "nl-BE", "NL-be", "de-CH-1996", "sl-rozaj-biske-1994", "zh-Hant-TW", "zh-cmn-Hans-CN", "es-419",
            "zh-yue", "sr-Latn-RS", "hy-Latn-IT-arevela", "en-US-u-islamcal", "zh-CN-a-myext-x-private",
            "de-CH-x-phonebk", "x-whatever", "x-a-b", "qaa-Qaaa-QM-x-southern", "i-klingon", "I-DEFAULT", "en-GB-oed",
            "sgn-BE-FR", "art-lojban", "zh-min-nan", "mas", "abcd", "abcdefgh", "en-a-bbb-x-a-ccc", "de-1996", "ar",
        ])
    func areAccepted(_ tag: String) { #expect(LanguageTag.isWellFormed(tag)) }

    @Test(
        "are refused",
        arguments: [
            "", "e", "1", "12", "a1", "en_US", "en-", "-en", "en--US", "en-US-", "en US", "en-abcdefghi", "abcdefghi",
            "en-a", "en-a-x", "x", "x-", "i-unknown", "en-é", "ён", "de-419-DE", "en-Latn-Latn", "zh-abc-def-ghi-jkl",
            "en-1", "en-12a", "abcd-efg", "en-US-US", "en.UTF-8", "\u{0}n",
        ])
    func areRefused(_ tag: String) { #expect(!LanguageTag.isWellFormed(tag)) }
}
