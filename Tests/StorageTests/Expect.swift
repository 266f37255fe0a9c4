import Storage
import Testing

/// Expects a storage error with a code, and with a reason where one is given; gives its reason.
@discardableResult
func expectError(
    _ code: StorageError.Code, _ reason: String? = nil, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () throws -> Void
) -> String {
    let error = #expect(throws: StorageError.self, sourceLocation: sourceLocation) { try body() }
    #expect(error?.code == code, "\(error?.reason ?? "")", sourceLocation: sourceLocation)
    if let reason { #expect(error?.reason == reason, sourceLocation: sourceLocation) }
    return error?.reason ?? ""
}

/// Bytes of a text.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
