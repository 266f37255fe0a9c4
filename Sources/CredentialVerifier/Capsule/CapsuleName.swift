import Encodings
import Registry

/// The name of a document in a capsule, which says what it is there.
///
/// There is no other name: a table of contents that could name any path could reach any file.
public struct CapsuleName: Sendable, Hashable {
    /// What a document is in a capsule; the order is that of the table of contents.
    public enum Role: Int, Sendable, CaseIterable {
        /// The credential itself.
        case credential
        /// A root of the authority.
        case root
        /// The authority's list.
        case list
        /// The authority's word on which list is its newest.
        case freshness
        /// A delegation.
        case delegation
        /// A DID document.
        case document
        /// A vocabulary that the credential is written in.
        case context
        /// A status list.
        case statusList
    }

    /// The name of the table of contents of a capsule that is a folder.
    public static let contents = "contents.json"
    /// The greatest number in a name, and the most documents that a capsule holds.
    public static let limit = 1_024

    /// What the document is.
    public let role: Role
    /// Its number among those of its role, or the version of a root; 0 where there is but one.
    public let number: Int

    init(_ role: Role, _ number: Int = 0) {
        self.role = role
        self.number = number
    }

    /// Reads a name; `nil` for any that no capsule has.
    public init?(_ text: String) {
        for role in Role.allCases {
            let (start, isNumbered) = Self.form(role)
            guard text.utf8.starts(with: start.utf8), text.utf8.suffix(5).elementsEqual(".json".utf8) else { continue }
            let middle = text.utf8.dropFirst(start.utf8.count).dropLast(5)
            guard isNumbered else {
                guard middle.isEmpty, text.utf8.count == start.utf8.count + 5 else { continue }
                self.init(role)
                return
            }
            guard let number = Int(String(decoding: Array(middle), as: UTF8.self)), (1...Self.limit).contains(number)
            else { return nil }
            self.init(role, number)
            // A number has one form, so that no document has two names.
            guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
            return
        }
        return nil
    }

    /// The name, which is a path in a capsule that is a folder.
    public var text: String {
        let (start, isNumbered) = Self.form(role)
        return start + (isNumbered ? String(number) : "") + ".json"
    }

    /// The largest document of this name, in bytes.
    public var byteLimit: Int {
        role == .list ? Limits.trustList.documentByteCount : Limits.credential.documentByteCount
    }

    private static func form(_ role: Role) -> (start: String, isNumbered: Bool) {
        switch role {
        case .credential: ("credential", false)
        case .root: ("trust/root.", true)
        case .list: ("trust/list", false)
        case .freshness: ("trust/fresh", false)
        case .delegation: ("delegations/", true)
        case .document: ("did-documents/", true)
        case .context: ("contexts/", true)
        case .statusList: ("status-lists/", true)
        }
    }
}

extension CapsuleName: Comparable {
    /// The order in which a capsule names its documents.
    public static func < (left: CapsuleName, right: CapsuleName) -> Bool {
        (left.role.rawValue, left.number) < (right.role.rawValue, right.number)
    }
}
