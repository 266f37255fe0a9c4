import Encodings
import TestSupport
import Testing

/// The manifest of the W3C test suite of RDFC-1.0.
enum RDFCanonManifest {
    /// One test of it.
    struct Entry: Sendable, CustomTestStringConvertible {
        let id: String
        let type: String
        let action: String
        let result: String?
        let hash: String?

        var testDescription: String { id }
    }

    /// All entries; none where the suite is not on this machine.
    static let entries: [Entry] = {
        guard let bytes = try? Vectors.bytes("rdf-canon/manifest.jsonld"),
            let document = try? JSONDocument(parsing: bytes, limits: .general),
            let elements = document.root["entries"]?.elements
        else { return [] }
        return elements.map { entry in
            Entry(
                id: entry["id"]?.string ?? "", type: entry["type"]?.string ?? "",
                action: entry["action"]?.string ?? "", result: entry["result"]?.string,
                hash: entry["hashAlgorithm"]?.string)
        }
    }()

    /// All entries of one type.
    static func entries(_ type: String) -> [Entry] { entries.filter { $0.type == "rdfc:\(type)" } }
}
