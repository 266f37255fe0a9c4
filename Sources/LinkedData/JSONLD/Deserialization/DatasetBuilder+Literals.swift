internal import Encodings

extension DatasetBuilder {
    /// Section 8.2.2: a value object as a literal; `nil` when it is none that is well-formed.
    ///
    /// The direction of a text is lost, without which it says the same: credentials may have one (Verifiable Credentials
    /// Data Model 2.0, section 11.1.1), and their issuers sign them so.
    mutating func literal(_ item: ExpandedItem) throws(JSONLDError) -> TermHandle? {
        try checkIndex(item)
        guard Self.hasShortParts(arena.bytes.span.extracting(arena.range(item.language))) else {
            return try badLanguage(item)
        }
        do throws(RDFError) {
            return try write(item)
        } catch {
            switch error.code {
            case .iri:
                try lose(.invalidIRI, item.place, "the datatype is no IRI that RDF can hold: correct it")
                return nil
            case .languageTag: return try badLanguage(item)
            default: throw tooLarge(error, item.place)
            }
        }
    }

    /// Says that the index of a value is lost.
    func checkIndex(_ item: ExpandedItem) throws(JSONLDError) {
        guard item.present.contains(.index) else { return }
        try lose(.lostIndex, item.place, "RDF has no indexes, so that this one is not signed: leave it out")
    }

    private mutating func write(_ item: ExpandedItem) throws(RDFError) -> TermHandle {
        let value = root[item.value]
        if item.isJSON {
            let (text, datatype) = (value.canonicalBytes(), RDFVocabulary.json)
            return try dataset.literal(utf8: text.span, datatype: datatype.span)
        }
        let type: ExpandedArena.Text = item.types == .max ? .none : arena.types[Int(item.types)].name
        // A reference of its own, so that the dataset may change while a part is lent.
        let bytes = arena.bytes
        let datatype = bytes.span.extracting(arena.range(type))
        switch value.kind {
        case .boolean:
            let text = Array((value.boolean == true ? "true" : "false").utf8)
            if !type.isNone { return try dataset.literal(utf8: text.span, datatype: datatype) }
            let standard = RDFVocabulary.boolean
            return try dataset.literal(utf8: text.span, datatype: standard.span)
        case .number:
            let digits = value.textBytes
            let double = RDFVocabulary.double
            let number = XSDNumber.canonical(digits.span, isDouble: datatype.isEqual(to: double.span))
            if !type.isNone { return try dataset.literal(utf8: number.text.span, datatype: datatype) }
            let standard = number.isInteger ? RDFVocabulary.integer : RDFVocabulary.double
            return try dataset.literal(utf8: number.text.span, datatype: standard.span)
        default:
            let text = value.textBytes
            if !item.language.isNone {
                let language = bytes.span.extracting(arena.range(item.language))
                return try dataset.literal(utf8: text.span, language: language)
            }
            if type.isNone { return try dataset.literal(utf8: text.span) }
            return try dataset.literal(utf8: text.span, datatype: datatype)
        }
    }

    func badLanguage(_ item: ExpandedItem) throws(JSONLDError) -> TermHandle? {
        try lose(
            .invalidLanguageTag, item.place, "a language tag is such as nl or en-GB, found something else: correct it")
        return nil
    }

    /// Whether every part of a language tag has one to eight characters (BCP 47, section 2.1); the rest of the grammar is
    /// judged by the dataset.
    static func hasShortParts(_ tag: Span<UInt8>) -> Bool {
        var count = 0
        for index in 0..<tag.count {
            count = tag[index] == UInt8(ascii: "-") ? 0 : count + 1
            if count > 8 { return false }
        }
        return true
    }

    /// The handle of a term that documents do not write.
    mutating func known(_ name: RDFVocabulary.Name) throws(JSONLDError) -> TermHandle {
        if let handle = vocabulary.handles[name.rawValue] { return handle }
        let iri = name.iri
        do {
            let handle = try dataset.iri(utf8: Array(iri.utf8).span)
            vocabulary.handles[name.rawValue] = handle
            return handle
        } catch {
            throw tooLarge(error, root.place)
        }
    }
}
