internal import Encodings
internal import Synchronization

/// The context documents that were loaded, and the contexts that were derived from them alone.
///
/// Several threads may use one store at once. What it keeps is bounded: documents are as many as the loader knows, and
/// beyond a number of derived contexts no more are kept.
final class ContextStore: Sendable {
    /// The most derived contexts that are kept.
    private static let greatestCount = 1_024

    /// The context without any terms, from which all others are derived.
    let initial = ActiveContext(ActiveContext.Parts(), isShared: true)

    private let loader: any ContextLoader
    private let documents = Mutex<(table: ByteTable, contexts: [RemoteContext])>((ByteTable(), []))
    private let count = Atomic<Int>(0)

    init(_ loader: any ContextLoader) { self.loader = loader }

    /// The context document at an absolute address.
    ///
    /// - Throws: ``JSONLDError`` without a place, with code `contextUnknown` or `invalidRemoteContext`.
    func document(at url: Span<UInt8>) throws(JSONLDError) -> RemoteContext {
        if let known = loaded(url) { return known }
        let text = String(decoding: url.array, as: UTF8.self)
        // The address is the document's own text; the error holds all of it beside the reason.
        let shown = JSONPointer.printable(text)
        let loaded: JSONDocument?
        do {
            loaded = try loader.contextDocument(at: text)
        } catch {
            throw JSONLDError(
                .contextUnknown, "the context document at '\(shown)' cannot be read: \(error)", url: text)
        }
        guard let loaded else {
            throw JSONLDError(
                .contextUnknown,
                """
                the context at '\(shown)' is not one of those that are built in, and contexts are never fetched: use a \
                known one, or add the document to the known contexts
                """, url: text)
        }
        guard let context = loaded.root["@context"] else {
            throw JSONLDError(
                .invalidRemoteContext,
                "the document at '\(shown)' must be an object with the member @context, found something else",
                in: text, url: text)
        }
        return keep(RemoteContext(url: text, context: context), url)
    }

    private func loaded(_ url: Span<UInt8>) -> RemoteContext? {
        // Copied out first: a span cannot be lent into the lock.
        let (table, contexts) = documents.withLock { ($0.table, $0.contexts) }
        return table.find(url).map { contexts[$0] }
    }

    private func keep(_ context: RemoteContext, _ url: Span<UInt8>) -> RemoteContext {
        let bytes = url.array
        return documents.withLock { documents in
            let (index, isNew) = documents.table.insert(bytes.span)
            if isNew { documents.contexts.append(context) }
            return documents.contexts[index]
        }
    }

    /// Whether one more derived context may be kept.
    func reserve() -> Bool {
        count.wrappingAdd(1, ordering: .relaxed).oldValue < Self.greatestCount
    }
}
