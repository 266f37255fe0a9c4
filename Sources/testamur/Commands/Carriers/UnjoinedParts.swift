import Carriers
import PaperExchange

/// What was found in a file that holds parts of a document, and from which no document came.
struct UnjoinedParts: Error {
    /// Why none came.
    let error: CarrierError
    /// The texts of the parts; none where there were no parts.
    let texts: [String]

    init(_ error: CarrierError, _ texts: [String] = []) {
        self.error = error
        self.texts = texts
    }

    /// Looks at what came of reading bytes as paper, else at bytes that are the texts of parts; `nil` for anything that has
    /// no parts, or all of them.
    init?(_ paper: Result<PaperReading, UnjoinedParts>?, _ received: [UInt8]) {
        if case .failure(let parts)? = paper {
            self = parts
            return
        }
        guard paper == nil, CarrierKind(of: received) == .qrParts else { return nil }
        do throws(CarrierError) {
            _ = try Carrier(received)
            return nil
        } catch {
            self.init(error, [String(decoding: received, as: UTF8.self)])
        }
    }
}
