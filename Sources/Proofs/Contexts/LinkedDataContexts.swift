public import Encodings
import LinkedData

/// The contexts with which documents are read as linked data: those that are built in, and others that were added.
///
/// None is ever fetched. What is made of a context is kept, so that one value is best used for all documents, by as many
/// threads as there are.
public struct LinkedDataContexts: Sendable {
    let processor: JSONLDProcessor
    private let added: ContextMap

    /// The contexts that are built in.
    public static let builtIn = LinkedDataContexts(adding: [:])

    /// The built-in contexts with others beside them, each document with the address that stands for it.
    ///
    /// A document for the address of a built-in context does not count: those are pinned.
    public init(adding documents: [String: JSONDocument]) {
        added = ContextMap(documents)
        processor = JSONLDProcessor(loader: Loader(added: added))
    }

    /// Whether the context at an address is known, compared byte by byte.
    public func contains(_ url: String) -> Bool {
        BuiltInContexts.context(at: url) != nil || added.contextDocument(at: url) != nil
    }

    /// The document that was added for an address, with the bytes of its file; `nil` for any other address.
    public func addedDocument(at url: String) -> JSONDocument? {
        BuiltInContexts.context(at: url) == nil ? added.contextDocument(at: url) : nil
    }

    /// Why the context at an address is none that JSON-LD 1.1 accepts; `nil` when it is one, or refers to others that are
    /// not known here.
    ///
    /// - Returns: The place in the context document, and one sentence.
    public func contextFault(at url: String) -> (pointer: String, reason: String)? {
        let probe: JSONValue = ["@context": .string(url), "https://example.org/probe": "probe"]
        do throws(JSONLDError) {
            _ = try processor.expand(try Self.document(probe).root)
            return nil
        } catch {
            guard error.code != .contextUnknown, error.cause != .contextUnknown else { return nil }
            return (error.contextURL == nil ? "" : error.pointer, error.reason)
        }
    }

    /// The address of a context that the one at an address refers to and that is not known here; `nil` where there is none.
    public func missingContext(of url: String) -> String? {
        let probe: JSONValue = ["@context": .string(url), "https://example.org/probe": "probe"]
        do throws(JSONLDError) {
            _ = try processor.expand(try Self.document(probe).root)
            return nil
        } catch {
            return error.code == .contextUnknown || error.cause == .contextUnknown ? error.url : nil
        }
    }

    private static func document(_ value: JSONValue) throws(JSONLDError) -> JSONDocument {
        do throws(JSONError) {
            return try JSONDocument(parsing: value.serialized(), limits: .general)
        } catch {
            throw JSONLDError(.limit, error.reason)
        }
    }

    private struct Loader: ContextLoader {
        let added: ContextMap

        func contextDocument(at url: String) throws -> JSONDocument? {
            try BuiltInContexts.context(at: url)?.document() ?? added.contextDocument(at: url)
        }
    }
}
