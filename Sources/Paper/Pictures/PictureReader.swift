public import PaperExchange

/// Reads the QR codes in a photograph or a scan.
public struct PictureReader {
    /// The most codes that are taken from one picture.
    public static let codeLimit = 512

    /// The dots of what a telephone usually takes; a picture of more is looked at more coarsely.
    private static let largeDotCount = 25_000_000
    /// The most dots of all looks at one picture: what a picture of noise takes a second or two for.
    public static let lookDotLimit = 64_000_000

    private let scanner: QRScanner

    /// Prepares a reader.
    ///
    /// - Throws: ``PaperError`` with code `library`.
    public init() throws(PaperError) { scanner = try QRScanner() }

    /// The texts of all codes on a picture, each once, in the order in which they were found.
    ///
    /// The picture is looked at several times, sharper and coarser, because one look seldom finds every code on a
    /// photograph of a page.
    ///
    /// - Parameters:
    ///   - lookLimit: How many times at most.
    ///   - dotLimit: How many dots are looked at in all; a look that would take more is left out, but never the first.
    ///   - isEnough: Whether nothing more is looked for, given what was found so far.
    /// - Throws: ``PaperError`` with code `noCode` where there is none.
    public func texts(
        in picture: GrayPicture, lookLimit: Int = .max, dotLimit: Int = lookDotLimit,
        until isEnough: ([String]) -> Bool = { _ in false }
    ) throws(PaperError) -> [String] {
        var found: [String] = []
        var known: Set<[UInt8]> = []
        var dotsLeft = dotLimit
        // Half as many dots to a side show a code on a very large picture as well.
        let picture = picture.dots.count > Self.largeDotCount ? picture.halved() ?? picture : picture
        for (number, variant) in Self.variants.prefix(lookLimit).enumerated() {
            guard number == 0 || variant.size(picture.dots.count) <= dotsLeft, let look = variant.make(picture) else {
                continue
            }
            dotsLeft -= look.dots.count
            for text in scanner.texts(in: look) where found.count < Self.codeLimit {
                // Compared as bytes: two texts that look alike are two texts.
                if known.insert(Array(text.utf8)).inserted { found.append(text) }
            }
            if isEnough(found) { break }
        }
        guard !found.isEmpty else { throw PaperError(.noCode) }
        return found
    }

    /// Reads a picture file, recognised by its first bytes.
    ///
    /// - Throws: ``PaperError`` with code `unknownFormat`, `damagedPicture`, `tooLarge` or `library`.
    public static func picture(_ bytes: [UInt8]) throws(PaperError) -> GrayPicture {
        if bytes.starts(with: PNG.signature) { return try PNG.grayPicture(bytes) }
        if bytes.starts(with: JPEG.signature) { return try JPEG.grayPicture(bytes) }
        throw PaperError(.unknownFormat)
    }

    /// The looks, the likeliest first, each with how many dots it has of a picture with so many.
    private static let variants: [(size: @Sendable (Int) -> Int, make: @Sendable (GrayPicture) -> GrayPicture?)] = [
        ({ $0 }, { $0 }), ({ $0 / 4 }, { $0.halved() }), ({ $0 }, { $0.thresholded() }), ({ $0 }, { $0.inverted() }),
        ({ $0 * 4 }, { $0.doubled() }), ({ $0 / 16 }, { $0.halved()?.halved() }),
        ({ $0 * 4 }, { $0.doubled()?.thresholded() }),
    ]
}
