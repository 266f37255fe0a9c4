import Encodings

/// A terminal that draws pictures, and how it is told to.
enum PictureTerminal {
    /// The graphics protocol of kitty.
    case kitty
    /// The inline images of iTerm2.
    case iTerm

    /// The terminal in front of which a person sits, if it says of itself that it draws pictures.
    ///
    /// It is told by what it writes into the environment: nothing is asked of it, because an answer would be taken for
    /// something that was typed. Within a program that divides the screen nothing is drawn: it does not pass pictures on.
    static let standard: PictureTerminal? = {
        guard Terminal.standard.isScreen else { return nil }
        let name = Environment.value("TERM") ?? ""
        let divided = ["screen", "tmux"].contains { name.hasPrefix($0) }
        guard !divided, (Environment.value("TMUX") ?? "").isEmpty, (Environment.value("STY") ?? "").isEmpty else {
            return nil
        }
        let program = Environment.value("TERM_PROGRAM") ?? ""
        if name == "xterm-kitty" || name == "xterm-ghostty" || program == "ghostty" { return .kitty }
        if program == "iTerm.app" || program == "WezTerm" { return .iTerm }
        return (Environment.value("KITTY_WINDOW_ID") ?? "").isEmpty ? nil : .kitty
    }()

    /// How high a badge is drawn, in lines; its width follows.
    private static let rows = 8
    /// How much of a picture one command of kitty's protocol may hold, in characters.
    private static let pieceLength = 4_096

    /// What draws a picture where the cursor is.
    func commands(_ picture: BadgePicture) -> [UInt8] {
        switch self {
        case .iTerm:
            let head = "\u{1B}]1337;File=inline=1;size=\(picture.byteCount);height=\(Self.rows);preserveAspectRatio=1:"
            return Array((head + picture.base64 + "\u{7}").utf8)
        case .kitty:
            let text = Array(picture.base64.utf8)
            var bytes: [UInt8] = []
            for start in stride(from: 0, to: text.count, by: Self.pieceLength) {
                let piece = text[start...].prefix(Self.pieceLength)
                let isLast = piece.endIndex == text.endIndex
                // Shown at once, as PNG, over so many lines; the terminal answers nothing, whatever comes of it.
                let first = start == 0 ? "a=T,f=100,r=\(Self.rows),q=2," : ""
                bytes += Array("\u{1B}_G\(first)m=\(isLast ? 0 : 1);".utf8) + piece + Array("\u{1B}\\".utf8)
            }
            return bytes
        }
    }
}
