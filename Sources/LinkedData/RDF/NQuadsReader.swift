/// Reads N-Quads documents (RDF 1.1 N-Quads, section 4), strictly.
///
/// Every escape of the grammar is resolved, IRIs must be absolute, and nothing is mended: a document that departs from
/// the grammar anywhere is refused as a whole, with the line and the column.
public struct NQuadsReader {
    var dataset: RDFDataset
    var offset = 0

    // What was read last, with its escapes resolved: an IRI, and the text of a literal.
    var iri: [UInt8] = []
    var text: [UInt8] = []

    private init(limits: DatasetLimits, byteCount: Int) {
        dataset = RDFDataset(limits: limits, reserving: byteCount / 100)
    }

    /// The dataset of a document.
    ///
    /// - Parameters:
    ///   - document: the bytes of the document.
    ///   - limits: what the dataset may hold.
    ///   - byteLimit: how many bytes the document may have.
    /// - Throws: ``RDFError`` with code `documentTooLarge`, `notUTF8`, `syntax`, `escape`, `iri` or `datasetTooLarge`, and
    ///   the place in the document.
    public static func read(
        _ document: Span<UInt8>, limits: DatasetLimits = .credential, byteLimit: Int = 16 << 20
    ) throws(RDFError) -> RDFDataset {
        guard document.count <= byteLimit else {
            throw RDFError(.documentTooLarge, "a document has at most \(byteLimit) bytes, found \(document.count)")
        }
        try checkUTF8(document)
        var reader = NQuadsReader(limits: limits, byteCount: document.count)
        try reader.readDocument(document)
        return reader.dataset
    }

    /// The dataset of a document in an array.
    ///
    /// - Throws: ``RDFError`` as for a document in place.
    public static func read(
        _ document: [UInt8], limits: DatasetLimits = .credential, byteLimit: Int = 16 << 20
    ) throws(RDFError) -> RDFDataset {
        try read(document.span, limits: limits, byteLimit: byteLimit)
    }

    private static func checkUTF8(_ document: Span<UInt8>) throws(RDFError) {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: document)
        } catch {
            throw RDFError(
                .notUTF8, "expected UTF-8, found bytes that are not",
                at: position(of: error.byteOffsets.lowerBound, in: document))
        }
    }

    private mutating func readDocument(_ document: Span<UInt8>) throws(RDFError) {
        while offset < document.count {
            skipBlanks(document)
            guard offset < document.count else { return }
            if !isLineEnd(document), document[offset] != UInt8(ascii: "#") { try readStatement(document) }
            skipBlanks(document)
            if offset < document.count, document[offset] == UInt8(ascii: "#") { skipComment(document) }
            guard offset == document.count || isLineEnd(document) else {
                throw unexpected("the end of the line", document)
            }
            offset += 1
        }
    }

    private mutating func readStatement(_ document: Span<UInt8>) throws(RDFError) {
        let subject = try readResource("a subject: an IRI or a blank node", document)
        skipBlanks(document)
        let predicate = try readIRI("a predicate: an IRI", document)
        skipBlanks(document)
        let object = try readObject(document)
        skipBlanks(document)
        var graph: TermHandle?
        if offset < document.count, document[offset] != UInt8(ascii: ".") {
            graph = try readResource("the name of a graph or a full stop", document)
            skipBlanks(document)
        }
        guard offset < document.count, document[offset] == UInt8(ascii: ".") else {
            throw unexpected("a full stop", document)
        }
        offset += 1
        do throws(RDFError) {
            try dataset.insert(subject: subject, predicate: predicate, object: object, graph: graph)
        } catch {
            throw placed(error, at: offset, document)
        }
    }

    mutating func skipBlanks(_ document: Span<UInt8>) {
        while offset < document.count, document[offset] == 0x20 || document[offset] == 0x09 { offset += 1 }
    }

    private mutating func skipComment(_ document: Span<UInt8>) {
        while offset < document.count, !isLineEnd(document) { offset += 1 }
    }

    /// Whether the byte at the offset, which must be there, ends a line.
    func isLineEnd(_ document: Span<UInt8>) -> Bool { document[offset] == 0x0A || document[offset] == 0x0D }
}
