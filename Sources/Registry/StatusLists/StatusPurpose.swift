import Encodings

/// What a value in a status list says of a credential.
///
/// Source: Bitstring Status List 1.0, section 2.1, `statusPurpose`.
public enum StatusPurpose: Sendable, Hashable {
    /// The credential was taken back, for ever.
    case revocation
    /// The credential does not count for now.
    case suspension
    /// There is a newer one to ask for.
    case refresh
    /// The issuer says something about it.
    case message
    /// Something that is not known here.
    case other(String)

    /// Reads a purpose.
    public init(_ name: String) {
        switch name {
        case "revocation": self = .revocation
        case "suspension": self = .suspension
        case "refresh": self = .refresh
        case "message": self = .message
        default: self = .other(name)
        }
    }

    /// Reads a purpose from a document; `nil` for anything but a text with something in it.
    init?(_ node: JSONNode) {
        // The names that nearly every entry has are known without making a text of them.
        if node.isString("revocation") {
            self = .revocation
        } else if node.isString("suspension") {
            self = .suspension
        } else if let name = node.string, !name.isEmpty {
            self.init(name)
        } else {
            return nil
        }
    }

    /// The purpose as it is written.
    public var name: String {
        switch self {
        case .revocation: "revocation"
        case .suspension: "suspension"
        case .refresh: "refresh"
        case .message: "message"
        case .other(let name): name
        }
    }

    /// Whether a credential can cease to count by it; what is not known may mean that.
    public var isDecisive: Bool { self != .refresh && self != .message }
}

extension StatusPurpose {
    /// The purposes of a member that holds one or several; `nil` when it holds anything else.
    static func all(_ node: JSONNode?) -> [StatusPurpose]? {
        guard let node else { return nil }
        let names = node.kind == .array ? node.elements.map(\.string) : [node.string]
        let known = names.compactMap { $0.map { StatusPurpose($0) } }
        return known.isEmpty || known.count != names.count || names.contains("") ? nil : known
    }
}
