import LinkedData
import Testing

@Suite("RDF datasets")
struct RDFDatasetTests {
    static let string = "http://www.w3.org/2001/XMLSchema#string"
    static let langString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"

    @Test(
        "A term comes back as it was put in",
        arguments: [
            RDFTerm.iri("https://school.example/zoë"), .blank("b0"), .blank("a.b"), .blank("é·1"),
            .literal("", datatype: string, language: nil),
            .literal(
                "Brugge \"en\" \\ \u{0}\u{8}\t\n\u{B}\u{C}\r\u{1F}\u{7F}\u{80}\u{FFFD}\u{FFFE}\u{FFFF}🎓",
                datatype: string, language: nil),
            .literal("\\u0041 \\", datatype: string, language: nil),
            .literal("\"@nl", datatype: string, language: nil),
            .literal("12", datatype: "http://www.w3.org/2001/XMLSchema#integer", language: nil),
            .literal("Gent", datatype: langString, language: "nl-BE"),
            .literal("Gent", datatype: langString, language: nil),
        ])
    func roundTrip(_ term: RDFTerm) throws {
        var dataset = RDFDataset()
        let handle = try dataset.term(term)
        #expect(try dataset.term(of: handle) == term)
        #expect(try dataset.term(term) == handle)
        #expect(dataset.termCount == 1)
    }

    @Test("Terms that differ in kind, datatype or language alone have different handles")
    func differentTerms() throws {
        var dataset = RDFDataset()
        let terms: [RDFTerm] = [
            .iri("b:0"), .blank("b:0"), .literal("b:0", datatype: Self.string, language: nil),
            .literal("b:0", datatype: "x:y", language: nil), .literal("b:0", datatype: "x:z", language: nil),
            .literal("b:0", datatype: Self.langString, language: "nl"),
            .literal("b:0", datatype: Self.langString, language: "NL"),
        ]
        let handles = try terms.map { try dataset.term($0) }
        #expect(Set(handles).count == terms.count)
        for (handle, term) in zip(handles, terms) { #expect(try dataset.term(of: handle) == term) }
    }

    @Test("A numbered blank node is the one with the letter b and the number as its label")
    func numberedBlankNode() throws {
        var dataset = RDFDataset()
        #expect(try dataset.blank(0) == dataset.blank(label: "b0"))
        let last = try dataset.blank(.max)
        #expect(try dataset.term(of: last) == .blank("b4294967295"))
    }

    @Test("A statement inserted twice is there once, in another graph it is another")
    func setOfStatements() throws {
        var dataset = RDFDataset()
        let (subject, predicate, object) = (RDFTerm.iri("a:s"), RDFTerm.iri("a:p"), RDFTerm.blank("o"))
        #expect(try dataset.insert(subject, predicate, object))
        #expect(try !dataset.insert(subject, predicate, object))
        #expect(try dataset.insert(subject, predicate, object, graph: subject))
        #expect(try dataset.insert(subject, predicate, object, graph: object))
        #expect(dataset.count == 3)
        #expect(dataset.quads.map(\.graph) == [nil, try dataset.term(subject), try dataset.term(object)])
    }

    @Test("Thousands of statements and terms are all found again")
    func growth() throws {
        var dataset = RDFDataset(reserving: 0)
        let predicate = try dataset.term(.iri("a:p"))
        for round in 0..<2 {
            for number in 0..<3_000 {
                let subject = try dataset.term(.iri("urn:s:\(number)"))
                let object = try dataset.blank(UInt32(number / 2))
                #expect(try dataset.insert(subject: subject, predicate: predicate, object: object) == (round == 0))
            }
        }
        #expect(dataset.count == 3_000)
        #expect(dataset.termCount == 4_501)
    }

    @Test("A dataset that was emptied holds nothing of what it held")
    func emptied() throws {
        var dataset = RDFDataset()
        try dataset.insert(.iri("a:s"), .iri("a:p"), .blank("o"))
        dataset.removeAll()
        #expect(dataset.isEmpty && dataset.termCount == 0)
        #expect(try dataset.insert(.iri("a:x"), .iri("a:p"), .blank("o")))
        #expect(try dataset.term(of: dataset.quads[0].subject) == .iri("a:x"))
    }

    @Test(
        "An IRI that would break out of its angle brackets is refused",
        arguments: [
            "", "a", "/a", "//a/b", ":a", "1a:b", "a:b c", "a:b>", "a:<", "a:\"", "a:{", "a:}", "a:|", "a:^", "a:`",
            "a:\\", "a:\n", "a:\u{0}", "a> <b:c", "é:a",
        ])
    func badIRI(_ text: String) throws {
        var dataset = RDFDataset()
        #expect(throws: RDFError(.iri)) { try dataset.term(.iri(text)) }
        #expect(throws: RDFError(.iri)) { try dataset.term(.literal("x", datatype: text, language: nil)) }
        #expect(dataset.termCount == 0)
        let good = try dataset.term(.iri("a:b"))
        #expect(try dataset.term(of: good) == .iri("a:b"))
    }

    @Test(
        "A language tag or a blank node label that N-Quads cannot write is refused",
        arguments: ["", "-", "nl-", "-nl", "nl--be", "nl be", "nl> ", "é ", "nl_BE."])
    func badLabels(_ text: String) {
        var dataset = RDFDataset()
        #expect(throws: RDFError(.languageTag)) {
            try dataset.term(.literal("x", datatype: Self.langString, language: text))
        }
        #expect(throws: RDFError(.blankNodeLabel)) { try dataset.term(.blank(" " + text)) }
        #expect(throws: RDFError(.blankNodeLabel)) { try dataset.term(.blank(text + ".")) }
        #expect(dataset.termCount == 0)
    }

    @Test("A term where its kind may not stand is refused")
    func misplacedTerms() throws {
        let (iri, blank) = (RDFTerm.iri("a:b"), RDFTerm.blank("b"))
        let literal = RDFTerm.literal("x", datatype: Self.string, language: nil)
        var dataset = RDFDataset()
        #expect(throws: RDFError(.misplacedTerm)) { try dataset.insert(literal, iri, iri) }
        #expect(throws: RDFError(.misplacedTerm)) { try dataset.insert(iri, literal, iri) }
        #expect(throws: RDFError(.misplacedTerm)) { try dataset.insert(iri, blank, iri) }
        #expect(throws: RDFError(.misplacedTerm)) { try dataset.insert(iri, iri, iri, graph: literal) }
        #expect(dataset.isEmpty)
    }

    @Test("A handle of another dataset is refused where it names nothing here")
    func foreignHandle() throws {
        var (one, other) = (RDFDataset(), RDFDataset())
        _ = try other.blank(0)
        let foreign = try other.term(.iri("a:b"))
        let own = try one.term(.iri("a:b"))
        #expect(throws: RDFError(.misplacedTerm)) {
            try one.insert(subject: foreign, predicate: own, object: own)
        }
        #expect(throws: RDFError(.misplacedTerm)) { try one.term(of: foreign) }
    }

    @Test("A dataset takes as many statements and bytes as its limits allow, and no more")
    func limits() throws {
        var dataset = RDFDataset(limits: DatasetLimits(quadCount: 1, termByteCount: 20))
        let term = try dataset.term(.iri("a:b"))
        try dataset.insert(subject: term, predicate: term, object: term)
        #expect(try !dataset.insert(subject: term, predicate: term, object: term))
        #expect(throws: RDFError(.datasetTooLarge)) {
            try dataset.insert(subject: term, predicate: term, object: term, graph: term)
        }
        #expect(throws: RDFError(.datasetTooLarge)) { try dataset.term(.iri("a:23456789012345")) }
        let full = try dataset.term(.iri("a:23456789012"))
        #expect(try dataset.term(of: full) == .iri("a:23456789012"))
        #expect(throws: RDFError(.datasetTooLarge)) { try dataset.blank(1) }
    }

    @Test("Language tags are written in lower case on request, and nothing else is changed")
    func lowercasedLanguages() throws {
        let text = """
            <urn:A> <urn:P> "Gent"@nl-BE .
            <urn:A> <urn:P> "Gent"@nl-be .
            <urn:A> <urn:P> "say \\"@X\\"" _:B .
            <urn:A> <urn:P> "5"^^<urn:T@X> .
            _:B <urn:P> "T@X"@zh-Hant-TW _:B .

            """
        let dataset = try NQuadsReader.read(Array(text.utf8))
        #expect(dataset.hasCapitalsInLanguageTags)
        let lowered = try dataset.lowercasingLanguageTags()
        #expect(!lowered.hasCapitalsInLanguageTags)
        let lines = try String(decoding: NQuadsWriter.write(lowered), as: UTF8.self)
        var expected = text.split(separator: "\n").map(String.init)
        expected.removeFirst()
        expected[3] = expected[3].replacing("zh-Hant-TW", with: "zh-hant-tw")
        #expect(lines.split(separator: "\n").map(String.init) == expected)
    }
}
