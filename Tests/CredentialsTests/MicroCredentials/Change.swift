import Encodings
import Testing

@testable import Credentials

/// A value that is put in the place of another, or `nil` to remove it.
struct Edit: Sendable {
    let path: String
    let value: JSONValue?

    init(_ path: String, _ value: JSONValue?) {
        self.path = path
        self.value = value
    }
}

/// One change to the complete example, and what the rules must say of it.
struct Change: Sendable, CustomTestStringConvertible {
    let code: String
    let place: String
    let severity: Finding.Severity
    let edits: [Edit]
    let variant: String?

    init(
        _ code: String, at place: String, severity: Finding.Severity = .error, variant: String? = nil,
        _ edits: Edit...
    ) {
        self.code = code
        self.place = place
        self.severity = severity
        self.variant = variant
        self.edits = edits
    }

    var testDescription: String {
        "\(code)\(variant.map { "." + $0 } ?? "") at \(place): \(edits.map(\.path).joined(separator: ", "))"
    }

    var document: JSONValue {
        edits.reduce(Example.document) { document, edit in document.setting(edit.path, to: edit.value) }
    }
}
