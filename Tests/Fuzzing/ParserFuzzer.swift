import Encodings

/// Feeds whatever libFuzzer thinks of to the JSON parser and, where it is accepted, to all that reads the tape.
///
/// A crash, a memory error or a broken promise ends the run with the input in a file `crash-…`. The module is compiled
/// with the sanitizer as well: see `run.sh`.
@c(LLVMFuzzerTestOneInput)
func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    check(bytes, .credential)
    check(bytes, .general)
    check(bytes, .trustList)
    return 0
}

/// What must hold for any bytes at all.
private func check(_ bytes: [UInt8], _ limits: Limits) {
    let document: JSONDocument
    do throws(JSONError) {
        document = try JSONDocument(parsing: bytes, limits: limits)
    } catch {
        demand((0...bytes.count).contains(error.byteOffset), "the error lies outside of the document")
        demand(error.description.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "the message holds a control character")
        return
    }
    let canonical = document.root.canonicalBytes()
    demand(isCanonical(canonical, limits), "the canonical form is not its own canonical form")
    let copy = JSONValue(document.root)
    for spelling in [copy.serialized(), copy.serialized(indented: true)] {
        // Indenting may pass the bound of the document's size, nothing else.
        guard let again = try? JSONDocument(parsing: spelling, limits: limits) else {
            demand(spelling.count > limits.documentByteCount, "a copy is refused")
            continue
        }
        demand(again.root.canonicalBytes() == canonical, "a copy has another canonical form")
    }
    visit(document)
}

private func isCanonical(_ bytes: [UInt8], _ limits: Limits) -> Bool {
    guard let document = try? JSONDocument(parsing: bytes, limits: limits) else {
        return bytes.count > limits.documentByteCount
    }
    return document.root.canonicalBytes() == bytes
}

/// Reads every value by every way there is.
private func visit(_ document: JSONDocument) {
    var open = [document.root]
    var budget = 200
    while let node = open.popLast(), budget > 0 {
        budget -= 1
        demand(node.byteRange.lowerBound < node.byteRange.upperBound, "a value is empty")
        demand(node.byteRange.upperBound <= document.bytes.count, "a value reaches beyond the document")
        demand(node.pointer.isEmpty == (node.byteOffset == document.root.byteOffset), "a pointer is wrong")
        demand(node.receivedBytes.count == node.byteRange.count, "received bytes are lost")
        demand(Array(node.textBytes) == node.utf8, "a text is lent wrongly")
        var lent: [UInt8] = []
        node.forEachMember { name, _ in name.indices.forEach { lent.append(name[$0]) } }
        demand(lent == node.members.flatMap(\.name.utf8), "names are lent wrongly")
        for member in node.members {
            let found = node.member(member.name.string ?? "")
            demand(found?.byteOffset == member.value.byteOffset, "a member is not found by its name")
            let rest = node.canonicalBytes(omitting: [member.name.string ?? ""])
            demand(rest != node.canonicalBytes(), "an omitted member is still there")
            open.append(member.value)
        }
        open += node.elements
        demand(Array(node.elements).count + Array(node.members).count == node.count, "a container has another size")
    }
}

private func demand(_ isTrue: Bool, _ what: String) {
    if !isTrue { fatalError(what) }
}
