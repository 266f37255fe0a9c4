import Carriers
import Paper
import PaperExchange
import TestSupport

/// A certificate as it is printed and comes back.
struct PrintedPage {
    /// Makes pictures of a PDF, as a printer would.
    static let renderer = "/usr/bin/pdftoppm"

    /// Why a test was skipped, and what to do about it.
    static let hint = "needs pdftoppm of the package poppler-utils; bash Tests/run.sh installs it"

    /// Whether pages can be rendered; under `CI=true` it is never skipped.
    static var canRender: Bool { Vectors.environment("CI") == "true" || Files.exists(renderer) }

    /// A signed credential of some 4 kB, as issuers sign them.
    static let credential: [UInt8] =
        (try? Files.read(Vectors.repository + "/Examples/signed/lotte-verhaegen.json")) ?? []

    /// Makes a certificate of a sheet.
    static func pdf(_ sheet: CertificateSheet = Sheets.english, credential: [UInt8] = credential) throws -> [UInt8] {
        try Certificate(sheet, credential: credential, codes: QRParts.split(credential)).pdf()
    }

    /// Renders every page of a PDF.
    ///
    /// - Returns: The paths of the pictures.
    static func render(_ pdf: [UInt8], dotsPerInch: Int, in folder: String) throws -> [String] {
        try Files.write(pdf, to: folder + "/page.pdf")
        let outcome = try Subprocess.run(
            renderer, ["-r", String(dotsPerInch), "-gray", "-png", folder + "/page.pdf", folder + "/page"])
        guard outcome.exitCode == 0 else { throw Files.Failure(path: renderer, reason: outcome.output) }
        return try Files.names(in: folder).filter { $0.hasSuffix(".png") }.sorted().map { folder + "/" + $0 }
    }

    /// What the program finds in a file.
    ///
    /// - Parameter wanted: What is looked for, where it is no credential.
    static func read(_ file: [UInt8], wanted: [String] = []) throws -> PaperParts {
        var request = PaperParts()
        request.append(.file, file)
        for mark in wanted { request.append(.wanted, mark.utf8) }
        // It may write to a pipe, and to no file.
        let outcome = try Program("testamur-paper").run(
            ["read"], input: request.bytes, under: ["/bin/bash", "-o", "pipefail", "-c", #""$0" "$@" | cat"#])
        return try PaperParts(parsing: outcome.bytes)
    }

    /// The texts of the codes that the program finds in a picture.
    static func texts(_ file: [UInt8], wanted: [String] = []) throws -> [String] {
        let answer = try read(file, wanted: wanted)
        try answer.throwFailure()
        return answer.all(.code).map { String(decoding: $0, as: UTF8.self) }
    }
}
