extension RDFDataset {
    /// The term of a handle.
    ///
    /// - Throws: ``RDFError`` with code `misplacedTerm` when the handle is not of this dataset.
    public func term(of handle: TermHandle) throws(RDFError) -> RDFTerm {
        let written = try bytes(of: handle)
        switch handle.kind {
        case .iri: return .iri(String(decoding: written.dropFirst().dropLast(), as: UTF8.self))
        case .blank: return .blank(String(decoding: written.dropFirst(2), as: UTF8.self))
        case .literal: return Self.literal(written)
        }
    }

    /// A term as canonical N-Quads writes it.
    ///
    /// - Throws: ``RDFError`` with code `misplacedTerm` when the handle is not of this dataset.
    public func bytes(of handle: TermHandle) throws(RDFError) -> ArraySlice<UInt8> {
        guard terms.holds(handle) else {
            throw RDFError(.misplacedTerm, "a handle is of the dataset that it is used with, found one of another")
        }
        return terms.bytes[terms.range(handle.index)]
    }

    private static func literal(_ written: ArraySlice<UInt8>) -> RDFTerm {
        // Neither a datatype nor a language has a quotation mark.
        let quote = written.lastIndex(of: UInt8(ascii: "\"")) ?? written.startIndex
        let text = LiteralText.decoded(written[written.startIndex..<quote].dropFirst())
        let rest = written[quote...].dropFirst()
        switch rest.first {
        case UInt8(ascii: "@"):
            return .literal(
                text, datatype: "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
                language: String(decoding: rest.dropFirst(), as: UTF8.self))
        case UInt8(ascii: "^"):
            let datatype = String(decoding: rest.dropFirst(3).dropLast(), as: UTF8.self)
            return .literal(text, datatype: datatype, language: nil)
        default:
            return .literal(text, datatype: "http://www.w3.org/2001/XMLSchema#string", language: nil)
        }
    }
}
