public import PaperExchange

/// A certificate as PDF: pages for people, codes for cameras, and the credential itself as an attached file.
public struct Certificate {
    /// The most codes that a certificate has.
    public static let codeLimit = 64

    private let pages: CertificatePages
    private let credential: [UInt8]

    /// Prepares a certificate.
    ///
    /// - Parameters:
    ///   - sheet: The texts.
    ///   - credential: The file to attach, byte for byte.
    ///   - codes: The texts of the QR codes, in their order; none where the credential is too large for paper.
    ///   - picture: A logo or badge as PNG or JPEG.
    /// - Throws: ``PaperError`` with code `codeTooLong`, `tooLarge`, `unknownFormat`, `damagedPicture` or `library`.
    public init(
        _ sheet: CertificateSheet, credential: [UInt8], codes: [String], picture: [UInt8]? = nil
    ) throws(PaperError) {
        guard codes.count <= Self.codeLimit else { throw PaperError(.tooLarge, String(Self.codeLimit)) }
        var drawn: [QRCode] = []
        for text in codes { drawn.append(try QRCode(text, redundancy: .medium)) }
        var logo: ColourPicture?
        if let picture { logo = try ColourPicture(picture) }
        pages = CertificatePages(sheet: sheet, picture: logo, codes: drawn)
        self.credential = credential
    }

    /// Makes the PDF; the same certificate gives the same bytes.
    ///
    /// - Throws: ``PaperError`` with code `missingCharacters` or `library`.
    public func pdf() throws(PaperError) -> [UInt8] {
        let drawn = try pages.drawn()
        return try CertificateFinisher(sheet: pages.sheet, credential: credential, elements: drawn.elements)
            .finished(drawn.bytes)
    }
}
