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

/// Expects the same bytes; unlike `#expect` it does not look for the smallest difference, which takes ages in long ones.
func expectSame(_ found: [UInt8]?, _ expected: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
    let isSame = found == expected
    #expect(isSame, "found \(found?.count ?? -1) bytes, expected \(expected.count)", sourceLocation: sourceLocation)
}

/// Bytes of a text.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
