import Carriers
import Paper
import PaperExchange
import TestSupport
import Testing

@Suite("Printed certificates", .enabled(if: PrintedPage.canRender, "\(PrintedPage.hint)"))
struct PrintedPageTests {
    @Test("the credential is read back from a printed page", arguments: [150, 200])
    func readsRenderedPage(dotsPerInch: Int) throws {
        try Files.withTemporaryFolder { folder in
            let pages = try PrintedPage.render(PrintedPage.pdf(), dotsPerInch: dotsPerInch, in: folder)
            let last = try #require(pages.last)
            let texts = try PrintedPage.texts(Files.read(last))
            #expect(try QRParts.join(texts) == PrintedPage.credential)
        }
    }

    @Test(
        "the credential is read back from a page that was turned, blurred, compressed, noisy, aslant or in shadow",
        .enabled(if: CrossCheck.canRun(importing: "PIL"), "\(CrossCheck.hint)"))
    func readsSpoiltPage() throws {
        try Files.withTemporaryFolder { folder in
            let pages = try PrintedPage.render(PrintedPage.pdf(), dotsPerInch: 150, in: folder)
            let spoilt = folder + "/spoilt"
            try Files.makeFolder(spoilt)
            let outcome = try CrossCheck.run(
                script: "paper.py", arguments: ["spoil", try #require(pages.last), spoilt])
            #expect(outcome.exitCode == 0, "\(outcome.output)")
            let names = try Files.names(in: spoilt).sorted()
            #expect(names.count == 8)
            for name in names {
                let texts = try? PrintedPage.texts(Files.read(spoilt + "/" + name))
                #expect(
                    (try? QRParts.join(texts ?? [])) == PrintedPage.credential, "\(name): \(texts?.count ?? 0) codes")
            }
        }
    }

    @Test(
        "another reader reads the same codes",
        .enabled(if: CrossCheck.canRun(importing: "zxingcpp", "PIL"), "\(CrossCheck.hint)"))
    func agreesWithAnotherReader() throws {
        try Files.withTemporaryFolder { folder in
            let pages = try PrintedPage.render(PrintedPage.pdf(), dotsPerInch: 150, in: folder)
            let texts = try QRParts.split(PrintedPage.credential)
            try Files.write(Array(texts.joined(separator: "\n").utf8), to: folder + "/texts")
            let outcome = try CrossCheck.run(script: "paper.py", arguments: ["codes", folder + "/texts"] + pages)
            #expect(outcome.exitCode == 0, "\(outcome.output)")
        }
    }

    @Test("the first page alone has no code, and says so")
    func namesMissingCodes() throws {
        try Files.withTemporaryFolder { folder in
            let pages = try PrintedPage.render(PrintedPage.pdf(), dotsPerInch: 100, in: folder)
            let first = try #require(pages.first)
            #expect(throws: PaperError(.noCode)) { try PrintedPage.texts(Files.read(first)) }
        }
    }
}
