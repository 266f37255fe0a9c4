import Encodings
import Registry

/// Which file in the folder of registries stands for which registry, and what was known of each when it was imported.
struct RegistryIndex {
    /// The name of the file.
    static let fileName = "index.json"

    /// One line of the index.
    struct Entry {
        /// The name that the registry was given.
        let name: String
        /// The file with its bytes, named by their hash.
        let file: String
        /// The SHA-256 hash of its bytes, in hexadecimal digits.
        let digest: String
        let kind: PublishedRegistry.Kind
        /// Who it says publishes it, and how it is dated: a later one takes its place by these.
        let publisher: String?
        let dated: Timestamp?
        let signature: RegistrySignature
        let imported: Timestamp
    }

    var entries: [Entry] = []

    /// The place of the entry with this name, compared byte by byte.
    func position(of name: String) -> Int? { entries.firstIndex { $0.name.utf8.elementsEqual(name.utf8) } }
}

extension RegistryIndex {
    /// Reads an index; `nil` when it is not as it was written.
    init?(parsing bytes: [UInt8]) {
        guard let document = try? JSONDocument(parsing: bytes, limits: .credential),
            let list = document.root["registries"], list.kind == .array
        else { return nil }
        for node in list.elements {
            guard let entry = Entry(node), position(of: entry.name) == nil else { return nil }
            entries.append(entry)
        }
    }

    /// The index as a file.
    var serialized: [UInt8] {
        (["registries": .array(entries.map(\.value))] as JSONValue).serialized(indented: true) + [0x0A]
    }
}

extension RegistryIndex.Entry {
    /// Whether another registry is of the same kind and publisher, so that one takes the place of the other.
    func isOfSameSource(as other: RegistryIndex.Entry) -> Bool {
        kind == other.kind && (publisher ?? "").utf8.elementsEqual((other.publisher ?? "").utf8)
    }

    /// Whether the signature held when it was imported.
    var isVerified: Bool { if case .verified = signature { true } else { false } }

    init?(_ node: JSONNode) {
        guard let name = node["name"]?.string, let digest = node["sha256"]?.string, Self.isDigest(digest.utf8),
            let kind = node["kind"]?.string.flatMap(PublishedRegistry.Kind.init(rawValue:)),
            let imported = Self.time(node["imported"]),
            let signature = node["signature"].flatMap(RegistrySignature.init)
        else { return nil }
        // What is there is as it was written; what is not there was not known.
        guard (node["publisher"]?.kind ?? .string) == .string, node["dated"] == nil || Self.time(node["dated"]) != nil
        else { return nil }
        self.init(
            name: name, file: digest + ".json", digest: digest, kind: kind, publisher: node["publisher"]?.string,
            dated: Self.time(node["dated"]), signature: signature, imported: imported)
    }

    var value: JSONValue {
        var value: JSONValue = ["name": .string(name), "sha256": .string(digest), "kind": .string(kind.rawValue)]
        value["publisher"] = publisher.map { .string($0) }
        value["dated"] = dated.map { .string($0.description) }
        value["signature"] = signature.value
        value["imported"] = .string(imported.description)
        return value
    }

    /// Whether a name is one that an import gives to a file: a hash, so that it is in the folder and nowhere else.
    static func isFileName(_ name: String) -> Bool {
        name.utf8.suffix(5).elementsEqual(".json".utf8) && isDigest(name.utf8.dropLast(5))
    }

    private static func isDigest(_ text: some Collection<UInt8>) -> Bool {
        text.count == 64 && text.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private static func time(_ node: JSONNode?) -> Timestamp? {
        node?.string.flatMap { try? Timestamp(parsing: $0) }
    }
}

extension RegistrySignature {
    fileprivate init?(_ node: JSONNode) {
        switch node["state"]?.string {
        case "absent": self = .absent
        case "verified":
            guard let method = node["method"]?.string else { return nil }
            self = .verified(method: method)
        case "notChecked":
            guard let code = node["code"]?.string else { return nil }
            self = .notChecked(code: code)
        default: return nil
        }
    }

    fileprivate var value: JSONValue {
        switch self {
        case .absent: ["state": "absent"]
        case .verified(let method): ["state": "verified", "method": .string(method)]
        case .notChecked(let code): ["state": "notChecked", "code": .string(code)]
        }
    }
}
