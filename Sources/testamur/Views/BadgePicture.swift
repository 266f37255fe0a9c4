import Carriers
import Encodings

/// A picture that stands in a credential, in a form and of a size that a terminal may be given: PNG, and no other.
struct BadgePicture {
    /// The picture in base64.
    let base64: String
    /// How many bytes it has.
    let byteCount: Int

    /// The most bytes that a terminal is given.
    private static let byteLimit = 1 << 20
    /// The widest and highest picture that a terminal is given, in pixels: it unpacks all of them.
    private static let pixelLimit = 2_048

    /// Takes a picture out of its address; `nil` for any other form, and for one that is too large or damaged.
    ///
    /// Source: RFC 2397; PNG (third edition), section 11.2.1.
    init?(dataURL: String) {
        let start = "data:image/png;base64,"
        guard dataURL.utf8.count <= start.utf8.count + Self.byteLimit / 3 * 4 + 4,
            dataURL.utf8.starts(with: start.utf8),
            let bytes = try? Base64.decode(String(dataURL.dropFirst(start.count))),
            bytes.count <= Self.byteLimit, CarrierKind(of: bytes) == .png, (try? Carrier(bytes)) != nil,
            Self.isSmall(bytes)
        else { return nil }
        // Written anew, so that nothing gets to the terminal but letters and digits.
        base64 = Base64.encode(bytes)
        byteCount = bytes.count
    }

    private static func isSmall(_ image: [UInt8]) -> Bool {
        // Behind the signature and the length and name of the first chunk, which is IHDR: width and height.
        let sizes = image.dropFirst(16).prefix(8).map { Int($0) }
        guard sizes.count == 8 else { return false }
        let numbers = [sizes.prefix(4), sizes.suffix(4)].map { $0.reduce(0) { $0 << 8 | $1 } }
        return numbers.allSatisfy { (1...pixelLimit).contains($0) }
    }
}
