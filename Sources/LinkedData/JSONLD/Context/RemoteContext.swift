internal import Encodings

/// A context document that was loaded.
final class RemoteContext: Sendable {
    let url: String
    /// The value of its `@context`.
    let context: JSONNode
    let origin: ContextOrigin

    init(url: String, context: JSONNode) {
        self.url = url
        self.context = context
        origin = ContextOrigin(baseURL: Array(url.utf8), url: url)
    }
}
