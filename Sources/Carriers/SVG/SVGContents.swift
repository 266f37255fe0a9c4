/// What of an SVG image matters to a credential in it.
struct SVGContents {
    static let namespace = Array("http://www.w3.org/2000/svg".utf8)
    /// The namespace of Open Badges 3.0, section 5.3.2.
    static let badgeNamespace = Array("https://purl.imsglobal.org/ob/v3p0".utf8)
    /// The prefix that it usually has; what counts is the namespace.
    static let badgePrefix = Array("openbadges".utf8)
    private static let olderNamespace = Array("http://openbadges.org".utf8)
    private static let depthLimit = 256
    private static let elementLimit = 500_000

    /// The tag of the root.
    private(set) var root: XMLTag?
    /// What the usual prefix stands for in the root; `nil` where it stands for nothing.
    private(set) var rootBadgeNamespace: [UInt8]?
    /// The elements of a credential, wherever they stand.
    private(set) var credentials: [SVGCredential] = []
    /// Whether there is an element of an older edition.
    private(set) var hasOlderEdition = false
    /// Where something stands that acts when the image is shown.
    private(set) var activeContent: Int?

    private var open: [ArraySlice<UInt8>] = []
    private var namespaces = XMLNamespaces()
    private var elementCount = 0
    /// How deep the element of the credential stands that is open.
    private var credentialDepth: Int?

    /// Goes through a whole image.
    ///
    /// - Throws: ``CarrierError`` with code `tooLarge`, `notUTF8`, `xmlSyntax`, `xmlEntities`, `xmlLimit`, `xmlNamespace`,
    ///   `notSVG` or `wrongNamespace`.
    init(_ image: [UInt8]) throws(CarrierError) {
        try CarrierError.checkSize(image)
        var reader = try XMLReader(image)
        while let token = try reader.next() {
            switch token {
            case .start(let tag): try start(tag)
            case .end(let name, let range): try end(name, range)
            case .text(let range): try text(range, in: reader.input)
            case .characterData(let range):
                guard !open.isEmpty else { throw Self.outside(range.lowerBound) }
                if isInCredential { credentials[credentials.count - 1].add(reader.input.slice(range)) }
            case .comment: addOther()
            case .instruction(let target):
                if target.elementsEqual("xml-stylesheet".utf8) { act(at: target.startIndex) }
                addOther()
            }
        }
        guard open.isEmpty, root != nil else {
            throw CarrierError(
                .xmlSyntax, at: image.count, "expected an image with all its tags closed, found the end before that")
        }
    }

    private var isInCredential: Bool { credentialDepth != nil }

    private mutating func start(_ tag: XMLTag) throws(CarrierError) {
        guard !open.isEmpty || root == nil else { throw Self.outside(tag.range.lowerBound) }
        elementCount += 1
        guard open.count < Self.depthLimit, elementCount <= Self.elementLimit else {
            throw CarrierError(
                .xmlLimit, at: tag.range.lowerBound,
                "expected elements up to \(Self.depthLimit) deep and up to \(Self.elementLimit) of them, found more",
                [("limit", String(Self.depthLimit))])
        }
        try namespaces.open(tag)
        let name = try namespaces.name(of: tag)
        if root == nil {
            guard name == XMLNamespaces.Name(namespace: Self.namespace, local: Array("svg".utf8)) else {
                throw CarrierError(
                    .notSVG, at: tag.range.lowerBound,
                    "expected an element svg of the namespace http://www.w3.org/2000/svg, found another")
            }
            root = tag
            rootBadgeNamespace = namespaces.namespace(of: Self.badgePrefix)
        }
        if isInCredential { addOther() } else { try notice(tag, name) }
        if ActiveContent.isActive(tag, name) { act(at: tag.range.lowerBound) }
        if tag.isEmpty {
            if credentialDepth == open.count { credentialDepth = nil }
            namespaces.close()
        } else {
            open.append(tag.name)
        }
    }

    /// Looks whether an element is that of a credential.
    private mutating func notice(_ tag: XMLTag, _ name: XMLNamespaces.Name) throws(CarrierError) {
        if name.namespace == Self.olderNamespace { hasOlderEdition = true }
        guard name.local.elementsEqual("credential".utf8) else { return }
        guard name.namespace == Self.badgeNamespace else {
            guard XMLNamespaces.parts(tag.name).prefix.elementsEqual(Self.badgePrefix) else { return }
            throw CarrierError(
                .wrongNamespace, at: tag.range.lowerBound,
                "expected the credential in the namespace \(String(decoding: Self.badgeNamespace, as: UTF8.self)), found "
                    + "it in another")
        }
        credentialDepth = open.count
        credentials.append(
            SVGCredential(
                range: tag.range, isBelowRoot: open.count == 1,
                verify: tag.attributes.first { $0.name.elementsEqual("verify".utf8) }?.written))
    }

    private mutating func end(_ name: ArraySlice<UInt8>, _ range: Range<Int>) throws(CarrierError) {
        guard let last = open.popLast(), last.elementsEqual(name) else {
            throw CarrierError(
                .xmlSyntax, at: range.lowerBound, "expected the end tag of the element that is open, found another")
        }
        namespaces.close()
        if credentialDepth == open.count {
            credentialDepth = nil
            credentials[credentials.count - 1].close(at: range.upperBound)
        }
    }

    private mutating func text(_ range: Range<Int>, in input: XMLInput) throws(CarrierError) {
        guard !input.slice(range).allSatisfy(CarrierPayload.Form.isSpace) else {
            if isInCredential { credentials[credentials.count - 1].addSpace() }
            return
        }
        guard !open.isEmpty else { throw Self.outside(range.lowerBound) }
        addOther()
    }

    /// Notices something in the element of a credential that does not belong there.
    private mutating func addOther() {
        if isInCredential { credentials[credentials.count - 1].addOther() }
    }

    private mutating func act(at offset: Int) { activeContent = activeContent ?? offset }

    private static func outside(_ offset: Int) -> CarrierError {
        CarrierError(
            .xmlSyntax, at: offset, "expected one root and nothing but comments around it, found something else")
    }
}
