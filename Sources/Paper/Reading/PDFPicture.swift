import PaperExchange

/// A picture inside a PDF (ISO 32000-1, section 8.9.5).
struct PDFPicture {
    private let object: PDFObject
    private let file: PDFFile
    private let width: Int
    private let height: Int

    /// How many dots it has.
    var dotCount: Int { width * height }

    /// Takes a picture whose size is accepted.
    ///
    /// - Throws: ``PaperError`` with code `damagedPDF` or `tooLarge`.
    init(_ object: PDFObject, in file: PDFFile) throws(PaperError) {
        guard let width = object["/Width"]?.integer, let height = object["/Height"]?.integer else {
            throw PaperError(.damagedPDF)
        }
        try GrayPicture.check(width: width, height: height)
        self.object = object
        self.file = file
        self.width = width
        self.height = height
    }

    /// Reads it: JPEG as it stands, or dots of one bit, one byte or three.
    ///
    /// - Throws: ``PaperError`` with code `unreadablePages`, `damagedPDF`, `damagedPicture`, `tooLarge` or `library`.
    func grayPicture() throws(PaperError) -> GrayPicture {
        switch filter {
        case "/DCTDecode", "/DCT":
            return try JPEG.grayPicture(file.bytes(of: object, decoded: false, limit: GrayPicture.dotLimit))
        case "/CCITTFaxDecode", "/CCF", "/JBIG2Decode", "/JPXDecode", "/Crypt":
            throw PaperError(.unreadablePages)
        default: break
        }
        let dots = try file.bytes(of: object, limit: 4 * GrayPicture.dotLimit)
        let isMask = object["/ImageMask"] != nil && object["/ColorSpace"] == nil
        let bits = isMask ? 1 : object["/BitsPerComponent"]?.integer ?? 8
        let gray: [UInt8]
        switch (bits, isMask ? 1 : partsPerDot) {
        case (8, 1): gray = dots
        case (8, 3): gray = try mixed(dots)
        case (1, 1): gray = try spread(dots)
        default: throw PaperError(.unreadablePages)
        }
        guard gray.count >= width * height else { throw PaperError(.damagedPDF) }
        return GrayPicture(unchecked: Array(gray.prefix(width * height)), width: width, height: height)
    }

    /// The one filter, or the last of several.
    private var filter: String? {
        guard let filter = object["/Filter"] else { return nil }
        return filter.name ?? filter.elements.last?.name
    }

    /// How many numbers a dot has; 0 for a space of colours that is not read here.
    private var partsPerDot: Int {
        guard let space = object["/ColorSpace"] else { return 0 }
        switch space.name ?? space.elements.first?.name {
        case "/DeviceGray", "/G", "/CalGray", "/Indexed", "/I": return 1
        case "/DeviceRGB", "/RGB", "/CalRGB": return 3
        case "/ICCBased": return space.count > 1 ? space[1]["/N"]?.integer ?? 0 : 0
        default: return 0
        }
    }

    /// Grey from red, green and blue, each as bright as it looks (ITU-R BT.601).
    private func mixed(_ dots: [UInt8]) throws(PaperError) -> [UInt8] {
        guard dots.count >= 3 * width * height else { throw PaperError(.damagedPDF) }
        var gray: [UInt8] = []
        gray.reserveCapacity(width * height)
        for place in stride(from: 0, to: 3 * width * height, by: 3) {
            let sum = 299 * Int(dots[place]) + 587 * Int(dots[place + 1]) + 114 * Int(dots[place + 2])
            gray.append(UInt8(sum / 1_000))
        }
        return gray
    }

    /// Bytes from bits, each row of which begins with a new byte.
    ///
    /// Which of the two is black does not matter: codes are looked for both ways.
    private func spread(_ dots: [UInt8]) throws(PaperError) -> [UInt8] {
        let rowByteCount = (width + 7) / 8
        guard dots.count >= rowByteCount * height else { throw PaperError(.damagedPDF) }
        var gray: [UInt8] = []
        gray.reserveCapacity(width * height)
        for row in 0..<height {
            for column in 0..<width {
                let byte = dots[row * rowByteCount + column / 8]
                gray.append(byte >> UInt8(7 - column % 8) & 1 == 1 ? 255 : 0)
            }
        }
        return gray
    }
}
