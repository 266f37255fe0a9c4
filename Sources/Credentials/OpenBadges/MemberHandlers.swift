import Encodings

/// What to do with each member of an object that is read once from its first member to its last.
///
/// An object with forty members is read by forty names: looking each up by itself would cost the square of that.
struct MemberHandlers<Target>: Sendable {
    typealias Handler = @Sendable (inout Target, JSONNode) -> Void

    private struct Entry: Sendable {
        let name: StaticString
        let handler: Handler
    }

    /// The entries, those with the shortest names first.
    private let entries: [Entry]
    /// For each length of a name, the position of the first entry that is not shorter.
    private let starts: [Int]

    init(_ handlers: [(name: StaticString, handler: Handler)]) {
        let sorted = handlers.sorted { $0.name.utf8CodeUnitCount < $1.name.utf8CodeUnitCount }
        entries = sorted.map { Entry(name: $0.name, handler: $0.handler) }
        let longest = sorted.last?.name.utf8CodeUnitCount ?? 0
        starts = (0...longest + 1).map { length in
            sorted.firstIndex { $0.name.utf8CodeUnitCount >= length } ?? sorted.count
        }
    }

    /// Handles every member of `object` that has a handler, in the order of the document.
    func read(_ object: JSONNode, into target: inout Target) {
        for (name, value) in object.members {
            // A name without escapes is as long as what stands between its quotation marks.
            let length = name.byteRange.count - 2
            if length >= 0, length + 1 < starts.count,
                let entry = entry(name, in: starts[length]..<starts[length + 1])
            {
                entry.handler(&target, value)
            } else if name.receivedBytes.contains(UInt8(ascii: "\\")),
                let entry = entry(name, in: entries.indices)
            {
                entry.handler(&target, value)
            }
        }
    }

    private func entry(_ name: JSONNode, in range: Range<Int>) -> Entry? {
        for position in range where name.isString(entries[position].name) { return entries[position] }
        return nil
    }
}
