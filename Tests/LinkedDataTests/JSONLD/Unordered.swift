import Encodings

/// A form of JSON that is the same for two expanded documents exactly when they say the same: members sorted, and the
/// elements of arrays too, but for those of lists.
enum Unordered {
    static func form(_ value: JSONValue) -> String { form(value, isList: false) }

    private static func form(_ value: JSONValue, isList: Bool) -> String {
        switch value {
        case .array(let elements):
            let forms = elements.map { form($0, isList: false) }
            return "[" + (isList ? forms : forms.sorted()).joined(separator: ",") + "]"
        case .object(let members):
            let forms = members.map { "\"\($0.name)\":" + form($0.value, isList: $0.name == "@list") }
            return "{" + forms.sorted().joined(separator: ",") + "}"
        case .number(let digits): return Double(digits).map { "\($0)" } ?? digits
        default: return String(decoding: value.serialized(), as: UTF8.self)
        }
    }
}
