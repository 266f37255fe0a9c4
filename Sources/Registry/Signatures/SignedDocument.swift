import Encodings

/// The bytes of what an authority or an institution signs, read as strict JSON before anything of it is looked at.
enum SignedDocument {
    /// Parses a document.
    ///
    /// - Parameters:
    ///   - byteLimit: The greatest size, in bytes; that of a list unless told.
    ///   - code: What the refusal of such a document is called.
    /// - Throws: ``TrustError`` with `code`, whose reason names the byte.
    static func parse(
        _ bytes: [UInt8], upTo byteLimit: Int = Limits.trustList.documentByteCount, or code: TrustError.Code
    ) throws(TrustError) -> JSONDocument {
        var limits = Limits.trustList
        limits.documentByteCount = byteLimit
        do throws(JSONError) {
            return try JSONDocument(parsing: bytes, limits: limits)
        } catch {
            throw TrustError(code, at: error.pointer, error.description)
        }
    }
}
