import Encodings

/// Why `bytes` are refused under `limits`, or `nil` when they are accepted.
func refusal(_ bytes: [UInt8], _ limits: Limits) -> JSONError? {
    do throws(JSONError) {
        _ = try JSONDocument(parsing: bytes, limits: limits)
        return nil
    } catch {
        return error
    }
}

/// Why `text` is refused under `limits`, or `nil` when it is accepted.
func refusal(_ text: String, _ limits: Limits) -> JSONError? { refusal(Array(text.utf8), limits) }

/// The canonical form of a document, as text.
func canonical(_ text: String, _ limits: Limits = .general) throws(JSONError) -> String {
    let document = try JSONDocument(parsing: Array(text.utf8), limits: limits)
    return String(decoding: document.root.canonicalBytes(), as: UTF8.self)
}

extension JSONError {
    /// Code, place and pointer, to compare all three at once; two errors are equal when their codes are.
    var place: String { "\(code.rawValue) at byte \(byteOffset), pointer '\(pointer)'" }
}
