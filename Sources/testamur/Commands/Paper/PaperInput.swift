import Carriers
import PaperExchange

/// Paper among the inputs of a command: a PDF, a photograph or a scan.
enum PaperInput {
    /// Whether bytes are paper: a PDF, a JPEG picture, or a PNG picture in which no credential is stored.
    static func isPaper(_ bytes: [UInt8]) -> Bool {
        switch CarrierKind(of: bytes) {
        case .pdf, .jpeg: true
        case .png:
            // What is stored in a picture counts before what can be seen on it, and so does what is wrong with it.
            if let carrier = try? Carrier(bytes) { carrier.payload == nil } else { false }
        default: false
        }
    }

    /// The document on paper; `nil` for whatever is no paper.
    ///
    /// - Throws: ``UnreadInput`` where no document can be read from it: nothing was judged then, and nothing is decided.
    static func document(in bytes: [UInt8], named name: String) throws(UnreadInput) -> [UInt8]? {
        guard isPaper(bytes) else { return nil }
        let reading: Result<PaperReading, CarrierError>
        do throws(PaperError) {
            reading = try PaperReading.read(bytes)
        } catch {
            throw UnreadInput(Failure(paper: error, name), error.code.rawValue)
        }
        do throws(CarrierError) {
            return try reading.get().document
        } catch {
            throw UnreadInput(Failure(codes: error, name), error.code.rawValue)
        }
    }
}

extension Failure {
    /// Codes that were read from paper and do not give a document.
    init(codes error: CarrierError, _ file: String) {
        let facts: KeyValuePairs<String, any SentencePart> = ["file": InputName(file)]
        guard error.code == .partMissing, let missing = error.facts.first(where: { $0.name == "part" })?.value,
            let count = error.facts.first(where: { $0.name == "count" })?.value
        else {
            self.init(.dataError, Sentence("paper.error.codes", facts), hint: "paper.hint.codes")
            return
        }
        self.init(
            .dataError,
            Sentence("paper.error.missingCodes", ["file": InputName(file), "part": missing, "count": count]),
            hint: "paper.hint.missingCodes")
    }
}
