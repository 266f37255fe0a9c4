import Encodings
import LinkedData

/// Reads a document that a test writes out.
func document(_ text: String) throws -> JSONDocument {
    try JSONDocument(parsing: Array(text.utf8), limits: SuiteEntry.limits)
}

/// The RDF of a document, as lines.
func lines(
    _ text: String, loader: ContextMap = ContextMap([:]), options: JSONLDOptions = JSONLDOptions()
) throws -> [String] {
    let dataset = try JSONLDProcessor(loader: loader).dataset(document(text).root, options: options)
    return try String(decoding: CanonicalDataset(dataset).nQuads, as: UTF8.self).split(separator: "\n").map(String.init)
}
