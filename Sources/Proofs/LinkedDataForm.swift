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
        return try LinkedDataForm(document, omitting: omitted, contexts, &work, tags: tags).nQuads
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
        try LinkedDataForm(
            options, context: context, omitting: ["@context", "proofValue"], contexts, &work, tags: tags
        ).nQuads
    }

    /// Reads a document as linked data, with what is left of the work for several forms.
    ///
    /// - Throws: ``ProofError`` as for ``canonical(_:omitting:_:)``.
    init(
        _ node: JSONNode, context: JSONNode? = nil, omitting omitted: [String], _ contexts: LinkedDataContexts,
        _ work: inout CanonicalizationLimits, tags: LanguageTags = .asWritten
    ) throws(ProofError) {
        do throws(JSONLDError) {
            (dataset, top) = try contexts.processor.datasetWithTop(node, context: context, omitting: omitted)
        } catch {
            throw Self.refusal(error, node, context ?? node["@context"])
        }
        do throws(RDFError) {
            let lowered = tags == .lowerCase && dataset.hasCapitalsInLanguageTags
            nQuads = try CanonicalDataset(
                lowered ? dataset.lowercasingLanguageTags() : dataset, remaining: &work
            ).nQuads
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

    /// What a document and each of the credentials in it say, as linked data that keeps them apart; no signature covers who
    /// of them said what.
    ///
    /// - Throws: ``ProofError`` as for ``canonical(_:omitting:_:)``.
    static func words(
        of document: JSONNode, omitting omitted: [String], _ contexts: LinkedDataContexts
    ) throws(ProofError) -> (dataset: RDFDataset, top: TermHandle?) {
        do throws(JSONLDError) {
            return try contexts.processor.datasetWithTop(
                document, omitting: omitted, options: JSONLDOptions(keepingPartsApart: credentialType))
        } catch {
            throw refusal(error, document, document["@context"])
        }
    }

    private static let credentialType = "https://www.w3.org/2018/credentials#VerifiableCredential"

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
