import Encodings
import LinkedData

// What reads linked data, held to what it promises, for whatever libFuzzer thinks of: a JSON document is expanded, turned
// into RDF and canonicalised; anything else is read as N-Quads.
//
// A crash, a memory error, an endless loop or a broken promise ends the run with the input in a file. The modules are
// compiled with the sanitizer as well: see `run.sh`.

@c(LLVMFuzzerTestOneInput)
func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    let isJSON = bytes.first { $0 > 0x20 }.map { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") } ?? false
    if isJSON { checkDocument(bytes) } else { checkStatements(bytes) }
    return 0
}

/// A tenth of what a credential may ask, so that dear inputs are tried often.
private let work = CanonicalizationLimits(nDegreeHashCount: 2_000, stepCount: 20_000, nQuadsByteCount: 1 << 20)

/// The limits of credentials but for texts: with these a short document cannot become a long one.
private let shape = JSONLDLimits(
    depth: 40, nodeCount: 10_000, remoteContextCount: 16, inlineContextByteCount: 64 << 10, textByteCount: 1 << 20,
    definitionCount: 100_000)

/// Keeps what it made of the contexts from one input to the next, as a program does.
private let processor = JSONLDProcessor(loader: FuzzingContexts.loader)

private func options(isSafe: Bool) -> JSONLDOptions {
    // A base where nothing is lost, as conformance tests have one; none in safe mode, as credentials have none.
    JSONLDOptions(base: isSafe ? nil : "https://base.example/a/b", isSafe: isSafe, limits: shape)
}

// MARK: JSON-LD

private func checkDocument(_ bytes: [UInt8]) {
    guard let document = try? JSONDocument(parsing: bytes, limits: .credential) else { return }
    if let dataset = dataset(document, isSafe: false) { checkCanonicalForm(dataset) }
    guard let dataset = dataset(document, isSafe: true) else { return }
    checkCanonicalForm(dataset)
    guard let form = canonical(dataset) else { return }
    checkTexts(document, dataset)
    checkRepetition(document, form)
    checkParts(document, dataset, form)
    LossCheck(document, form).run { changed in
        // What asks too much says nothing about loss.
        do throws(JSONLDError) {
            return canonical(try processor.dataset(changed.root, options: options(isSafe: true)))
        } catch {
            return nil
        }
    }
}

/// The dataset of a document, or `nil` when it is refused in the way that refusals have.
private func dataset(_ document: JSONDocument, isSafe: Bool) -> RDFDataset? {
    do throws(JSONLDError) {
        return try processor.dataset(document.root, options: options(isSafe: isSafe))
    } catch {
        demand(!error.reason.isEmpty && isPlain(error.description), "a refusal has no reason on one line")
        if error.contextURL == nil {
            demand(document.root.value(at: error.pointer) != nil, "a refusal names a place that is not there")
        } else {
            demand(error.pointer.isEmpty || error.pointer.utf8.first == UInt8(ascii: "/"), "a refusal names no place")
        }
        return nil
    }
}

/// A text that is signed stands in the document, letter by letter, as a value or as a name that an index makes a value of.
private func checkTexts(_ document: JSONDocument, _ dataset: RDFDataset) {
    var written: Set<[UInt8]> = []
    func collect(_ node: JSONNode) {
        switch node.kind {
        case .string: written.insert(node.utf8)
        case .array: for element in node.elements { collect(element) }
        case .object:
            for (name, value) in node.members {
                written.insert(name.utf8)
                collect(value)
            }
        case .null, .boolean, .number: break
        }
    }
    collect(document.root)
    let texts = ["http://www.w3.org/2001/XMLSchema#string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"]
    for quad in dataset.quads {
        guard case .literal(let text, let type, _)? = try? dataset.term(of: quad.object), texts.contains(type) else {
            continue
        }
        // A number or a truth value may be given the type of texts, and is written in its canonical form then.
        guard text != "true", text != "false", text.utf8.contains(where: { !"0123456789+-.E".utf8.contains($0) }) else {
            continue
        }
        demand(written.contains(Array(text.utf8)), "a text is signed that stands nowhere in the document")
    }
}

/// The expanded form is a document of its own that says the same without any context.
private func checkRepetition(_ document: JSONDocument, _ form: [UInt8]) {
    do throws(JSONLDError) {
        let expanded = try processor.expand(document.root, options: options(isSafe: true))
        demand(canonical(try processor.dataset(expanded, options: options(isSafe: true))) == form, "two runs differ")
        guard let again = try? JSONDocument(parsing: expanded.json.serialized(), limits: .general) else {
            return demand(false, "the expanded form is no JSON")
        }
        let repeated = try processor.dataset(again.root, options: options(isSafe: true))
        demand(canonical(repeated) == form, "the expanded form says something else")
    } catch {
        demand(error.code == .limit, "the expanded form is refused: \(error)")
    }
}

/// Parts that are kept apart say no less than all at once, and a document without parts says the same.
private func checkParts(_ document: JSONDocument, _ whole: RDFDataset, _ form: [UInt8]) {
    var options = options(isSafe: true)
    do throws(JSONLDError) {
        options.keepingPartsApart = "urn:no:such:type"
        demand(
            canonical(try processor.dataset(document.root, options: options)) == form, "a document has unknown parts")
        options.keepingPartsApart = "https://www.w3.org/2018/credentials#VerifiableCredential"
        let apart = try processor.dataset(document.root, options: options)
        demand(apart.quads.count >= whole.quads.count, "parts that are kept apart say less")
    } catch {
        demand(error.code == .limit || error.code == .invalidIRI, "parts cannot be kept apart: \(error)")
    }
}

// MARK: N-Quads

private func checkStatements(_ bytes: [UInt8]) {
    do throws(RDFError) {
        checkCanonicalForm(try NQuadsReader.read(bytes))
    } catch {
        demand(!error.reason.isEmpty && isPlain(error.description), "a refusal has no reason on one line")
        guard let position = error.position else { return demand(false, "a refusal names no place") }
        demand(position.line > 0 && position.column > 0, "a refusal names a place that is not there")
    }
}

/// What must hold for every dataset.
private func checkCanonicalForm(_ dataset: RDFDataset) {
    let hash: CanonicalizationHash = dataset.count % 4 == 3 ? .sha384 : .sha256
    guard let form = canonical(dataset, hash) else { return }
    guard let again = read(form) else { return demand(false, "the canonical form is refused") }
    demand(again.count == dataset.count, "the canonical form has another number of statements")
    // The labels of the canonical form are others, and a graph that is hard at the limit may be over it then.
    demand(canonical(again, hash).map { $0 == form } ?? true, "the canonical form is not its own canonical form")
    guard let relabelled = relabelled(dataset) else { return demand(false, "a term is refused that was there") }
    demand(canonical(relabelled, hash).map { $0 == form } ?? true, "labels and order change the canonical form")
    guard let written = try? NQuadsWriter.write(dataset), let copy = read(written) else {
        return demand(false, "the dataset cannot be written and read")
    }
    demand(canonical(copy, hash).map { $0 == form } ?? true, "writing and reading changes the canonical form")
}

private func read(_ bytes: [UInt8]) -> RDFDataset? {
    // Escapes may make a document longer than what it was made from.
    try? NQuadsReader.read(bytes, limits: .general, byteLimit: 64 << 20)
}

/// The canonical form; `nil` when it takes too much work, which is the one way to have none.
private func canonical(_ dataset: RDFDataset, _ hash: CanonicalizationHash = .sha256) -> [UInt8]? {
    do throws(RDFError) {
        return try CanonicalDataset(dataset, hash: hash, limits: work).nQuads
    } catch {
        demand(error.code == .canonicalizationLimit, "a dataset has no canonical form: \(error)")
        return nil
    }
}

/// The same statements the other way round, with other labels in another order.
private func relabelled(_ dataset: RDFDataset) -> RDFDataset? {
    var result = RDFDataset(limits: .general, reserving: dataset.count)
    var labels: [TermHandle: Int] = [:]
    func copy(_ handle: TermHandle) throws(RDFError) -> RDFTerm {
        guard handle.isBlank else { return try dataset.term(of: handle) }
        let number = labels[handle] ?? labels.count
        labels[handle] = number
        // So that the order of the labels is not the order of their numbers.
        return .blank("\(number * 7 % 10)x\(number)")
    }
    do throws(RDFError) {
        for quad in dataset.quads.reversed() {
            var graph: RDFTerm?
            if let handle = quad.graph { graph = try copy(handle) }
            try result.insert(copy(quad.subject), copy(quad.predicate), copy(quad.object), graph: graph)
        }
    } catch {
        return nil
    }
    return result
}

// MARK: Promises

private func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }

func demand(_ isTrue: Bool, _ what: @autoclosure () -> String) {
    if !isTrue { fatalError(what()) }
}

extension JSONNode {
    /// The value at a JSON pointer (RFC 6901, section 4).
    fileprivate func value(at pointer: String) -> JSONNode? {
        var node = self
        for token in pointer.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst() {
            let inner: JSONNode?
            if node.kind == .array {
                inner = Int(String(decoding: token, as: UTF8.self)).flatMap { Array(node.elements).dropFirst($0).first }
            } else {
                inner = node.members.first { JSONPointer.escape($0.name.string ?? "").utf8.elementsEqual(token) }?.value
            }
            guard let inner else { return nil }
            node = inner
        }
        return node
    }
}
