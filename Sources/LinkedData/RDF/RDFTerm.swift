/// A term of RDF: what stands at one place of a statement (RDF 1.1 Concepts, sections 3.2 to 3.4).
public enum RDFTerm: Hashable, Sendable {
    /// An absolute IRI, without angle brackets.
    case iri(String)

    /// A blank node by its label, without `_:`. A label means something within its own dataset only.
    case blank(String)

    /// A literal: its text, the IRI of its datatype, and for a language-tagged string its language.
    case literal(String, datatype: String, language: String?)
}

extension RDFTerm {
    /// Terms are equal when their characters are.
    ///
    /// Strings of Swift are equal already when they look the same, composed or not; terms are not (RDF 1.1 Concepts,
    /// sections 3.2 and 3.3).
    public static func == (left: RDFTerm, right: RDFTerm) -> Bool {
        switch (left, right) {
        case (.iri(let one), .iri(let other)), (.blank(let one), .blank(let other)):
            return one.utf8.elementsEqual(other.utf8)
        case (.literal(let text, let type, let language), .literal(let otherText, let otherType, let otherLanguage)):
            return text.utf8.elementsEqual(otherText.utf8) && type.utf8.elementsEqual(otherType.utf8)
                && (language == nil) == (otherLanguage == nil)
                && (language ?? "").utf8.elementsEqual((otherLanguage ?? "").utf8)
        default: return false
        }
    }

    /// Feeds what decides equality.
    public func hash(into hasher: inout Hasher) {
        func feed(_ text: String) {
            for byte in text.utf8 { hasher.combine(byte) }
            hasher.combine(0xFF as UInt8)
        }
        switch self {
        case .iri(let text):
            hasher.combine(0 as UInt8)
            feed(text)
        case .blank(let label):
            hasher.combine(1 as UInt8)
            feed(label)
        case .literal(let text, let datatype, let language):
            hasher.combine(2 as UInt8)
            feed(text)
            feed(datatype)
            feed(language ?? "")
        }
    }
}
