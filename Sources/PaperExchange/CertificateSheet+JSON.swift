import Encodings

extension CertificateSheet {
    /// The sheet as JSON.
    public var json: [UInt8] {
        let value: JSONValue = [
            "language": .string(language), "documentTitle": .string(documentTitle), "madeAt": .number(String(madeAt)),
            "kind": .string(kind), "holder": holder.value, "title": title.value, "issuer": issuer.value,
            "facts": .array(facts.map(\.value)), "sections": .array(sections.map(\.value)), "check": check.value,
            "codes": codes.value, "codeCaption": .string(codeCaption), "pageCaption": .string(pageCaption),
            "pictureDescription": .string(pictureDescription), "attachment": attachment.value,
        ]
        return value.serialized()
    }

    /// Reads a sheet.
    ///
    /// - Throws: ``PaperError`` with code `sheet` for anything but what ``json`` writes.
    public init(parsing bytes: [UInt8]) throws(PaperError) {
        guard let root = try? JSONDocument(parsing: bytes, limits: .general).root else {
            throw PaperError(.sheet, "JSON")
        }
        language = try root.text("language")
        documentTitle = try root.text("documentTitle")
        guard let number = root["madeAt"]?.number, let seconds = Int64(number) else {
            throw PaperError(.sheet, "madeAt")
        }
        madeAt = seconds
        kind = try root.text("kind")
        holder = try Line(root.part("holder"))
        title = try Line(root.part("title"))
        issuer = try Line(root.part("issuer"))
        facts = try root.list("facts").map { node throws(PaperError) in try Line(node) }
        sections = try root.list("sections").map { node throws(PaperError) in try Section(node) }
        check = try Section(root.part("check"))
        codes = try Section(root.part("codes"))
        codeCaption = try root.text("codeCaption")
        pageCaption = try root.text("pageCaption")
        pictureDescription = try root.text("pictureDescription")
        attachment = try Line(root.part("attachment"))
    }
}

extension CertificateSheet.Line {
    fileprivate var value: JSONValue { ["label": .string(label), "text": .string(text)] }

    fileprivate init(_ node: JSONNode) throws(PaperError) {
        label = try node.text("label")
        text = try node.text("text")
    }
}

extension CertificateSheet.Section {
    fileprivate var value: JSONValue {
        [
            "heading": .string(heading), "paragraphs": .array(paragraphs.map { .string($0) }),
            "isList": .boolean(isList),
        ]
    }

    fileprivate init(_ node: JSONNode) throws(PaperError) {
        heading = try node.text("heading")
        paragraphs = try node.list("paragraphs").map { element throws(PaperError) in
            guard let text = element.string else { throw PaperError(.sheet, "paragraphs") }
            return text
        }
        isList = node["isList"]?.boolean ?? false
    }
}

extension JSONNode {
    fileprivate func part(_ name: String) throws(PaperError) -> JSONNode {
        guard let node = member(name) else { throw PaperError(.sheet, name) }
        return node
    }

    fileprivate func text(_ name: String) throws(PaperError) -> String {
        guard let text = try part(name).string else { throw PaperError(.sheet, name) }
        return text
    }

    fileprivate func list(_ name: String) throws(PaperError) -> [JSONNode] {
        let node = try part(name)
        guard node.kind == .array else { throw PaperError(.sheet, name) }
        return Array(node.elements)
    }
}
