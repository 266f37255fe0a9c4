import Encodings
import TestSupport

/// Changes one value of a signed document, anywhere in its claims or in what its proof says.
enum RandomChange {
    static func changed(_ bytes: [UInt8], _ random: inout SeededGenerator) throws -> [UInt8] {
        let document = JSONValue(try JSONDocument(parsing: bytes, limits: .credential).root)
        var count = 0
        _ = visit(document, &count, change: -1)
        let chosen = random.number(in: 0...count - 1)
        count = 0
        return visit(document, &count, change: chosen).serialized()
    }

    /// Counts the values that can be changed, and changes the one with this number.
    private static func visit(_ value: JSONValue, _ count: inout Int, change: Int) -> JSONValue {
        switch value {
        case .boolean(let flag):
            count += 1
            return count - 1 == change ? .boolean(!flag) : value
        case .number(let digits):
            count += 1
            return count - 1 == change ? .number(digits == "7" ? "8" : "7") : value
        // The label of a blank node says nothing.
        case .string(let text) where !text.hasPrefix("_:"):
            count += 1
            return count - 1 == change ? .string(text + "x") : value
        case .null, .string: return value
        case .array(let elements): return .array(elements.map { visit($0, &count, change: change) })
        case .object(let members):
            // A context is not a claim, and what it defines may be used by none.
            return .object(members.map { ($0, $0 == "@context" ? $1 : visit($1, &count, change: change)) })
        }
    }
}
