public import PaperExchange

/// A picture in colours on white ground, four bytes a dot: blue, green, red, and one without a meaning.
public struct ColourPicture: Sendable {
    /// The longest side of a picture that is drawn on a certificate, in dots.
    public static let sideLimit = 4_000

    /// Dots from left to right.
    public let width: Int
    /// Dots from top to bottom.
    public let height: Int
    /// The dots, from the top row to the bottom.
    let dots: [UInt8]

    /// Reads a picture file, recognised by its first bytes.
    ///
    /// - Throws: ``PaperError`` with code `unknownFormat`, `damagedPicture`, `tooLarge` or `library`.
    public init(_ bytes: [UInt8]) throws(PaperError) {
        let picture: (dots: [UInt8], width: Int, height: Int)
        if bytes.starts(with: PNG.signature) {
            picture = try PNG.colourPicture(bytes)
        } else if bytes.starts(with: JPEG.signature) {
            picture = try JPEG.colourPicture(bytes)
        } else {
            throw PaperError(.unknownFormat)
        }
        guard max(picture.width, picture.height) <= Self.sideLimit else {
            throw PaperError(.tooLarge, "\(picture.width) × \(picture.height)")
        }
        (dots, width, height) = picture
    }
}
