import Encodings
import Testing
import TestSupport

@Suite("Multibase")
struct MultibaseTests {
    /// The rows of a published table, with the text of its heading.
    static func rows(_ name: String) throws -> (plain: [UInt8], rows: [(encoding: String, text: String)]) {
        let lines = try String(decoding: Vectors.bytes("did-key/multibase/\(name).csv"), as: UTF8.self)
            .split(separator: "\n").map { line in
                line.split(separator: ",", maxSplits: 1).map { $0.filter { $0 != "\"" }.drop { $0 == " " } }
            }
        let heading = try #require(lines.first?.last)
        var plain = Array(heading.utf8)
        // The table writes a zero byte as four characters.
        while plain.starts(with: Array("\\x00".utf8)) { plain.replaceSubrange(0..<4, with: [0x80]) }
        while let zero = plain.firstIndex(of: 0x80) { plain[zero] = 0 }
        return (plain, lines.dropFirst().compactMap { $0.count == 2 ? (String($0[0]), String($0[1])) : nil })
    }

    @Test(
        "reads and writes z and u of the published tables, and refuses the other rows by name",
        .enabled(if: Vectors.areAvailable), arguments: ["basic", "leading_zero"])
    func publishedTable(_ name: String) throws {
        let (plain, rows) = try Self.rows(name)
        #expect(rows.count >= 22)
        var readCount = 0
        for (encoding, text) in rows {
            if let base = Multibase.Base.allCases.first(where: { $0.name == encoding }) {
                #expect(try Multibase.decode(text) == plain)
                #expect(try Multibase.decode(Array(text.utf8), as: base) == plain)
                #expect(Multibase.encode(plain, as: base) == text)
                readCount += 1
            } else {
                let error = try #require(throws: EncodingError.self) { try Multibase.decode(text) }
                #expect(error.code == .unsupportedMultibase)
                if encoding != "base256emoji" { #expect(error.reason.hasSuffix("(\(encoding))"), "\(error)") }
            }
        }
        #expect(readCount == 2)
    }

    @Test(
        "refuses every row of the table of non-canonical encodings", .enabled(if: Vectors.areAvailable))
    func publishedNonCanonical() throws {
        let rows = try Self.rows("case_insensitivity").rows
        #expect(rows.count == 12)
        for (_, text) in rows {
            #expect(throws: EncodingError(.unsupportedMultibase, "")) { try Multibase.decode(text) }
        }
    }

    @Test("says which prefix was found and which is expected")
    func reasonNamesPrefixes() throws {
        func reason(_ text: String, _ base: Multibase.Base? = nil) -> String? {
            do {
                _ = try Multibase.decode(text, as: base)
                return nil
            } catch { return error.reason }
        }
        #expect(
            reason("mAHll") == "expected the multibase prefix 'z' (base58btc) or 'u' (base64url), "
                + "found 'm' at byte offset 0 (base64)")
        #expect(
            reason("uAHll", .base58btc)
                == "expected the multibase prefix 'z' (base58btc), found 'u' at byte offset 0 (base64url)")
        #expect(reason("", .base64url) == "expected the multibase prefix 'u' (base64url), found an empty text")
        #expect(reason("🚀")?.hasSuffix("found byte 0xF0 at byte offset 0") == true)
        // Offsets count from the prefix, as the reader of the text does.
        #expect(reason("z6Mk0")?.hasSuffix("found '0' at byte offset 4") == true)
        #expect(reason("uAA=")?.hasSuffix("found '=' at byte offset 3") == true)
    }

    @Test("a prefix alone stands for no bytes")
    func prefixAlone() throws {
        #expect(try Multibase.decode("z").isEmpty)
        #expect(try Multibase.decode("u").isEmpty)
        #expect(Multibase.encode([], as: .base58btc) == "z")
    }

    @Test("2,000 mutated texts are refused, or are the one text of other bytes")
    func mutatedTexts() throws {
        var random = RandomBytes(seed: 13)
        let characters = Array("zumZU019+/-_= \t\n\r\u{0}\u{7f}AaBbOIl=".utf8) + [0x80, 0xc3, 0xff]
        var refusedCount = 0
        for index in 0..<2_000 {
            let base: Multibase.Base = index.isMultiple(of: 2) ? .base58btc : .base64url
            let bytes = random.bytes(count: [32, 34, 64, 65][index / 2 % 4])
            var text = Array(Multibase.encode(bytes, as: base).utf8)
            let place = Int.random(in: 0..<text.count, using: &random)
            let character = characters[Int.random(in: 0..<characters.count, using: &random)]
            switch index / 8 % 6 {
            case 0: text[place] = character
            case 1: text.insert(character, at: place)
            case 2: text.remove(at: place)
            case 3: text.append(character)
            case 4: text[text.count - 1] ^= 1
            default: text.insert(base == .base58btc ? UInt8(ascii: "1") : UInt8(ascii: "="), at: 1)
            }
            do {
                let decoded = try Multibase.decode(text, as: base)
                #expect(Array(Multibase.encode(decoded, as: base).utf8) == text)
                #expect(decoded != bytes || Array(Multibase.encode(bytes, as: base).utf8) == text)
            } catch {
                refusedCount += 1
            }
        }
        #expect(refusedCount > 500)
    }

    @Test("no other text of one character less, more or different decodes to the same bytes")
    func noSecondText() throws {
        let bytes: [UInt8] = [0, 0x12, 0x20, 0xfe, 0x01]
        for base in Multibase.Base.allCases {
            let text = Array(Multibase.encode(bytes, as: base).utf8)
            for place in text.indices {
                var shorter = text
                shorter.remove(at: place)
                #expect(shorter == text || (try? Multibase.decode(shorter)) != bytes)
                for byte in UInt8.min...UInt8.max {
                    var other = text
                    other[place] = byte
                    #expect(other == text || (try? Multibase.decode(other)) != bytes)
                    var longer = text
                    longer.insert(byte, at: place + 1)
                    #expect((try? Multibase.decode(longer)) != bytes)
                }
            }
        }
    }
}
