import LinkedData
import TestSupport
import Testing

@Suite("Canonical datasets")
struct CanonicalDatasetTests {
    private func canonical(
        _ text: String, hash: CanonicalizationHash = .sha256, limits: CanonicalizationLimits = .credential
    ) throws -> CanonicalDataset {
        try CanonicalDataset(NQuadsReader.read(Array(text.utf8)), hash: hash, limits: limits)
    }

    @Test("An empty dataset has an empty form")
    func empty() throws {
        let form = try CanonicalDataset(RDFDataset())
        #expect(form.nQuads.isEmpty && form.issuedIdentifiers.isEmpty)
    }

    @Test("Lines stand in code point order, also where one term begins another")
    func order() throws {
        let lines = [
            "<a:b> <a:c> \"x\" .\n", "<a:b> <a:c> \"x\" <a:g> .\n", "<a:b> <a:c> \"x\"@nl .\n",
            "<a:b> <a:c> \"x\"@nl-be .\n", "<a:b> <a:c> \"x\"^^<a:d> .\n", "<a:b> <a:c> \"xy\" .\n",
            "<a:b> <a:c> <a:d> .\n", "<a:b> <a:c> <a:d> <a:e> .\n", "<a:b> <a:c> <a:d> <a:\u{FFFD}> .\n",
            "<a:b> <a:c> <a:d> <a:\u{1F393}> .\n", "<a:b> <a:c> <a:dd> .\n", "<a:bb> <a:c> \"x\" .\n",
        ]
        #expect(lines == lines.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) })
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<20 {
            let form = try canonical(lines.shuffled(using: &generator).joined())
            #expect(String(decoding: form.nQuads, as: UTF8.self) == lines.joined())
        }
    }

    @Test("Lines with more than ten blank nodes stand in the order of their text, not of the numbers")
    func orderOfNumbers() throws {
        let text = (0..<12).map { "_:x\($0) <a:p> \"\($0)\" .\n" }.joined()
        let lines = String(decoding: try canonical(text).nQuads, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 12)
        #expect(lines.map { $0.prefix { $0 != " " } } == (0..<12).map { "_:c14n\($0)" }.sorted().map { $0[...] })
    }

    @Test("A blank node that no statement names has no identifier")
    func unused() throws {
        var dataset = RDFDataset()
        _ = try dataset.blank(7)
        try dataset.insert(.iri("a:s"), .iri("a:p"), .blank("o"))
        #expect(try CanonicalDataset(dataset).issuedIdentifiers == ["o": "c14n0"])
    }

    // The expected forms were computed with another implementation (pyoxigraph 0.5.13).
    @Test(
        "The hash function decides in which order blank nodes are numbered",
        arguments: [
            (
                "_:x <p:0> _:y .\n_:x <p:1> _:z .\n",
                ["_:c14n0 <p:0> _:c14n1 .", "_:c14n0 <p:1> _:c14n2 ."],
                ["_:c14n1 <p:0> _:c14n0 .", "_:c14n1 <p:1> _:c14n2 ."]
            ),
            (
                // A ring of four, two of which only their neighbours tell apart.
                """
                _:a <a:p> _:b .
                _:b <a:p> _:c .
                _:c <a:p> _:d .
                _:d <a:p> _:a .
                _:a <a:q> "y" .
                _:c <a:q> _:e .
                """,
                [
                    "_:c14n0 <a:p> _:c14n3 .", "_:c14n0 <a:q> \"y\" .", "_:c14n2 <a:p> _:c14n4 .",
                    "_:c14n2 <a:q> _:c14n1 .", "_:c14n3 <a:p> _:c14n2 .", "_:c14n4 <a:p> _:c14n0 .",
                ],
                [
                    "_:c14n1 <a:p> _:c14n4 .", "_:c14n1 <a:q> _:c14n0 .", "_:c14n2 <a:p> _:c14n3 .",
                    "_:c14n2 <a:q> \"y\" .", "_:c14n3 <a:p> _:c14n1 .", "_:c14n4 <a:p> _:c14n2 .",
                ]
            ),
        ])
    func hashFunction(_ text: String, _ sha256: [String], _ sha384: [String]) throws {
        for (hash, expected) in [(CanonicalizationHash.sha256, sha256), (.sha384, sha384)] {
            let lines = String(decoding: try canonical(text, hash: hash).nQuads, as: UTF8.self).split(separator: "\n")
            #expect(lines.map(String.init) == expected)
        }
    }

    /// The outcome for two equal chains of blank nodes, on a thread with little stack.
    private func outcomeForChains(of length: Int, runs: Int) throws -> RDFError.Code? {
        var text = ""
        for chain in ["a", "b"] {
            for number in 0..<length { text += "_:\(chain)\(number) <a:next> _:\(chain)\(number + 1) .\n" }
        }
        let document = Array(text.utf8)
        let limits = CanonicalizationLimits(nDegreeHashCount: runs, stepCount: 1 << 20, nQuadsByteCount: 1 << 20)
        return try SmallStack.run(byteCount: 128 << 10) {
            do throws(RDFError) {
                _ = try CanonicalDataset(NQuadsReader.read(document), limits: limits)
                return nil
            } catch {
                return error.code
            }
        }
    }

    @Test("Blank nodes that only a long chain tells apart take no stack")
    func longChains() throws {
        // Each chain takes as many runs within runs as it is long.
        #expect(try outcomeForChains(of: 4_000, runs: 8_010) == nil)
        #expect(try outcomeForChains(of: 4_000, runs: 4_010) == .canonicalizationLimit)
    }

    @Test("Work is refused as soon as a limit is passed, and not before")
    func limits() throws {
        let text = "_:a <a:p> _:b .\n_:b <a:p> _:a .\n"
        func form(_ runs: Int, _ steps: Int, _ bytes: Int) throws -> CanonicalDataset {
            try canonical(
                text,
                limits: CanonicalizationLimits(nDegreeHashCount: runs, stepCount: steps, nQuadsByteCount: bytes))
        }
        let size = try canonical(text).nQuads.count
        var runs = 0
        while (try? form(runs, .max, .max)) == nil, runs < 100 { runs += 1 }
        var steps = 0
        while (try? form(.max, steps, .max)) == nil, steps < 100 { steps += 1 }
        #expect(1..<10 ~= runs && 1..<30 ~= steps, "\(runs) runs, \(steps) steps")
        #expect(try form(runs, steps, size).nQuads.count == size)
        #expect(throws: RDFError(.canonicalizationLimit)) { try form(runs - 1, steps, size) }
        #expect(throws: RDFError(.canonicalizationLimit)) { try form(runs, steps - 1, size) }
        #expect(throws: RDFError(.canonicalizationLimit)) { try form(runs, steps, size - 1) }
        #expect(throws: RDFError(.canonicalizationLimit)) { try form(-1, -1, -1) }
    }

    @Test("A long term that many statements share is refused before anything is hashed")
    func longTerms() throws {
        var dataset = RDFDataset()
        let long = try dataset.term(.iri("a:" + String(repeating: "b", count: 1 << 20)))
        for number in 0..<100 {
            let node = try dataset.blank(UInt32(number))
            try dataset.insert(subject: node, predicate: long, object: node)
        }
        // No run is allowed either, but that would be found only after every statement was hashed.
        let limits = CanonicalizationLimits(nDegreeHashCount: 0, stepCount: 0, nQuadsByteCount: 16 << 20)
        let error = #expect(throws: RDFError(.canonicalizationLimit)) {
            try CanonicalDataset(dataset, limits: limits)
        }
        #expect(error?.reason.contains("bytes") == true)
    }

    @Test("A long predicate counts for as many steps as it is long")
    func longPredicates() throws {
        func steps(_ predicate: String) throws -> Int {
            let text = "_:a <\(predicate)> _:b .\n_:b <\(predicate)> _:a .\n"
            for steps in 0..<1_000 {
                let limits = CanonicalizationLimits(nDegreeHashCount: 9, stepCount: steps, nQuadsByteCount: 1 << 20)
                if (try? canonical(text, limits: limits)) != nil { return steps }
            }
            return .max
        }
        let short = try steps("a:p")
        let long = try steps("a:" + String(repeating: "p", count: 10 * 256))
        #expect(long >= short + 40 && long < 1_000, "\(short) and \(long) steps")
    }
}
