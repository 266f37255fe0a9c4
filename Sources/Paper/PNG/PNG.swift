import CPNG
import PaperExchange

/// Pictures in the format PNG, by libpng's simplified functions: the one place that calls them.
enum PNG {
    /// The first bytes of every PNG file (PNG specification, section 5.2).
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Reads a picture in shades of grey; what is transparent becomes white, as on paper.
    ///
    /// - Throws: ``PaperError`` with code `damagedPicture` or `tooLarge`.
    static func grayPicture(_ bytes: [UInt8]) throws(PaperError) -> GrayPicture {
        let read = try read(bytes, format: png_format_gray(), bytesPerDot: 1)
        return GrayPicture(unchecked: read.dots, width: read.width, height: read.height)
    }

    /// Reads a picture in colours on white ground: blue, green, red and a byte without a meaning.
    ///
    /// - Throws: ``PaperError`` with code `damagedPicture` or `tooLarge`.
    static func colourPicture(_ bytes: [UInt8]) throws(PaperError) -> (dots: [UInt8], width: Int, height: Int) {
        var picture = try read(bytes, format: png_format_bgra(), bytesPerDot: 4)
        for start in stride(from: 0, to: picture.dots.count, by: 4) {
            let opacity = Int(picture.dots[start + 3])
            for place in start..<(start + 3) where opacity < 255 {
                picture.dots[place] = UInt8((Int(picture.dots[place]) * opacity + 255 * (255 - opacity)) / 255)
            }
        }
        return picture
    }

    private static func read(
        _ bytes: [UInt8], format: UInt32, bytesPerDot: Int
    ) throws(PaperError) -> (dots: [UInt8], width: Int, height: Int) {
        var image = unsafe png_image()
        unsafe image.version = png_simplified_version()
        defer { unsafe png_image_free(&image) }
        // libpng keeps a pointer to the bytes from the first call to the last.
        let result: Result<(dots: [UInt8], width: Int, height: Int), PaperError>
        result = unsafe bytes.withUnsafeBytes { input in
            guard unsafe png_image_begin_read_from_memory(&image, input.baseAddress, input.count) != 0 else {
                return .failure(PaperError(.damagedPicture))
            }
            let width = unsafe Int(image.width)
            let height = unsafe Int(image.height)
            do throws(PaperError) { try GrayPicture.check(width: width, height: height) } catch {
                return .failure(error)
            }
            unsafe image.format = format
            var dots = [UInt8](repeating: 0, count: width * height * bytesPerDot)
            var white = png_color(red: 255, green: 255, blue: 255)
            let done = unsafe dots.withUnsafeMutableBytes { output in
                unsafe png_image_finish_read(
                    &image, &white, output.baseAddress, Int32(width * bytesPerDot), nil)
            }
            guard done != 0 else { return .failure(PaperError(.damagedPicture)) }
            return .success((dots, width, height))
        }
        return try result.get()
    }

    /// Writes a picture in shades of grey.
    ///
    /// - Throws: ``PaperError`` with code `library`.
    static func bytes(of picture: GrayPicture) throws(PaperError) -> [UInt8] {
        var image = unsafe png_image()
        unsafe image.version = png_simplified_version()
        unsafe image.width = UInt32(picture.width)
        unsafe image.height = UInt32(picture.height)
        unsafe image.format = png_format_gray()
        defer { unsafe png_image_free(&image) }
        // As much as the dots take when nothing can be made smaller, and the parts of the format.
        var count = (picture.width + 1) * picture.height * 2 + 4_096
        var output = [UInt8](repeating: 0, count: count)
        let done = unsafe picture.dots.withUnsafeBytes { dots in
            unsafe png_image_write_to_memory(&image, &output, &count, 0, dots.baseAddress, Int32(picture.width), nil)
        }
        guard done != 0, count <= output.count else { throw PaperError(.library, "libpng") }
        return Array(output.prefix(count))
    }
}
