import Encodings
import Testing
import TestSupport

@Suite("JSON, whatever the document")
struct PropertyTests {
    /// What must hold for any bytes at all; `nil` when it does.
    private func fault(in bytes: [UInt8], _ limits: Limits) -> String? {
        guard let document = try? JSONDocument(parsing: bytes, limits: limits) else {
            guard let error = refusal(bytes, limits) else { return "refused once and accepted once" }
            return (0...bytes.count).contains(error.byteOffset) ? nil : "the error lies outside of the document"
        }
        let canonical = document.root.canonicalBytes()
        guard let again = try? JSONDocument(parsing: canonical, limits: limits) else {
            return "the canonical form is refused: \(refusal(canonical, limits)?.description ?? "")"
        }
        if again.root.canonicalBytes() != canonical { return "the canonical form is not its own canonical form" }
        let copy = JSONValue(document.root).serialized()
        guard let copied = try? JSONDocument(parsing: copy, limits: limits) else { return "the copy is refused" }
        if copied.root.canonicalBytes() != canonical { return "the copy has another canonical form" }
        if document.root.byteRange.upperBound > bytes.count { return "a value reaches beyond the document" }
        return nil
    }

    @Test("the canonical form is its own canonical form, and does not depend on the spelling: general documents")
    func general() { spellings(.general, .general) }

    @Test("the canonical form is its own canonical form, and does not depend on the spelling: credentials")
    func credentials() { spellings(.credential, .credential) }

    private func spellings(_ kind: RandomJSON.Kind, _ limits: Limits) {
        var faults = Faults()
        var accepted = 0
        for (trial, random) in Trials(2_000) {
            var maker = RandomJSON(kind, random)
            let value = maker.value()
            let one = maker.spelling(of: value)
            let other = maker.spelling(of: value, escaping: 2)
            if let fault = fault(in: one, limits) { faults.note("trial \(trial): \(fault)") }
            guard let left = try? JSONDocument(parsing: one, limits: limits),
                let right = try? JSONDocument(parsing: other, limits: limits)
            else {
                let error = refusal(one, limits) ?? refusal(other, limits)
                faults.note("trial \(trial) is refused: \(error?.description ?? "")")
                continue
            }
            accepted += 1
            if left.root.canonicalBytes() != right.root.canonicalBytes() || !left.root.isEqual(to: right.root) {
                faults.note("trial \(trial): two spellings, two canonical forms")
            }
        }
        #expect(accepted >= 2_000)
        #expect(faults.count == 0, "\(faults)")
    }

    @Test("random bytes never do harm")
    func bytes() {
        var faults = Faults()
        for (trial, random) in Trials(40_000) {
            var random = random
            var bytes: [UInt8] = []
            for _ in 0..<random.number(in: 0...16) { bytes.append(UInt8(random.number(in: 0...255))) }
            if let fault = fault(in: bytes, trial % 2 == 0 ? .general : .credential) {
                faults.note("trial \(trial): \(fault), \(hexadecimal(bytes))")
            }
        }
        #expect(faults.count == 0, "\(faults)")
    }

    @Test("random pieces of JSON never do harm, and what is accepted survives")
    func pieces() {
        var faults = Faults()
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"\\u00e9\"", "\"b\":", "{\"", "1", "-0", "1e5", "0.10",
            "true",
            "null", " ", "\\", "\\u", "d83d", "\\ude00", "é", "😀", "[]", "{}", "\"x\\/y\"", "\t", "9007199254740993",
        ].map { Array($0.utf8) }
        var accepted = 0
        for (trial, random) in Trials(60_000) {
            var random = random
            var bytes: [UInt8] = []
            for _ in 0..<random.number(in: 1...9) { bytes += random.pick(pieces) }
            let limits: Limits = trial % 2 == 0 ? .general : .credential
            if let fault = fault(in: bytes, limits) { faults.note("trial \(trial): \(fault), \(hexadecimal(bytes))") }
            if refusal(bytes, limits) == nil { accepted += 1 }
        }
        #expect(accepted > 500)
        #expect(faults.count == 0, "\(faults)")
    }

    @Test("documents with one byte changed, added or lost never do harm")
    func mutations() {
        var faults = Faults()
        for (trial, random) in Trials(10_000) {
            var maker = RandomJSON(trial % 2 == 0 ? .general : .credential, random)
            var bytes = maker.spelling(of: maker.value(depth: 2))
            let place = maker.random.number(in: 0...bytes.count)
            let byte = UInt8(maker.random.number(in: 0...255))
            switch maker.random.number(in: 0...2) {
            case 0 where place < bytes.count: bytes[place] = byte
            case 1 where place < bytes.count: bytes.remove(at: place)
            default: bytes.insert(byte, at: place)
            }
            if let fault = fault(in: bytes, trial % 2 == 0 ? .general : .credential) {
                faults.note("trial \(trial): \(fault), \(hexadecimal(bytes))")
            }
        }
        #expect(faults.count == 0, "\(faults)")
    }

    @Test("a document cut anywhere is refused, or was whole before its last white space")
    func truncation() throws {
        let text = Array(#"{"a":[1.5,"é\u00e9\n",{"b":null}],"c":true} "#.utf8)
        for end in 0..<text.count - 1 {
            let code = refusal(Array(text[..<end]), .credential)?.code
            #expect(code == .syntax || code == .notUTF8, "cut after \(end) bytes")
        }
        #expect(refusal(Array(text.dropLast()), .credential) == nil)
    }
}
