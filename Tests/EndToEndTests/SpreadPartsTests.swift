import Carriers
import Encodings
import PaperExchange
import TestSupport
import Testing

@Suite("A credential whose codes are on several photographs")
struct SpreadPartsTests {
    /// A picture of a code, as a scanner would make it.
    private func picture(_ text: String, _ story: Story) throws -> [UInt8] {
        var request = PaperParts()
        request.append(.code, text.utf8)
        try story.write(request.bytes, to: "request")
        // It writes to no file.
        let outcome = try story.shell("testamur-paper png <request | cat")
        return try #require(PaperParts(parsing: outcome.bytes).first(.picture))
    }

    /// The parts of a credential that has no more than one says.
    private func parts(_ bytes: [UInt8], _ limit: Int = 600) throws -> [String] {
        let parts = try QRParts.split(bytes, partLimit: limit)
        try #require(parts.count >= 3)
        return parts
    }

    private func reports(_ outcome: Program.Outcome) throws -> [JSONNode] {
        try outcome.bytes.split(separator: 0x0A).map { try JSONDocument(parsing: Array($0), limits: .general).root }
    }

    @Test("photographs and texts of its parts are one credential, in whatever order and however often they are named")
    func together() throws {
        try Story.play { story in
            let bytes = try story.issue()
            let parts = try parts(bytes)
            try story.write(try picture(parts[0], story), to: "1.png")
            try story.write(try picture(parts[1], story), to: "2.png")
            try story.write(parts[2...].joined(separator: "\n"), to: "rest.txt")
            let outcome = try story.verify("2.png", "rest.txt", "1.png", "2.png", "--format", "json")
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
            let reports = try reports(outcome)
            try #require(reports.count == 1)
            #expect(reports[0]["input"]?.string == "2.png + rest.txt + 1.png + 2.png")
            #expect(reports[0]["verdict"]?.string == "valid" && reports[0]["carrier"]?["kind"]?.string == "qrParts")
            let text = try story.verify("1.png", "2.png", "rest.txt")
            #expect(text.status == 0 && text.output.contains("1.png + 2.png + rest.txt"), "\(text.output)")
            // One credential, and not three files to be counted.
            #expect(!text.output.contains("files ·"), "\(text.output)")
            try story.succeed("wallet", "init", "--wallet", "w")
            let added = try story.succeed(
                "wallet", "add", "1.png", "rest.txt", "2.png", "--wallet", "w", "--trust", "trust")
            #expect(added.output.contains("Kept as number 1"), "\(added.output)")
            #expect(try story.succeed("wallet", "export", "1", "--wallet", "w").bytes == bytes)
        }
    }

    @Test("what no file has is named by its number, and the other inputs are judged all the same")
    func missing() throws {
        try Story.play { story in
            let parts = try parts(story.issue())
            for (place, part) in parts.enumerated() { try story.write(part, to: "\(place + 1).txt") }
            try story.write(try picture(parts[2], story), to: "3.png")
            let outcome = try story.verify("1.txt", "anna.json", "3.png", "--format", "json")
            #expect(outcome.status == 2, "\(outcome.output)")
            let reports = try reports(outcome)
            try #require(reports.map { $0["input"]?.string } == ["anna.json", "1.txt + 3.png"])
            #expect(reports.map { $0["verdict"]?.string } == ["valid", "undecided"])
            let names = ([2] + Array(4..<max(parts.count + 1, 4))).map(String.init).joined(separator: ", ")
            let said = String(decoding: reports[1].receivedBytes, as: UTF8.self)
            #expect(said.contains("QR_PART_MISSING"), "\(said)")
            #expect(
                said.contains("part \(names) of") || said.contains("these are missing: \(names)"), "\(said)")
            try story.succeed("wallet", "init", "--wallet", "w")
            let added = try story.run(
                "wallet", "add", "1.txt", "anna.json", "3.png", "--wallet", "w", "--trust", "trust")
            #expect(added.status == 65 && added.output.contains("Kept as number 1"), "\(added.output)")
            #expect(added.errors.contains("1.txt + 3.png") && added.errors.contains(names), "\(added.errors)")
            #expect(added.errors.contains("hint: Name all photographs"), "\(added.errors)")
        }
    }

    @Test("parts of two credentials are never put together, and what has all of its parts stands for itself")
    func several() throws {
        try Story.play { story in
            let first = try parts(story.issue())
            let second = try parts(story.issue(to: "b.json") { $0["id"] = "urn:example:b" })
            try story.write(first[0], to: "a1")
            try story.write(second[0], to: "b1")
            try story.write(first[1...].joined(separator: "\n"), to: "a2")
            try story.write(second[1...].joined(separator: "\n"), to: "b2")
            try story.write(first.joined(separator: "\n"), to: "all")
            try story.write(first[0] + "\n" + second[1], to: "mixed")
            let outcome = try story.verify("a1", "b1", "all", "b2", "a2", "mixed", "--format", "json")
            #expect(outcome.status == 1)
            let reports = try reports(outcome)
            try #require(reports.map { $0["input"]?.string } == ["all", "mixed", "a1 + a2", "b1 + b2"])
            #expect(reports.map { $0["verdict"]?.string } == ["valid", "invalid", "valid", "valid"])
            #expect(reports[2]["credential"]?["id"]?.string != reports[3]["credential"]?["id"]?.string)
            var damaged = first
            damaged[1].removeLast(3)
            try story.write(damaged[1...].joined(separator: "\n"), to: "a2")
            let broken = try story.verify("a1", "a2", "--format", "json")
            #expect(broken.status == 1 && broken.output.contains("QR_PART_DAMAGED"), "\(broken.output)")
        }
    }

    @Test(
        "a photograph of a printed certificate goes into the wallet, byte for byte as it was issued",
        .enabled(if: Files.exists("/usr/bin/pdftoppm"), "needs poppler-utils"))
    func photograph() throws {
        try Story.play { story in
            let bytes = try story.issue()
            try story.succeed("certificate", "anna.json", "--trust", "trust", "--at", Story.now, "--out", "anna.pdf")
            _ = try story.shell("pdftoppm -r 200 -jpeg anna.pdf page && mv page-2.jpg photo.jpg")
            try story.succeed("wallet", "init", "--wallet", "w")
            let added = try story.succeed("wallet", "add", "photo.jpg", "--wallet", "w", "--trust", "trust")
            #expect(added.output.contains("Kept as number 1: Blended Learning"), "\(added.output)")
            #expect(try story.succeed("wallet", "export", "1", "--wallet", "w").bytes == bytes)
            let front = try story.run("wallet", "add", "page-1.jpg", "--wallet", "w", "--trust", "trust")
            #expect(front.status == 65 && front.errors.contains("hint:"), "\(front.errors)")
        }
    }
}
