import Paper
import PaperExchange
import TestSupport
import Testing

@Suite("Hostile pictures")
struct HostilePictureTests {
    @Test("a picture with more dots than are accepted is refused before any is read")
    func refusesLargePictures() throws {
        var png = try QRCode("A").png(scale: 1)
        // Width and height of the header, whose checksum libpng wants right.
        for place in [16, 20] { png.replaceSubrange(place..<(place + 4), with: [0, 0, 0x80, 0]) }
        let checksum = Self.checksum(png[12..<29])
        png.replaceSubrange(29..<33, with: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: checksum >> $0) })
        #expect(throws: PaperError(.tooLarge)) { try PictureReader.picture(png) }

        // The least of a JPEG: its beginning, and a frame of 65,500 by 65,500 dots.
        let jpeg: [UInt8] = [
            0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0xFF, 0xDC, 0xFF, 0xDC, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63,
            0,
        ]
        #expect(throws: PaperError(.tooLarge)) { try PictureReader.picture(jpeg) }
    }

    @Test("a picture that was cut off is refused wherever it was, and so is one with damaged dots")
    func refusesTruncatedPictures() throws {
        let png = try QRCode("A").png(scale: 1)
        // Before the checksums at the end of the dots, and the chunk behind them.
        for count in 0..<(png.count - 12 - 16) {
            #expect(throws: PaperError.self, "\(count) of \(png.count)") {
                try PictureReader.picture(Array(png.prefix(count)))
            }
        }
        var damaged = png
        damaged[png.count * 2 / 3] ^= 0x40
        #expect(throws: PaperError(.damagedPicture)) { try PictureReader.picture(damaged) }
    }

    @Test("what is no picture is refused, and a picture without a code is told as such")
    func refusesOthers() throws {
        for bytes in [[], Array("{}".utf8), Array("GIF89a".utf8), [0x89, 0x50]] {
            #expect(throws: PaperError(.unknownFormat)) { try PictureReader.picture(bytes) }
        }
        #expect(throws: PaperError(.damagedPicture)) { try PictureReader.picture([0xFF, 0xD8, 0xFF]) }
        for (width, height) in [(1, 1), (1, 300), (300, 1), (16, 16)] {
            let picture = try GrayPicture(
                width: width, height: height, dots: [UInt8](repeating: 255, count: width * height))
            #expect(throws: PaperError(.noCode)) { try PictureReader().texts(in: picture) }
        }
        #expect(throws: PaperError(.damagedPicture)) { try GrayPicture(width: 0, height: 0, dots: []) }
        #expect(throws: PaperError(.tooLarge)) { try GrayPicture(width: .max, height: .max, dots: []) }
    }

    @Test("random dots and damaged bytes never end the reader")
    func survivesNoise() throws {
        var generator = SeededGenerator(seed: 7)
        let reader = try PictureReader()
        for side in [30, 61, 120] {
            let dots = (0..<(side * side)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            _ = try? reader.texts(in: GrayPicture(width: side, height: side, dots: dots))
        }
        let png = try QRCode(String(repeating: "A", count: 100)).png(scale: 2)
        for _ in 0..<100 {
            var damaged = png
            damaged[Int.random(in: 8..<png.count, using: &generator)] = .random(in: 0...255, using: &generator)
            if let picture = try? PictureReader.picture(damaged) { _ = try? reader.texts(in: picture) }
        }
    }

    /// The checksum of a chunk (PNG specification, annex D).
    private static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
        }
    }
}
