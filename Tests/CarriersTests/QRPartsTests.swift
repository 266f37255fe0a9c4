import Carriers
import TestSupport
import Testing

@Suite("numbered parts for QR codes")
struct QRPartsTests {
    private static let document = SampleDocument.document(ofAbout: 6_000, seed: 1)

    private static func code(_ texts: [String], limit: Int = 1 << 20) -> CarrierError.Code? {
        refusal(texts, limit: limit)?.code
    }

    private static func refusal(_ texts: [String], limit: Int = 1 << 20) -> CarrierError? {
        do throws(CarrierError) {
            _ = try QRParts.join(texts, limit: limit)
            return nil
        } catch {
            return error
        }
    }

    @Test("every document comes out as it went in, whatever its size and that of a part")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<40 {
            let bytes = (0..<random.number(in: 1...1_000)).map { _ in UInt8(random.number(in: 0...255)) }
            let limit = random.number(in: 120...1_200)
            let parts = try QRParts.split(bytes, partLimit: limit)
            #expect(parts.allSatisfy { $0.utf8.count <= limit })
            #expect(
                parts.joined().utf8.allSatisfy { "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8.contains($0) })
            #expect(try QRParts.join(parts.shuffled(using: &random)) == bytes)
            #expect(QRParts.isPart(Array(parts[0].utf8)))
        }
    }

    @Test("parts are written as the format says, of about the same size, and the same document gives the same parts")
    func format() throws {
        let parts = try QRParts.split(Self.document, partLimit: 400)
        #expect(parts.count > 3)
        #expect(try QRParts.split(Self.document, partLimit: 400) == parts)
        for (index, part) in parts.enumerated() {
            #expect(part.hasPrefix("TESTAMUR1:\(index + 1)/\(parts.count):"))
            #expect(part.split(separator: ":", maxSplits: 4)[2].count == 16)
            #expect(part.split(separator: ":", maxSplits: 4)[3].count == 8)
        }
        // Each but the last as long as the others but for a digit of its number, and the last not much shorter.
        #expect(Set(parts.dropLast().map(\.count)).count <= 2)
        #expect(parts[0].count - parts[parts.count - 1].count < 3 * parts.count)
    }

    /// Made with Python's hashlib and zlib, from the description of the format alone.
    @Test("reads a part that another program wrote from the description of the format")
    func written() throws {
        let text = "TESTAMUR1:1/1:1FBE37D31912446B:8CE8403B:WTLVH5-Q5N$AWGAUM9%PPOVP%V9+C9F%5UY98.P7KPF$PAML00"
        #expect(try QRParts.join([text]) == Array(#"{"type":"VerifiableCredential"}"#.utf8))
    }

    /// Made with Python as well: the digest of another document, bytes that are not compressed, two bytes too many, and some
    /// too few, each with a check that holds.
    @Test(
        "parts that are each as they were written, and do not give the document, are refused",
        arguments: [
            "TESTAMUR1:1/1:C8F815D06E501DB7:7C5F5628:WTLVH5-Q5N$AWGAUM9%PPOVP%V9+C9F%5UY98.P7KPF$PAML00",
            "TESTAMUR1:1/1:1FBE37D31912446B:80C096E8:FGWU5",
            "TESTAMUR1:1/1:1FBE37D31912446B:FF5326D6:WTLVH5-Q5N$AWGAUM9%PPOVP%V9+C9F%5UY98.P7KPF$PAML00000",
            "TESTAMUR1:1/1:1FBE37D31912446B:9721A4B8:WTLVH5-Q5N$AWGAUM9%PPOVP%V9+C9F%5UY98.P7KPO4",
        ])
    func wrongWhole(_ text: String) {
        #expect(Self.code([text]) == .partsDamaged)
    }

    @Test("order does not matter, and neither does a part that comes twice or all of them in one text")
    func anyOrder() throws {
        let parts = try QRParts.split(Self.document, partLimit: 500)
        #expect(try QRParts.join(parts.reversed()) == Self.document)
        #expect(try QRParts.join(parts + parts) == Self.document)
        #expect(try QRParts.join([parts.joined(separator: "\n")]) == Self.document)
        #expect(try QRParts.join([parts.joined()]) == Self.document)
    }

    @Test("text that was copied by hand is read: small letters, lines broken anywhere, words before and behind")
    func pasted() throws {
        let parts = try QRParts.split(Self.document, partLimit: 970)
        #expect(try QRParts.join(parts.map { $0.lowercased() }) == Self.document)
        #expect(try QRParts.join(parts.map { "  \r\n" + $0 + "  \r\n\r\n" }) == Self.document)
        for width in [20, 64, 76] { #expect(try QRParts.join(parts.map { Self.cut($0, width) }) == Self.document) }
        // As a program of mail does, at spaces; and a note of a person on a line of its own.
        #expect(
            try QRParts.join(
                parts.map { $0.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "\n") })
                == Self.document)
        #expect(try QRParts.join(parts.map { "this is one:\n" + $0 + "\nand that was it.\n" }) == Self.document)
    }

    private static func cut(_ text: String, _ width: Int) -> String {
        var characters = Array(text)[...]
        var lines: [String] = []
        while !characters.isEmpty {
            lines.append(String(characters.prefix(width)))
            characters = characters.dropFirst(width)
        }
        return lines.joined(separator: "\r\n")
    }

    @Test("a part that is missing is named, and so are several")
    func missing() throws {
        let parts = try QRParts.split(Self.document, partLimit: 400)
        let one = Self.refusal(parts.enumerated().filter { $0.offset != 2 }.map(\.element))
        #expect(one?.code == .partMissing)
        #expect(one?.reason == "part 3 of \(parts.count) is missing")
        let several = Self.refusal(parts.enumerated().filter { ![0, 2].contains($0.offset) }.map(\.element))
        #expect(several?.reason == "parts 1, 3 of \(parts.count) are missing")
        #expect(Self.code([]) == .noParts)
        #expect(Self.code(["", "hello"]) == .noParts)
    }

    @Test("parts of two documents are never mixed, nor of one document that was divided twice")
    func mixed() throws {
        let parts = try QRParts.split(Self.document, partLimit: 500)
        let others = try QRParts.split(SampleDocument.document(ofAbout: 6_000, seed: 2), partLimit: 500)
        for index in parts.indices where others.indices.contains(index) {
            var mixed = parts
            mixed[index] = others[index]
            #expect(Self.code(mixed) == .partMismatch)
            #expect(Self.code(parts + [others[index]]) == .partMismatch)
        }
        #expect(Self.code(parts + (try QRParts.split(Self.document, partLimit: 300))) == .partMismatch)
        let finer = try QRParts.split(Self.document, partLimit: 300)
        #expect(Self.code([parts[0]] + finer.dropFirst()) == .partMismatch)
        #expect(Self.code(finer + [parts[0]]) == .partMismatch)
    }

    @Test("a part with any character changed, lost or doubled is refused, and named where its header can be read")
    func damaged() throws {
        var parts = try QRParts.split(Self.document, partLimit: 300)
        let part = Array(parts[1].utf8)
        for index in part.indices {
            var changed = part
            changed[index] = changed[index] == UInt8(ascii: "7") ? UInt8(ascii: "8") : UInt8(ascii: "7")
            var lost = part
            lost.remove(at: index)
            for bytes in [changed, lost] {
                parts[1] = String(decoding: bytes, as: UTF8.self)
                #expect(Self.code(parts) != nil)
            }
        }
        var changed = part
        changed[changed.count - 1] ^= 1
        parts[1] = String(decoding: changed, as: UTF8.self)
        let refusal = Self.refusal(parts)
        #expect(refusal?.code == .partDamaged)
        #expect(refusal?.reason.contains("part 2 of \(parts.count)") ?? false)
    }

    @Test(
        "a header that is none is refused by name",
        arguments: [
            ("TESTAMUR1:", .partMalformed), ("TESTAMUR1:0/1:0000000000000000:00000000:00", .partMalformed),
            ("TESTAMUR1:2/1:0000000000000000:00000000:00", .partMalformed),
            ("TESTAMUR1:01/1:0000000000000000:00000000:00", .partMalformed),
            ("TESTAMUR1:1/100:0000000000000000:00000000:00", .partMalformed),
            ("TESTAMUR1:1/99999999999999999999:0:0:0", .partMalformed),
            ("TESTAMUR1:1/1:000000000000000:00000000:00", .partMalformed),
            ("TESTAMUR1:1/1/1:0000000000000000:00000000:00", .partMalformed),
            ("TESTAMUR1:1/1:0000000000000000:00000000:", .partDamaged),
            ("TESTAMUR2:1/1:0000000000000000:00000000:00", .partVersion),
            ("TESTAMUR0001:1/1:0000000000000000:00000000:00", .noParts), ("TESTAMUR:1/1", .noParts),
        ] as [(String, CarrierError.Code)])
    func header(_ example: (text: String, code: CarrierError.Code)) {
        #expect(Self.code([example.text]) == example.code)
    }

    @Test("parts that give more than is allowed are refused, and the document is not held in memory for it")
    func bomb() throws {
        let parts = try QRParts.split([UInt8](repeating: 0x20, count: 4 << 20))
        #expect(parts.count < 8)
        #expect(Self.code(parts, limit: (4 << 20) - 1) == .tooLarge)
        #expect(try QRParts.join(parts, limit: 4 << 20).count == 4 << 20)
    }

    @Test("what cannot be divided is refused by name")
    func refused() {
        func code(_ bytes: [UInt8], _ limit: Int) -> CarrierError.Code? {
            do throws(CarrierError) {
                _ = try QRParts.split(bytes, partLimit: limit)
                return nil
            } catch {
                return error.code
            }
        }
        var random = SeededGenerator(seed: 9)
        #expect(code([], 500) == .emptyPayload)
        #expect(code([1], 79) == .partLimitTooSmall)
        #expect(code([1], .min) == .partLimitTooSmall)
        #expect(code([1], .max) == nil)
        #expect(code([UInt8](repeating: 0, count: (4 << 20) + 1), 500) == .tooLarge)
        #expect(code((0..<4_000).map { _ in UInt8(random.number(in: 0...255)) }, 80) == .tooManyParts)
    }
}
