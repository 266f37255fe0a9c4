import Encodings
import LinkedData

/// A document, or the options of a proof, in the form that cryptosuites over linked data hash.
struct LinkedDataForm {
    /// The canonical N-Quads.
    let nQuads: [UInt8]
    /// The statements that they write.
    let dataset: RDFDataset
    /// The node that the document itself is; `nil` where it is not just one.
    let top: TermHandle?

    /// The canonical N-Quads of a document.
    ///
    /// Source: Data Integrity EdDSA Cryptosuites 1.0, section 3.2.3. What JSON-LD would drop without a word is an error,
    /// because no signature would cover it.
    ///
    /// - Throws: ``ProofError`` with code `contextUnknown`, `notLinkedData` or `tooMuchWork`.
    static func canonical(
        _ document: JSONNode, omitting omitted: [String], _ contexts: LinkedDataContexts
    ) throws(ProofError) -> [UInt8] {
        try LinkedDataForm(document, omitting: omitted, contexts).nQuads
    }

    /// The canonical N-Quads of a proof without its value, under the context of the document.
    ///
    /// Source: Data Integrity EdDSA Cryptosuites 1.0, section 3.2.5.
    ///
    /// - Throws: ``ProofError`` as for ``canonical(_:omitting:_:)``.
    static func canonical(
        options: JSONNode, context: JSONNode?, _ contexts: LinkedDataContexts
    ) throws(ProofError) -> [UInt8] {
        try LinkedDataForm(options, context: context, omitting: ["@context", "proofValue"], contexts).nQuads
    }

    /// Reads a document as linked data.
    ///
    /// - Throws: ``ProofError`` as for ``canonical(_:omitting:_:)``.
    init(
        _ node: JSONNode, context: JSONNode? = nil, omitting omitted: [String], _ contexts: LinkedDataContexts
    ) throws(ProofError) {
        do throws(JSONLDError) {
            (dataset, top) = try contexts.processor.datasetWithTop(node, context: context, omitting: omitted)
        } catch {
            throw Self.refusal(error, node)
        }
        do throws(RDFError) {
            nQuads = try CanonicalDataset(dataset).nQuads
        } catch {
            let code: ProofError.Code =
                switch error.code {
                case .canonicalizationLimit, .datasetTooLarge: .tooMuchWork
                case .hashFailure: .cryptographyFailed
                default: .notLinkedData
                }
            throw ProofError(code, at: node.pointer, error.reason)
        }
    }

    private static func refusal(_ error: JSONLDError, _ node: JSONNode) -> ProofError {
        // A place inside a context document is no place in this one.
        let pointer = error.contextURL == nil ? error.pointer : node.pointer
        if error.code == .contextUnknown || error.cause == .contextUnknown {
            return ProofError(.contextUnknown, at: pointer, error.reason, subject: error.url)
        }
        switch error.code {
        case .limit, .contextOverflow: return ProofError(.tooMuchWork, at: pointer, error.reason)
        default: return ProofError(.notLinkedData, at: pointer, error.reason)
        }
    }
}
