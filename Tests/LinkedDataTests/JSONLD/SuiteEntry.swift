import Encodings
import LinkedData
import TestSupport
import Testing

/// One entry of a manifest of the JSON-LD test suite of the W3C.
struct SuiteEntry: CustomTestStringConvertible, Sendable {
    /// Where the suite says that its files stand.
    static let base = "https://w3c.github.io/json-ld-api/tests/"

    /// The limits that admit every document of the suite.
    static let limits = Limits(
        documentByteCount: 1 << 20, depth: 256, memberCount: 100_000, stringByteCount: 1 << 20, imageByteCount: 1 << 20,
        numbers: .finite, text: .anyScalar)

    let id: String
    let name: String
    let input: String
    let expected: String?
    let errorCode: String?
    let documentBase: String
    let mode: ProcessingMode
    let contextPath: String?
    /// How RDF holds directions.
    let rdfDirection: RDFDirection?
    let specification: String?

    var testDescription: String { "\(id) \(name)" }

    /// The entries of a manifest, such as `expand`.
    static func entries(of manifest: String) throws -> [SuiteEntry] {
        let document = try JSONDocument(
            parsing: Vectors.bytes("json-ld/\(manifest)-manifest.jsonld"), limits: limits)
        return document.root["sequence"]?.elements.map(SuiteEntry.init) ?? []
    }

    private init(_ node: JSONNode) {
        id = String((node["@id"]?.string ?? "").dropFirst())
        name = node["name"]?.string ?? ""
        input = node["input"]?.string ?? ""
        expected = node["expect"]?.string
        errorCode = node["expectErrorCode"]?.string
        let option = node["option"]
        documentBase = option?["base"]?.string ?? Self.base + input
        mode = option?["processingMode"]?.isString("json-ld-1.0") == true ? .version10 : .version11
        contextPath = option?["expandContext"]?.string
        rdfDirection = option?["rdfDirection"]?.string.flatMap(RDFDirection.init)
        specification = option?["specVersion"]?.string
    }

    func document() throws -> JSONDocument {
        try JSONDocument(parsing: Vectors.bytes("json-ld/" + input), limits: Self.limits)
    }

    /// The context that holds before those of the document.
    func context() throws -> JSONDocument? {
        try contextPath.map { try JSONDocument(parsing: Vectors.bytes("json-ld/" + $0), limits: Self.limits) }
    }

    var options: JSONLDOptions {
        JSONLDOptions(base: documentBase, isSafe: false, rdfDirection: rdfDirection, datasetLimits: .general)
    }
}

/// Reads the contexts of the suite from its folder.
struct SuiteLoader: ContextLoader {
    func contextDocument(at url: String) throws -> JSONDocument? {
        guard url.hasPrefix(SuiteEntry.base) else { return nil }
        let path = "json-ld/" + url.dropFirst(SuiteEntry.base.count)
        guard let bytes = try? Vectors.bytes(path) else { return nil }
        return try JSONDocument(parsing: bytes, limits: SuiteEntry.limits)
    }
}
