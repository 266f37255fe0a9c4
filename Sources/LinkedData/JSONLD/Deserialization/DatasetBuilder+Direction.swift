internal import Encodings

extension DatasetBuilder {
    /// A text with its direction (section 8.2.2, step 13); `nil` when its language is none.
    mutating func directed(
        _ item: ExpandedItem, _ direction: Direction, as form: RDFDirection, in graph: Graph
    ) throws(JSONLDError) -> TermHandle? {
        try checkIndex(item)
        let tag = Array(arena.bytes[arena.range(item.language)])
        guard item.language.isNone || TermSyntax.isLanguageTag(tag.span) && Self.hasShortParts(tag.span) else {
            return try badLanguage(item)
        }
        // Step 13.1: here language tags are in lower case, so that one language has one datatype.
        let language = tag.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        let text = lexicalForm(root[item.value])
        switch form {
        case .i18nDatatype:
            let datatype = Array("https://www.w3.org/ns/i18n#".utf8) + language + Array("_\(direction.name)".utf8)
            return try literal(text, datatype, item.place)
        case .compoundLiteral:
            let node = try newBlank()
            var parts: [(RDFVocabulary.Name, [UInt8])] = [(.value, text), (.direction, Array(direction.name.utf8))]
            if !item.language.isNone { parts.append((.language, language)) }
            for (name, text) in parts {
                let predicate = try known(name)
                let object = try literal(text, nil, item.place)
                try insert(node, predicate, object, in: graph, item.place)
            }
            return node
        }
    }

    private func lexicalForm(_ value: JSONNode) -> [UInt8] {
        switch value.kind {
        case .boolean: Array((value.boolean == true ? "true" : "false").utf8)
        case .number: XSDNumber.canonical(value.textBytes.span, isDouble: false).text
        default: value.utf8
        }
    }

    private mutating func literal(
        _ text: [UInt8], _ datatype: [UInt8]?, _ place: JSONNode.Place
    ) throws(JSONLDError) -> TermHandle {
        do throws(RDFError) {
            guard let datatype else { return try dataset.literal(utf8: text.span) }
            return try dataset.literal(utf8: text.span, datatype: datatype.span)
        } catch {
            throw tooLarge(error, place)
        }
    }
}
