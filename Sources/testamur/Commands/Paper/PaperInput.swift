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
    static func reading(_ bytes: [UInt8]) throws(PaperError) -> Result<PaperReading, CarrierError>? {
        guard isPaper(bytes) else { return nil }
        do throws(PaperError) {
            return try PaperReading.read(bytes)
        } catch {
            switch error.code {
            case .programMissing: return nil
            case .noCode, .nothingAttached, .otherCode: return .failure(.nothingOnPaper)
            default: throw error
            }
        }
    }
}

extension InputJudge {
    /// The report on paper; `nil` for whatever is no paper.
    ///
    /// - Throws: ``UnreadInput`` where it cannot be read at all: nothing was judged then, and nothing is decided.
    mutating func reportOnPaper(_ received: [UInt8], named name: String) throws(UnreadInput) -> VerificationReport? {
        do throws(PaperError) {
            switch try PaperInput.reading(received) {
            case .success(let paper)?:
                return report(onDocument: paper.document)
                    .carried(by: CarrierFacts(paper: received, isAttached: paper.isAttached))
            case .failure(let error)?: return Verifier(trust: trust, policy: policy).refuse(error, received, at: now)
            case nil: return nil
            }
        } catch {
            throw UnreadInput(Failure(paper: error, name), error.code.rawValue)
        }
    }
}
