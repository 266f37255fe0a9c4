/// The name of a file from which a trust folder is brought up to date, as its source has it.
///
/// There are few: `trust-index.json`, `list.json`, `fresh.json`, `root.N.json`, and plain names in `status` and `dids`.
/// None can lead out of the place that it is asked for in, on any system, and no two differ in capitals alone.
public struct TrustFileName: Hashable, Sendable, CustomStringConvertible {
    /// What a file is.
    public enum Kind: Hashable, Sendable {
        /// The index, which names the others.
        case index
        /// The list of an authority.
        case list
        /// A statement about which list is the newest.
        case freshness
        /// A version of the root, from 1 on.
        case root(Int)
        /// A status list.
        case status
        /// A DID document.
        case document
    }

    /// What the file is.
    public let kind: Kind
    /// The name, with slashes between its parts.
    public let text: String

    private init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    /// The index.
    public static let index = TrustFileName(.index, "trust-index.json")
    /// The list.
    public static let list = TrustFileName(.list, TrustFolder.listName)
    /// The statement about the newest list.
    public static let freshness = TrustFileName(.freshness, TrustFolder.statementName)

    /// A version of the root.
    public static func root(_ version: Int) -> TrustFileName {
        TrustFileName(.root(version), TrustFolder.rootName(version))
    }

    /// Reads a name; `nil` for one that is none of those that there can be.
    public init?(_ text: String) {
        if let fixed = [Self.index, .list, .freshness].first(where: { $0.text.utf8.elementsEqual(text.utf8) }) {
            self = fixed
            return
        }
        if let version = Self.version(text) {
            self = .root(version)
            return
        }
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isPlain(parts[1]) else { return nil }
        if parts[0].elementsEqual(TrustFolder.statusName.utf8) {
            self.init(.status, text)
        } else if parts[0].elementsEqual(TrustFolder.documentsName.utf8) {
            self.init(.document, text)
        } else {
            return nil
        }
    }

    /// The largest version of a root that has a name.
    public static let greatestRootVersion = 999_999

    private static func version(_ text: String) -> Int? {
        guard text.hasPrefix("root."), text.hasSuffix(".json") else { return nil }
        let digits = text.utf8.dropFirst(5).dropLast(5)
        guard (1...6).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }), digits.first != 0x30
        else { return nil }
        return Int(String(decoding: Array(digits), as: UTF8.self))
    }

    /// Small letters, digits, hyphens, underscores and single dots, with `.json` at the end.
    private static func isPlain(_ name: Substring.UTF8View) -> Bool {
        let dot = UInt8(ascii: ".")
        var last = dot
        for byte in name {
            let isLetterOrDigit = (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
            guard isLetterOrDigit || (last != dot && (byte == dot || "-_".utf8.contains(byte))) else { return false }
            last = byte
        }
        return name.count <= 128 && name.count > 5 && name.suffix(5).elementsEqual(".json".utf8)
    }

    /// The most bytes that a file of this kind can have.
    public var byteLimit: Int {
        switch kind {
        case .index: 1 << 20
        case .list: 16 << 20
        case .freshness: 4 << 10
        case .root: 64 << 10
        case .status, .document: 1 << 20
        }
    }

    /// The name.
    public var description: String { text }
}
