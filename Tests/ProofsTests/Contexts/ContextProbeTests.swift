import Encodings
import Proofs
import TestSupport
import Testing

@Suite("Contexts that are built in, used beside the published ones", .enabled(if: Vectors.areAvailable))
struct ContextProbeTests {
    @Test(
        "A document means the same under the published context and under the one that is built in",
        arguments: PublishedContext.all.filter(\.isPresent))
    func sameMeaning(_ published: PublishedContext) throws {
        let context = try #require(
            BuiltInContexts.context(publishedAs: published.digest) ?? BuiltInContexts.context(at: published.url))
        var probe = try ContextProbe(published.url, published.document(), context.document())
        try probe.run()
        #expect(probe.differences.isEmpty)
        #expect(probe.equalCount > 4 * probe.terms.values.map(\.count).reduce(0, +))
        #expect(Set(probe.terms.keys).subtracting(probe.reached).isEmpty, "no way leads there")
    }
}

@Suite("The comparison of contexts by their use")
struct ContextProbeSelfTests {
    private static let context = """
        {"ex": "https://example.org/", "id": "@id", "@protected": true,
         "date": {"@id": "ex:date", "@type": "xsd:dateTime"}, "xsd": "http://www.w3.org/2001/XMLSchema#",
         "words": {"@id": "ex:words", "@container": "@language"}, "kind": {"@id": "ex:kind", "@type": "@vocab",
           "@context": {"one": "https://example.org/one"}},
         "Type": {"@id": "ex:Type", "@context": {"part": {"@id": "https://example.org/part", "@container": "@list",
           "@context": {"inner": {"@id": "https://example.org/inner", "@type": "@id"}}}}}}
        """

    @Test("A context is equal to itself")
    func same() throws {
        #expect(try Self.differences(Self.context).isEmpty)
    }

    @Test(
        "A change of any kind is found",
        arguments: [
            ("https://example.org/inner\", \"@type\": \"@id\"", "https://example.org/inner\", \"@type\": \"@vocab\""),
            ("https://example.org/inner", "https://example.org/other"), ("@list", "@set"),
            ("\"@container\": \"@language\"", "\"@container\": \"@index\""),
            ("\"@protected\": true", "\"@version\": 1.1"),
            ("\"one\": \"https://example.org/one\"", "\"one\": \"https://example.org/two\""),
            ("\"inner\"", "\"outer\""),
            ("\"@type\": \"xsd:dateTime\"", "\"@type\": \"xsd:date\""), ("\"id\": \"@id\"", "\"id\": \"@type\""),
            ("\"ex\": \"https://example.org/\"", "\"ex\": {\"@id\": \"https://example.org/\"}"),
        ])
    func change(_ old: String, _ new: String) throws {
        let changed = Self.context.replacing(old, with: new)
        #expect(changed != Self.context)
        #expect(try !Self.differences(changed).isEmpty)
    }

    private static func differences(_ other: String) throws -> [String] {
        let documents = try [context, other].map {
            try JSONDocument(parsing: Array("{\"@context\": \($0)}".utf8), limits: .general)
        }
        var probe = ContextProbe("https://example.org/context", documents[0], documents[1])
        try probe.run()
        return probe.differences
    }
}
