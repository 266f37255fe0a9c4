import Carriers
import Paper
import PaperExchange
import TestSupport
import Testing

@Suite("What is looked for on paper is looked for behind everything else")
struct SearchTests {
    private static let address = "HTTPS://SCHOOL.EXAMPLE/"

    /// A scan of two codes side by side, the second light on dark: no first look finds it.
    private func scan(_ first: String, _ second: String) throws -> [UInt8] {
        let (left, right) = (try QRCode(first).picture(scale: 4), try QRCode(second).picture(scale: 4))
        let (width, height) = (left.width + right.width, max(left.height, right.height))
        var dots = [UInt8](repeating: 255, count: width * height)
        for y in 0..<left.height {
            for x in 0..<left.width { dots[y * width + x] = left.dots[y * left.width + x] }
        }
        for y in 0..<right.height {
            for x in 0..<right.width { dots[y * width + left.width + x] = ~right.dots[y * right.width + x] }
        }
        return HostilePDFs.file([
            Array("<< /Type /Catalog /Pages 2 0 R >>".utf8),
            Array("<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>".utf8),
            Array("<< /Type /Page /Parent 2 0 R /Resources << /XObject << /A 4 0 R >> >> >>".utf8),
            HostilePDFs.stream(
                "/Subtype /Image /Width \(width) /Height \(height) /BitsPerComponent 8 /ColorSpace /DeviceGray", dots),
        ])
    }

    @Test("the codes of a credential are found where the address of a school is read first")
    func credential() throws {
        let part = try #require(QRParts.split(Array(#"{"type":["VerifiableCredential"]}"#.utf8)).first)
        let token = "eyJhbGciOiJFZERTQSJ9.eyJhIjoxfQ.c2lnbmF0dXJl"
        for other in [part, token, #"{"type":["VerifiableCredential"]}"#] {
            #expect(try PrintedPage.texts(scan(Self.address, other)) == [Self.address, other])
        }
        // Once it is there, nothing else is looked for.
        #expect(try PrintedPage.texts(scan(part, Self.address)) == [part])
        #expect(try PrintedPage.texts(scan(token, Self.address)) == [token])
    }

    @Test("so is a challenge, where it is asked for, behind an address and the codes of a credential")
    func challenge() throws {
        let part = try #require(QRParts.split(Array("{}".utf8)).first)
        for first in [Self.address, part] {
            let wanted = ["challenge: 1"]
            #expect(try PrintedPage.texts(scan(first, "a-challenge: 1"), wanted: wanted) == [first, "a-challenge: 1"])
            #expect(try PrintedPage.texts(scan("a-challenge: 1", first), wanted: wanted) == ["a-challenge: 1"])
        }
    }

    @Test("a picture takes no more looks than it has dots for, and one in any case")
    func bounds() throws {
        let picture = try QRCode(Self.address).picture(scale: 4)
        let reader = try PictureReader()
        var lookCount = 0
        func count(_ dotLimit: Int) throws -> Int {
            lookCount = 0
            _ = try reader.texts(in: picture, dotLimit: dotLimit) { _ in
                lookCount += 1
                return false
            }
            return lookCount
        }
        let dotCount = picture.dots.count
        #expect(try count(0) == 1)
        #expect(try count(dotCount * 5 / 4) == 2)
        #expect(try count(.max) == 7)
    }
}
