import Credentials
import Cryptography
import Encodings
import Proofs
import TestSupport
import Testing

@Suite("Contexts that are built in")
struct BuiltInContextTests {
    @Test("Every context that is built in can be built, in canonical form")
    func allBuild() throws {
        #expect(BuiltInContexts.all.count == 28)
        for context in BuiltInContexts.all {
            let document = try context.document()
            #expect(document.root.member("@context") != nil, "\(context.url)")
            guard context.url != MicroCredentialContext.url else { continue }
            #expect(document.root.canonicalBytes() == document.bytes, "\(context.url)")
        }
    }

    @Test("An address gives one current edition, and no hash stands in two editions")
    func oneEditionEach() {
        var urls: Set<String> = []
        var digests: Set<String> = []
        for context in BuiltInContexts.all {
            if context.isCurrent { #expect(urls.insert(context.url).inserted, "\(context.url)") }
            for digest in context.publishedDigests + context.divergentDigests {
                #expect([32, 48].contains(bytes(fromHexadecimal: digest)?.count), "\(context.url)")
                #expect(digests.insert(digest).inserted, "\(digest)")
            }
        }
        #expect(urls.isSuperset(of: BuiltInContexts.all.map(\.url)))
    }

    @Test(
        "An address is compared byte by byte",
        arguments: [
            "https://www.w3.org/ns/credentials/v2/", "http://www.w3.org/ns/credentials/v2",
            "https://www.w3.org/ns/credentials/V2", "https://www.w3.org/ns/credentials/v2#", "",
        ])
    func otherAddress(_ url: String) {
        #expect(BuiltInContexts.context(at: "https://www.w3.org/ns/credentials/v2") != nil)
        #expect(BuiltInContexts.context(at: url) == nil)
    }

    @Test("The context of this project is the document that is published, and not a second copy")
    func ownContext() throws {
        let context = try #require(BuiltInContexts.context(at: MicroCredentialContext.url))
        #expect(try context.document().bytes == MicroCredentialContext.document)
        #expect(try context.publishedCopy(SHA256.hash(MicroCredentialContext.document)) == .sameTerms)
    }

    @Test("A hash that no published document has is no copy of any context")
    func unknownDigest() throws {
        let digest = try SHA256.hash(Array("{}".utf8))
        #expect(BuiltInContexts.context(publishedAs: digest) == nil)
        #expect(BuiltInContexts.context(publishedAs: []) == nil)
        #expect(BuiltInContexts.context(at: "https://www.w3.org/ns/did/v1")?.publishedCopy(digest) == nil)
    }

    @Test("A context asked for by many threads at once is the same document for all")
    func concurrentUse() async throws {
        let context = try #require(BuiltInContexts.context(at: "https://w3id.org/security/jwk/v1"))
        let documents = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<32 { group.addTask { try context.document().bytes } }
            return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(documents.count == 1)
    }
}

@Suite("Contexts that are built in, beside the published ones", .enabled(if: Vectors.areAvailable))
struct PublishedContextTests {
    @Test("The index names the documents that are compared")
    func collection() {
        #expect(PublishedContext.all.count == 30)
        #expect(PublishedContext.all.count { $0.isPresent } == 27)
    }

    @Test(
        "A context says of every term what the published document says, and no more",
        arguments: PublishedContext.all.filter(\.isPresent))
    func sameTerms(_ published: PublishedContext) throws {
        // Of one document only a copy with other white space is known, so that it is found by its address alone.
        let context = try #require(
            BuiltInContexts.context(publishedAs: published.digest)
                ?? (published.file == "citizenship-v4rc1.jsonld" ? BuiltInContexts.context(at: published.url) : nil))
        #expect(context.url == published.url)
        let expected = try ContextFacts(published.document())
        let found = try ContextFacts(context.document())
        #expect(found.differences(from: expected).isEmpty)
        #expect(!expected.facts.isEmpty)
    }

    @Test("The hash that is pinned is that of the published document", arguments: PublishedContext.all)
    func pinnedDigest(_ published: PublishedContext) throws {
        if published.isPresent {
            #expect(try SHA256.hash(Vectors.bytes("contexts/\(published.file)")) == published.digest)
        }
        let editions = BuiltInContexts.all.filter { $0.url == published.url }
        if published.isPresent, published.file != "citizenship-v4rc1.jsonld" {
            let digest = try SHA384.hash(Vectors.bytes("contexts/\(published.file)"))
            #expect(editions.compactMap { $0.publishedCopy(digest) } == [.sameTerms])
        }
        let copies = editions.compactMap { $0.publishedCopy(published.digest) }
        switch published.file {
        case "citizenship-v4rc1.jsonld": #expect(copies == [])
        case "1edtech-spec/ob-v3p0-context-3.0.3.json": #expect(copies == [.otherTerms])
        default: #expect(copies == [.sameTerms])
        }
    }

    @Test("Of the two editions of the European Learning Model the newer one stands at the address")
    func learningModel() throws {
        let url = "http://data.europa.eu/snb/model/context/edc-ap"
        let terms = try #require(BuiltInContexts.context(at: url)).document().root.member("@context")
        #expect(terms?["nationalID"]?["@id"]?.string == "http://data.europa.eu/snb/model/elm/nationalID")
        #expect(BuiltInContexts.all.count { $0.url == url } == 2)
    }
}
