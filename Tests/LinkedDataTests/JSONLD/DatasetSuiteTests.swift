import Encodings
import LinkedData
import TestSupport
import Testing

@Suite("JSON-LD to RDF, as the test suite of the W3C has it", .enabled(if: Vectors.areAvailable))
struct DatasetSuiteTests {
    /// The entries that are not run, each with the reason.
    static let skipped: [String: String] = [
        "t0118": "blank nodes as properties: generalized RDF, which no signature is over",
        "te014": "JSON-LD 1.0 only",
        "te038": "JSON-LD 1.0 only: blank nodes as properties through a prefix",
        "te071": "JSON-LD 1.0 only: terms that look like compact IRIs redefined",
        "te075": "blank nodes as properties: generalized RDF, which no signature is over",
        "te115": "JSON-LD 1.0 only: an empty @vocab is allowed in 1.1",
        "te116": "JSON-LD 1.0 only: a relative @vocab is allowed in 1.1",
        "ter24": "JSON-LD 1.0 only: lists of lists are allowed in 1.1",
    ]

    static var entries: [SuiteEntry] { get throws { try SuiteEntry.entries(of: "toRdf") } }

    @Test("Every entry that is skipped is in the manifest")
    func skips() throws {
        let entries = try Self.entries
        #expect(Set(Self.skipped.keys).isSubset(of: entries.map(\.id)))
        let old = Set(entries.filter { $0.specification == "json-ld-1.0" }.map(\.id))
        #expect(old.isSubset(of: Self.skipped.keys))
    }

    @Test("A document gives the dataset that is expected", arguments: try entries)
    func gives(_ entry: SuiteEntry) throws {
        guard Self.skipped[entry.id] == nil, entry.errorCode == nil else { return }
        let processor = JSONLDProcessor(loader: SuiteLoader(), mode: entry.mode)
        let dataset = try processor.dataset(
            entry.document().root, context: entry.context()?.root, options: entry.options)
        let found = try String(decoding: CanonicalDataset(dataset).nQuads, as: UTF8.self)
        guard let expected = entry.expected else { return }
        let wanted = try NQuadsReader.read(Vectors.bytes("json-ld/" + expected), limits: .general)
        #expect(try found == String(decoding: CanonicalDataset(wanted).nQuads, as: UTF8.self))
    }

    @Test("A document that is wrong is refused with the error code that is expected", arguments: try entries)
    func refuses(_ entry: SuiteEntry) throws {
        guard Self.skipped[entry.id] == nil, let code = entry.errorCode else { return }
        let processor = JSONLDProcessor(loader: SuiteLoader(), mode: entry.mode)
        let document = try entry.document()
        let error = try #require(throws: JSONLDError.self) {
            _ = try processor.dataset(document.root, context: entry.context()?.root, options: entry.options)
        }
        #expect(error.code.rawValue == code, "\(error)")
    }
}
