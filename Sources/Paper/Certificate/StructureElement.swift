/// An element of a document's structure, by which a voice reads it (ISO 32000-1, section 14.8.4).
struct StructureElement: Equatable {
    /// The standard name of its kind.
    var tag: String
    /// What a figure shows, for those who do not see it.
    var description: String?

    /// Nothing to read.
    static let decoration = StructureElement(tag: "Private")
    /// A paragraph.
    static let paragraph = StructureElement(tag: "P")
    /// The heading of the whole.
    static let title = StructureElement(tag: "H1")
    /// The heading of a part.
    static let heading = StructureElement(tag: "H2")
    /// An item of a list; those that follow each other make a list.
    static let item = StructureElement(tag: "LBody")

    /// A figure.
    static func figure(_ description: String) -> StructureElement {
        StructureElement(tag: "Figure", description: description)
    }
}
