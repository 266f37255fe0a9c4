/// Bytes by which something is found in a table.
///
/// An array of bytes as a key is hashed byte by byte; this is hashed as a whole.
package struct ByteKey: Hashable, Sendable {
    /// The bytes.
    package let bytes: [UInt8]

    /// Takes the bytes as a key.
    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Hashes all bytes at once; those of another key that go on beyond these hash otherwise.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(bytes.count)
        unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
}
