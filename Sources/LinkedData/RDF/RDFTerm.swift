/// A term of RDF: what stands at one place of a statement (RDF 1.1 Concepts, sections 3.2 to 3.4).
public enum RDFTerm: Hashable, Sendable {
    /// An absolute IRI, without angle brackets.
    case iri(String)

    /// A blank node by its label, without `_:`. A label means something within its own dataset only.
    case blank(String)

    /// A literal: its text, the IRI of its datatype, and for a language-tagged string its language.
    case literal(String, datatype: String, language: String?)
}
