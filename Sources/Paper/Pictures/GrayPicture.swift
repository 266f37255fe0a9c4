public import PaperExchange

/// A picture in shades of grey, one byte a dot, from the top row to the bottom.
public struct GrayPicture: Sendable, Equatable {
    /// The most dots that a picture may have: 64 million, what a good telephone takes.
    public static let dotLimit = 64_000_000
    /// The longest side that a picture may have, in dots.
    public static let sideLimit = 20_000

    /// Dots from left to right.
    public let width: Int
    /// Dots from top to bottom.
    public let height: Int
    /// The dots: 0 is black, 255 white.
    public let dots: [UInt8]

    /// Takes the dots of a picture.
    ///
    /// - Throws: ``PaperError`` with code `tooLarge`, or `damagedPicture` unless there are as many dots as width and
    ///   height say, and at least one.
    public init(width: Int, height: Int, dots: [UInt8]) throws(PaperError) {
        try Self.check(width: width, height: height)
        guard dots.count == width * height else { throw PaperError(.damagedPicture) }
        self.width = width
        self.height = height
        self.dots = dots
    }

    /// Makes a picture whose size was checked.
    init(unchecked dots: [UInt8], width: Int, height: Int) {
        self.width = width
        self.height = height
        self.dots = dots
    }

    /// Refuses a picture that is empty or too large, before any memory is taken for it.
    static func check(width: Int, height: Int) throws(PaperError) {
        guard width > 0, height > 0 else { throw PaperError(.damagedPicture) }
        guard width <= sideLimit, height <= sideLimit, width * height <= dotLimit else {
            throw PaperError(.tooLarge, "\(width) × \(height)")
        }
    }
}
