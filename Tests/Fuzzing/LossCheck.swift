import Encodings

/// Looks for parts of a document that safe mode accepts and that are not in its RDF: what nobody would have signed.
///
/// A few texts, numbers and names of the document are changed, one at a time, to something that stands nowhere in it. A
/// document that was accepted must then be refused or have another canonical form.
struct LossCheck {
    private let document: JSONDocument
    private let form: [UInt8]
    /// What is put behind a text: letters that the document does not have.
    private let mark: [UInt8]

    init(_ document: JSONDocument, _ form: [UInt8]) {
        self.document = document
        self.form = form
        var mark = Array("zq".utf8)
        while document.bytes.contains(mark) { mark.append(UInt8(ascii: "q")) }
        self.mark = mark
    }

    /// Tries some changes; `canonical` gives the canonical form of a document, or `nil` when it is refused.
    func run(_ canonical: (JSONDocument) -> [UInt8]?) {
        // Labels of blank nodes are not signed, and a context can make them of any text.
        guard !document.bytes.contains(Array("_:".utf8)), !document.bytes.contains(Array("\\u".utf8)) else { return }
        var places: [JSONNode] = []
        _ = collect(document.root, into: &places)
        guard !places.isEmpty else { return }
        let first = document.bytes.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
        for index in 0..<min(places.count, 6) {
            let place = places[(first + index * 7) % places.count]
            guard let changed = changed(place), let other = canonical(changed) else { continue }
            demand(other != form, "what stands at \(place.byteRange) is accepted and not signed")
        }
    }

    /// Adds what can be changed in a value and says whether it states anything: a member with nothing but nulls does not.
    private func collect(_ node: JSONNode, into places: inout [JSONNode]) -> Bool {
        switch node.kind {
        case .null: return false
        case .string, .number, .boolean:
            places.append(node)
            return true
        case .array:
            var states = false
            for element in node.elements where collect(element, into: &places) { states = true }
            return states
        case .object:
            var states = false
            for (name, value) in node.members where !name.isString("@context") {
                guard collect(value, into: &places) else { continue }
                places.append(name)
                states = true
            }
            return states
        }
    }

    /// The document with one text or number changed; `nil` where that gives no document.
    private func changed(_ place: JSONNode) -> JSONDocument? {
        let range = place.byteRange
        var bytes = Array(document.bytes[..<range.lowerBound])
        if place.kind == .string {
            bytes += document.bytes[range].dropLast()
        } else {
            bytes.append(UInt8(ascii: "\""))
        }
        bytes += mark
        bytes.append(UInt8(ascii: "\""))
        bytes += document.bytes[range.upperBound...]
        return try? JSONDocument(parsing: bytes, limits: .credential)
    }
}

extension [UInt8] {
    /// Whether the bytes of another array stand somewhere within these.
    fileprivate func contains(_ other: [UInt8]) -> Bool {
        guard other.count <= count else { return false }
        return (0...count - other.count).contains { self[$0...].starts(with: other) }
    }
}
