import Carriers
import PaperExchange

/// What was taken out of a PDF, a photograph or a scan: bytes that may be a credential, and that nobody has judged.
struct PaperReading {
    /// The document, byte for byte.
    let document: [UInt8]
    /// Whether it was attached to a PDF, and not read from codes.
    let isAttached: Bool

    /// Reads paper, by the program for it.
    ///
    /// - Returns: What was read, or the parts that the codes hold with what is wrong with them.
    /// - Throws: ``PaperError``.
    static func read(_ bytes: [UInt8]) throws(PaperError) -> Result<PaperReading, UnjoinedParts> {
        var request = PaperParts()
        request.append(.file, bytes)
        let answer = try PaperProcess.run("read", request)
        // Any other file can be attached beside it, such as what an archive notes.
        let attached = answer.all(.file).filter(ReadableDocument.isCredential)
        if let first = attached.first {
            // The same file can be attached twice; two different ones leave it open which of them counts.
            guard attached.allSatisfy({ $0 == first }) else { throw PaperError(.severalDocuments) }
            // The same holds of the codes on the pages.
            guard !answer.all(.code).contains(where: { holdsAnother($0, than: first) }) else {
                throw PaperError(.severalDocuments)
            }
            return .success(PaperReading(document: first, isAttached: true))
        }
        let texts = answer.all(.code)
        let parts = texts.filter { QRParts.isPart($0) }
        guard parts.isEmpty else {
            let joint = parts.map { String(decoding: $0, as: UTF8.self) }
            let document: [UInt8]
            do throws(CarrierError) {
                document = try QRParts.join(joint)
            } catch {
                return .failure(UnjoinedParts(error, joint))
            }
            guard !texts.contains(where: { holdsAnother($0, than: document) }) else {
                throw PaperError(.severalDocuments)
            }
            return .success(PaperReading(document: document, isAttached: false))
        }
        // A small document can stand in one code as it is.
        let whole = texts.filter(ReadableDocument.isCredential)
        guard whole.count < 2 else { throw PaperError(.severalDocuments) }
        if let first = whole.first { return .success(PaperReading(document: first, isAttached: false)) }
        // One other document is judged, so that it is told what it is instead of a credential.
        for (others, isAttached) in [(answer.all(.file), true), (texts, false)] {
            let documents = others.filter { CarrierKind(of: $0) == .json }
            guard documents.count < 2 else { break }
            if let first = documents.first { return .success(PaperReading(document: first, isAttached: isAttached)) }
        }
        throw PaperError(texts.isEmpty ? .nothingAttached : .otherCode)
    }

    /// Whether a code holds a part of another document, or another document as a whole.
    ///
    /// Any other code can stand on a certificate, such as the address of a school.
    private static func holdsAnother(_ code: [UInt8], than document: [UInt8]) -> Bool {
        switch CarrierKind(of: code) {
        case .qrParts: QRParts.areOfAnother(String(decoding: code, as: UTF8.self), than: document)
        case .json, .compactJWS: ReadableDocument.isCredential(code) && trimmed(code) != trimmed(document)
        default: false
        }
    }

    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        return Array(bytes.drop(while: isBlank).reversed().drop(while: isBlank))
    }
}
