import Encodings
import TestSupport
import Testing

@Suite("The picture of a badge on a terminal that draws pictures")
struct BadgePictureTests {
    private static let inside = "data:image/png;base64," + Base64.encode(CarrierTests.png)

    private static func number(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// One that takes more than one piece, by words that are in it.
    private static let long: String = {
        let comment = Array("tEXt".utf8) + [UInt8](repeating: 0x41, count: 9_000)
        let chunk = number(UInt32(comment.count - 4)) + comment + number(CRC32.checksum(comment))
        let end = CarrierTests.png.count - 12
        return "data:image/png;base64,"
            + Base64.encode(Array(CarrierTests.png[..<end]) + chunk + Array(CarrierTests.png[end...]))
    }()

    /// One that says of itself that it is 100,000 pixels wide.
    private static let huge: String = {
        var image = CarrierTests.png
        image.replaceSubrange(16..<20, with: number(100_000))
        image.replaceSubrange(29..<33, with: number(CRC32.checksum(Array(image[12..<29]))))
        return "data:image/png;base64," + Base64.encode(image)
    }()

    /// What nothing is drawn of: another form, an address elsewhere, a damaged one, one that writes, and one too large.
    private static let others = [
        "data:image/svg+xml;base64,PHN2Zy8+", "https://a.example/badge.png", "data:image/png;base64,iVBORw0KGgo=",
        "data:image/png;base64,\u{1B}\\evil", huge,
    ]

    /// A wallet with a badge for each picture, numbered from 1, and at its end a badge that was altered.
    private func play(
        _ pictures: [String], _ scene: (_ show: (Int, [String: String], Bool) throws -> String) throws -> Void
    ) throws {
        try Story.play { story in
            try Files.makeFolder(story.path("in"))
            for (place, picture) in (pictures + [Self.inside]).enumerated() {
                let bytes = try story.issue(to: "in/\(place + 1).json") {
                    $0["id"] = .string("urn:example:\(place)")
                    $0["credentialSubject"]?["achievement"]?["image"] = ["id": .string(picture), "type": "Image"]
                }
                if place == pictures.count { try story.tamper(bytes, to: "in/\(place + 1).json") }
            }
            try story.succeed("wallet", "init", "--wallet", "w")
            try story.succeed("wallet", "add", "in", "--wallet", "w", "--trust", "trust", "--keep-unverified")
            try scene { number, environment, isScreen in
                let arguments = WalletKey.added(
                    to: ["wallet", "show", "\(number)", "--wallet", "w", "--trust", "trust"])
                let all = WalletKey.environment(for: arguments, in: story.folder).merging(environment) { $1 }
                let shown =
                    try isScreen
                    ? story.testamur.runOnTerminal(arguments, environment: all, in: story.folder)
                    : story.testamur.run(arguments, environment: all, in: story.folder)
                #expect(shown.status == 0, "\(shown.output)\(shown.errors)")
                return shown.output
            }
        }
    }

    @Test("it is drawn by the commands of kitty or of iTerm as it stands in the credential, in pieces if it is long")
    func drawn() throws {
        try play([Self.inside, Self.long]) { show in
            for (environment, start, end) in [
                (["TERM": "xterm-kitty"], "\u{1B}_Ga=T,f=100,r=8,q=2,m=0;", "\u{1B}\\"),
                (["KITTY_WINDOW_ID": "1"], "\u{1B}_Ga=T,f=100,r=8,q=2,m=0;", "\u{1B}\\"),
                (["TERM_PROGRAM": "WezTerm"], "\u{1B}]1337;File=inline=1;size=67;", "\u{7}"),
            ] {
                let screen = try show(1, environment, true)
                #expect(screen.contains(start), "\(screen)")
                #expect(screen.contains(Base64.encode(CarrierTests.png) + end), "\(screen)")
                #expect(screen.contains("Leiehove University"), "\(screen)")
            }
            let pieces = try show(2, ["TERM": "xterm-kitty"], true).split(separator: "\u{1B}_G")
                .filter { $0.contains("\u{1B}\\") }.map { $0.split(separator: "\u{1B}\\")[0] }
            #expect(pieces.map { $0.split(separator: ";")[0] } == ["a=T,f=100,r=8,q=2,m=1", "m=1", "m=0"])
            #expect("data:image/png;base64," + pieces.map { $0.split(separator: ";")[1] }.joined() == Self.long)
        }
    }

    @Test("nothing is drawn in a pipe, on another terminal, of another form, elsewhere, too large, damaged or altered")
    func notDrawn() throws {
        try play([Self.inside] + Self.others) { show in
            let kitty = ["TERM": "xterm-kitty"]
            let piped = try show(1, kitty.merging(["KITTY_WINDOW_ID": "1"]) { $1 }, false)
            #expect(!piped.contains("\u{1B}"), "\(piped)")
            let elsewhere = [
                ["TERM": "xterm-256color"], ["TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"],
                kitty.merging(["TMUX": "/run/tmux"]) { $1 },
            ]
            let shown =
                try elsewhere.map { try show(1, $0, true) }
                + (2...Self.others.count + 2).map { try show($0, kitty, true) }
            for screen in shown { #expect(!screen.contains("\u{1B}_G") && !screen.contains("1337"), "\(screen)") }
        }
    }
}
