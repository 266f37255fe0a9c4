/// What a folder holds under one name.
public struct FolderEntry: Hashable, Sendable {
    /// The name; where it is not UTF-8, what can be shown of it.
    public let name: String

    /// Whether the name is UTF-8, so that a path can be made of it.
    public let isUTF8: Bool

    init(_ bytes: [UInt8]) {
        let valid = String(validating: bytes, as: UTF8.self)
        name = valid ?? String(decoding: bytes, as: UTF8.self)
        isUTF8 = valid != nil
    }
}
