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
        object.forEachMember { name, value in
            guard name.count + 1 < starts.count else { return }
            for position in starts[name.count]..<starts[name.count + 1]
            where name.equals(entries[position].name) {
                entries[position].handler(&target, value)
                return
            }
        }
    }
}
