/// Where a context is written.
struct ContextOrigin: Sendable {
    /// What relative addresses of contexts in it are relative to.
    let baseURL: [UInt8]?
    /// The address of the context document; `nil` for what is written in the document that is expanded.
    let url: String?

    var isRemote: Bool { url != nil }
}
