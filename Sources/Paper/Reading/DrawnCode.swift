/// A code in a drawing that ``QRCode/svg(title:)`` made, as a picture.
///
/// Of other drawings none is read: what stands in them can be drawn in a thousand ways.
public struct DrawnCode {
    /// The code, black on white.
    public let picture: GrayPicture

    /// Dots for a module.
    private static let scale = 4
    /// The modules to a side of the largest code with the white around it, and a few more.
    private static let sideLimit = 200

    /// Reads a drawing; `nil` for one of another make.
    public init?(_ svg: [UInt8]) {
        let start = Array("/><path d=\"".utf8)
        guard svg.count <= 1 << 20, let place = svg.indices.first(where: { svg[$0...].starts(with: start) }) else {
            return nil
        }
        let path = svg[(place + start.count)...].prefix { $0 != UInt8(ascii: "\"") }
        let width = Self.sideLimit * Self.scale
        var dots = [UInt8](repeating: 255, count: width * width)
        // Each run of modules is `M4 4h7v1h-7z`.
        let runs = path.split(separator: UInt8(ascii: "z"), omittingEmptySubsequences: true)
        guard !runs.isEmpty, runs.count <= Self.sideLimit * Self.sideLimit else { return nil }
        for run in runs {
            let numbers = run.split { !(0x30...0x39).contains($0) }.map {
                Int(String(decoding: $0, as: UTF8.self)) ?? Self.sideLimit
            }
            guard numbers.count == 5, let (x, y, count) = Self.place(numbers),
                Array("M\(x) \(y)h\(count)v1h-\(count)".utf8) == Array(run)
            else { return nil }
            for row in y * Self.scale..<(y + 1) * Self.scale {
                for column in x * Self.scale..<(x + count) * Self.scale { dots[row * width + column] = 0 }
            }
        }
        picture = GrayPicture(unchecked: dots, width: width, height: width)
    }

    private static func place(_ numbers: [Int]) -> (x: Int, y: Int, count: Int)? {
        let (x, y, count) = (numbers[0], numbers[1], numbers[2])
        return x < sideLimit && y < sideLimit && count <= sideLimit - x ? (x, y, count) : nil
    }
}
