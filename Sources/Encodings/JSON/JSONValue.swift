/// A JSON value that a program builds, for writing documents.
///
/// Reading goes through ``JSONDocument`` alone. An object keeps its members in the order they were added.
public enum JSONValue: Sendable {
    /// The literal `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A number by its digits, which follow the grammar of RFC 8259 and are written as they are.
    ///
    /// For digits that come from outside use ``init(number:)``, which checks them.
    case number(String)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object, as pairs of name and value.
    case object([(name: String, value: JSONValue)])

    /// Makes a number from digits that may be anything, or gives `nil` unless they follow the grammar of RFC 8259,
    /// section 6, and their value is a finite double.
    public init?(number digits: String) {
        guard let document = try? JSONDocument(parsing: Array(digits.utf8), limits: .general),
            document.root.number?.utf8.elementsEqual(digits.utf8) == true
        else { return nil }
        self = .number(digits)
    }

    /// The value of the member `name` of an object, compared byte by byte; `nil` for any other kind.
    ///
    /// Setting replaces the value where it stands or adds the member at the end, setting `nil` removes it; on any other
    /// kind of value setting does nothing.
    public subscript(_ name: String) -> JSONValue? {
        get {
            guard case .object(let members) = self else { return nil }
            return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
        }
        set {
            guard case .object(var members) = self else { return }
            // Let go of the members, so that they change in place.
            self = .null
            let place = members.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
            switch (place, newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil): members.remove(at: place)
            case (nil, let value?): members.append((name, value))
            case (nil, nil): break
            }
            self = .object(members)
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral
{
    /// Makes a string.
    public init(stringLiteral text: String) { self = .string(text) }
    /// Makes an array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// Makes an object, its members in the order written.
    public init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { (name: $0.0, value: $0.1) })
    }
    /// Makes `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// Makes an integer.
    public init(integerLiteral value: Int) { self = .number(String(value)) }
}
