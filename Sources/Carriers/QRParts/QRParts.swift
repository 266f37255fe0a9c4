import Encodings

/// A document as numbered parts that fit QR codes, and back.
///
/// The document is compressed (RFC 1951), divided evenly, and each piece written in the characters that a QR code packs
/// tightest (RFC 9285) behind a header that says of which document it is which part. The parts can be read in any order
/// and more than once, by a camera or from text that was pasted; parts of two documents cannot be mixed, and one that is
/// missing is named. Nothing here is secret or proves anything: what comes out is judged as any other file.
public enum QRParts {
    /// What a QR code of version 20 with correction level M holds: one that a telephone reads from paper with ease.
    public static let comfortablePartLimit = 970
    /// The smallest size of a part that leaves room for content.
    public static let smallestPartLimit = 80
    /// What the largest QR code holds, version 40 with correction level L.
    public static let largestPartLimit = 4_296
    /// How many parts a document may have.
    public static let partCountLimit = QRPart.countLimit
    /// The largest document that is divided, and that parts are decompressed to unless told otherwise, in bytes.
    public static let documentByteLimit = 4 << 20

    /// Divides a document into parts of about the same size, in order.
    ///
    /// - Parameters:
    ///   - bytes: the document; it comes out of ``join(_:limit:)`` byte for byte.
    ///   - partLimit: how many characters of the alphanumeric mode a part may have; beyond ``largestPartLimit`` it counts
    ///     as that.
    /// - Throws: ``CarrierError`` with code `emptyPayload`, `tooLarge`, `tooManyParts`, `partLimitTooSmall` or
    ///   `libraryFailure`.
    public static func split(
        _ bytes: [UInt8], partLimit: Int = comfortablePartLimit
    ) throws(CarrierError) -> [String] {
        guard partLimit >= smallestPartLimit else {
            throw CarrierError(
                .partLimitTooSmall, "expected parts of at least \(smallestPartLimit) characters, found \(partLimit)",
                [("limit", String(smallestPartLimit)), ("found", String(partLimit))])
        }
        guard !bytes.isEmpty else { throw CarrierError(.emptyPayload, at: 0, "expected a document, found nothing") }
        guard bytes.count <= documentByteLimit else {
            throw CarrierError(
                .tooLarge, "expected a document of at most \(documentByteLimit) bytes, found \(bytes.count)",
                [("limit", String(documentByteLimit))])
        }
        let compressed = try compress(bytes)
        // Whole groups of base45, so that no part but the last has an odd one.
        let room = (min(partLimit, largestPartLimit) - QRPart.longestHeader) / 3 * 2
        let count = (compressed.count + room - 1) / room
        guard count <= partCountLimit else {
            throw CarrierError(
                .tooManyParts, "expected a document of at most \(partCountLimit) parts, found one of \(count)",
                [("limit", String(partCountLimit)), ("count", String(count))])
        }
        let size = ((compressed.count + count - 1) / count + 1) / 2 * 2
        let digest = try QRPart.hash(bytes, byteCount: QRPart.digestByteCount)
        let pieces = stride(from: 0, to: compressed.count, by: size).map { compressed[$0...].prefix(size) }
        var texts: [String] = []
        for (index, piece) in pieces.enumerated() {
            let part = QRPart(number: index + 1, count: pieces.count, digest: digest, content: Array(piece))
            texts.append(try part.text())
        }
        return texts
    }

    /// Puts a document together from its parts, in whatever order they come.
    ///
    /// - Parameters:
    ///   - texts: what was scanned or pasted; one text may hold several parts, and words around them. Letters may have
    ///     become small and lines been broken; a part that comes twice is taken once.
    ///   - limit: how many bytes may come out.
    /// - Throws: ``CarrierError`` with code `noParts`, `partMalformed`, `partVersion`, `partDamaged`, `partMismatch`,
    ///   `partMissing`, `partsDamaged`, `tooLarge` or `libraryFailure`.
    public static func join(_ texts: [String], limit: Int = documentByteLimit) throws(CarrierError) -> [UInt8] {
        var parts: [QRPart] = []
        for text in texts { parts += try QRPartReader.parts(in: Array(text.utf8)) }
        return try document(parts, limit)
    }

    /// Puts a document together from a text of bytes, which need not be UTF-8 beside the parts.
    static func join(_ text: [UInt8]) throws(CarrierError) -> [UInt8] {
        try document(QRPartReader.parts(in: text), documentByteLimit)
    }

    private static func document(_ parts: [QRPart], _ limit: Int) throws(CarrierError) -> [UInt8] {
        let ordered = try order(parts)
        let document = try decompress(ordered.flatMap(\.content), limit)
        guard try QRPart.hash(document, byteCount: QRPart.digestByteCount) == ordered.first?.digest else {
            throw damaged
        }
        return document
    }

    /// What tells the document of some parts from every other, whichever of its parts they are; `nil` for texts without
    /// parts, and for parts that are damaged or of several documents.
    public static func document(of texts: [String]) -> String? {
        var documents: Set<String> = []
        for text in texts {
            guard let parts = try? QRPartReader.parts(in: Array(text.utf8)) else { return nil }
            for part in parts { documents.insert("\(part.digest)/\(part.count)") }
        }
        return documents.count == 1 ? documents.first : nil
    }

    /// Whether a text holds a part of another document than this one; parts that are damaged tell nothing.
    public static func areOfAnother(_ text: String, than document: [UInt8]) -> Bool {
        guard let parts = try? QRPartReader.parts(in: Array(text.utf8)),
            let digest = try? QRPart.hash(document, byteCount: QRPart.digestByteCount)
        else { return false }
        return parts.contains { $0.digest != digest }
    }

    /// Whether there is a part in a text, whatever its version and however it was copied.
    public static func isPart(_ text: [UInt8]) -> Bool { QRPartReader.firstMark(in: text[...]) != nil }

    /// The parts of one document from the first to the last, each once.
    private static func order(_ parts: [QRPart]) throws(CarrierError) -> [QRPart] {
        guard let first = parts.first else {
            throw CarrierError(
                .noParts, "expected a text that begins with \(QRPart.name)\(QRPart.version):, found none")
        }
        var found: [Int: QRPart] = [:]
        for part in parts {
            guard part.digest == first.digest, part.count == first.count,
                found[part.number] == nil || found[part.number] == part
            else {
                throw CarrierError(
                    .partMismatch,
                    "expected parts of one document, found part \(part.number) of \(part.count) of another one beside "
                        + "part \(first.number) of \(first.count)",
                    [
                        ("part", String(part.number)), ("count", String(part.count)),
                        ("otherPart", String(first.number)), ("otherCount", String(first.count)),
                    ])
            }
            found[part.number] = part
        }
        let missing = (1...first.count).filter { found[$0] == nil }.map(String.init)
        guard missing.isEmpty else {
            let list = missing.joined(separator: ", ")
            throw CarrierError(
                .partMissing,
                missing.count == 1
                    ? "part \(list) of \(first.count) is missing" : "parts \(list) of \(first.count) are missing",
                [("part", list), ("count", String(first.count)), ("variant", missing.count == 1 ? "one" : "several")])
        }
        return (1...first.count).compactMap { found[$0] }
    }

    private static func compress(_ bytes: [UInt8]) throws(CarrierError) -> [UInt8] {
        do throws(GzipError) {
            return try Deflate.encode(bytes)
        } catch {
            throw CarrierError(.libraryFailure, "the compression library failed")
        }
    }

    private static func decompress(_ bytes: [UInt8], _ limit: Int) throws(CarrierError) -> [UInt8] {
        do throws(GzipError) {
            return try Deflate.decode(bytes, limit: limit)
        } catch {
            switch error.code {
            case .tooLarge:
                throw CarrierError(
                    .tooLarge, "expected parts of a document of at most \(limit) bytes, found a larger one",
                    [("limit", String(limit))])
            case .libraryFailure: throw CarrierError(.libraryFailure, "the compression library failed")
            default: throw damaged
            }
        }
    }

    private static var damaged: CarrierError {
        CarrierError(.partsDamaged, "expected the parts to give the document that was divided, found another")
    }
}
