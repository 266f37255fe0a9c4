import Encodings
import LinkedData

/// A document, or the options of a proof, in the form that cryptosuites over linked data hash.
enum LinkedDataForm {
    /// The canonical N-Quads of a document.
    ///
    /// Source: Data Integrity EdDSA Cryptosuites 1.0, section 3.2.3. What JSON-LD would drop without a word is an error,
    /// because no signature would cover it.
    ///
    /// - Throws: ``ProofError`` with code `contextUnknown`, `notLinkedData` or `tooMuchWork`.
    static func canonical(
        _ document: JSONNode, omitting omitted: [String], _ contexts: LinkedDataContexts
    ) throws(ProofError) -> [UInt8] {
        try canonical(document, context: nil, omitting: omitted, contexts)
    }

    /// The canonical N-Quads of a proof without its value, under the context of the document.
    ///
    /// Source: Data Integrity EdDSA Cryptosuites 1.0, section 3.2.5.
    ///
    /// - Throws: ``ProofError`` as for ``canonical(_:omitting:_:)``.
    static func canonical(
        options: JSONNode, context: JSONNode?, _ contexts: LinkedDataContexts
    ) throws(ProofError) -> [UInt8] {
        try canonical(options, context: context, omitting: ["@context", "proofValue"], contexts)
    }

    private static func canonical(
        _ node: JSONNode, context: JSONNode?, omitting omitted: [String], _ contexts: LinkedDataContexts
    ) throws(ProofError) -> [UInt8] {
        let dataset: RDFDataset
        do throws(JSONLDError) {
            dataset = try contexts.processor.dataset(node, context: context, omitting: omitted)
        } catch {
            throw refusal(error, node)
        }
        do throws(RDFError) {
            return try CanonicalDataset(dataset).nQuads
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
        switch error.code {
        case .contextUnknown: ProofError(.contextUnknown, at: error.pointer, error.reason, subject: error.url)
        case .limit, .contextOverflow: ProofError(.tooMuchWork, at: error.pointer, error.reason)
        default: ProofError(.notLinkedData, at: error.pointer, error.reason)
        }
    }
}
