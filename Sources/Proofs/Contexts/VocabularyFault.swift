public import Encodings
import LinkedData

/// Why the words of a document do not have the meaning in its contexts that the data model asks for.
public struct VocabularyFault: Sendable {
    /// What is wrong.
    public enum Kind: Sendable, Hashable {
        /// No context says what a type means.
        case typeNotMapped
        /// A context gives another meaning to a term that an earlier one protects.
        case termRedefined
        /// A context that another one refers to is not known.
        case contextUnknown
        /// The document takes more work to read than is allowed.
        case tooMuchWork
        /// The document is no JSON-LD, so that what its words mean cannot be told.
        case unreadable
    }

    /// What is wrong.
    public let kind: Kind
    /// The JSON pointer of the type or the context.
    public let pointer: String
    /// The address of the unknown context.
    public let url: String?
}

extension LinkedDataContexts {
    /// What is wrong with the words of a document, or `nil` when every type has a meaning and the contexts agree.
    ///
    /// A member that no context knows is no fault here: where canonical JSON is signed, it is signed with the rest, and
    /// where linked data is signed, the proof does not hold. Source: Verifiable Credentials Data Model 2.0, sections 4.5
    /// and 5.2.1.
    public func vocabularyFault(of document: JSONNode) -> VocabularyFault? {
        do throws(JSONLDError) {
            let options = JSONLDOptions(isSafe: false, requiresTypes: true)
            _ = try processor.expand(document, omitting: ["proof"], options: options)
            return nil
        } catch {
            return Self.fault(error, document)
        }
    }

    private static func fault(_ error: JSONLDError, _ document: JSONNode) -> VocabularyFault {
        let kind: VocabularyFault.Kind =
            switch error.cause ?? error.code {
            case .undefinedType: .typeNotMapped
            case .protectedTermRedefinition, .invalidContextNullification: .termRedefined
            case .contextUnknown: .contextUnknown
            case .limit, .contextOverflow: .tooMuchWork
            default: .unreadable
            }
        // A place inside a context document is no place in this one.
        let pointer = error.contextURL == nil ? error.pointer : document["@context"]?.pointer ?? ""
        return VocabularyFault(kind: kind, pointer: pointer, url: error.url)
    }
}
