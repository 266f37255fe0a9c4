import Encodings
import LinkedData
import TestSupport
import Testing

@Suite("Credentials that others turned into RDF", .enabled(if: Vectors.areAvailable))
struct PublishedCredentialTests {
    /// The contexts as they are published, by their addresses.
    private static func contexts() throws -> ContextMap {
        let index = try JSONDocument(parsing: Vectors.bytes("contexts/INDEX.json"), limits: .general)
        var documents: [String: JSONDocument] = [:]
        for entry in index.root.elements {
            guard let url = entry["url"]?.string, let file = entry["file"]?.string, documents[url] == nil,
                let bytes = try? Vectors.bytes("contexts/" + file)
            else { continue }
            documents[url] = try JSONDocument(parsing: bytes, limits: .general)
        }
        return ContextMap(documents)
    }

    private static func canonical(_ file: String, omitting names: [String]) throws -> String {
        let document = try JSONDocument(parsing: Vectors.bytes(file), limits: .credential)
        let dataset = try JSONLDProcessor(loader: contexts()).dataset(document.root, omitting: names)
        return try String(decoding: CanonicalDataset(dataset).nQuads, as: UTF8.self)
    }

    static let files: [(String, String)] = [
        ("eddsa-rdfc-2022/signedDataInt.json", "eddsa-rdfc-2022/canonDocDataInt.txt"),
        ("eddsa-rdfc-2022/proofConfigDataInt.json", "eddsa-rdfc-2022/proofCanonDataInt.txt"),
        ("Ed25519Signature2020/signedEdSig.json", "Ed25519Signature2020/canonDocEdSig.txt"),
    ]

    @Test(
        "The example of Data Integrity EdDSA Cryptosuites has the canonical form that is printed there",
        arguments: files)
    func example(_ document: String, _ form: String) throws {
        let folder = "vc-di-eddsa/TestVectors/"
        let expected = try Vectors.text(folder + form)
        #expect(try Self.canonical(folder + document, omitting: ["proof"]) == expected)
    }

    @Test("A type that the contexts do not define makes a badge unreadable, and is named")
    func undefinedType() throws {
        let document = try JSONDocument(
            parsing: Vectors.bytes("open-badges/validator-ob30/simple-err-type.json"), limits: .credential)
        let error = try #require(throws: JSONLDError.self) {
            try JSONLDProcessor(loader: Self.contexts()).dataset(document.root, omitting: ["proof"])
        }
        #expect(error.code == .undefinedType)
        #expect(error.pointer == "/type/1")
    }
}
