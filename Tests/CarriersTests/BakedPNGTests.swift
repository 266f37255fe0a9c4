import Carriers
import Encodings
import TestSupport
import Testing

@Suite("baked PNG images")
struct BakedPNGTests {
    private static let json = #"{"type":["VerifiableCredential"]}"#
    private static let token = "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"

    private static func read(_ image: [UInt8]) -> Result<CarrierPayload?, CarrierError> {
        Result { () throws(CarrierError) in try BakedPNG.credential(in: image) }
    }

    private static func code(_ image: [UInt8]) -> CarrierError.Code? {
        if case .failure(let error) = read(image) { error.code } else { nil }
    }

    private static func bakingCode(_ credential: [UInt8], _ image: [UInt8]) -> CarrierError.Code? {
        do throws(CarrierError) {
            _ = try BakedPNG.bake(credential, into: image)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(
        "the published images give up the credential that is baked in",
        .enabled(if: Vectors.areAvailable),
        arguments: [("simple-json.png", CarrierPayload.Form.json), ("simple-jwt.png", .compactJWS)])
    func published(_ example: (name: String, form: CarrierPayload.Form)) throws {
        let image = try Vectors.bytes("open-badges/validator-ob30/" + example.name)
        let payload = try #require(try BakedPNG.credential(in: image))
        #expect(payload.form == example.form)
        guard case .pngChunk(let offset) = payload.place else {
            Issue.record("another place: \(payload.place)")
            return
        }
        #expect(image[(offset + 8)...].starts(with: Array("openbadgecredential".utf8)))
        if example.form == .json {
            let root = try JSONDocument(parsing: payload.bytes, limits: .credential).root
            #expect(root["type"]?.elements.contains { $0.isString("OpenBadgeCredential") } ?? false)
        } else {
            #expect(payload.bytes.count(where: { $0 == UInt8(ascii: ".") }) == 2)
        }
        // Taken out and baked in again, at another place of the image.
        let again = try BakedPNG.bake(payload.bytes, into: image, replacing: true)
        #expect(try BakedPNG.credential(in: again)?.bytes == payload.bytes)
        #expect(again.count == image.count)
    }

    @Test(
        "a published image of Open Badges 2.0 is named as one of an older edition, one without a badge as one without",
        .enabled(if: Vectors.areAvailable))
    func older() throws {
        let folder = "open-badges/validator-ob20-legacy/"
        #expect(Self.code(try Vectors.bytes(folder + "simple-badge.png")) == .olderEdition)
        #expect(try BakedPNG.credential(in: Vectors.bytes(folder + "assets/beths-robot-badge.png")) == nil)
    }

    @Test("any document comes out as it went in, and the rest of the image stays byte for byte")
    func roundTrip() throws {
        for seed in 1...20 {
            let document = Array("\n  ".utf8) + SampleDocument.document(ofAbout: seed * 97, seed: seed) + [0x0D, 0x0A]
            let baked = try BakedPNG.bake(document, into: SamplePNG.plain)
            let payload = try #require(try BakedPNG.credential(in: baked))
            #expect(payload.bytes == document)
            #expect(payload.place == .pngChunk(byteOffset: 33))
            let chunk = baked[33..<(baked.count - SamplePNG.plain.count + 33)]
            #expect(Array(baked[..<33] + baked[chunk.endIndex...]) == SamplePNG.plain)
        }
    }

    @Test("a token is baked without the line break at the end of its file")
    func token() throws {
        let baked = try BakedPNG.bake(Array("\(Self.token)\n".utf8), into: SamplePNG.plain)
        let payload = try #require(try BakedPNG.credential(in: baked))
        #expect(payload.bytes == Array(Self.token.utf8))
        #expect(payload.form == .compactJWS)
    }

    @Test("an image with a credential is baked again only when that is asked, and then holds the new one alone")
    func replacing() throws {
        let old = SamplePNG.credential(Self.json)
        let other = SamplePNG.chunk("tEXt", Array("Author\u{0}A".utf8))
        for image in [
            SamplePNG.image(before: other + old), SamplePNG.image(after: old + other),
            SamplePNG.image(before: old + other + old, after: old),
            SamplePNG.image(before: SamplePNG.credential(Self.json, name: "tEXt", fields: [0]) + other),
        ] {
            let new = Array(#"{"a":2}"#.utf8)
            #expect(Self.bakingCode(new, image) == .alreadyBaked)
            let baked = try BakedPNG.bake(new, into: image, replacing: true)
            #expect(try BakedPNG.credential(in: baked)?.bytes == new)
            #expect(baked.offset(of: other) != nil)
            #expect(baked.offset(of: Array(Self.json.utf8)) == nil)
        }
    }

    @Test("a language and a translated keyword may be there; an older edition may stand beside the credential")
    func tolerated() throws {
        let text = SamplePNG.credential(Self.json, fields: [0, 0, 0] + Array("nl-BE\u{0}een bewijs é\u{0}".utf8))
        #expect(try BakedPNG.credential(in: SamplePNG.image(before: text))?.bytes == Array(Self.json.utf8))
        let older = SamplePNG.credential("https://example.org/1", keyword: "openbadges")
        #expect(try BakedPNG.credential(in: SamplePNG.image(before: older + text))?.bytes == Array(Self.json.utf8))
        #expect(Self.code(SamplePNG.image(before: older)) == .olderEdition)
        let oldest = SamplePNG.credential("https://example.org/1", name: "tEXt", keyword: "openbadges", fields: [0])
        #expect(Self.code(SamplePNG.image(before: oldest)) == .olderEdition)
        // A keyword that only begins alike is another one.
        let longer = SamplePNG.credential(Self.json, keyword: "openbadgecredentials")
        #expect(try BakedPNG.credential(in: SamplePNG.image(before: longer)) == nil)
    }

    static let hostile: [(what: String, image: [UInt8], code: CarrierError.Code)] = {
        let baked = SamplePNG.credential(json)
        let bomb = (try? Deflate.encode([UInt8](repeating: 0x20, count: 1 << 20))) ?? []
        var wrongChecksum = baked
        wrongChecksum[wrongChecksum.count - 1] ^= 1
        var changed = baked
        changed[40] ^= 1
        let long = SamplePNG.number(1 << 31) + baked.dropFirst(4)
        let longest = SamplePNG.number(.max) + baked.dropFirst(4)
        let beyond = SamplePNG.number((1 << 31) - 1) + baked.dropFirst(4)
        let palette = SamplePNG.chunk("PLTE", [0, 0, 0])
        func text(_ fields: [UInt8], _ text: String = json) -> [UInt8] { SamplePNG.credential(text, fields: fields) }
        return [
            ("two credentials", SamplePNG.image(before: baked, after: baked), .severalCredentials),
            (
                "two credentials, one in a chunk of another kind",
                SamplePNG.image(before: baked + SamplePNG.credential(json, name: "tEXt", fields: [0])),
                .severalCredentials
            ),
            (
                "a credential in tEXt", SamplePNG.image(before: SamplePNG.credential(json, name: "tEXt", fields: [0])),
                .wrongChunk
            ),
            (
                "a bomb in zTXt",
                SamplePNG.image(
                    before: SamplePNG.chunk("zTXt", Array("openbadgecredential\u{0}\u{0}".utf8) + bomb)), .wrongChunk
            ),
            (
                "a bomb in iTXt",
                SamplePNG.image(
                    before: SamplePNG.chunk("iTXt", Array("openbadgecredential".utf8) + [0, 1, 0, 0, 0] + bomb)),
                .compressedCredential
            ),
            ("a wrong sign of compression", SamplePNG.image(before: text([0, 2, 0, 0, 0])), .textChunkMalformed),
            ("an unknown method", SamplePNG.image(before: text([0, 0, 1, 0, 0])), .textChunkMalformed),
            ("a language of spaces", SamplePNG.image(before: text([0, 0, 0, 0x20, 0, 0])), .textChunkMalformed),
            ("a translation not in UTF-8", SamplePNG.image(before: text([0, 0, 0, 0, 0xFF, 0])), .textChunkMalformed),
            (
                "a chunk that ends after the keyword",
                SamplePNG.image(before: SamplePNG.chunk("iTXt", Array("openbadgecredential".utf8))),
                .textChunkMalformed
            ),
            (
                "a chunk that ends before the text",
                SamplePNG.image(before: SamplePNG.chunk("iTXt", Array("openbadgecredential".utf8) + [0, 0, 0, 0x61])),
                .textChunkMalformed
            ),
            ("no text", SamplePNG.image(before: text([0, 0, 0, 0, 0], "")), .emptyPayload),
            ("an address", SamplePNG.image(before: text([0, 0, 0, 0, 0], "https://example.org/1")), .notACredential),
            ("a page", SamplePNG.image(before: text([0, 0, 0, 0, 0], "<html></html>")), .notACredential),
            ("a wrong checksum", SamplePNG.image(before: wrongChecksum), .wrongChecksum),
            ("a changed credential", SamplePNG.image(before: changed), .wrongChecksum),
            ("a length of 2^31", SamplePNG.image(before: long), .chunkLength),
            ("a length of 2^32 - 1", SamplePNG.image(before: longest), .chunkLength),
            ("a length beyond the end", SamplePNG.image(before: beyond), .truncated),
            ("a chunk after IEND", SamplePNG.image(behind: baked), .bytesAfterEnd),
            ("a second image after the first", SamplePNG.plain + SamplePNG.image(before: baked), .bytesAfterEnd),
            ("a page after the image", SamplePNG.image(before: baked, behind: Array("<html>".utf8)), .bytesAfterEnd),
            ("no picture", SamplePNG.image(before: baked, data: []), .chunkOrder),
            ("no header", SamplePNG.signature + baked + SamplePNG.data + SamplePNG.end, .chunkOrder),
            ("two headers", SamplePNG.image(before: SamplePNG.header), .chunkOrder),
            ("a picture in two places", SamplePNG.image(after: baked + SamplePNG.data), .chunkOrder),
            ("two palettes", SamplePNG.image(before: palette + palette), .chunkOrder),
            ("a palette after the picture", SamplePNG.image(after: palette), .chunkOrder),
            (
                "a header of 12 bytes",
                SamplePNG.signature + SamplePNG.chunk("IHDR", [UInt8](repeating: 0, count: 12)) + SamplePNG.data
                    + SamplePNG.end, .chunkLength
            ),
            (
                "an end with content",
                SamplePNG.signature + SamplePNG.header + SamplePNG.data
                    + SamplePNG.chunk("IEND", [1]), .chunkLength
            ),
            ("a name that is none", SamplePNG.image(before: SamplePNG.chunk("iT\u{7F}t", [])), .chunkName),
            ("a name of spaces", SamplePNG.image(before: SamplePNG.chunk("    ", [])), .chunkName),
            ("no image", Array(json.utf8), .notPNG), ("nothing", [], .notPNG),
            ("line ends that were converted", [0x89, 0x50, 0x4E, 0x47, 0x0A, 0x1A, 0x0A], .notPNG),
        ]
    }()

    @Test("hostile images are refused, each by the name of what is wrong, and nothing is baked into them")
    func hostileImages() {
        for (what, image, code) in Self.hostile {
            #expect(Self.code(image) == code, "\(what)")
            #expect(Self.bakingCode(Array(Self.json.utf8), image) != nil, "\(what)")
        }
    }

    @Test("an image that breaks off is refused at every byte")
    func truncated() throws {
        let image = try BakedPNG.bake(Array(Self.json.utf8), into: SamplePNG.plain)
        for count in 0..<image.count {
            #expect(Self.code(Array(image.prefix(count))) == (count == 0 ? .notPNG : .truncated), "\(count) bytes")
        }
    }

    @Test("an image with any bit flipped is refused")
    func flipped() throws {
        let image = try BakedPNG.bake(Array(Self.json.utf8), into: SamplePNG.plain)
        for index in image.indices {
            for bit in 0..<8 {
                var other = image
                other[index] ^= 1 << UInt8(bit)
                if case .success(let payload) = Self.read(other) {
                    Issue.record("bit \(bit) of byte \(index): \(String(describing: payload?.place))")
                }
            }
        }
    }

    @Test("an image of more than 32 MiB is refused by its size alone")
    func tooLarge() {
        let image = SamplePNG.signature + [UInt8](repeating: 0, count: 32 << 20)
        #expect(Self.code(image) == .tooLarge)
        #expect(Self.bakingCode(Array(Self.json.utf8), image) == .tooLarge)
    }

    @Test(
        "what is no credential is not baked",
        arguments: [
            ("", .emptyPayload), (" \n", .emptyPayload), ("[]", .notACredential), ("{", .notACredential),
            (#"{"a":1,"a":2}"#, .notACredential), ("https://example.org/1", .notACredential),
            ("a.b", .notACredential), ("a.b.c.d", .notACredential), ("a.b.c\nd", .notACredential),
            ("..", .notACredential), ("\u{FEFF}{}", .notACredential),
        ] as [(String, CarrierError.Code)])
    func notBaked(_ example: (text: String, code: CarrierError.Code)) {
        #expect(Self.bakingCode(Array(example.text.utf8), SamplePNG.plain) == example.code)
    }

    @Test("a credential of more than a credential may have is not baked")
    func largeCredential() {
        let large = Array("{\"a\":[\"".utf8) + [UInt8](repeating: 0x61, count: 1 << 20) + Array("\"]}".utf8)
        #expect(Self.bakingCode(large, SamplePNG.plain) == .tooLarge)
    }
}
