import PaperExchange
import Proofs
import Storage

/// The QR code of a challenge: on the screen, or in a picture to be put on a page or a wall.
struct ChallengeCode {
    let request: PresentationRequest

    /// The lines that draw the code on a screen; `nil` where the program that draws is not installed, and the text has to
    /// do.
    func lines(on terminal: Terminal) throws(Failure) -> [String]? {
        guard terminal.isScreen, terminal.hasUnicode else { return nil }
        do throws(PaperError) {
            let drawn = try draw(terminal.hasColour ? "terminal" : "text", title: "")
            return String(decoding: drawn, as: UTF8.self).split(separator: "\n").map(String.init)
        } catch {
            guard error.code == .programMissing else { throw Failure(paper: error, request.domain) }
            return nil
        }
    }

    /// Writes the code into a picture.
    func write(to picture: CodePicture, title: String) throws(Failure) {
        let drawn: [UInt8]
        do throws(PaperError) {
            drawn = try draw(picture.operation, title: title)
        } catch {
            throw Failure(paper: error, picture.file.path)
        }
        try picture.file.write(drawn)
    }

    private func draw(_ operation: String, title: String) throws(PaperError) -> [UInt8] {
        var parts = PaperParts()
        parts.append(.name, title.utf8)
        parts.append(.code, request.text.utf8)
        guard let drawn = try PaperProcess.run(operation, parts).first(.picture) else {
            throw PaperError(.programFailed)
        }
        return drawn
    }
}

/// A picture that is to be made, PNG or SVG by the ending of its name.
struct CodePicture {
    let file: HandedOutFile
    /// What the program that draws calls the form.
    let operation: String

    /// Refuses a name of another ending, and a place where something stands.
    init(_ path: String) throws(Failure) {
        try Failure.refuseEmpty(path, option: "--qr")
        let name = path.lowercased()
        guard let operation = ["png", "svg"].first(where: { name.hasSuffix("." + $0) }) else {
            throw Failure(
                .usage, Sentence("error.challenge.picture", ["file": path]), hint: "hint.challenge.picture")
        }
        self.operation = operation
        file = try HandedOutFile(path, option: "--qr")
    }
}
