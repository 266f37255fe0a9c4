import Carriers
import Encodings
import TestSupport
import Testing

@Suite("A credential in a picture, and in the texts of QR codes")
struct CarrierTests {
    static let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>a badge</title></svg>\n"

    /// A PNG image of one pixel.
    static let png: [UInt8] = {
        func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
            let named = Array(name.utf8) + content
            return number(UInt32(content.count)) + named + number(CRC32.checksum(named))
        }
        func number(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
            + chunk("IDAT", [0x78, 0x9C, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81]) + chunk("IEND", [])
    }()

    private func words(_ outcome: Program.Outcome) -> String {
        outcome.output.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
    }

    /// Plays with Anna's credential, and pictures to put it into.
    private func play(_ scene: (Story) throws -> Void) throws {
        try Story.play { story in
            try story.tamper(story.issue())
            try story.write(Self.png, to: "badge.png")
            try story.write(Self.svg, to: "badge.svg")
            try scene(story)
        }
    }

    @Test("What is baked into a picture is judged as the file is, comes out as it went in, and the report says so")
    func baked() throws {
        try play { story in
            let file = try story.verify("anna.json", "--format", "json")
            let digest = try #require(JSONDocument(parsing: file.bytes, limits: .general).root["inputDigest"]?.string)
            for kind in ["png", "svg"] {
                let made = try story.run("bake", "anna.json", "badge.\(kind)", "--out", "anna.\(kind)")
                #expect(made.status == 0, "\(made.errors)")
                #expect(words(made).contains("testamur verify anna.\(kind). What the picture shows proves nothing"))
                let outcome = try story.verify("anna.\(kind)")
                #expect(outcome.status == 0, "\(outcome.output)")
                #expect(outcome.lines.first == "✔ Genuine and valid")
                #expect(words(outcome).contains("The picture itself proves nothing"))
                #expect(words(outcome).contains("Anna De Smet"))
                let json = try story.verify("anna.\(kind)", "--format", "json")
                let report = try JSONDocument(parsing: json.bytes, limits: .general).root
                #expect(report["inputDigest"]?.string == digest)
                #expect(report["carrier"]?["kind"]?.string == kind)
                #expect(report["carrier"]?["digest"]?.string.map { $0 != digest } ?? false)
                #expect(report["verdict"]?.string == "valid")
                let out = try story.run("unbake", "anna.\(kind)")
                #expect(out.bytes == (try story.read("anna.json")))
                #expect(try story.succeed("unbake", "anna.\(kind)", "--out", "out-\(kind).json").errors.isEmpty)
                #expect(try story.read("out-\(kind).json") == (try story.read("anna.json")))
                // By its content, not by its name; and from standard input.
                try story.write(try story.read("anna.\(kind)"), to: "renamed.json")
                #expect(try story.verify("renamed.json").status == 0)
                #expect(try story.verify("-", input: story.read("anna.\(kind)")).status == 0)
                #expect(try story.succeed("inspect", "anna.\(kind)").output.contains("NOT VERIFIED"))
            }
            let dutch = try story.verify("anna.png", "--language", "nl")
            #expect(words(dutch).contains("De afbeelding zelf bewijst niets"))
        }
    }

    @Test("A forged credential in a picture is forged, whatever the picture was before")
    func forged() throws {
        try play { story in
            try story.succeed("bake", "anna.json", "badge.png", "--out", "anna.png")
            try story.succeed("bake", "altered.json", "anna.png", "--replace", "--out", "altered.png")
            let outcome = try story.verify("altered.png")
            #expect(outcome.status == 1)
            #expect(outcome.lines.first?.contains("Altered or forged") ?? false)
            // The chunk of a forger beside the genuine one: nobody chooses.
            let genuine = try story.read("anna.png")
            let start = 33
            let chunk = genuine[start..<(genuine.count - Self.png.count + start)]
            try story.write(Array(genuine[..<start]) + chunk + Array(genuine[start...]), to: "two.png")
            let two = try story.verify("two.png", "--format", "json")
            #expect(two.status == 1)
            #expect(two.output.contains("CARRIER_SEVERAL_CREDENTIALS"))
        }
    }

    @Test("Texts of QR codes are judged together, in any order, and one that is missing is named")
    func parts() throws {
        try play { story in
            let parts = try QRParts.split(try story.read("anna.json"), partLimit: 300)
            #expect(parts.count > 2)
            try story.write(parts.reversed().joined(separator: "\n"), to: "codes.txt")
            let outcome = try story.verify("codes.txt")
            #expect(outcome.status == 0, "\(outcome.output)")
            #expect(words(outcome).contains("put together from the texts of QR codes"))
            #expect(try story.run("unbake", "codes.txt").bytes == (try story.read("anna.json")))
            try story.write(parts.map { $0.lowercased() }.joined(separator: "\r\n\r\n"), to: "pasted.txt")
            #expect(try story.verify("-", input: story.read("pasted.txt")).status == 0)
            try story.write(parts.dropLast().joined(separator: "\n"), to: "some.txt")
            let missing = try story.verify("some.txt")
            #expect(missing.status == 2)
            #expect(words(missing).contains("part \(parts.count) of \(parts.count) is missing"), "\(missing.output)")
            let others = try QRParts.split(try story.read("altered.json"), partLimit: 300)
            try story.write(([others[0]] + parts.dropFirst()).joined(separator: "\n"), to: "mixed.txt")
            let mixed = try story.verify("mixed.txt", "--format", "json")
            #expect(mixed.status == 1)
            #expect(mixed.output.contains("QR_PART_MISMATCH"))
        }
    }

    @Test("A capsule travels in parts as well, and is judged as a capsule")
    func capsule() throws {
        try play { story in
            try story.succeed(
                "bundle", "anna.json", "--trust", "trust", "--at", Story.now, "--out", "anna.capsule.json")
            let parts = try QRParts.split(try story.read("anna.capsule.json"))
            try story.write(parts.joined(separator: "\n"), to: "codes.txt")
            let outcome = try story.run("verify", "codes.txt", "--pin", "trust/pin.json", "--at", Story.now)
            #expect(outcome.status == 0, "\(outcome.output)")
        }
    }

    @Test("A picture that is damaged, empty or of an older kind is told as what it is")
    func refusals() throws {
        try play { story in
            try story.succeed("bake", "anna.json", "badge.png", "--out", "anna.png")
            var image = try story.read("anna.png")
            image[200] ^= 1
            try story.write(image, to: "damaged.png")
            try story.write(Array(image.prefix(900)), to: "short.png")
            try story.write(
                "<svg xmlns='http://www.w3.org/2000/svg'><a xmlns='http://openbadges.org'/></svg>", to: "old.svg")
            for (file, status, code) in [
                ("damaged.png", Int32(1), "PNG_CHECKSUM"), ("short.png", 1, "PNG_TRUNCATED"),
                ("badge.png", 2, "CARRIER_NO_CREDENTIAL"), ("badge.svg", 2, "CARRIER_NO_CREDENTIAL"),
                ("old.svg", 2, "CARRIER_OLDER_EDITION"),
            ] {
                let outcome = try story.verify(file)
                #expect(outcome.status == status, "\(file)")
                #expect(outcome.output.contains("(\(code))"), "\(outcome.output)")
                #expect(!outcome.output.contains("De Smet"))
                let unbaked = try story.run("unbake", file, "--out", "none.json")
                #expect(unbaked.status == 65 && unbaked.errors.split(separator: "\n").count == 2, "\(unbaked.errors)")
                #expect(!Files.exists(story.path("none.json")))
            }
        }
    }

    @Test("Nothing is overwritten, and what cannot be baked leaves nothing behind")
    func notBaked() throws {
        try play { story in
            try story.write("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", to: "script.svg")
            try story.write("{\"type\":[\"VerifiablePresentation\"]}", to: "presentation.json")
            try story.succeed("bake", "anna.json", "badge.png", "--out", "anna.png")
            for (arguments, status, word) in [
                (["anna.json", "anna.png"], Int32(65), "--replace"),
                (["badge.png", "anna.json"], 65, "is no credential"),
                (["anna.json", "altered.json"], 65, "PNG or SVG"), (["anna.json", "script.svg"], 65, "script"),
                (["presentation.json", "badge.png"], 65, "VerifiableCredential"),
                (["none.json", "badge.png"], 66, "none.json"),
                (["anna.json", "none.png"], 66, "none.png"), (["-", "-"], 64, "standard input"),
            ] {
                let outcome = try story.testamur.run(["bake"] + arguments + ["--out", "made"], in: story.folder)
                #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
                #expect(outcome.errors.contains(word), "\(outcome.errors)")
                #expect(outcome.errors.split(separator: "\n").count == 2)
                #expect(!Files.exists(story.path("made")))
            }
            let before = try story.read("anna.png")
            #expect(try story.run("bake", "altered.json", "badge.png", "--out", "anna.png").status == 73)
            #expect(try story.run("unbake", "anna.png", "--out", "anna.json").status == 73)
            #expect(try story.read("anna.png") == before)
            let piped = try story.run("bake", "-", "badge.png", "--out", "-", input: story.read("anna.json"))
            #expect(piped.bytes == before && piped.status == 0)
            #expect(try story.run("unbake", "anna.json").status == 65)
        }
    }

    @Test("A token is baked, and what is no badge is baked with a warning")
    func otherForms() throws {
        try play { story in
            try story.write("eyJhbGciOiJFZERTQSIsInR5cCI6InZjK2p3dCJ9.eyJpc3MiOiJhIn0.c2ln\n", to: "token.jwt")
            for kind in ["png", "svg"] {
                try story.succeed("bake", "token.jwt", "badge.\(kind)", "--out", "token.\(kind)")
                let outcome = try story.verify("token.\(kind)")
                #expect(outcome.status == 2 && outcome.output.contains("FORM_JWT"), "\(outcome.output)")
            }
            try story.issue(to: "plain.json") { $0["type"] = .array([.string("VerifiableCredential")]) }
            let warned = try story.succeed("bake", "plain.json", "badge.png", "--out", "plain.png")
            #expect(warned.errors.contains("warning"), "\(warned.errors)")
        }
    }
}
