import Encodings
import TestSupport
import Testing

/// What a file, a credential or a part of something is called decides nothing but how it is shown.
@Suite("Names that lead elsewhere")
struct HostileNameTests {
    /// Everything in the folder of a story but what a machine remembers, with what is in it.
    private func inventory(_ story: Story) throws -> Set<String> {
        let listed = try story.shell(
            #"find . -path ./wallet-state -prune -o -type f -exec sha256sum -z {} + -o ! -type f -printf '%y %p\0'"#)
        try #require(listed.status == 0, "\(listed.errors)")
        return Set(listed.bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
    }

    /// What is there after a scene and was not there before, as it was.
    private func changes(_ story: Story, _ scene: () throws -> Void) throws -> [String] {
        let before = try inventory(story)
        try scene()
        let after = try inventory(story)
        #expect(before.subtracting(after).isEmpty, "what was there has changed")
        return after.subtracting(before).sorted()
    }

    private func reports(_ outcome: Program.Outcome) throws -> [JSONNode] {
        try outcome.bytes.split(separator: 0x0A).map { try JSONDocument(parsing: Array($0), limits: .general).root }
    }

    private func names(_ count: Int) -> [String] {
        (1...count).map { "credential-" + String(1_000 + $0).dropFirst() + ".json" }
    }

    /// A folder `in` with a credential of its own under each name, and a wallet `w`.
    private func play(_ scene: (Story, _ documents: [[UInt8]]) throws -> Void) throws {
        try Story.play { story in
            try Files.makeFolder(story.path("in"))
            let documents = try HostileNames.files.enumerated().map { place, name in
                try story.issue(to: "in/" + name + ".json") { $0["id"] = .string("urn:example:\(place)") }
            }
            try story.succeed("wallet", "init", "--wallet", "w")
            try scene(story, documents)
        }
    }

    @Test("files of any name are judged and kept, nothing is written beside, and a terminal takes no harm")
    func fileNames() throws {
        try play { story, documents in
            let written = try changes(story) {
                for format in ["json", "table", "text"] {
                    let outcome = try story.verify("in", "--format", format)
                    // A name that begins with a point stays hidden, as for the shell.
                    let count = HostileNames.files.count { !$0.hasPrefix(".") }
                    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
                    if format == "json" { #expect(try reports(outcome).count == count) }
                    if format != "json" { #expect(outcome.output.contains("\(count) files · \(count) valid")) }
                    // What is for machines has the names as they are, as JSON writes them.
                    let isShown = format != "json"
                    #expect(HostileNames.isHarmless((isShown ? outcome.output : "") + outcome.errors))
                }
            }
            #expect(written.isEmpty, "\(written)")
            let files = HostileNames.files.map { "in/" + $0 + ".json" }
            let added = try story.testamur.run(
                WalletKey.added(to: ["wallet", "add", "--wallet", "w", "--trust", "trust"] + files),
                environment: WalletKey.environment(for: ["wallet"], in: story.folder), in: story.folder)
            #expect(added.status == 0 && HostileNames.isHarmless(added.output + added.errors), "\(added.errors)")
            let exported = try changes(story) {
                try story.succeed("wallet", "export", "--all", "--wallet", "w", "--out", "out")
            }
            #expect(exported.count == documents.count + 3, "\(exported)")
            let names = names(documents.count)
            #expect(try Files.names(in: story.path("out")) == names + ["index.html", "index.json"])
            for (name, bytes) in zip(names, documents) { #expect(try story.read("out/" + name) == bytes) }
        }
    }

    @Test("what is made of a file is called after it in letters that every system takes")
    func outputNames() throws {
        try play { story, documents in
            let files = HostileNames.files.prefix(16).map { "in/" + $0 + ".json" }
            let made = try story.testamur.run(
                ["bundle", "--trust", "trust", "--at", Story.now, "--out", "capsules"] + files, in: story.folder)
            #expect(made.status == 0, "\(made.errors)")
            let names = try Files.names(in: story.path("capsules"))
            #expect(names.count == files.count)
            for name in names {
                #expect(name.hasSuffix(".capsule.json"))
                let base = name.dropLast(13)
                #expect(
                    !base.isEmpty && base.utf8.allSatisfy { $0 == 0x2D || $0 == 0x5F || (0x30...0x7A).contains($0) })
                #expect(!["con", "nul", "aux", "com1", "lpt9"].contains(base.lowercased()), "\(name)")
            }
        }
    }

    @Test("titles and identifiers of credentials decide no name of a file")
    func titles() throws {
        try Story.play { story in
            try Files.makeFolder(story.path("in"))
            let texts = (HostileNames.paths + HostileNames.files).filter {
                !$0.isEmpty && !$0.contains("\0") && $0.utf8.count < 1_000
            }
            let documents = try texts.enumerated().map { place, text in
                try story.issue(to: "in/\(1_000 + place).json") {
                    $0["id"] = .string("urn:example:\(place):../../evil")
                    $0["name"] = .string(text)
                    $0["credentialSubject"]?["achievement"]?["name"] = .string(text)
                }
            }
            try story.succeed("wallet", "init", "--wallet", "w")
            let added = try story.run(
                "wallet", "add", "in", "--wallet", "w", "--trust", "trust", "--keep-unverified")
            #expect(HostileNames.isHarmless(added.output + added.errors), "\(added.output)")
            let made = try changes(story) {
                try story.succeed("wallet", "export", "--all", "--wallet", "w", "--out", "out")
            }
            let names = names(documents.count)
            #expect(made.count == documents.count + 3, "\(made)")
            #expect(try Files.names(in: story.path("out")) == names + ["index.html", "index.json"])
            let page = String(decoding: try story.read("out/index.html"), as: UTF8.self)
            #expect(
                page.split(separator: "href=\"").dropFirst().map { $0.prefix { $0 != "\"" } } == names.map { $0[...] })
        }
    }

    @Test("a capsule names its own files and no others, in a folder and in a file")
    func capsuleNames() throws {
        try Story.play { story in
            try story.issue()
            try story.succeed("bundle", "anna.json", "--trust", "trust", "--at", Story.now, "--out", "good.json")
            try story.succeed("bundle", "anna.json", "--trust", "trust", "--at", Story.now, "--folder", "good")
            let hostile = HostileNames.paths + HostileNames.files.map { $0 + ".json" }
            var inputs: [String] = []
            for (place, name) in hostile.enumerated() {
                for (source, copy) in [
                    ("good.json", "\(place).json"), ("good/contents.json", "\(place)/contents.json"),
                ] {
                    let text = String(decoding: try story.read(source), as: UTF8.self)
                    let member = String(decoding: JSONValue.string(name).serialized(), as: UTF8.self)
                    if copy.contains("/") { try Files.makeFolder(story.path("\(place)")) }
                    try story.write(text.replacing(#""credential.json""#, with: member, maxReplacements: 1), to: copy)
                }
                inputs += ["\(place).json", "\(place)"]
            }
            let written = try changes(story) {
                let outcome = try story.testamur.run(
                    ["verify", "--trust", "trust", "--at", Story.now, "--format", "json"] + inputs, in: story.folder)
                #expect(outcome.status == 1)
                let reports = try reports(outcome)
                #expect(reports.count == inputs.count)
                for (report, input) in zip(reports, inputs) {
                    #expect(report["verdict"]?.string == "invalid", "\(input)")
                    let codes = report["checks"]?.elements.compactMap { $0["code"]?.string } ?? []
                    #expect(codes.contains("CAPSULE_NAME_MALFORMED"), "\(input): \(codes)")
                }
                #expect(!outcome.output.contains("root:") && HostileNames.isHarmless(outcome.errors))
            }
            #expect(written.isEmpty, "\(written)")
        }
    }

    @Test("what a file in a PDF is called decides neither where it goes nor whether it counts")
    func attachments() throws {
        try Story.play { story in
            let document = try story.issue()
            var files: [String] = []
            for (place, name) in (HostileNames.paths + HostileNames.files).enumerated() {
                let digits = name.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
                let text = "<" + hexadecimal([0xFE, 0xFF] + digits) + ">"
                let objects = [
                    "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 3 0 R >> >>",
                    "<< /Type /Pages /Kids [ ] /Count 0 >>", "<< /Names [ \(text) 4 0 R ] >>",
                    "<< /Type /Filespec /F \(text) /UF \(text) /EF << /F 5 0 R >> >>",
                ].map { Array($0.utf8) }
                let stream = WrittenPDF.stream("/Type /EmbeddedFile", document)
                files.append("\(place).pdf")
                try story.write(WrittenPDF.file(objects + [stream]), to: "\(place).pdf")
            }
            let written = try changes(story) {
                let outcome = try story.testamur.run(
                    ["verify", "--trust", "trust", "--at", Story.now] + files, in: story.folder)
                #expect(outcome.output.contains("\(files.count) files · \(files.count) valid"), "\(outcome.output)")
                #expect(HostileNames.isHarmless(outcome.output + outcome.errors))
            }
            #expect(written.isEmpty, "\(written)")
            let taken = try changes(story) { try story.succeed("unbake", "0.pdf", "--out", "out.json") }
            #expect(taken.count == 1 && taken.allSatisfy { $0.hasSuffix("./out.json") }, "\(taken)")
        }
    }
}
