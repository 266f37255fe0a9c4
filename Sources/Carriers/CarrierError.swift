/// Why a carrier cannot be read, or nothing can be put into it.
///
/// Two errors are equal when their codes are equal.
public struct CarrierError: Error, Sendable {
    /// What is wrong.
    public let code: Code
    /// Where, as a count of bytes from the start of the carrier; `nil` where no single place is at fault.
    public let byteOffset: Int?
    /// One sentence: what was expected and what was found.
    ///
    /// It holds nothing of the payload, and of the carrier no more than the names of the format.
    public let reason: String
    /// The numbers and names of the sentence, for whoever says it in another language.
    public let facts: [(name: String, value: String)]

    init(_ code: Code, at byteOffset: Int? = nil, _ reason: String, _ facts: [(name: String, value: String)] = []) {
        self.code = code
        self.byteOffset = byteOffset
        self.reason = reason
        self.facts = facts
    }
}

extension CarrierError {
    /// A page or a picture that was looked at as paper, and on which nothing was found that holds a document.
    public static var nothingOnPaper: CarrierError {
        CarrierError(
            .noCredential, "expected an attached credential or a QR code that holds one, found neither",
            [("variant", "paper")])
    }
}

extension CarrierError: Equatable {
    /// Errors are equal when their codes are.
    public static func == (left: CarrierError, right: CarrierError) -> Bool { left.code == right.code }
}

extension CarrierError: CustomStringConvertible {
    /// The reason, the place and the code on one line.
    public var description: String {
        let place = byteOffset.map { "byte \($0); " } ?? ""
        return "\(reason) (\(place)\(code.rawValue))"
    }
}
