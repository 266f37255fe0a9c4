/// The element of a credential in an SVG image, as it stands there.
///
/// Source: Open Badges 3.0, section 5.3.2: a compact JWS stands in the attribute `verify`, a JSON document in a CDATA
/// section in the body. A document that holds `]]>` is divided over two sections at that place.
struct SVGCredential {
    /// Where the element stands, from its start tag to the end of its end tag.
    private(set) var range: Range<Int>
    /// Whether it is a child of the root.
    let isBelowRoot: Bool
    /// The value of the attribute, as it is written.
    let verify: ArraySlice<UInt8>?
    /// What stands in the sections, one behind the other.
    private var body: [UInt8] = []
    private var hasSection = false
    private var isAfterGap = false
    private var hasOther = false

    init(range: Range<Int>, isBelowRoot: Bool, verify: ArraySlice<UInt8>?) {
        self.range = range
        self.isBelowRoot = isBelowRoot
        self.verify = verify
    }

    /// Adds a section; one that does not follow the one before it at once would make it doubtful what stands between.
    mutating func add(_ section: ArraySlice<UInt8>) {
        if hasSection && isAfterGap { hasOther = true }
        hasSection = true
        isAfterGap = false
        body += section
    }

    mutating func addSpace() { isAfterGap = true }
    mutating func addOther() { hasOther = true }
    mutating func close(at end: Int) { range = range.lowerBound..<end }

    /// The credential.
    ///
    /// - Throws: ``CarrierError`` with code `misplacedCredential`, `severalCredentials`, `emptyPayload`, `notInCDATA` or
    ///   `notACredential`.
    func payload() throws(CarrierError) -> CarrierPayload {
        let start = range.lowerBound
        guard isBelowRoot else {
            throw CarrierError(
                .misplacedCredential, at: start,
                "expected the credential directly below the root of the image, found it elsewhere")
        }
        guard !hasOther else {
            throw CarrierError(
                .notInCDATA, at: start,
                "expected nothing but one CDATA section in the element of the credential, found something else")
        }
        let hasBody = !body.allSatisfy(CarrierPayload.Form.isSpace)
        if let verify, !verify.isEmpty {
            guard !hasBody else {
                throw CarrierError(
                    .severalCredentials, at: start,
                    "expected the credential in the attribute verify or in the body, found both", [("count", "2")])
            }
            // Exactly as it is written: nothing in a compact JWS needs a reference.
            guard verify.last.map({ !CarrierPayload.Form.isSpace($0) }) ?? false,
                CarrierPayload.Form.isCompactJWS(verify)
            else { throw .notACredential(at: start) }
            return CarrierPayload(
                bytes: Array(verify), form: .compactJWS, place: .svgAttribute(byteOffset: start))
        }
        guard hasBody else {
            throw CarrierError(.emptyPayload, at: start, "expected a credential in the element, found nothing")
        }
        guard CarrierPayload.Form(of: body[...]) == .json else { throw .notACredential(at: start) }
        return CarrierPayload(bytes: body, form: .json, place: .svgElement(byteOffset: start))
    }

    /// The element with a credential, as text.
    ///
    /// - Parameter declaration: the declaration of the namespace, where the element needs its own.
    /// - Throws: ``CarrierError`` with code `characterNotInXML`.
    static func element(_ credential: BakedCredential, declaration: [UInt8]) throws(CarrierError) -> [UInt8] {
        let name = Array("openbadges:credential".utf8)
        let start = [UInt8(ascii: "<")] + name + declaration
        let end = Array("</".utf8) + name + [UInt8(ascii: ">")]
        switch credential.form {
        case .compactJWS: return start + Array(" verify=\"".utf8) + credential.bytes + Array("\">".utf8) + end
        case .json:
            if let offset = XMLInput.firstForbidden(in: credential.bytes) {
                throw CarrierError(
                    .characterNotInXML, at: offset,
                    "expected a credential of characters that an SVG image may hold, found another")
            }
            return start + Array("><![CDATA[".utf8) + divided(credential.bytes) + Array("]]>".utf8) + end
        }
    }

    /// The bytes with every `]]>` divided over two sections.
    private static func divided(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var brackets = 0
        for byte in bytes {
            if byte == UInt8(ascii: ">"), brackets >= 2 { result += "]]><![CDATA[".utf8 }
            brackets = byte == UInt8(ascii: "]") ? brackets + 1 : 0
            result.append(byte)
        }
        return result
    }
}
