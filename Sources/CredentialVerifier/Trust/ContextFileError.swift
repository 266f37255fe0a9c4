/// Why a context cannot be added to a trust folder, or is not taken from it.
public enum ContextFileError: String, Error, Sendable, CaseIterable {
    /// The file is no strict JSON.
    case unreadable = "CONTEXT_FILE_UNREADABLE"
    /// The file is no context document: an object with a member `@context`.
    case notContext = "CONTEXT_FILE_OTHER"
    /// The file has another hash than the one that is pinned.
    case digestMismatch = "CONTEXT_FILE_DIGEST"
    /// The hash that was given is none.
    case digestUnreadable = "CONTEXT_DIGEST_UNREADABLE"
    /// The address belongs to a context that is built in, which nothing replaces.
    case builtIn = "CONTEXT_FILE_BUILT_IN"
    /// The address is pinned to another document already.
    case pinned = "CONTEXT_FILE_PINNED"
    /// The address is no absolute address.
    case address = "CONTEXT_FILE_ADDRESS"
    /// The list of the folder's contexts is not as it was written.
    case indexMalformed = "CONTEXT_INDEX_MALFORMED"
}
