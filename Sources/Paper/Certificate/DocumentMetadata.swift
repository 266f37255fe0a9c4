import Encodings
import PaperExchange

/// What a document says of itself for programs that keep or show it (XMP, ISO 16684-1).
struct DocumentMetadata {
    /// What made the document; without a version, because the same certificate is the same file.
    static let producer = "Testamur"

    let sheet: CertificateSheet
    let made: Timestamp

    /// The metadata as XMP.
    var xmp: [UInt8] {
        // The mark of order in the first line is U+FEFF, as the standard has it (section 7.3.2).
        let text = """
            <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
            xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
            xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(Self.escaped(sheet.documentTitle))</rdf:li></rdf:Alt>\
            </dc:title>
            <dc:language><rdf:Bag><rdf:li>\(Self.escaped(sheet.language))</rdf:li></rdf:Bag></dc:language>
            <xmp:CreateDate>\(made)</xmp:CreateDate>
            <pdf:Producer>\(Self.producer)</pdf:Producer>
            <pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="r"?>
            """
        return Array(text.utf8)
    }

    /// A text in which nothing is markup.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\t", "\n", "\r": result += " "
            // XML has no other control characters, and neither of these two.
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
