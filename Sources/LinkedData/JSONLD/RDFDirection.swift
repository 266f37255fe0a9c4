/// A way to write the direction of a text in RDF, which has none of its own (JSON-LD 1.1 API, section 9.3,
/// `rdfDirection`).
public enum RDFDirection: String, Hashable, Sendable, CaseIterable {
    /// A literal of a datatype that names language and direction, such as `https://www.w3.org/ns/i18n#ar-eg_rtl`.
    case i18nDatatype = "i18n-datatype"
    /// A blank node with `rdf:value`, `rdf:language` and `rdf:direction`.
    case compoundLiteral = "compound-literal"
}
