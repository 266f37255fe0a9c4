import Encodings
import TestSupport
import Testing

/// A context document of the collection, as its index lists it.
struct PublishedContext: CustomTestStringConvertible {
    let file: String
    let url: String
    let digest: [UInt8]
    /// Whether the document is in the collection; of some only the hash is.
    let isPresent: Bool

    var testDescription: String { file }

    func document() throws -> JSONDocument {
        try JSONDocument(parsing: Vectors.bytes("contexts/\(file)"), limits: .general)
    }

    /// Contexts that are not built in: Open Badges 2, which is no verifiable credential, an example without a licence,
    /// and a draft that never was the published document.
    private static let others = [
        "1edtech-validator/ob-v2p0-context.json", "educredential.json", "w3c-vc-di-eddsa-lds-ed25519-2020-v1.json",
    ]

    /// Every document that a built-in context is to stand for, or to know the hash of.
    static let all: [PublishedContext] = {
        guard let text = try? Vectors.bytes("contexts/INDEX.json"),
            let index = try? JSONDocument(parsing: text, limits: .general)
        else { return [] }
        return index.root.elements.compactMap { entry in
            guard let file = entry["file"]?.string, let url = entry["url"]?.string?.split(separator: " ").first,
                let digest = entry["sha256"]?.string.flatMap({ bytes(fromHexadecimal: $0) }), !others.contains(file)
            else { return nil }
            let isPresent = (try? Vectors.bytes("contexts/\(file)")) != nil
            return PublishedContext(file: file, url: String(url), digest: digest, isPresent: isPresent)
        }
    }()
}
