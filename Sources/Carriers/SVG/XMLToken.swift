/// One piece of an XML document.
enum XMLToken {
    /// A start tag, or an empty element.
    case start(XMLTag)
    /// An end tag with its name.
    case end(name: ArraySlice<UInt8>, range: Range<Int>)
    /// Text between tags, as it is written.
    case text(Range<Int>)
    /// What stands within a CDATA section.
    case characterData(Range<Int>)
    /// A comment.
    case comment
    /// A processing instruction with its target.
    case instruction(ArraySlice<UInt8>)
}

/// A start tag as it is written.
struct XMLTag {
    let name: ArraySlice<UInt8>
    let attributes: [XMLAttribute]
    /// Whether it is an element without content, written as one tag.
    let isEmpty: Bool
    let range: Range<Int>
}

/// An attribute: its name, and its value with every reference resolved.
struct XMLAttribute {
    let name: ArraySlice<UInt8>
    let value: [UInt8]
    /// The value as it is written.
    let written: ArraySlice<UInt8>
}
