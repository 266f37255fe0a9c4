import Encodings

/// What the specification says of one property of a class.
struct BadgeProperty: Sendable {
    /// How many values it has.
    enum Cardinality: Sendable {
        /// None or one (0..1).
        case optional
        /// One (1).
        case one
        /// Any number (0..*).
        case many
        /// At least one (1..*).
        case some

        var isRequired: Bool { self == .one || self == .some }
        var isList: Bool { self == .many || self == .some }
    }

    /// What each value is.
    enum Value: Sendable {
        /// A text.
        case text
        /// A text, or texts with their languages (Verifiable Credentials Data Model 2.0, section 11.1).
        case words
        /// A number, never one in quotation marks.
        case number
        /// `true` or `false`, never in quotation marks.
        case boolean
        /// An absolute address: URI, URL or IRI.
        case url
        /// A date and time with its offset from UTC.
        case time
        /// A date.
        case date
        /// A language tag.
        case language
        /// An address for electronic mail.
        case email
        /// A country: two letters.
        case country
        /// A JSON Web Signature in compact form.
        case token
        /// A word of a list.
        case word(BadgeVocabulary)
        /// An object of a class.
        case part(BadgePart)
        /// A profile, or its address alone.
        case profile
        /// A credential of any kind; what is known of its kind is asked of it.
        case credential
    }

    let name: StaticString
    let cardinality: Cardinality
    let value: Value

    static func optional(_ name: StaticString, _ value: Value) -> BadgeProperty {
        BadgeProperty(name: name, cardinality: .optional, value: value)
    }

    static func one(_ name: StaticString, _ value: Value) -> BadgeProperty {
        BadgeProperty(name: name, cardinality: .one, value: value)
    }

    static func many(_ name: StaticString, _ value: Value) -> BadgeProperty {
        BadgeProperty(name: name, cardinality: .many, value: value)
    }

    static func some(_ name: StaticString, _ value: Value) -> BadgeProperty {
        BadgeProperty(name: name, cardinality: .some, value: value)
    }
}

/// A class of objects: the type that each of them carries, and its properties.
struct BadgeClass: Sendable {
    /// The type; `nil` where objects need none, or where the type has told the class.
    let type: StaticString?
    /// At most 32; of two with one name the first counts.
    let properties: [BadgeProperty]

    init(_ type: StaticString?, _ properties: [BadgeProperty]) {
        self.type = type
        self.properties = properties
    }

    /// The place of a property, or `nil` when the class has none of this name.
    @inline(__always)
    func place(of name: Span<UInt8>) -> Int? {
        for place in properties.indices where name.equals(properties[place].name) { return place }
        return nil
    }
}
