import Carriers
import TestSupport
import Testing

@Suite("recognising what carries a credential")
struct CarrierKindTests {
    private static let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>"

    @Test(
        "bytes are recognised by their content",
        arguments: [
            (svg, .svg), ("\u{FEFF}<?xml version=\"1.0\"?>\n<!-- a --><!DOCTYPE svg><s:svg xmlns:s=\"x\"/>", .svg),
            ("<svg", .svg), ("<?xml version=\"1.0\" encoding=\"utf-16\"?><svg>", .svg), ("<!-- <svg", .svg),
            ("<html><svg></svg></html>", .unknown), ("<!DOCTYPE html><p>", .unknown), ("<", .unknown),
            ("{}", .json), (" \n[1]", .json), ("\u{FEFF}{", .json), ("{\"a\":\"TESTAMUR1:1/1:\"}", .json),
            ("%PDF-1.7\n", .pdf), ("eyJh.eyJi.c-_", .compactJWS), ("eyJh.eyJi.\n", .compactJWS),
            ("eyJh.eyJi", .unknown), ("www.example.org", .unknown), ("ewo.eyJi.c", .compactJWS), ("evA.b.c", .unknown),
            ("eyJh..c", .unknown), ("a.b.c~d", .unknown),
            ("TESTAMUR1:1/1:", .qrParts), ("scan this:\ntestamur1:1/1:", .qrParts), ("TESTAMUR1", .unknown),
            ("", .unknown), ("hello", .unknown), ("\u{0}TESTAMUR1:1/1:", .unknown),
        ] as [(String, CarrierKind)])
    func text(_ example: (text: String, kind: CarrierKind)) {
        #expect(CarrierKind(of: Array(example.text.utf8)) == example.kind, "\(example.text)")
    }

    @Test("binary forms are recognised, and an image that breaks off is none")
    func binary() {
        #expect(CarrierKind(of: SamplePNG.plain) == .png)
        #expect(CarrierKind(of: SamplePNG.signature) == .png)
        #expect(CarrierKind(of: Array(SamplePNG.plain.prefix(7))) == .unknown)
        #expect(CarrierKind(of: [0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
        #expect(CarrierKind(of: [0xFF, 0xFE, 0x3C, 0x00]) == .unknown)
    }

    @Test("whatever carries a document gives it up, and says where it stood")
    func payloads() throws {
        let document = SampleDocument.document(ofAbout: 3_000, seed: 3)
        let png = try Carrier(Carrier.bake(document, into: SamplePNG.plain))
        #expect(png.payload?.bytes == document)
        #expect(png.payload?.place == .pngChunk(byteOffset: 33))
        let svg = try Carrier(Carrier.bake(document, into: Array(Self.svg.utf8)))
        #expect(svg.payload?.bytes == document)
        #expect(svg.payload?.form == .json)
        let parts = try Carrier(Array(QRParts.split(document, partLimit: 300).joined(separator: "\n").utf8))
        #expect(parts.payload?.bytes == document)
        #expect(parts.payload?.place == .parts)
        #expect(try Carrier(SamplePNG.plain).payload == nil)
        #expect(try Carrier(document).payload == nil)
    }

    @Test("a text around the parts that is no UTF-8 neither harms nor moves the place of what is wrong")
    func strangeText() throws {
        let document = SampleDocument.document(ofAbout: 900, seed: 4)
        let parts = try QRParts.split(document)
        #expect(try Carrier([0x99, 0x0A] + Array(parts.joined().utf8) + [0x0A, 0xFF]).payload?.bytes == document)
        do throws(CarrierError) {
            _ = try Carrier([0x99, 0x0A] + Array("TESTAMUR1:".utf8))
            Issue.record("it was read")
        } catch {
            #expect(error.byteOffset == 12)
        }
    }

    @Test("only an image is baked")
    func baking() {
        for bytes in [[], Array("{}".utf8), [0xFF, 0xD8, 0xFF, 0xE0], Array("%PDF-1.7".utf8)] {
            #expect(throws: CarrierError.self) { try Carrier.bake(Array("{}".utf8), into: bytes) }
        }
    }

    @Test("random bytes behind every beginning are refused or read, and never more than that")
    func random() {
        var random = SeededGenerator(seed: 12)
        let starts = [
            SamplePNG.signature, SamplePNG.signature + SamplePNG.header, Array("<svg xmlns='".utf8),
            Array("TESTAMUR1:1/2:".utf8), Array(Self.svg.utf8.dropLast(6)), Array("<?xml ".utf8), [],
        ]
        let alphabet = Array("<>&;:/='\"![]-?#x0T1CDATA svg".utf8)
        for _ in 0..<3_000 {
            let rest = (0..<random.number(in: 0...60)).map { _ in
                random.isOne(in: 4) ? UInt8(random.number(in: 0...255)) : random.pick(alphabet)
            }
            let bytes = random.pick(starts) + rest
            do throws(CarrierError) {
                _ = try Carrier(bytes)
            } catch {
                #expect(error.byteOffset.map { (0...bytes.count).contains($0) } ?? true)
                #expect(error.description.utf8.allSatisfy { $0 >= 0x20 })
            }
        }
    }
}
