import Encodings
import PaperExchange

/// Makes a certificate of drawn pages: what the drawing library cannot say of a document.
///
/// Source: ISO 32000-1 (PDF 1.7); ISO 19005-3 (PDF/A-3).
struct CertificateFinisher {
    let sheet: CertificateSheet
    let credential: [UInt8]
    let elements: [StructureElement]

    /// Joins pages, structure, metadata and the credential.
    ///
    /// - Throws: ``PaperError`` with code `library` or `sheet`.
    func finished(_ pages: [UInt8]) throws(PaperError) -> [UInt8] {
        let file = try PDFFile(pages)
        guard let made = Timestamp(secondsSince1970: sheet.madeAt) else { throw PaperError(.sheet, "madeAt") }
        let date = Self.date(made)
        let root = file.root
        root["/Lang"] = file.text(sheet.language)
        root["/MarkInfo"] = file.object("<< /Marked true >>")
        root["/ViewerPreferences"] = file.object("<< /DisplayDocTitle true >>")
        describe(file, date)
        root["/Metadata"] = file.stream(
            DocumentMetadata(sheet: sheet, made: made).xmp,
            [("/Type", file.object("/Metadata")), ("/Subtype", file.object("/XML"))])
        attach(file, date)
        declareColours(file)
        declareGlyphs(file)
        try StructureTree(file: file, elements: elements).arrange()
        return try file.written()
    }

    /// The dictionary of information about the document, which says the same as the metadata.
    private func describe(_ file: PDFFile, _ date: String) {
        let information = file.object("<< >>")
        information["/Title"] = file.text(sheet.documentTitle)
        information["/Producer"] = file.text(DocumentMetadata.producer)
        information["/CreationDate"] = file.object("(\(date))")
        file.trailer["/Info"] = file.indirect(information)
    }

    /// Attaches the credential, as the source of what stands on the pages (ISO 19005-3, annex E).
    private func attach(_ file: PDFFile, _ date: String) {
        let parameters = file.object("<< /Size \(credential.count) /ModDate (\(date)) /CreationDate (\(date)) >>")
        let content = file.stream(
            credential,
            [
                ("/Type", file.object("/EmbeddedFile")), ("/Subtype", file.object("/application#2fjson")),
                ("/Params", parameters),
            ])
        let description = file.object("<< /Type /Filespec /AFRelationship /Source /EF << >> >>")
        description["/F"] = file.text(sheet.attachment.text)
        description["/UF"] = file.text(sheet.attachment.text)
        description["/Desc"] = file.text(sheet.attachment.label)
        let streams = file.object("<< >>")
        streams["/F"] = content
        streams["/UF"] = content
        description["/EF"] = streams
        let attachment = file.indirect(description)

        let names = file.object("[ ]")
        names.append(file.text(sheet.attachment.text))
        names.append(attachment)
        let tree = file.object("<< >>")
        tree["/Names"] = names
        let all = file.object("<< >>")
        all["/EmbeddedFiles"] = tree
        file.root["/Names"] = all
        let associated = file.object("[ ]")
        associated.append(attachment)
        file.root["/AF"] = associated
    }

    /// Says what the colours mean (ISO 19005-3, section 6.2.3).
    private func declareColours(_ file: PDFFile) {
        let profile = file.stream(ColourProfile.bytes, [("/N", file.object("3"))])
        let intent = file.object(
            "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1) >>")
        intent["/DestOutputProfile"] = profile
        let intents = file.object("[ ]")
        intents.append(intent)
        file.root["/OutputIntents"] = intents
    }

    /// Says that glyphs have the numbers of the embedded font, which the drawing library leaves unsaid (ISO 19005-3,
    /// section 6.2.11.3.2).
    private func declareGlyphs(_ file: PDFFile) {
        for index in 0..<file.pageCount {
            guard let fonts = file.page(index)?["/Resources"]?["/Font"] else { continue }
            for name in fonts.keys {
                guard let inner = fonts[name]?["/DescendantFonts"]?.elements.first,
                    inner["/Subtype"]?.name == "/CIDFontType2", inner["/CIDToGIDMap"] == nil
                else { continue }
                inner["/CIDToGIDMap"] = file.object("/Identity")
            }
        }
    }

    /// A time as PDF writes it (ISO 32000-1, section 7.9.4).
    private static func date(_ time: Timestamp) -> String {
        let digits = time.description.filter { $0.isASCII && $0.isNumber }
        return "D:\(digits)Z"
    }
}
