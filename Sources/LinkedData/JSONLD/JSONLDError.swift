/// Why a JSON-LD document has no expanded form, or does not become RDF without loss.
///
/// Two errors are equal when their codes are equal.
public struct JSONLDError: Error, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let code: Code

    /// One sentence: what was expected, what was found, and what to do, without any value of the document.
    public let reason: String

    /// The JSON pointer (RFC 6901) of the value that is wrong, in the document or in the context of ``contextURL``.
    public let pointer: String

    /// The address of the context document that ``pointer`` leads into; `nil` for the document itself.
    public let contextURL: String?

    /// The address of the context that is not known, for ``Code-swift.enum/contextUnknown``.
    public let url: String?

    /// What is wrong inside a scoped context, for ``Code-swift.enum/invalidScopedContext``.
    public let cause: Code?

    /// Names what is wrong, says why and where.
    public init(
        _ code: Code, _ reason: String, at pointer: String = "", in contextURL: String? = nil, url: String? = nil,
        cause: Code? = nil
    ) {
        self.code = code
        self.reason = reason
        self.pointer = pointer
        self.contextURL = contextURL
        self.url = url
        self.cause = cause
    }

    /// The reason, the place and the name of the code on one line.
    public var description: String {
        var place = pointer.isEmpty ? "" : "at \(pointer); "
        if let contextURL { place = "in \(contextURL), " + place }
        return "\(reason) (\(place)\(code.name))"
    }
}

extension JSONLDError: Hashable {
    /// Tells whether two errors have the same code.
    public static func == (left: JSONLDError, right: JSONLDError) -> Bool { left.code == right.code }

    /// Feeds the code, which alone decides equality.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
