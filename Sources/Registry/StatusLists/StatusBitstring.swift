public import Encodings

/// The values of a status list, each of one to eight bits, the first one in the most significant bits of the first byte.
///
/// Source: Bitstring Status List 1.0, sections 3.3 and 3.4. The order of the bits is the other way round than in the IETF's
/// Token Status List, which has a decoder of its own wherever it is read.
public struct StatusBitstring: Sendable, Hashable {
    /// The fewest values of a list: fewer would tell who is looked up.
    public static let leastCount = 131_072
    /// The most bytes that a list has.
    public static let byteLimit = 1 << 20
    /// The longest encoded list, in characters.
    public static let textLimit = 256 << 10

    /// The bytes of the list.
    public private(set) var bytes: [UInt8]

    /// Takes the bytes of a list.
    public init(bytes: [UInt8]) { self.bytes = bytes }

    /// A list in which nothing is set.
    ///
    /// - Parameters:
    ///   - count: How many values it has; fewer than ``leastCount`` count as that many.
    ///   - size: How many bits each value has, from 1 to 8.
    public init(count: Int = leastCount, size: Int = 1) {
        precondition((1...8).contains(size), "a value has one to eight bits")
        bytes = [UInt8](repeating: 0, count: (max(count, Self.leastCount) * size + 7) / 8)
    }

    /// How many bits there are.
    public var bitCount: Int { bytes.count * 8 }

    /// How many values of `size` bits there are.
    public func count(size: Int = 1) -> Int { bitCount / size }

    /// The value at `index`; `nil` behind the end of the list.
    ///
    /// - Parameter size: How many bits each value has, from 1 to 8.
    public func value(at index: Int, size: Int = 1) -> Int? {
        guard (1...8).contains(size), index >= 0, index < count(size: size) else { return nil }
        let start = index * size
        let place = start >> 3
        // A value of up to eight bits lies in at most two bytes.
        let pair = Int(bytes[place]) << 8 | (place + 1 < bytes.count ? Int(bytes[place + 1]) : 0)
        return pair >> (16 - size - start & 7) & (1 << size - 1)
    }

    /// Sets the value at `index`; the others stay what they are.
    ///
    /// - Returns: Whether the list has such an index, and the value fits.
    @discardableResult
    public mutating func setValue(_ value: Int, at index: Int, size: Int = 1) -> Bool {
        guard self.value(at: index, size: size) != nil, value >= 0, value < 1 << size else { return false }
        let start = index * size
        for bit in 0..<size {
            let mask: UInt8 = 0x80 >> UInt8((start + bit) & 7)
            if value >> (size - 1 - bit) & 1 == 1 {
                bytes[(start + bit) >> 3] |= mask
            } else {
                bytes[(start + bit) >> 3] &= ~mask
            }
        }
        return true
    }

    /// The first bit that is set here and not in `next`; `nil` where everything that is set stays set.
    public func firstBit(clearedIn next: StatusBitstring) -> Int? {
        for (place, byte) in bytes.enumerated() {
            let cleared = byte & ~(place < next.bytes.count ? next.bytes[place] : 0)
            if cleared != 0 { return place * 8 + cleared.leadingZeroBitCount }
        }
        return nil
    }
}

extension StatusBitstring {
    /// The list as `encodedList` has it: compressed, in base64url after a `u`; the same list gives the same text.
    ///
    /// - Throws: `GzipError` with code `libraryFailure`.
    public func encoded() throws(GzipError) -> String {
        Multibase.encode(try Gzip.encode(bytes), as: .base64url)
    }

    /// Reads what `encodedList` has.
    ///
    /// - Parameter isMultibase: Whether a `u` stands in front, as in Bitstring Status List 1.0. StatusList2021 has none,
    ///   and base64url or base64, which differ in the padding.
    /// - Throws: ``StatusError`` with code `malformedValue`, `decoding` or `tooLarge`.
    public init(encoded text: [UInt8], isMultibase: Bool = true, at pointer: String = "") throws(StatusError) {
        guard text.count <= Self.textLimit else {
            throw StatusError(
                .malformedValue, at: pointer, "expected at most \(Self.textLimit) characters, found \(text.count)",
                variant: "encoding")
        }
        let member: [UInt8]
        do throws(EncodingError) {
            if isMultibase {
                member = try Multibase.decode(text, as: .base64url)
            } else if text.last == UInt8(ascii: "=") || text.contains(where: { "+/".utf8.contains($0) }) {
                member = try Base64.decode(text)
            } else {
                member = try Base64URL.decode(text)
            }
        } catch {
            throw StatusError(.malformedValue, at: pointer, error.reason, variant: "encoding")
        }
        do throws(GzipError) {
            bytes = try Gzip.decode(member, limit: Self.byteLimit)
        } catch {
            throw StatusError(
                error.code == .tooLarge ? .tooLarge : .decoding, at: pointer, "\(error)",
                [("byte", .number(error.byteOffset)), ("limit", .number(Self.byteLimit))])
        }
    }
}
