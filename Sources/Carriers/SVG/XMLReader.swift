/// Reads the pieces of an XML document strictly, and only what an image needs.
///
/// Source: XML 1.0, fifth edition. It stands in UTF-8. A document type may be named and is never fetched; a document that
/// declares anything within it is refused, and so is every entity but the five that XML has itself, so that nothing can
/// stand for something else. Namespaces are ``XMLNamespaces``'s, and the balance of tags is ``SVGContents``'s.
struct XMLReader {
    /// How many attributes a tag may have.
    private static let attributeLimit = 1_024

    var input: XMLInput
    private var hasRoot = false
    private var hasDocumentType = false

    /// Takes a document, and reads over the declaration with which it may begin.
    ///
    /// - Throws: ``CarrierError`` with code `notUTF8` or `xmlSyntax`.
    init(_ bytes: [UInt8]) throws(CarrierError) {
        input = try XMLInput(bytes)
        if input.isAt("<?xml"), input.byte(5).map(CarrierPayload.Form.isSpace) ?? false { try declaration() }
    }

    /// The next piece; `nil` at the end of the document.
    ///
    /// - Throws: ``CarrierError`` with code `xmlSyntax`, `xmlEntities` or `xmlLimit`.
    mutating func next() throws(CarrierError) -> XMLToken? {
        while input.byte(0) != nil {
            if input.byte(0) != UInt8(ascii: "<") { return try text() }
            if input.isAt("<!--") { return try comment() }
            if input.isAt("<![CDATA[") {
                input.advance(by: 9)
                return .characterData(try input.skip(past: "]]>"))
            }
            if input.isAt("<!") {
                try documentType()
                continue
            }
            if input.isAt("<?") { return try instruction() }
            if input.isAt("</") { return try endTag() }
            return try startTag()
        }
        return nil
    }

    private mutating func text() throws(CarrierError) -> XMLToken {
        let start = input.position
        while let byte = input.byte(0), byte != UInt8(ascii: "<") {
            if byte == UInt8(ascii: "&") {
                _ = try input.reference()
            } else {
                guard byte != UInt8(ascii: "]") || !input.isAt("]]>") else { throw input.fault("no ]]> in a text") }
                input.advance(by: 1)
            }
        }
        return .text(start..<input.position)
    }

    private mutating func comment() throws(CarrierError) -> XMLToken {
        input.advance(by: 4)
        _ = try input.skip(past: "--")
        guard input.byte(0) == UInt8(ascii: ">") else { throw input.fault("no -- within a comment") }
        input.advance(by: 1)
        return .comment
    }

    /// The only encoding is UTF-8, and ASCII as a part of it.
    private mutating func declaration() throws(CarrierError) {
        let start = input.position
        input.advance(by: 2)
        let range = try input.skip(past: "?>")
        let after = input
        input.position = start + 5
        var values: [[UInt8]] = []
        for name in ["version", "encoding", "standalone"] {
            input.skipSpace()
            guard input.isAt(name) else {
                values.append([])
                continue
            }
            values.append(try attribute().value)
        }
        input.skipSpace()
        guard input.position == range.upperBound, values[0].starts(with: "1.".utf8) else {
            throw input.fault("an XML declaration with a version")
        }
        let encoding = String(decoding: values[1], as: UTF8.self).lowercased()
        guard ["", "utf-8", "us-ascii"].contains(encoding) else {
            throw CarrierError(.notUTF8, at: start, "expected an image in UTF-8, found one that names another encoding")
        }
        input = after
    }

    private mutating func instruction() throws(CarrierError) -> XMLToken {
        input.advance(by: 2)
        let target = try input.name()
        guard String(decoding: target, as: UTF8.self).lowercased() != "xml" else {
            throw input.fault("an XML declaration nowhere but at the start")
        }
        guard input.isAt("?>") || (input.byte(0).map(CarrierPayload.Form.isSpace) ?? false) else {
            throw input.fault("a space behind the name of an instruction")
        }
        _ = try input.skip(past: "?>")
        return .instruction(target)
    }

    private mutating func documentType() throws(CarrierError) {
        guard input.isAt("<!DOCTYPE"), !hasRoot, !hasDocumentType else {
            throw input.isAt("<!ENTITY") ? input.entities : input.fault("a tag, a comment or a text")
        }
        hasDocumentType = true
        input.advance(by: 9)
        // Quoted addresses and names; what is declared stands in brackets.
        while let byte = input.byte(0) {
            switch byte {
            case UInt8(ascii: ">"):
                input.advance(by: 1)
                return
            case UInt8(ascii: "["), UInt8(ascii: "&"), UInt8(ascii: "%"): throw input.entities
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                input.advance(by: 1)
                _ = try input.skip(past: byte == UInt8(ascii: "'") ? "'" : "\"")
            case UInt8(ascii: "<"): throw input.fault("the end of the document type")
            default: input.advance(by: 1)
            }
        }
        throw input.fault("the end of the document type")
    }

    private mutating func endTag() throws(CarrierError) -> XMLToken {
        let start = input.position
        input.advance(by: 2)
        let name = try input.name()
        input.skipSpace()
        guard input.byte(0) == UInt8(ascii: ">") else { throw input.fault("the end of an end tag") }
        input.advance(by: 1)
        return .end(name: name, range: start..<input.position)
    }

    private mutating func startTag() throws(CarrierError) -> XMLToken {
        hasRoot = true
        let start = input.position
        input.advance(by: 1)
        let name = try input.name()
        var attributes: [XMLAttribute] = []
        var names: Set<ArraySlice<UInt8>> = []
        while true {
            let isSpaced = input.skipSpace()
            let isEmpty = input.isAt("/>")
            if isEmpty || input.byte(0) == UInt8(ascii: ">") {
                input.advance(by: isEmpty ? 2 : 1)
                return .start(
                    XMLTag(name: name, attributes: attributes, isEmpty: isEmpty, range: start..<input.position))
            }
            guard isSpaced else { throw input.fault("a space before an attribute") }
            let attribute = try attribute()
            guard names.insert(attribute.name).inserted else { throw input.fault("every attribute of a tag once") }
            guard attributes.count < Self.attributeLimit else {
                throw CarrierError(
                    .xmlLimit, at: start, "expected at most \(Self.attributeLimit) attributes in a tag, found more",
                    [("limit", String(Self.attributeLimit))])
            }
            attributes.append(attribute)
        }
    }

    private mutating func attribute() throws(CarrierError) -> XMLAttribute {
        let name = try input.name()
        input.skipSpace()
        guard input.byte(0) == UInt8(ascii: "=") else { throw input.fault("= behind the name of an attribute") }
        input.advance(by: 1)
        input.skipSpace()
        guard let quote = input.byte(0), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw input.fault("a value in quotes")
        }
        input.advance(by: 1)
        let start = input.position
        var value: [UInt8] = []
        while let byte = input.byte(0), byte != quote {
            switch byte {
            case UInt8(ascii: "<"): throw input.fault("no < in a value")
            case UInt8(ascii: "&"): value += try input.reference()
            default:
                // White space of any kind is a space (section 3.3.3).
                value.append(CarrierPayload.Form.isSpace(byte) ? 0x20 : byte)
                input.advance(by: 1)
            }
        }
        let written = input.slice(start..<input.position)
        guard input.byte(0) == quote else { throw input.fault("the end of a value") }
        input.advance(by: 1)
        return XMLAttribute(name: name, value: value, written: written)
    }
}
