/// The way to a value from the top of a document, for example `learning_outcomes[2].text`; items count from 0.
public struct YAMLPath: Sendable {
    /// One step.
    public enum Step: Sendable {
        /// To the value of a key.
        case key(String)
        /// To an item of a list, from 0.
        case index(Int)
    }

    /// The steps, from the top.
    public let steps: [Step]

    /// The way to the top: no step.
    public static let top = YAMLPath(steps: [])

    /// Makes a way of steps.
    public init(steps: [Step]) {
        self.steps = steps
    }

    /// The way on to the value of a key.
    public func key(_ key: String) -> YAMLPath { YAMLPath(steps: steps + [.key(key)]) }

    /// The way on to an item of a list.
    public func index(_ index: Int) -> YAMLPath { YAMLPath(steps: steps + [.index(index)]) }
}

extension YAMLPath: CustomStringConvertible {
    /// The way as a message names it; keys of other characters than letters, digits, `_` and `-` are in quotes.
    public var description: String {
        guard !steps.isEmpty else { return "the document" }
        var result = ""
        for step in steps {
            switch step {
            case .index(let index):
                result += "[\(index)]"
            case .key(let key) where Self.isPlain(key):
                result += result.isEmpty ? key : "." + key
            case .key(let key):
                result += "[" + YAMLError.quoted(key) + "]"
            }
        }
        return result
    }

    private static func isPlain(_ key: String) -> Bool {
        !key.isEmpty && key.utf8.count <= YAMLError.quotedCount
            && key.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
                default: false
                }
            }
    }
}
