import Encodings

/// The content of an `iTXt` chunk.
///
/// Source: PNG (third edition), section 11.3.3.4: a keyword, a flag and a method of compression, a language, the keyword
/// in that language, and the text; a zero ends each of the first, the third and the fourth.
enum InternationalText {
    /// The text of a chunk that is not compressed, as it stands there.
    ///
    /// - Throws: ``CarrierError`` with code `textChunkMalformed`, `compressedCredential` or `emptyPayload`.
    static func text(of chunk: PNGChunk, in image: [UInt8]) throws(CarrierError) -> ArraySlice<UInt8> {
        var rest = image[chunk.content]
        let start = chunk.range.lowerBound
        guard field(&rest) != nil, let flag = rest.popFirst(), let method = rest.popFirst() else {
            throw malformed(start, "a keyword, and how it is compressed")
        }
        guard flag == 0 else {
            guard flag == 1 else { throw malformed(start, "0 or 1 as the sign of compression") }
            throw CarrierError(
                .compressedCredential, at: start,
                "expected the credential as plain text, as Open Badges 3.0 asks, found it compressed")
        }
        guard method == 0 else { throw malformed(start, "0 as the method of compression") }
        guard let language = field(&rest), language.allSatisfy(isLanguage) else {
            throw malformed(start, "a language in letters, digits and hyphens")
        }
        guard let translation = field(&rest), String(validating: translation, as: UTF8.self) != nil else {
            throw malformed(start, "a translated keyword in UTF-8")
        }
        guard !rest.allSatisfy(CarrierPayload.Form.isSpace) else {
            throw CarrierError(.emptyPayload, at: start, "expected a credential in the chunk, found nothing")
        }
        return rest
    }

    /// A whole chunk with a text that is not compressed, without a language and a translation.
    static func chunk(_ keyword: [UInt8], _ text: [UInt8]) -> [UInt8] {
        let content = keyword + [0, 0, 0, 0, 0] + text
        let named = Array("iTXt".utf8) + content
        return bytes(UInt32(truncatingIfNeeded: content.count)) + named + bytes(CRC32.checksum(named))
    }

    /// The bytes up to the next zero, which is taken away as well.
    private static func field(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: 0) else { return nil }
        let field = rest[..<end]
        rest = rest[(end + 1)...]
        return field
    }

    private static func isLanguage(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) && byte < 0x80 || byte == UInt8(ascii: "-")
    }

    private static func malformed(_ offset: Int, _ expected: String) -> CarrierError {
        CarrierError(.textChunkMalformed, at: offset, "expected \(expected) in the chunk iTXt, found something else")
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
