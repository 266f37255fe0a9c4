/// What of a PNG image matters to a credential in it.
struct PNGContents {
    /// The keyword of Open Badges 3.0, section 5.3.1.
    static let keyword = Array("openbadgecredential".utf8)
    /// The keyword of Open Badges 2.0 and 1.1.
    private static let olderKeyword = Array("openbadges".utf8)

    /// The chunks with the keyword, of whatever kind.
    private(set) var credentials: [PNGChunk] = []
    /// Whether there is a chunk of an older edition.
    private(set) var hasOlderEdition = false
    /// Where the header of the image ends.
    private(set) var headerEnd = 0

    /// Goes through a whole image.
    ///
    /// - Throws: ``CarrierError`` with the codes of ``PNGReader``.
    init(_ image: [UInt8]) throws(CarrierError) {
        var reader = try PNGReader(image)
        while let chunk = try reader.next() {
            if chunk.name == .header { headerEnd = chunk.range.upperBound }
            guard chunk.isText else { continue }
            // A keyword has at most 79 bytes and ends with a zero.
            let keyword = image[chunk.content].prefix(80).prefix { $0 != 0 }
            if keyword.elementsEqual(Self.keyword) {
                credentials.append(chunk)
            } else if keyword.elementsEqual(Self.olderKeyword) {
                hasOlderEdition = true
            }
        }
    }

    /// The one chunk with a credential, or `nil` where there is none.
    ///
    /// - Throws: ``CarrierError`` with code `severalCredentials` or `wrongChunk`.
    func credential() throws(CarrierError) -> PNGChunk? {
        guard let chunk = credentials.first else { return nil }
        guard credentials.count == 1 else {
            throw CarrierError(
                .severalCredentials, at: credentials[1].range.lowerBound,
                "expected one chunk with the keyword openbadgecredential, found \(credentials.count)",
                [("count", String(credentials.count))])
        }
        guard chunk.name == .internationalText else {
            throw CarrierError(
                .wrongChunk, at: chunk.range.lowerBound,
                "expected the credential in a chunk iTXt, found it in a text chunk of another kind")
        }
        return chunk
    }
}
