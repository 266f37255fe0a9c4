/// The checksum of gzip and PNG: it finds what was damaged by chance, and nothing that somebody changed on purpose.
///
/// Source: RFC 1952, section 8; PNG (third edition), section 5.5.
public enum CRC32 {
    /// The checksum of bytes.
    public static func checksum(_ bytes: [UInt8]) -> UInt32 { Zlib.checksum(bytes) }

    /// The checksum of some of the bytes of an array, which are not copied.
    public static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 { Zlib.checksum(bytes) }
}
