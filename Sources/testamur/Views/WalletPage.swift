import CredentialVerifier
import CredentialWallet
import Credentials
import Cryptography
import Encodings

/// The page of an export, which a browser opens from the folder: a table of what is in it.
///
/// It runs no script, fetches nothing, and its policy forbids both. Everything that a credential says is text in it. On a
/// narrow screen the table is moved, by keys as well, and not the page.
struct WalletPage {
    /// A credential with what a verifier says of it now.
    struct Row {
        let entry: WalletEntry
        let report: VerificationReport?
        let successor: Int?
    }

    let rows: [Row]
    let now: Timestamp
    let language: Language

    /// The page as bytes of UTF-8.
    var bytes: [UInt8] {
        let page = """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
            <meta name="referrer" content="no-referrer">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(words("wallet.page.title"))</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <main>
            <h1>\(words("wallet.page.title"))</h1>
            <p>\(words("wallet.page.made", [("time", MomentText(now).words(in: language))]))</p>
            <p>\(words("wallet.page.proof"))</p>
            <h2 id="list">\(words("wallet.page.list"))</h2>
            <div class="wide" role="region" aria-labelledby="list" tabindex="0">
            <table>
            <caption>\(words("wallet.page.caption", [("count", String(rows.count))]))</caption>
            <thead><tr>\(headings)</tr></thead>
            <tbody>
            \(rows.map(row).joined(separator: "\n"))
            </tbody>
            </table>
            </div>
            <h2>\(words("wallet.page.how"))</h2>
            <p>\(words("wallet.page.check"))</p>
            <pre><code>testamur verify \(Self.escaped(exampleName))</code></pre>
            <p>\(words("wallet.page.index"))</p>
            </main>
            </body>
            </html>

            """
        return Array(page.utf8)
    }

    private var exampleName: String { rows.first.map { Wallet.exportName($0.entry) } ?? "credential-001.json" }

    private var headings: String {
        ["number", "credential", "issuer", "awarded", "load", "check"].map { name in
            "<th scope=\"col\">\(words("wallet.page.column.\(name)"))</th>"
        }.joined()
    }

    private func row(_ row: Row) -> String {
        let text = EntryText(
            entry: row.entry, report: row.report, successor: row.successor, language: language, terminal: Self.plain)
        let cells = text.cells.map(Self.escaped)
        let isTrue = row.report?[.proof]?.outcome != .failed
        let awarded = isTrue ? row.entry.achievement?.awardedOn.map { CommandWords.date($0, language) } : nil
        let file = Self.escaped(Wallet.exportName(row.entry))
        // The name of the file is made of the number, so that no document can lead anywhere by it.
        let link = "<a href=\"\(file)\"><bdi>\(cells[1])</bdi></a>"
        return "<tr><td>\(cells[0])</td><th scope=\"row\">\(link)</th><td><bdi>\(cells[2])</bdi></td>"
            + "<td>\(Self.escaped(awarded ?? ""))</td><td><bdi>\(cells[3])</bdi></td>"
            + "<td>\(Self.escaped(text.verdict.words))</td></tr>"
    }

    private static let plain = Terminal(
        hasColour: false, hasUnicode: true, isInteractive: false, isScreen: false, width: 80)

    private func words(_ key: String, _ facts: [(name: String, value: String)] = []) -> String {
        Self.escaped(CommandWords.sentence(key, language, facts))
    }

    /// A text as HTML shows it, in an element and in an attribute.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    // MARK: The look

    /// Nothing but the style of this page itself.
    private static let policy: String = {
        let hash = (try? SHA256.hash(Array(style.utf8))) ?? []
        return "default-src 'none'; style-src 'sha256-\(Base64.encode(hash))'; base-uri 'none'; form-action 'none'"
    }()

    private static let style = """
        :root { color-scheme: light dark; }
        body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; color: #1a1a1a; background: #fff; }
        main { max-width: 70rem; margin: 0 auto; padding: 1.5rem; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: start; padding: .5rem 0; }
        th, td { border: 1px solid #6b6b6b; padding: .5rem; text-align: start; vertical-align: top; \
        overflow-wrap: anywhere; }
        thead th { background: #e8eef5; overflow-wrap: normal; }
        tbody th { font-weight: 600; min-width: min(14rem, 40vw); }
        a { color: #0b3d91; }
        a:focus-visible, .wide:focus-visible { outline: 3px solid #0b3d91; outline-offset: 2px; }
        @media (prefers-color-scheme: dark) {
        body { color: #f0f0f0; background: #14171a; }
        thead th { background: #26303b; }
        a { color: #9cc4ff; }
        a:focus-visible, .wide:focus-visible { outline-color: #9cc4ff; }
        }
        """
}
