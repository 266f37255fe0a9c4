/// The name of an object in a store: a digest of its content in lower-case hexadecimal.
///
/// A name that can only be a digest cannot lead out of a folder, cannot differ from another in case alone, and says
/// nothing about what is stored. The store does not compute digests: who puts and gets does.
public struct ObjectName: Hashable, Sendable {
    /// The digits: 64, 96 or 128 of them, for digests of 256, 384 or 512 bits.
    public let hexadecimal: String

    /// Takes a name from its digits.
    ///
    /// - Throws: ``StorageError`` with code `invalidName` for any other number of digits, and for other characters,
    ///   upper-case letters among them.
    public init(hexadecimal: String) throws(StorageError) {
        guard Self.isDigest(hexadecimal) else {
            throw StorageError(
                .invalidName,
                "expected an object name of 64, 96 or 128 lower-case hexadecimal digits, "
                    + "found \(StorageError.displayed(hexadecimal))")
        }
        self.hexadecimal = hexadecimal
    }

    /// Takes a name from a digest of 32, 48 or 64 bytes.
    ///
    /// - Throws: ``StorageError`` with code `invalidName` for any other length.
    public init(digest: [UInt8]) throws(StorageError) {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        try self.init(hexadecimal: String(decoding: text, as: UTF8.self))
    }

    private static func isDigest(_ text: String) -> Bool {
        let count = text.utf8.count
        guard count == 64 || count == 96 || count == 128 else { return false }
        return text.utf8.allSatisfy { byte in (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) }
    }
}

extension ObjectName: Comparable {
    /// Orders names by their digits.
    public static func < (left: ObjectName, right: ObjectName) -> Bool {
        left.hexadecimal.utf8.lexicographicallyPrecedes(right.hexadecimal.utf8)
    }
}

extension ObjectName: CustomStringConvertible {
    /// The digits.
    public var description: String { hexadecimal }
}
