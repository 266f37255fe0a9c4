internal import Encodings

/// Why a JSON-LD document has no expanded form, or does not become RDF without loss.
///
/// Two errors are equal when their codes are equal.
public struct JSONLDError: Error, Sendable, CustomStringConvertible {
    // In one object, so that an error is one word where errors are only passed on, which is nearly everywhere.
    private final class Details: Sendable {
        let code: Code
        let reason: String
        let pointer: String
        let contextURL: String?
        let url: String?
        let cause: Code?

        init(_ code: Code, _ reason: String, _ pointer: String, _ contextURL: String?, _ url: String?, _ cause: Code?) {
            self.code = code
            self.reason = reason
            self.pointer = pointer
            self.contextURL = contextURL
            self.url = url
            self.cause = cause
        }
    }

    private let details: Details

    /// What is wrong.
    public var code: Code { details.code }

    /// One sentence: what was expected, what was found, and what to do, without any value of the document but the
    /// addresses of contexts, written so that they can be printed.
    public var reason: String { details.reason }

    /// The JSON pointer (RFC 6901) of the value that is wrong, in the document or in the context of ``contextURL``.
    public var pointer: String { details.pointer }

    /// The address of the context document that ``pointer`` leads into; `nil` for the document itself.
    public var contextURL: String? { details.contextURL }

    /// The address of the context that is not known or of no use, for ``Code-swift.enum/contextUnknown`` and
    /// ``Code-swift.enum/invalidRemoteContext``.
    public var url: String? { details.url }

    /// What is wrong inside a scoped context, for ``Code-swift.enum/invalidScopedContext``.
    public var cause: Code? { details.cause }

    /// Names what is wrong, says why and where.
    public init(
        _ code: Code, _ reason: String, at pointer: String = "", in contextURL: String? = nil, url: String? = nil,
        cause: Code? = nil
    ) {
        details = Details(code, reason, pointer, contextURL, url, cause)
    }

    /// The reason, the place and the name of the code on one line.
    public var description: String {
        var place = pointer.isEmpty ? "" : "at \(JSONPointer.printable(pointer)); "
        if let contextURL { place = "in \(JSONPointer.printable(contextURL)), " + place }
        return "\(reason) (\(place)\(code.name))"
    }
}

extension JSONLDError: Hashable {
    /// Tells whether two errors have the same code.
    public static func == (left: JSONLDError, right: JSONLDError) -> Bool { left.code == right.code }

    /// Feeds the code, which alone decides equality.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
