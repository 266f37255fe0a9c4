import Carriers
import CredentialVerifier
import PaperExchange

/// A document as it was received, or as it stood in the image or the QR codes that were received.
struct CarriedDocument {
    /// The document, byte for byte.
    let bytes: [UInt8]
    /// What it came in; `nil` where it came as it is.
    let carrier: CarrierFacts?

    /// Takes the document out of what carries it, which is recognised by its content.
    ///
    /// - Parameter file: What the bytes are called when something is wrong with them.
    init(_ received: [UInt8], from file: String) throws(Failure) {
        try self.init(received, Self.paper(received, from: file), from: file)
    }

    /// What is on paper, where it is some.
    static func paper(
        _ received: [UInt8], from file: String
    ) throws(Failure) -> Result<PaperReading, UnjoinedParts>? {
        do throws(PaperError) {
            return try PaperInput.reading(received)
        } catch {
            throw Failure(paper: error, file)
        }
    }

    /// Takes the document out, where it was looked at as paper already.
    init(
        _ received: [UInt8], _ paper: Result<PaperReading, UnjoinedParts>?, from file: String
    ) throws(Failure) {
        switch paper {
        case .success(let reading)?:
            bytes = reading.document
            carrier = CarrierFacts(paper: received, isAttached: reading.isAttached)
            return
        case .failure(let parts)?: throw Failure(carrying: parts.error, file)
        case nil: break
        }
        do throws(CarrierError) {
            let carrier = try Carrier(received)
            if let payload = carrier.payload {
                bytes = payload.bytes
                self.carrier = CarrierFacts(carrier, received)
            } else if let error = carrier.emptiness {
                throw error
            } else {
                bytes = received
                self.carrier = nil
            }
        } catch {
            throw Failure(carrying: error, file)
        }
    }
}

extension Failure {
    /// An image or QR codes from which nothing can be taken.
    init(carrying error: CarrierError, _ file: String) {
        self.init(
            .dataError,
            Sentence(
                "error.carrier.refused",
                ["file": InputName(file), "problem": TranslatedText { error.message(in: $0) }]),
            hint: Sentence("hint.carrier.refused", ["next": TranslatedText { error.nextStep(in: $0) }]))
    }

    /// A credential that cannot be put into an image.
    init(baking error: CarrierError, _ file: String) {
        self.init(
            error.code == .libraryFailure ? .software : .dataError,
            Sentence(
                "error.carrier.notBaked",
                ["file": InputName(file), "problem": TranslatedText { error.message(in: $0) }]),
            hint: Sentence("hint.carrier.notBaked", ["next": TranslatedText { error.nextStep(in: $0) }]))
    }
}
