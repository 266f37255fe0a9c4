public import PaperExchange

extension QRCode {
    /// The code as dots, black on white, with its quiet zone.
    ///
    /// - Parameter scale: How many dots a side of a module has, from 1 to 64.
    public func picture(scale: Int) -> GrayPicture {
        let scale = min(max(scale, 1), 64)
        let width = (side + 2 * Self.quietZone) * scale
        var dots = [UInt8](repeating: 255, count: width * width)
        for y in 0..<width {
            for run in runs(row: y / scale - Self.quietZone) {
                let start = y * width + (run.lowerBound + Self.quietZone) * scale
                for place in start..<(start + run.count * scale) { dots[place] = 0 }
            }
        }
        return GrayPicture(unchecked: dots, width: width, height: width)
    }

    /// The code as a PNG file.
    ///
    /// - Parameter scale: How many dots a side of a module has, from 1 to 64.
    /// - Throws: ``PaperError`` with code `library`.
    public func png(scale: Int = 8) throws(PaperError) -> [UInt8] { try PNG.bytes(of: picture(scale: scale)) }
}
