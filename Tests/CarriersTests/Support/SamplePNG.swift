import Encodings

/// PNG images made chunk by chunk, right and wrong.
enum SamplePNG {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    static let header = chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
    /// One grey pixel, as zlib data: a filter of none, and the pixel.
    static let data = chunk("IDAT", [0x78, 0x9C, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81])
    static let end = chunk("IEND", [])
    /// A whole image without a credential.
    static let plain = signature + header + chunk("tEXt", Array("Software\u{0}a test".utf8)) + data + end

    static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + content
        return number(UInt32(content.count)) + named + number(CRC32.checksum(named))
    }

    static func number(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }

    /// A chunk with a credential, by hand.
    static func credential(
        _ text: String, name: String = "iTXt", keyword: String = "openbadgecredential",
        fields: [UInt8] = [0, 0, 0, 0, 0]
    ) -> [UInt8] {
        chunk(name, Array(keyword.utf8) + fields + Array(text.utf8))
    }

    /// An image of a header, some chunks, the picture, some more chunks, the end, and what follows that.
    static func image(
        before: [UInt8] = [], after: [UInt8] = [], behind: [UInt8] = [], data: [UInt8] = data
    ) -> [UInt8] {
        signature + header + before + data + after + end + behind
    }
}

extension [UInt8] {
    /// Where other bytes begin in these.
    func offset(of other: [UInt8]) -> Int? {
        guard other.count <= count else { return nil }
        return (0...(count - other.count)).first { self[$0...].starts(with: other) }
    }
}
