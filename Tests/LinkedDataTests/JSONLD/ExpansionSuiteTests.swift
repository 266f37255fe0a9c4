import Encodings
import LinkedData
import TestSupport
import Testing

@Suite("JSON-LD expansion, as the test suite of the W3C has it", .enabled(if: Vectors.areAvailable))
struct ExpansionSuiteTests {
    /// The entries that are not run, each with the reason.
    static let skipped: [String: String] = [
        "t0026": "JSON-LD 1.0 only: a term for rdf:type that is typed as a vocabulary IRI",
        "t0038": "JSON-LD 1.0 only: blank nodes as properties through a prefix",
        "t0071": "JSON-LD 1.0 only: terms that look like compact IRIs redefined",
        "ter03": "JSON-LD 1.0 only: 1.1 has no code of its own for contexts that name each other",
        "ter24": "JSON-LD 1.0 only: lists of lists are allowed in 1.1",
        "ter32": "JSON-LD 1.0 only: lists of lists are allowed in 1.1",
    ]

    static var entries: [SuiteEntry] { get throws { try SuiteEntry.entries(of: "expand") } }

    @Test("Every entry that is skipped is in the manifest and is of JSON-LD 1.0")
    func skips() throws {
        let old = Set(try Self.entries.filter { $0.specification == "json-ld-1.0" }.map(\.id))
        #expect(old == Set(Self.skipped.keys))
    }

    @Test("A document expands to what is expected", arguments: try entries)
    func expands(_ entry: SuiteEntry) throws {
        guard Self.skipped[entry.id] == nil, let expected = entry.expected else { return }
        let processor = JSONLDProcessor(loader: SuiteLoader(), mode: entry.mode)
        let expanded = try processor.expand(
            entry.document().root, context: entry.context()?.root, options: entry.options)
        let wanted = try JSONDocument(parsing: Vectors.bytes("json-ld/" + expected), limits: SuiteEntry.limits)
        let result = try JSONDocument(parsing: expanded.json.serialized(), limits: SuiteEntry.limits)
        #expect(
            Unordered.form(JSONValue(result.root)) == Unordered.form(JSONValue(wanted.root)),
            "\(String(decoding: expanded.json.serialized(), as: UTF8.self))")
    }

    @Test("A document that is wrong is refused with the error code that is expected", arguments: try entries)
    func refuses(_ entry: SuiteEntry) throws {
        guard Self.skipped[entry.id] == nil, let code = entry.errorCode else { return }
        let processor = JSONLDProcessor(loader: SuiteLoader(), mode: entry.mode)
        let document = try entry.document()
        let error = try #require(throws: JSONLDError.self) {
            _ = try processor.expand(document.root, context: entry.context()?.root, options: entry.options)
        }
        #expect(error.code.rawValue == code, "\(error)")
    }
}
