import Encodings
import LinkedData

/// A document, or the options of a proof, in the form that cryptosuites over linked data hash.
enum LinkedDataForm {
    /// How language tags are written in the form that is hashed.
    ///
    /// A processor keeps them or writes them in lower case, as it likes (JSON-LD 1.1 API, section 5.1.2; RDF 1.1 Concepts,
    /// section 3.3): `nl-BE` and `nl-be` say the same, but hash to different values.
    enum LanguageTags {
        case asWritten, lowerCase
    }

    /// The canonical N-Quads of a document.
    ///
    /// Source: Data Integrity EdDSA Cryptosuites 1.0, section 3.2.3. What JSON-LD would drop without a word is an error,
    /// because no signature would cover it.
    ///
    /// - Throws: ``ProofError`` with code `contextUnknown`, `notLinkedData` or `tooMuchWork`.
    static func canonical(
        _ document: JSONNode, omitting omitted: [String], _ contexts: LinkedDataContexts,
        tags: LanguageTags = .asWritten
    ) throws(ProofError) -> [UInt8] {
        var work = CanonicalizationLimits.credential
        return try canonical(document, omitting: omitted, contexts, &work, tags: tags)
    }

    /// The canonical N-Quads of a document, with what is left of the work for several forms.
    static func canonical(
        _ document: JSONNode, omitting omitted: [String], _ contexts: LinkedDataContexts,
        _ work: inout CanonicalizationLimits, tags: LanguageTags = .asWritten
    ) throws(ProofError) -> [UInt8] {
        try canonical(document, context: nil, omitting: omitted, contexts, &work, tags)
    }

    /// The canonical N-Quads of a proof without its value, under the context of the document.
    ///
    /// Source: Data Integrity EdDSA Cryptosuites 1.0, section 3.2.5.
    ///
    /// - Throws: ``ProofError`` as for ``canonical(_:omitting:_:)``.
    static func canonical(
        options: JSONNode, context: JSONNode?, _ contexts: LinkedDataContexts, tags: LanguageTags = .asWritten
    ) throws(ProofError) -> [UInt8] {
        var work = CanonicalizationLimits.credential
        return try canonical(options: options, context: context, contexts, &work, tags: tags)
    }

    /// The canonical N-Quads of a proof without its value, with what is left of the work for several forms.
    static func canonical(
        options: JSONNode, context: JSONNode?, _ contexts: LinkedDataContexts, _ work: inout CanonicalizationLimits,
        tags: LanguageTags = .asWritten
    ) throws(ProofError) -> [UInt8] {
        try canonical(options, context: context, omitting: ["@context", "proofValue"], contexts, &work, tags)
    }

    private static func canonical(
        _ node: JSONNode, context: JSONNode?, omitting omitted: [String], _ contexts: LinkedDataContexts,
        _ work: inout CanonicalizationLimits, _ tags: LanguageTags
    ) throws(ProofError) -> [UInt8] {
        var dataset: RDFDataset
        do throws(JSONLDError) {
            dataset = try contexts.processor.dataset(node, context: context, omitting: omitted)
        } catch {
            throw refusal(error, node, context ?? node["@context"])
        }
        do throws(RDFError) {
            if tags == .lowerCase, dataset.hasCapitalsInLanguageTags { dataset = try dataset.lowercasingLanguageTags() }
            return try CanonicalDataset(dataset, remaining: &work).nQuads
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

    private static func refusal(_ error: JSONLDError, _ node: JSONNode, _ context: JSONNode?) -> ProofError {
        // A place inside a context document is no place in this one.
        let pointer = error.contextURL == nil ? error.pointer : context?.pointer ?? node.pointer
        if error.code == .contextUnknown || error.cause == .contextUnknown {
            return ProofError(.contextUnknown, at: pointer, error.reason, subject: error.url)
        }
        switch error.cause ?? error.code {
        case .limit, .contextOverflow: return ProofError(.tooMuchWork, at: pointer, error.reason)
        case .protectedTermRedefinition, .invalidContextNullification: break
        default:
            // What is wrong with a context that this verifier keeps says nothing of who signed the document.
            guard let url = error.contextURL else { break }
            return ProofError(.contextDefective, at: pointer, error.reason, subject: url)
        }
        return ProofError(.notLinkedData, at: pointer, error.reason)
    }
}
