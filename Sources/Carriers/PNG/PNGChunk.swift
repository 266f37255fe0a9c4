/// One chunk of a PNG image: where it stands, and what it is called.
struct PNGChunk {
    /// Where the chunk stands, with its length, name and checksum.
    let range: Range<Int>
    /// Where its content stands.
    let content: Range<Int>
    /// The four letters of its name.
    let name: Name

    /// The names of which more is known than that they are names.
    enum Name: Equatable {
        case header, palette, imageData, end
        case text, compressedText, internationalText
        case other

        init(_ letters: ArraySlice<UInt8>) {
            switch String(decoding: letters, as: UTF8.self) {
            case "IHDR": self = .header
            case "PLTE": self = .palette
            case "IDAT": self = .imageData
            case "IEND": self = .end
            case "tEXt": self = .text
            case "zTXt": self = .compressedText
            case "iTXt": self = .internationalText
            default: self = .other
            }
        }
    }

    /// Whether it is one of the three kinds that begin with a keyword.
    var isText: Bool { [.text, .compressedText, .internationalText].contains(name) }
}
