import Carriers
import CredentialVerifier
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

    /// What is on paper, or why it is no document; `nil` for whatever is no paper, and where the program for it is not
    /// installed: nothing was looked at then, which ``Carrier/emptiness`` tells.
    ///
    /// - Throws: ``PaperError`` where it cannot be read at all.
    static func reading(_ bytes: [UInt8]) throws(PaperError) -> Result<PaperReading, UnjoinedParts>? {
        guard isPaper(bytes) else { return nil }
        do throws(PaperError) {
            return try PaperReading.read(bytes)
        } catch {
            switch error.code {
            case .programMissing: return nil
            case .noCode, .nothingAttached, .otherCode: return .failure(UnjoinedParts(.nothingOnPaper))
            default: throw error
            }
        }
    }
}

extension InputJudge {
    /// The report on what was received, which may be paper; `nil` where it holds only some of the parts of a document,
    /// which are kept until every file was looked at.
    ///
    /// - Throws: ``UnreadInput`` where it cannot be read at all: nothing was judged then, and nothing is decided.
    mutating func report(onFile received: [UInt8], named name: String) throws(UnreadInput) -> VerificationReport? {
        let reading: Result<PaperReading, UnjoinedParts>?
        do throws(PaperError) {
            reading = try PaperInput.reading(received)
        } catch {
            throw UnreadInput(Failure(paper: error, name), error.code.rawValue)
        }
        if let parts = UnjoinedParts(reading, received), looseParts.keep(parts, from: name, received) { return nil }
        switch reading {
        case .success(let paper)?:
            return report(onDocument: paper.document)
                .carried(by: CarrierFacts(paper: received, isAttached: paper.isAttached))
        case .failure(let parts)?: return Verifier(trust: trust, policy: policy).refuse(parts.error, received, at: now)
        case nil: return reportOnReceived(received)
        }
    }

    /// The reports on documents whose parts are spread over several files, or of which parts are missing in all of them.
    mutating func reportsOnLooseParts() -> [(name: String, report: VerificationReport)] {
        looseParts.groups.map { group in
            switch group.joined() {
            case .success(let document):
                let facts = CarrierFacts(paper: group.received, isAttached: false)
                return (group.name, report(onDocument: document).carried(by: facts))
            case .failure(let error):
                return (group.name, Verifier(trust: trust, policy: policy).refuse(error, group.received, at: now))
            }
        }
    }
}
