import Carriers
import Credentials
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
        let attached = answer.all(.file).filter { [.json, .compactJWS].contains(CarrierKind(of: $0)) }
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
            let texts = parts.map { String(decoding: $0, as: UTF8.self) }
            do throws(CarrierError) {
                return .success(PaperReading(document: try QRParts.join(texts), isAttached: false))
            } catch {
                return .failure(UnjoinedParts(error, texts))
            }
        }
        // A small document can stand in one code as it is.
        let whole = texts.filter { [.json, .compactJWS].contains(CarrierKind(of: $0)) }
        guard let first = whole.first else { throw PaperError(texts.isEmpty ? .nothingAttached : .otherCode) }
        guard whole.count == 1 else { throw PaperError(.severalDocuments) }
        return .success(PaperReading(document: first, isAttached: false))
    }

    /// Whether a code holds a part of another document, or another document as a whole.
    ///
    /// Any other code can stand on a certificate, such as the address of a school.
    private static func holdsAnother(_ code: [UInt8], than document: [UInt8]) -> Bool {
        switch CarrierKind(of: code) {
        case .qrParts: QRParts.areOfAnother(String(decoding: code, as: UTF8.self), than: document)
        case .json:
            (try? ReceivedCredential(parsing: code))?.claims.hasType("VerifiableCredential") == true
                && trimmed(code) != trimmed(document)
        case .compactJWS: trimmed(code) != trimmed(document)
        default: false
        }
    }

    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        return Array(bytes.drop(while: isBlank).reversed().drop(while: isBlank))
    }
}
