import Testing
import YAMLDocuments

/// Expects a document to be refused with a code, at a place, and gives the error.
@discardableResult
func expectRefused(
    _ file: [UInt8], _ code: YAMLError.Code, at position: YAMLPosition? = nil, limits: YAMLLimits = .standard,
    sourceLocation: SourceLocation = #_sourceLocation
) -> YAMLError? {
    let error = #expect(throws: YAMLError.self, sourceLocation: sourceLocation) {
        _ = try YAMLDocument(file, limits: limits)
    }
    let words = error?.description ?? ""
    #expect(error?.code == code, "\(words)", sourceLocation: sourceLocation)
    if let position { #expect(error?.position == position, "\(words)", sourceLocation: sourceLocation) }
    return error
}

/// Reads a document of a text.
func document(_ text: String) throws -> YAMLDocument { try YAMLDocument(Array(text.utf8)) }

/// A value in one line: plain text in ‹›, quoted text in its quotes, blocks after their sign; with places if wanted.
func outline(_ node: YAMLNode, places: Bool = false) -> String {
    let place = places ? "@\(node.position) " : ""
    switch node.content {
    case .scalar(let scalar):
        let text = scalar.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "⏎")
        switch scalar.style {
        case .plain: return "\(place)‹\(text)›"
        case .singleQuoted: return "\(place)'\(text)'"
        case .doubleQuoted: return "\(place)\"\(text)\""
        case .literal: return "\(place)|\(text)|"
        case .folded: return "\(place)>\(text)<"
        }
    case .sequence(let items):
        return place + "[" + items.map { outline($0, places: places) }.joined(separator: ", ") + "]"
    case .mapping(let mapping):
        let entries = mapping.entries.map { entry in
            (places ? "@\(entry.keyPosition) " : "") + "\(entry.key): \(outline(entry.value, places: places))"
        }
        return place + "{" + entries.joined(separator: ", ") + "}"
    }
}
