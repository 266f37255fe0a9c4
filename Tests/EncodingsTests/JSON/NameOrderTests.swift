import Encodings
import Testing
import TestSupport

@Suite("Order of member names, RFC 8785, section 3.2.3")
struct NameOrderTests {
    /// Names in the order that the canonical form gives them.
    private func sorted(_ names: [String]) throws -> [String] {
        let object = JSONValue.object(names.map { (name: $0, value: .null) })
        let document = try JSONDocument(parsing: object.serialized(), limits: .general)
        let canonical = try JSONDocument(parsing: document.root.canonicalBytes(), limits: .general)
        return canonical.root.members.map { $0.name.string ?? "" }
    }

    private func isSame(_ left: [String], _ right: [String]) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    }

    @Test("is that of UTF-16 code units, not of characters")
    func surrogates() throws {
        #expect(try sorted(["\u{FB33}", "\u{1F600}"]) == ["\u{1F600}", "\u{FB33}"])
        #expect(try sorted(["\u{E000}", "\u{10FFFF}", "\u{D7FF}"]) == ["\u{D7FF}", "\u{10FFFF}", "\u{E000}"])
        #expect(
            try sorted(["\u{FFFD}", "\u{EFFF}", "\u{F000}", "\u{10000}"]) == [
                "\u{10000}", "\u{EFFF}", "\u{F000}", "\u{FFFD}",
            ])
        // The difference may stand anywhere: in the first eight bytes, across them, behind them.
        for prefix in ["", "a", "abcde", "abcdef", "abcdefg", "abcdefgh", "abcdefghijklmnop"] {
            #expect(
                try sorted([prefix + "\u{FB33}z", prefix + "\u{1F600}a"]) == [
                    prefix + "\u{1F600}a", prefix + "\u{FB33}z",
                ])
        }
    }

    @Test("puts a name before those that it begins, also where zero bytes follow")
    func prefixes() throws {
        let names = [
            "", "\0", "\0\0", "a", "a\0", "a\0b", "aa", "abcdefg", "abcdefg\0", "abcdefgh", "abcdefgh\0", "abcdefghi",
            "b",
        ]
        #expect(isSame(try sorted(names.reversed()), names))
        #expect(isSame(try sorted(names), names))
    }

    @Test("agrees with a plain comparison of UTF-16 for random names, few and many")
    func random() throws {
        var faults = Faults()
        for (trial, random) in Trials(300) {
            var maker = RandomJSON(.general, random)
            let count = maker.random.number(in: 0...(trial % 10 == 0 ? 200 : 40))
            var names: [String] = []
            var seen: Set<[UInt8]> = []
            for _ in 0..<count {
                let name = maker.text()
                if seen.insert(Array(name.utf8)).inserted { names.append(name) }
            }
            let expected = names.sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) }
            if try !isSame(sorted(names), expected) { faults.note("trial \(trial): \(names)") }
        }
        #expect(faults.count == 0, "\(faults)")
    }
}
