import Credentials
import Cryptography
public import Encodings

/// The index of the files at a source: their names, their digests and their sizes.
///
/// It saves who has most of them from fetching them again, it names what has no fixed name, and it tells files apart
/// that belong to different days. It is not signed, and vouches for nothing.
///
/// ```json
/// {"indexVersion": 1, "files": [{"name": "list.json", "digest": "uEi…", "size": 48231}]}
/// ```
public struct TrustIndex: Sendable {
    /// One file.
    public struct Entry: Sendable, Hashable {
        /// Its name.
        public let name: TrustFileName
        /// The SHA-256 digest of its bytes.
        public let digest: Multihash
        /// How many bytes it has.
        public let byteCount: Int

        /// Tells whether `bytes` are those of the file.
        func isOf(_ bytes: [UInt8]) throws(TrustUpdateError) -> Bool {
            guard bytes.count == byteCount else { return false }
            return try TrustIndex.digest(of: bytes) == digest
        }
    }

    /// The version of the form that this type reads and writes.
    public static let version = 1
    /// The most files that an index can name.
    public static let fileLimit = 4_096

    /// The files, in the order of the index.
    public let entries: [Entry]

    private let positions: [TrustFileName: Int]

    /// The file with this name.
    public func entry(_ name: TrustFileName) -> Entry? { positions[name].map { entries[$0] } }

    /// Makes an index of files.
    ///
    /// - Throws: ``TrustUpdateError`` with case `storage` when libcrypto cannot hash.
    public init(of files: [(name: TrustFileName, bytes: [UInt8])]) throws(TrustUpdateError) {
        var entries: [Entry] = []
        for file in files {
            entries.append(Entry(name: file.name, digest: try Self.digest(of: file.bytes), byteCount: file.bytes.count))
        }
        self.entries = entries
        positions = Dictionary(entries.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    /// Reads an index.
    ///
    /// - Throws: ``TrustUpdateError`` with case `index` unless the bytes are strict JSON with exactly the members of an
    ///   index of this ``version``, with names that a file can have, each once, and sizes that such a file can have.
    public init(parsing bytes: [UInt8]) throws(TrustUpdateError) {
        let document: JSONDocument
        do throws(JSONError) {
            var limits = Limits.trustList
            limits.documentByteCount = TrustFileName.index.byteLimit
            document = try JSONDocument(parsing: bytes, limits: limits)
        } catch {
            throw .unreadable(.index, error)
        }
        let root = document.root
        guard let version = root.integer("indexVersion", among: ["indexVersion", "files"]), version == Self.version,
            let files = root["files"], files.kind == .array, files.count <= Self.fileLimit
        else { throw .index(at: "") }
        var entries: [Entry] = []
        var positions: [TrustFileName: Int] = [:]
        for node in files.elements {
            let entry = try Self.entry(node)
            guard positions.updateValue(entries.count, forKey: entry.name) == nil else {
                throw .index(at: node.pointer + "/name")
            }
            entries.append(entry)
        }
        self.entries = entries
        self.positions = positions
    }

    private static func entry(_ node: JSONNode) throws(TrustUpdateError) -> Entry {
        guard let size = node.integer("size", among: ["name", "digest", "size"]) else { throw .index(at: node.pointer) }
        guard let text = node["name"]?.string, let name = TrustFileName(text), name.kind != .index else {
            throw .index(at: node.pointer + "/name")
        }
        guard let text = node["digest"]?.string, let digest = try? Multihash(multibase: text),
            digest.function == .sha256
        else { throw .index(at: node.pointer + "/digest") }
        guard (0...name.byteLimit).contains(size) else { throw .index(at: node.pointer + "/size") }
        return Entry(name: name, digest: digest, byteCount: size)
    }

    /// The index as a file: indented JSON with a line feed at its end.
    public func serialized() -> [UInt8] {
        let files = entries.map { entry -> JSONValue in
            [
                "name": .string(entry.name.text), "digest": .string(entry.digest.multibase),
                "size": .number(String(entry.byteCount)),
            ]
        }
        let value: JSONValue = ["indexVersion": .number(String(Self.version)), "files": .array(files)]
        return value.serialized(indented: true) + [0x0A]
    }

    static func digest(of bytes: [UInt8]) throws(TrustUpdateError) -> Multihash {
        do throws(CryptographyError) {
            let hash = try SHA256.hash(bytes)
            guard let digest = try? Multihash(.sha256, digest: hash) else {
                throw CryptographyError(.libraryFailure, "a SHA-256 hash has 32 bytes, found another number")
            }
            return digest
        } catch {
            throw .cryptography(error)
        }
    }
}

extension JSONNode {
    /// The integer of a member, in an object that has exactly the members `names`.
    fileprivate func integer(_ name: StaticString, among names: [StaticString]) -> Int? {
        guard kind == .object, count == names.count, names.allSatisfy({ self[$0] != nil }) else { return nil }
        return self[name]?.integer
    }
}
