import Cryptography
import Encodings

/// The table of contents of a capsule: every document with its name and digest, and in a capsule that is one file with
/// its text.
///
/// The digest over all of it ties the documents together, so that one that was lost, damaged, or copied from another
/// capsule by mistake is noticed and named. It proves nothing against somebody who makes a table of his own.
struct CapsuleContents {
    /// One line of it.
    struct Entry {
        let name: CapsuleName
        let url: String?
        let digest: Multihash
        /// The text of the document; `nil` in the table of a folder.
        let text: [UInt8]?
        let pointer: String
    }

    let entries: [Entry]

    init(_ files: [CapsuleFile]) {
        entries = files.map { Entry(name: $0.name, url: $0.url, digest: $0.digest, text: $0.bytes, pointer: "") }
    }

    init(_ entries: [Entry]) { self.entries = entries }

    /// The digest over names, addresses and digests, a line each.
    ///
    /// Anybody can compute it: SHA-256 over the name, a line feed, for a context its address and a line feed, the digest,
    /// and a line feed, for every document in order.
    func digest() throws(CapsuleError) -> Multihash {
        var lines: [UInt8] = []
        for entry in entries {
            for part in [entry.name.text, entry.url, entry.digest.multibase] {
                guard let part else { continue }
                lines += part.utf8
                lines.append(0x0A)
            }
        }
        return try Self.digest(of: lines)
    }

    /// The table as a file: indented JSON with a line feed at its end; the same for the same documents.
    ///
    /// - Parameter withTexts: Whether the documents are in it, as texts.
    func serialized(withTexts: Bool) throws(CapsuleError) -> [UInt8] {
        let files = entries.map { entry -> JSONValue in
            var value: JSONValue = ["name": .string(entry.name.text)]
            value["url"] = entry.url.map { .string($0) }
            value["digest"] = .string(entry.digest.multibase)
            if withTexts { value["text"] = .string(String(decoding: entry.text ?? [], as: UTF8.self)) }
            return value
        }
        let value: JSONValue = [
            "capsuleVersion": .number(String(Capsule.version)), "contentDigest": .string(try digest().multibase),
            "files": .array(files),
        ]
        return value.serialized(indented: true) + [0x0A]
    }

    static func digest(of bytes: [UInt8]) throws(CapsuleError) -> Multihash {
        guard let hash = try? SHA256.hash(bytes), let digest = try? Multihash(.sha256, digest: hash) else {
            throw CapsuleError(.libraryFailure)
        }
        return digest
    }
}
