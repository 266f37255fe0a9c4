internal import Encodings

/// The documents inside a document, by the numbers with which what they say is kept apart; the document itself is 0.
struct DocumentParts {
    let type: [UInt8]
    /// The part that is walked.
    var current = 0
    private var numbers: [[UInt8]: Int] = [:]
    private var count = 0

    init(type: [UInt8]) { self.type = type }

    /// Enters a part.
    ///
    /// In the document itself one with a known identifier is that part, or the document; inside another part it is a new
    /// one, for there it is that part which speaks of it.
    mutating func enter(_ id: [UInt8]?) {
        if current == 0, let id {
            if let number = numbers[id] { return current = number }
            numbers[id] = count
        }
        current = count
        count += 1
    }
}

extension DatasetBuilder {
    /// Enters the part that a node begins, if it does.
    mutating func enterPart(_ item: ExpandedItem) {
        guard let type = parts?.type, isOfType(item, type) else { return }
        parts?.enter(item.present.contains(.id) ? Array(arena.bytes[arena.range(item.id)]) : nil)
    }

    private func isOfType(_ item: ExpandedItem, _ type: [UInt8]) -> Bool {
        var cursor = item.types
        while cursor != .max {
            let entry = arena.types[Int(cursor)]
            if arena.bytes[arena.range(entry.name)].elementsEqual(type) { return true }
            cursor = entry.next
        }
        return false
    }

    /// A thing as a part of the document speaks of it, told apart from itself elsewhere by the number of the part.
    mutating func mention(_ item: ExpandedItem, in part: Int) throws(JSONLDError) -> TermHandle? {
        // A reference of its own, so that the dataset may change while a part is lent.
        let all = arena.bytes
        let bytes = all.span.extracting(arena.range(item.id))
        if IRIReference.isBlank(bytes) {
            var label = MentionMark.bytes
            label += String(part).utf8
            label += all[arena.range(item.id)]
            return try blank(label.span)
        }
        do throws(RDFError) {
            return try dataset.mention(part, of: bytes)
        } catch {
            guard error.code == .iri else { throw tooLarge(error, item.place) }
            try lose(.invalidIRI, item.place, "the text is no absolute IRI: write it in full, such as https://…")
            return nil
        }
    }
}
