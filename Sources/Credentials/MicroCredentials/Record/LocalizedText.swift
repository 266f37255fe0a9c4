/// A text in the main language of a micro-credential, and perhaps in others.
public struct LocalizedText: Sendable, Equatable {
    /// The same text in another language.
    public struct Translation: Sendable, Equatable {
        /// The language tag (BCP 47).
        public var language: RecordText
        /// The text.
        public var text: RecordText

        /// Takes a text in a language.
        public init(language: RecordText, text: RecordText) {
            self.language = language
            self.text = text
        }
    }

    /// The text in the main language.
    public var main: RecordText?
    /// The text in other languages, in the order given.
    public var translations: [Translation]

    /// Takes a text and its translations.
    public init(main: RecordText? = nil, translations: [Translation] = []) {
        self.main = main
        self.translations = translations
    }

    /// Every text, the main one first.
    var texts: [RecordText] { (main.map { [$0] } ?? []) + translations.map(\.text) }
}
