/// Writes datasets as N-Quads (RDF 1.1 N-Quads), every statement in the canonical form of RDFC-1.0, appendix A.
///
/// Blank nodes keep their labels and statements their order, so the document as a whole is canonical only for a dataset
/// that was canonicalised.
public enum NQuadsWriter {
    /// The document.
    ///
    /// - Throws: ``RDFError`` with code `documentTooLarge` when it would have more than `byteLimit` bytes: a long term
    ///   is held once in a dataset, and stands in the document as often as it is used.
    public static func write(_ dataset: RDFDataset, byteLimit: Int = 64 << 20) throws(RDFError) -> [UInt8] {
        let terms = dataset.terms
        var byteCount = 0
        for quad in dataset.quads {
            byteCount += terms.range(quad.subject.index).count + terms.range(quad.predicate.index).count
            byteCount += terms.range(quad.object.index).count + 5
            if let graph = quad.graph { byteCount += terms.range(graph.index).count + 1 }
            guard byteCount <= byteLimit else {
                throw RDFError(.documentTooLarge, "a document has at most \(byteLimit) bytes")
            }
        }
        var document: [UInt8] = []
        document.reserveCapacity(byteCount)
        for quad in dataset.quads {
            for part in [quad.subject, quad.predicate, quad.object, quad.graph] {
                guard let part else { continue }
                document.append(terms.range(part.index), of: terms.bytes)
                document.append(UInt8(ascii: " "))
            }
            document.append(".\n")
        }
        return document
    }
}
