import Encodings

/// Goes through the chunks of a PNG image, of which every length, name, checksum and place is checked.
///
/// Source: PNG (third edition), sections 5.2, 5.3 and 5.6. What a chunk of the picture holds is not looked at.
struct PNGReader {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// The length of a chunk, its name and its checksum.
    private static let frameByteCount = 12
    private static let largestLength = UInt32(Int32.max)
    private static let headerByteCount = 13

    private let image: [UInt8]
    private var position: Int
    private var order = PNGOrder()

    /// Takes an image.
    ///
    /// - Throws: ``CarrierError`` with code `tooLarge`, `notPNG`, or `truncated` where it ends within the signature.
    init(_ image: [UInt8]) throws(CarrierError) {
        try CarrierError.checkSize(image)
        guard image.starts(with: Self.signature) else {
            if !image.isEmpty, Self.signature.starts(with: image) { throw Self.truncated(image.count) }
            throw CarrierError(.notPNG, at: 0, "expected the eight bytes with which a PNG image begins, found others")
        }
        self.image = image
        position = Self.signature.count
    }

    /// The next chunk; `nil` behind the last one, when the image is complete.
    ///
    /// - Throws: ``CarrierError`` with code `truncated`, `chunkLength`, `chunkName`, `wrongChecksum`, `chunkOrder` or
    ///   `bytesAfterEnd`.
    mutating func next() throws(CarrierError) -> PNGChunk? {
        if order.isComplete {
            guard position == image.count else {
                throw CarrierError(
                    .bytesAfterEnd, at: position,
                    "expected the end of the file after the chunk IEND, found \(image.count - position) bytes more",
                    [("count", String(image.count - position))])
            }
            return nil
        }
        let chunk = try chunk()
        try order.accept(chunk)
        position = chunk.range.upperBound
        return chunk
    }

    private func chunk() throws(CarrierError) -> PNGChunk {
        guard image.count - position >= Self.frameByteCount else { throw Self.truncated(image.count) }
        let length = integer(at: position)
        guard length <= Self.largestLength else {
            throw CarrierError(
                .chunkLength, at: position, "expected a chunk of less than 2^31 bytes, found one of \(length)",
                [("found", String(length))])
        }
        let letters = image[(position + 4)..<(position + 8)]
        guard letters.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) && $0 < 0x80 }) else {
            throw CarrierError(.chunkName, at: position + 4, "expected a name of four letters, found other bytes")
        }
        guard image.count - position - Self.frameByteCount >= Int(length) else { throw Self.truncated(image.count) }
        let content = (position + 8)..<(position + 8 + Int(length))
        guard integer(at: content.upperBound) == CRC32.checksum(image[(position + 4)..<content.upperBound]) else {
            let name = String(decoding: letters, as: UTF8.self)
            throw CarrierError(
                .wrongChecksum, at: content.upperBound,
                "expected the checksum of the content of the chunk \(name), found another", [("chunk", name)])
        }
        let chunk = PNGChunk(
            range: position..<(content.upperBound + 4), content: content, name: PNGChunk.Name(letters))
        guard chunk.name != .header || content.count == Self.headerByteCount, chunk.name != .end || content.isEmpty
        else {
            throw CarrierError(
                .chunkLength, at: position,
                "expected \(Self.headerByteCount) bytes in the chunk IHDR and none in IEND, found \(content.count)",
                [("found", String(content.count))])
        }
        return chunk
    }

    private static func truncated(_ count: Int) -> CarrierError {
        CarrierError(
            .truncated, at: count, "expected a PNG image that goes on to its end, found the end of the file before it")
    }

    /// A number of four bytes, the most significant first; the caller has checked that they are there.
    private func integer(at offset: Int) -> UInt32 {
        image[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }
}

/// Which chunks were seen, and which may follow.
///
/// Source: PNG (third edition), section 5.6.
private struct PNGOrder {
    private enum State { case start, header, data, afterData, end }
    private var state = State.start
    private var hasPalette = false

    var isComplete: Bool { state == .end }

    mutating func accept(_ chunk: PNGChunk) throws(CarrierError) {
        switch (state, chunk.name) {
        case (.start, .header): state = .header
        case (.start, _): throw fault(chunk, "the chunk IHDR first")
        case (_, .header): throw fault(chunk, "the chunk IHDR once")
        case (.header, .palette) where !hasPalette: hasPalette = true
        case (_, .palette): throw fault(chunk, "the chunk PLTE at most once, and before the picture")
        case (.header, .imageData): state = .data
        case (.data, .imageData): break
        case (_, .imageData): throw fault(chunk, "all chunks IDAT behind each other")
        case (.header, .end): throw fault(chunk, "a picture before the chunk IEND")
        case (_, .end): state = .end
        case (.data, _): state = .afterData
        default: break
        }
    }

    private func fault(_ chunk: PNGChunk, _ expected: String) -> CarrierError {
        CarrierError(.chunkOrder, at: chunk.range.lowerBound, "expected \(expected), found another order")
    }
}
