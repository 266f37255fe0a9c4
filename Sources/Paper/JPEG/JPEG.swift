import CTurboJPEG
import PaperExchange

/// Pictures in the format JPEG, by libjpeg-turbo: the one place that calls it.
enum JPEG {
    /// The first bytes of every JPEG file (ISO/IEC 10918-1, annex B).
    static let signature: [UInt8] = [0xFF, 0xD8, 0xFF]

    /// Reads a picture in shades of grey, smaller by a half or more where it has more dots than are of use.
    ///
    /// - Throws: ``PaperError`` with code `damagedPicture`, `tooLarge` or `library`.
    static func grayPicture(_ bytes: [UInt8]) throws(PaperError) -> GrayPicture {
        let read = try read(bytes, TJPF_GRAY, bytesPerDot: 1)
        return GrayPicture(unchecked: read.dots, width: read.width, height: read.height)
    }

    /// Reads a picture in colours: blue, green, red and a byte without a meaning.
    ///
    /// - Throws: ``PaperError`` with code `damagedPicture`, `tooLarge` or `library`.
    static func colourPicture(_ bytes: [UInt8]) throws(PaperError) -> (dots: [UInt8], width: Int, height: Int) {
        try read(bytes, TJPF_BGRX, bytesPerDot: 4)
    }

    private static func read(
        _ bytes: [UInt8], _ format: TJPF, bytesPerDot: Int
    ) throws(PaperError) -> (dots: [UInt8], width: Int, height: Int) {
        guard let decoder = unsafe tjInitDecompress() else { throw PaperError(.library, "libturbojpeg") }
        defer { unsafe tjDestroy(decoder) }
        var width: Int32 = 0
        var height: Int32 = 0
        var subsampling: Int32 = 0
        var colours: Int32 = 0
        let header = unsafe bytes.withUnsafeBufferPointer { input in
            unsafe tjDecompressHeader3(
                decoder, input.baseAddress, UInt(input.count), &width, &height, &subsampling, &colours)
        }
        guard header == 0 else { throw PaperError(.damagedPicture) }
        try GrayPicture.check(width: Int(width), height: Int(height))
        // More than that many dots show the grain of the paper, and make everything slow.
        let isLarge = Int(width) * Int(height) > 24_000_000
        let scaledWidth = isLarge ? (width + 1) / 2 : width
        let scaledHeight = isLarge ? (height + 1) / 2 : height
        var dots = [UInt8](repeating: 0, count: Int(scaledWidth) * Int(scaledHeight) * bytesPerDot)
        let done = unsafe bytes.withUnsafeBufferPointer { input in
            unsafe tjDecompress2(
                decoder, input.baseAddress, UInt(input.count), &dots, scaledWidth,
                scaledWidth * Int32(bytesPerDot), scaledHeight, Int32(format.rawValue), TJFLAG_LIMITSCANS)
        }
        // A warning means that some of the picture is guessed, as in one that was cut off: a code in it says by itself
        // whether it is whole.
        guard unsafe done == 0 || tjGetErrorCode(decoder) == Int32(TJERR_WARNING.rawValue) else {
            throw PaperError(.damagedPicture)
        }
        return (dots, Int(scaledWidth), Int(scaledHeight))
    }
}
