public import PaperExchange

/// Takes out of a PDF what may be a credential: attached files, and where there are none, the codes on its pages.
public struct PDFReader {
    /// The first bytes of a PDF (ISO 32000-1, section 7.5.2).
    public static let signature = Array("%PDF-".utf8)
    /// The most files that may be attached.
    public static let attachmentLimit = 64
    /// The largest file that is taken out: 4 MiB, four times the largest credential.
    public static let attachmentByteLimit = 4 << 20
    /// The most pages that are looked at for codes.
    public static let pageLimit = 64
    /// The most dots that are looked at in a first look: those of eight pages of codes.
    private static let firstLookDotLimit = 32_000_000
    /// The most dots of all looks at all pictures: beyond it each is looked at once.
    private static let lookDotLimit = 640_000_000
    /// The most nodes of a tree of names, and the most pictures of a page.
    private static let nodeLimit = 256

    /// An attached file.
    public struct Attachment: Sendable, Equatable {
        /// The name under which it is attached; text from outside.
        public let name: String
        /// The file, byte for byte.
        public let bytes: [UInt8]
    }

    private let file: PDFFile

    /// Opens a PDF.
    ///
    /// - Throws: ``PaperError`` with code `unknownFormat`, `damagedPDF`, `encryptedPDF` or `library`.
    public init(_ bytes: [UInt8]) throws(PaperError) {
        guard bytes.starts(with: Self.signature) else { throw PaperError(.unknownFormat) }
        file = try PDFFile(bytes)
    }

    // MARK: Attached files

    /// The attached files, in the order of their names (ISO 32000-1, section 7.11.4).
    ///
    /// - Throws: ``PaperError`` with code `tooManyAttachments`, `tooLarge` or `damagedPDF`.
    public func attachments() throws(PaperError) -> [Attachment] {
        var attachments: [Attachment] = []
        var known: Set<Int> = []
        var nodes = [file.root["/Names"]?["/EmbeddedFiles"]].compactMap { $0 }
        var nodeCount = 0
        while let node = nodes.popLast() {
            nodeCount += 1
            // A node that leads to itself is a loop, and more nodes than that are no certificate.
            guard nodeCount <= Self.nodeLimit, node.number == 0 || known.insert(node.number).inserted else {
                throw PaperError(.tooManyAttachments, String(Self.attachmentLimit))
            }
            let names = node["/Names"]
            for index in stride(from: 1, to: min(names?.count ?? 0, 2 * Self.nodeLimit), by: 2) {
                if let description = names?[index] { try add(description, to: &attachments, &known) }
            }
            let kids = node["/Kids"]
            for index in 0..<min(kids?.count ?? 0, Self.nodeLimit) { if let kid = kids?[index] { nodes.append(kid) } }
        }
        let associated = file.root["/AF"]
        for index in 0..<min(associated?.count ?? 0, Self.nodeLimit) {
            if let description = associated?[index] { try add(description, to: &attachments, &known) }
        }
        return attachments
    }

    private func add(
        _ description: PDFObject, to attachments: inout [Attachment], _ known: inout Set<Int>
    ) throws(PaperError) {
        guard let files = description["/EF"], let stream = files["/UF"] ?? files["/F"], stream.isStream,
            known.insert(stream.number).inserted
        else { return }
        guard attachments.count < Self.attachmentLimit else {
            throw PaperError(.tooManyAttachments, String(Self.attachmentLimit))
        }
        let limit = Self.attachmentByteLimit
        guard (stream["/Length"]?.integer ?? 0) <= limit else { throw PaperError(.tooLarge, String(limit)) }
        let bytes = try file.bytes(of: stream, limit: limit)
        let name = description["/UF"]?.text ?? description["/F"]?.text ?? ""
        attachments.append(Attachment(name: name, bytes: bytes))
    }

    // MARK: Pictures

    /// The texts of the codes on the pictures of all pages, as a scanner saves them.
    ///
    /// - Throws: ``PaperError`` with code `nothingAttached` where no page has a picture, `unreadablePages` where none can
    ///   be read, `noCode` where no code was found, or `library`.
    public func texts(until isEnough: ([String]) -> Bool = { _ in false }) throws(PaperError) -> [String] {
        let reader = try PictureReader()
        var texts: [String] = []
        var pictureCount = 0
        var unreadableCount = 0
        var dotsLeft = Self.lookDotLimit
        for index in 0..<min(file.pageCount, Self.pageLimit) {
            guard let page = file.page(index) else { continue }
            for picture in pictures(of: page) {
                pictureCount += 1
                do throws(PaperError) {
                    let gray = try PDFPicture(picture, in: file).grayPicture()
                    let limit = min(max(dotsLeft, 0), PictureReader.lookDotLimit)
                    dotsLeft -= limit
                    let found = try reader.texts(in: gray, dotLimit: limit) { isEnough(texts + $0) }
                    for text in found where !texts.contains(text) { texts.append(text) }
                } catch {
                    if error.code != .noCode { unreadableCount += 1 }
                }
                if isEnough(texts) { return texts }
            }
        }
        guard texts.isEmpty else { return texts }
        guard pictureCount > 0 else { throw PaperError(.nothingAttached) }
        throw PaperError(unreadableCount == pictureCount ? .unreadablePages : .noCode)
    }

    /// The texts of the codes on the pages that are found without much work: those that are drawn as shapes, and those on
    /// pictures, each looked at once.
    ///
    /// All pages are looked at, so that a second document beside the first is seen. That none is found says nothing: for the
    /// others one has to look longer, with ``texts(until:)``.
    public func textsAtFirstLook() throws(PaperError) -> [String] {
        let reader = try PictureReader()
        var texts: [String] = []
        var dotsLeft = Self.firstLookDotLimit
        func look(at picture: GrayPicture) {
            dotsLeft -= picture.dots.count
            guard let found = try? reader.texts(in: picture, lookLimit: 1) else { return }
            for text in found where !texts.contains(text) { texts.append(text) }
        }
        for index in 0..<min(file.pageCount, Self.pageLimit) {
            guard let page = file.page(index) else { continue }
            if let shapes = PageShapes(file.content(ofPage: page)).picture(), shapes.dots.count <= dotsLeft {
                look(at: shapes)
            }
            for object in pictures(of: page) {
                guard let picture = try? PDFPicture(object, in: file), picture.dotCount <= dotsLeft,
                    let gray = try? picture.grayPicture()
                else { continue }
                look(at: gray)
            }
        }
        return texts
    }

    /// The pictures that a page can draw (ISO 32000-1, section 8.9.5).
    private func pictures(of page: PDFObject) -> [PDFObject] {
        var node: PDFObject? = page
        // What a page does not say, the nodes above it say for all of theirs; no real tree is that deep.
        for _ in 0..<32 where node?["/Resources"] == nil { node = node?["/Parent"] }
        guard let objects = node?["/Resources"]?["/XObject"] else { return [] }
        return objects.keys.prefix(Self.nodeLimit).compactMap { objects[$0] }
            .filter { $0.isStream && $0["/Subtype"]?.name == "/Image" }
    }
}
