import Encodings
import TestSupport

/// PDF files that nobody makes who means well, or that something happened to.
enum HostilePDFs {
    static func file(_ objects: [[UInt8]], trailer: String = "") -> [UInt8] {
        WrittenPDF.file(objects, trailer: trailer)
    }

    static func file(_ objects: String..., trailer: String = "") -> [UInt8] {
        file(objects.map { Array($0.utf8) }, trailer: trailer)
    }

    static func stream(_ entries: String, _ bytes: [UInt8]) -> [UInt8] { WrittenPDF.stream(entries, bytes) }

    /// A catalogue whose tree of attached files is object 3.
    static let catalogue = "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 3 0 R >> >>"
    static let noPages = "<< /Type /Pages /Kids [ ] /Count 0 >>"

    /// An attached file with its bytes as they stand in the PDF.
    static func attachment(_ entries: String, _ bytes: [UInt8]) -> [UInt8] {
        file([
            Array(catalogue.utf8), Array(noPages.utf8), Array("<< /Names [ (a) 4 0 R ] >>".utf8),
            Array("<< /Type /Filespec /F (a) /EF << /F 5 0 R >> >>".utf8), stream(entries, bytes),
        ])
    }

    /// A page with one picture.
    static func picture(_ entries: String, _ bytes: [UInt8]) -> [UInt8] {
        file([
            Array("<< /Type /Catalog /Pages 2 0 R >>".utf8),
            // The page says nothing of pictures itself; the node above it does.
            Array(
                "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 /Resources << /XObject << /I 4 0 R >> >> >>".utf8),
            Array("<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 100 100 ] >>".utf8),
            stream("/Type /XObject /Subtype /Image \(entries)", bytes),
        ])
    }

    /// Bytes as Flate has them; their checksum is missing, which readers put up with.
    static func deflated(_ bytes: [UInt8]) throws -> [UInt8] { [0x78, 0x9C] + (try Deflate.encode(bytes)) }

    /// Bytes that are 1.5 GB after two times Flate.
    ///
    /// The inner stream is written bit by bit (RFC 1951, section 3.2.6): a block of fixed codes with a zero, and then over
    /// and over, in 13 bits, that the last 258 bytes come again.
    static func bomb() throws -> [UInt8] {
        var bits = [1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0]
        for _ in 0..<9 { bits += [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0] }
        let start = (0..<15).map { byte in (0..<8).reduce(UInt8(0)) { $0 | UInt8(bits[byte * 8 + $1]) << UInt8($1) } }
        let repeated = [[UInt8]](repeating: Array(start[2...]), count: 1_500_000_000 / (8 * 258)).joined()
        return try deflated([0x78, 0x9C] + start[..<2] + repeated)
    }
}
