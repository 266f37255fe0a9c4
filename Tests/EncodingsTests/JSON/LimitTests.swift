import Encodings
import Testing
import TestSupport

@Suite("JSON limits")
struct LimitTests {
    private static let kibibyte = 1_024

    @Test("a credential has exactly the published bounds")
    func published() {
        let limits = Limits.credential
        #expect(limits.documentByteCount == 1_048_576)
        #expect(limits.depth == 32)
        #expect(limits.memberCount == 10_000)
        #expect(limits.stringByteCount == 65_536)
        #expect(limits.imageByteCount == 524_288)
    }

    @Test("the document: one of 1 MiB is accepted, one byte more is refused before anything is read")
    func document() {
        let bound = Limits.credential.documentByteCount
        let full = [UInt8](repeating: 0x20, count: bound - 2) + "{}".utf8
        #expect(refusal(full, .credential) == nil)
        #expect(refusal([0x20] + full, .credential)?.place == "INPUT_TOO_LARGE at byte 1048576, pointer ''")
        #expect(refusal([UInt8](repeating: 0xFF, count: bound + 1), .credential)?.code == .inputTooLarge)
    }

    @Test("depth: 32 open containers are accepted, the 33rd is refused where it opens")
    func depth() {
        func nested(_ depth: Int, _ open: String, _ inner: String, _ close: String) -> String {
            String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
        }
        #expect(refusal(nested(32, "[", "", "]"), .credential) == nil)
        #expect(
            refusal(nested(33, "[", "", "]"), .credential)?.place
                == "JSON_LIMIT at byte 32, pointer '\(String(repeating: "/0", count: 32))'")
        #expect(refusal(nested(32, #"{"a":"#, "1", "}"), .credential) == nil)
        #expect(
            refusal(nested(33, #"{"a":"#, "1", "}"), .credential)?.place
                == "JSON_LIMIT at byte 160, pointer '\(String(repeating: "/a", count: 32))'")
        #expect(refusal(nested(512, "[", "", "]"), .general) == nil)
        #expect(refusal(nested(513, "[", "", "]"), .general)?.code == .limit)
        // What was closed does not count.
        #expect(refusal("[" + String(repeating: "[],", count: 200) + "[]]", .credential) == nil)
    }

    @Test("members: 10,000 names and elements together are accepted, one more is refused")
    func members() {
        let elements = String(repeating: "0,", count: 9_998)
        #expect(refusal(#"{"a":["# + elements + "0]}", .credential) == nil)
        #expect(
            refusal(#"{"a":["# + elements + "0,0]}", .credential)?.place == "JSON_LIMIT at byte 20004, pointer '/a'")
        let names = (0..<10_000).map { "\"\($0)\":0" }
        #expect(refusal("{" + names.joined(separator: ",") + "}", .credential) == nil)
        let more = "{" + names.joined(separator: ",") + #","x":0}"#
        #expect(refusal(more, .credential)?.place == "JSON_LIMIT at byte \(more.utf8.count - 6), pointer ''")
        #expect(refusal(more, .general) == nil)
    }

    @Test("strings: 64 KiB of UTF-8 are accepted in a value and in a name, one byte more is refused")
    func strings() {
        let full = String(repeating: "x", count: 64 * Self.kibibyte)
        #expect(refusal(#"{"a":""# + full + #""}"#, .credential) == nil)
        #expect(refusal(#"{"a":"x"# + full + #""}"#, .credential)?.place == "JSON_LIMIT at byte 5, pointer '/a'")
        #expect(refusal(#"{""# + full + #"":1}"#, .credential) == nil)
        #expect(refusal(#"{"a":1,"x"# + full + #"":1}"#, .credential)?.place == "JSON_LIMIT at byte 7, pointer ''")
        // Bytes count, not characters, and after escapes are resolved.
        let accents = String(repeating: "é", count: 32 * Self.kibibyte)
        #expect(refusal("[\"\(accents)\"]", .credential) == nil)
        #expect(refusal("[\"\(accents)x\"]", .credential)?.place == "JSON_LIMIT at byte 1, pointer '/0'")
        let escapes = String(repeating: #"\u00e9"#, count: 32 * Self.kibibyte)
        #expect(refusal("[\"\(escapes)\"]", .credential) == nil)
        #expect(refusal("[\"x\(escapes)\"]", .credential)?.place == "JSON_LIMIT at byte 1, pointer '/0'")
    }

    @Test("images: a string that begins with data:image/ may have 512 KiB, a name may not, another data URL may not")
    func images() {
        let prefix = "data:image/png;base64,"
        let full = prefix + String(repeating: "A", count: 512 * Self.kibibyte - prefix.utf8.count)
        #expect(refusal(#"{"image":""# + full + #""}"#, .credential) == nil)
        #expect(
            refusal(#"{"image":""# + full + #"A"}"#, .credential)?.place == "JSON_LIMIT at byte 9, pointer '/image'")
        let escaped = full.replacingFirst("/", with: #"\/"#)
        #expect(refusal(#"["\#(escaped)"]"#, .credential) == nil)
        #expect(refusal(#"["\#(escaped)A"]"#, .credential)?.code == .limit)
        #expect(refusal(#"{"\#(full)":1}"#, .credential)?.place == "JSON_LIMIT at byte 1, pointer ''")
        #expect(refusal(#"["\#(full.replacingFirst("image", with: "video"))"]"#, .credential)?.code == .limit)
        #expect(refusal(#"[" \#(full.dropLast())"]"#, .credential)?.code == .limit)
    }

    @Test("limits that a program sets are kept to the range in which sizes are safe")
    func extremes() {
        var limits = Limits(
            documentByteCount: .max, depth: .max, memberCount: .max, stringByteCount: .max, imageByteCount: .max,
            numbers: .finite, text: .anyScalar)
        #expect(limits.documentByteCount == 1 << 30)
        #expect(limits.depth == 1_024)
        limits.documentByteCount = .max
        limits.depth = .max
        #expect(limits.documentByteCount == 1 << 30)
        #expect(limits.depth == 1_024)
        limits.documentByteCount = -1
        limits.depth = -1
        #expect(limits.documentByteCount == 0)
        #expect(limits.depth == 0)
        let none = Limits(
            documentByteCount: 10, depth: -5, memberCount: -5, stringByteCount: -5, imageByteCount: -5,
            numbers: .finite, text: .anyScalar)
        #expect(refusal("[]", none)?.code == .limit)
        #expect(refusal(#""a""#, none)?.code == .limit)
        #expect(refusal("1", none)?.code == .limit)
        #expect(refusal(#""""#, none) == nil)
        #expect(refusal("null", none) == nil)
    }

    @Test("100,000 brackets, open or in pairs, are refused by depth, also on a thread with a stack of 512 KiB")
    func deep() throws {
        for text in ["[", #"{"a":"#, #"[{"":"#] {
            let bytes = Array(String(repeating: text, count: 100_000).utf8)
            for limits in [Limits.credential, .general] {
                #expect(try SmallStack.run { refusal(bytes, limits) }?.code == .limit)
            }
        }
        let pairs = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(try SmallStack.run { refusal(pairs, .credential) }?.code == .limit)
    }

    @Test("the deepest document that any limits admit is read, written and copied on a stack of 512 KiB")
    func deepest() throws {
        var limits = Limits.general
        limits.depth = .max
        let deepest = limits
        let opening = String(repeating: #"[{"a":"#, count: deepest.depth / 2)
        let text = opening + "1" + String(repeating: "}]", count: deepest.depth / 2)
        let outcome = try SmallStack.run { () -> [String] in
            guard let document = try? JSONDocument(parsing: Array(text.utf8), limits: deepest) else { return [] }
            var innermost = document.root
            while let next = innermost["a"] ?? innermost.elements.first(where: { _ in true }) { innermost = next }
            let value = JSONValue(document.root)
            return [
                String(decoding: document.root.canonicalBytes(), as: UTF8.self),
                String(decoding: value.serialized(), as: UTF8.self), innermost.pointer,
                String(value.serialized(indented: true).count),
            ]
        }
        try #require(outcome.count == 4)
        #expect(outcome[0] == text)
        #expect(outcome[1] == text)
        #expect(outcome[2] == String(repeating: "/0/a", count: deepest.depth / 2))
    }

    @Test("a million members are refused in a credential and read where the limits allow them")
    func wide() throws {
        let zeros = "[" + String(repeating: "0,", count: 999_999) + "0]"
        #expect(refusal(zeros, .credential)?.code == .inputTooLarge)
        #expect(refusal("[" + String(repeating: "0,", count: 500_000), .credential)?.code == .limit)
        let document = try JSONDocument(parsing: Array(zeros.utf8), limits: .general)
        #expect(document.root.count == 1_000_000)
        #expect(refusal(String(repeating: "[", count: 1_000_000), .credential)?.code == .limit)
    }
}

extension String {
    fileprivate func replacingFirst(_ part: String, with replacement: String) -> String {
        guard let range = self.firstRange(of: part) else { return self }
        return replacingCharacters(range, replacement)
    }

    private func replacingCharacters(_ range: Range<String.Index>, _ replacement: String) -> String {
        String(self[..<range.lowerBound]) + replacement + String(self[range.upperBound...])
    }
}
