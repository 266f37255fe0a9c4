import LinkedData
import TestSupport
import Testing

@Suite("The canonical form depends on the dataset alone")
struct CanonicalInvarianceTests {
    /// A statement in which a negative number is an IRI and any other a blank node.
    private struct Statement: Hashable {
        var subject: Int
        var predicate: Int
        var object: Int
        var graph: Int?

        func renamed(_ names: [Int]) -> Statement {
            func name(_ term: Int) -> Int { term < 0 ? term : names[term] }
            return Statement(
                subject: name(subject), predicate: predicate, object: name(object), graph: graph.map(name))
        }
    }

    private func form(_ statements: [Statement], _ prefix: String = "b") throws -> [UInt8] {
        func term(_ number: Int) -> RDFTerm { number < 0 ? .iri("a:\(-number)") : .blank("\(prefix)\(number)") }
        var dataset = RDFDataset()
        for statement in statements {
            try dataset.insert(
                term(statement.subject), .iri("p:\(statement.predicate)"), term(statement.object),
                graph: statement.graph.map(term))
        }
        return try CanonicalDataset(dataset).nQuads
    }

    private func randomStatements(_ nodes: Int, _ generator: inout SeededGenerator) -> [Statement] {
        (0..<generator.number(in: 1...12)).map { _ in
            Statement(
                subject: generator.number(in: -1...nodes - 1), predicate: generator.number(in: 0...1),
                object: generator.number(in: -1...nodes - 1),
                graph: generator.isOne(in: 4) ? generator.number(in: -1...nodes - 1) : nil)
        }
    }

    @Test("Other labels and another order of statements change nothing", arguments: 0..<300)
    func relabelled(_ seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let nodes = generator.number(in: 1...6)
        let statements = randomStatements(nodes, &generator)
        let expected = try form(statements)
        for round in 0..<5 {
            let names = Array(0..<nodes).shuffled(using: &generator)
            let other = statements.map { $0.renamed(names) }.shuffled(using: &generator)
            #expect(try form(other, "x\(round)y") == expected)
        }
    }

    /// Two copies of a hub with two rings of different sizes, so that nothing near a blank node tells which it is.
    private func hubs(_ nodes: [Int], hubFirst: Bool, predicates: (hub: Int, ring: Int)) -> [Statement] {
        func link(_ from: Int, _ to: Int, _ predicate: Int) -> Statement {
            let (subject, object) = hubFirst ? (nodes[from], nodes[to]) : (nodes[to], nodes[from])
            return Statement(subject: subject, predicate: predicate, object: object)
        }
        var statements: [Statement] = []
        for start in [0, 8] {
            // The hub is 0, the rings are 1 to 3 and 4 to 7.
            statements += [link(start, start + 1, predicates.hub), link(start, start + 4, predicates.hub)]
            for (from, to) in [(1, 2), (2, 3), (3, 1), (4, 5), (5, 6), (6, 7), (7, 4)] {
                statements.append(link(start + from, start + to, predicates.ring))
            }
        }
        return statements
    }

    @Test("Where only the shape far away decides, labels and order change nothing", arguments: 0..<24)
    func hubsWithRings(_ variant: Int) throws {
        var generator = SeededGenerator(seed: variant)
        let predicates = (hub: variant, ring: variant / 2)
        let expected = try form(hubs(Array(0..<16), hubFirst: variant.isMultiple(of: 2), predicates: predicates))
        for _ in 0..<6 {
            let names = Array(0..<16).shuffled(using: &generator)
            let other = hubs(names, hubFirst: variant.isMultiple(of: 2), predicates: predicates)
            #expect(try form(other.shuffled(using: &generator)) == expected)
        }
    }

    @Test("Datasets that no exchange of labels makes equal have different forms", arguments: 0..<200)
    func distinct(_ seed: Int) throws {
        var generator = SeededGenerator(seed: 1_000 + seed)
        let nodes = generator.number(in: 2...4)
        let statements = randomStatements(nodes, &generator)
        var altered = statements
        let place = generator.number(in: 0...altered.count - 1)
        switch generator.number(in: 0...2) {
        case 0: altered[place].object = generator.number(in: 0...nodes - 1)
        case 1: altered[place].predicate = 1 - altered[place].predicate
        default: altered[place].graph = altered[place].graph == nil ? generator.number(in: 0...nodes - 1) : nil
        }
        let areAlike = permutations(nodes).contains { names in
            Set(statements.map { $0.renamed(names) }) == Set(altered)
        }
        #expect((try form(statements) == form(altered)) == areAlike)
    }

    @Test("Regular graphs of the same size, which only their shape tells apart, have different forms")
    func regularGraphs() throws {
        func ring(_ nodes: [Int]) -> [Statement] {
            nodes.indices.map { Statement(subject: nodes[$0], predicate: 0, object: nodes[($0 + 1) % nodes.count]) }
        }
        let shapes = [
            [[0, 1, 2, 3, 4, 5]], [[0, 1, 2], [3, 4, 5]], [[0, 1], [2, 3], [4, 5]], [[0, 1, 2, 3], [4, 5]],
        ]
        let forms = try shapes.map { try form($0.flatMap(ring)) }
        #expect(Set(forms).count == shapes.count)
    }

    private func permutations(_ count: Int) -> [[Int]] {
        guard count > 0 else { return [[]] }
        return permutations(count - 1).flatMap { shorter in
            (0..<count).map { place in
                var longer = shorter
                longer.insert(count - 1, at: place)
                return longer
            }
        }
    }
}
