import Carriers
import TestSupport
import Testing

@Suite(
    "Images and parts beside Pillow, expat and zlib",
    .enabled(if: CrossCheck.canRun(importing: "PIL"), Comment(rawValue: CrossCheck.hint)))
struct CarrierCrossCheckTests {
    private static let svg = Array("<svg xmlns='http://www.w3.org/2000/svg'><title>é</title></svg>\n".utf8)

    /// Puts documents into images and parts, and asks the other readers about them.
    private func outcome(_ documents: [[UInt8]], _ change: (String) throws -> Void = { _ in }) throws
        -> Subprocess.Outcome
    {
        try Files.withTemporaryFolder { folder in
            try Files.write(SamplePNG.plain, to: folder + "/plain.png")
            for (index, document) in documents.enumerated() {
                let name = "\(folder)/\(index)"
                try Files.write(document, to: name + ".document")
                try Files.write(BakedPNG.bake(document, into: SamplePNG.plain), to: name + ".png")
                try Files.write(BakedSVG.bake(document, into: Self.svg), to: name + ".svg")
                let parts = try QRParts.split(document, partLimit: 200 + index * 60)
                try Files.write(Array(parts.joined(separator: "\n").utf8), to: name + ".parts")
            }
            try change(folder)
            return try CrossCheck.run(script: "images.py", arguments: ["read", folder])
        }
    }

    private static let documents: [[UInt8]] = {
        let tricks = ["]]>", "]]]]>>", "<![CDATA[", "&amp;<b>", "é\\u0041", "\\u003e", "-->"]
        return (0..<10).map { SampleDocument.document(ofAbout: 200 + $0 * 700, seed: $0) }
            + tricks.map { Array("{\"a\":\"\($0)\",\r\n \"b\":[[1]]}\r\n".utf8) }
            + [Array("eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl".utf8)]
    }()

    @Test("they find in our images and parts what we put there, and the same picture")
    func ours() throws {
        let outcome = try outcome(Self.documents)
        #expect(outcome.exitCode == 0, "\(outcome.output)")
    }

    @Test("a wrong credential, picture and part is noticed there")
    func planted() throws {
        let outcome = try outcome([Self.documents[0]]) { folder in
            try Files.write(BakedPNG.bake(Self.documents[1], into: SamplePNG.plain), to: folder + "/0.png")
            try Files.write(BakedSVG.bake(Self.documents[1], into: Self.svg), to: folder + "/0.svg")
            let parts = try QRParts.split(Self.documents[1])
            try Files.write(Array(parts.joined(separator: "\n").utf8), to: folder + "/0.parts")
        }
        #expect(outcome.exitCode == 1)
        for name in ["0.png", "0.svg", "0.parts"] { #expect(outcome.output.contains(name)) }
    }

    @Test("what Pillow bakes is read, and its picture can be baked again")
    func theirs() throws {
        try Files.withTemporaryFolder { folder in
            let document = Self.documents[2]
            try Files.write(document, to: folder + "/theirs.document")
            let outcome = try CrossCheck.run(script: "images.py", arguments: ["write", folder])
            try #require(outcome.exitCode == 0, "\(outcome.output)")
            let theirs = try Files.read(folder + "/theirs.png")
            #expect(try BakedPNG.credential(in: theirs)?.bytes == document)
            #expect(try BakedPNG.credential(in: Files.read(folder + "/ours.png")) == nil)
            let again = try BakedPNG.bake(Self.documents[3], into: theirs, replacing: true)
            #expect(try BakedPNG.credential(in: again)?.bytes == Self.documents[3])
        }
    }
}
