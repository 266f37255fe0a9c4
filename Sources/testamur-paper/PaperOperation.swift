import Carriers
import Paper
import PaperExchange

/// What the program is asked to do.
enum PaperOperation: String {
    /// Make a certificate.
    case certificate
    /// Take out of a picture or a PDF what may be a credential.
    case read
    /// Draw a code as SVG.
    case svg
    /// Draw a code as PNG.
    case png
    /// Draw a code for a terminal without colours.
    case text
    /// Draw a code for a terminal with colours.
    case terminal

    /// Reads the arguments of the program.
    init?(_ arguments: [String]) {
        guard arguments.count == 1, let first = arguments.first else { return nil }
        self.init(rawValue: first)
    }

    /// Does it.
    ///
    /// - Throws: ``PaperError``.
    func answer(_ request: PaperParts) throws(PaperError) -> PaperParts {
        var answer = PaperParts()
        switch self {
        case .certificate:
            guard let sheet = request.first(.sheet), let credential = request.first(.file) else {
                throw PaperError(.exchange)
            }
            let certificate = try Certificate(
                CertificateSheet(parsing: sheet), credential: credential,
                codes: request.all(.code).map { String(decoding: $0, as: UTF8.self) }, picture: request.first(.picture))
            answer.append(.document, try certificate.pdf())
        case .read:
            guard let file = request.first(.file) else { throw PaperError(.exchange) }
            try Self.read(file, PaperSearch(marks: request.all(.wanted)), &answer)
        case .svg: answer.append(.picture, try Self.code(request).svg(title: Self.title(request)))
        case .png: answer.append(.picture, try Self.code(request).png())
        case .text: answer.append(.picture, try Self.code(request).terminalText(inColour: false).utf8)
        case .terminal: answer.append(.picture, try Self.code(request).terminalText(inColour: true).utf8)
        }
        return answer
    }

    private static func code(_ request: PaperParts) throws(PaperError) -> QRCode {
        guard let text = request.first(.code) else { throw PaperError(.exchange) }
        return try QRCode(String(decoding: text, as: UTF8.self))
    }

    private static func title(_ request: PaperParts) -> String {
        String(decoding: request.first(.name) ?? [], as: UTF8.self)
    }

    private static func read(
        _ file: [UInt8], _ search: PaperSearch, _ answer: inout PaperParts
    ) throws(PaperError) {
        var texts: [String] = []
        if file.starts(with: PDFReader.signature) {
            let reader = try PDFReader(file)
            let attachments = try reader.attachments()
            for attachment in attachments {
                answer.append(.name, attachment.name.utf8)
                answer.append(.file, attachment.bytes)
            }
            // A scan can have a file attached that has nothing to do with the page.
            if attachments.contains(where: { search.mayBeFound(in: $0.bytes) }) {
                // What is attached counts. That the codes beside it hold another document must be seen all the same.
                texts = (try? reader.textsAtFirstLook()) ?? []
            } else {
                do throws(PaperError) {
                    texts = try codes(in: reader, search)
                } catch {
                    // Whoever asked can tell at least what is attached instead.
                    guard attachments.contains(where: { CarrierKind(of: $0.bytes) == .json }) else { throw error }
                }
            }
        } else {
            let picture = if let drawn = DrawnCode(file) { drawn.picture } else { try PictureReader.picture(file) }
            texts = try PictureReader().texts(in: picture, until: search.isOver)
        }
        for text in texts { answer.append(.code, text.utf8) }
    }

    /// The codes on the pages: those that are found at a look at every page, so that no second document goes unseen, and
    /// where that is not enough, those for which one has to look longer.
    private static func codes(in reader: PDFReader, _ search: PaperSearch) throws(PaperError) -> [String] {
        let first = (try? reader.textsAtFirstLook()) ?? []
        guard !search.isOver(first) else { return first }
        do throws(PaperError) {
            let more = try reader.texts { search.isOver(first + $0) }
            return first + more.filter { !first.contains($0) }
        } catch {
            guard !first.isEmpty else { throw error }
            return first
        }
    }
}
