/// PDF files put together from the text of their objects.
public enum WrittenPDF {
    /// A PDF of objects as they are written, the first of which is the catalogue.
    public static func file(_ objects: [[UInt8]], trailer: String = "") -> [UInt8] {
        var bytes = Array("%PDF-1.7\n".utf8)
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(bytes.count)
            bytes += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let start = bytes.count
        bytes += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
        for place in places {
            bytes += Array((String(String(10_000_000_000 + place).dropFirst()) + " 00000 n \n").utf8)
        }
        let end = "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R \(trailer) >>\nstartxref\n\(start)\n%%EOF\n"
        return bytes + Array(end.utf8)
    }

    /// A stream object.
    public static func stream(_ entries: String, _ bytes: [UInt8]) -> [UInt8] {
        Array("<< \(entries) /Length \(bytes.count) >>\nstream\n".utf8) + bytes + Array("\nendstream".utf8)
    }
}
