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
        let attached = answer.all(.file).filter { [.json, .compactJWS].contains(CarrierKind(of: $0)) }
        if let first = attached.first {
            // The same file can be attached twice; two different ones leave it open which of them counts.
            guard attached.allSatisfy({ $0 == first }) else { throw PaperError(.severalDocuments) }
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
}
