@testable import CredentialWallet
import Cryptography
import TestSupport
import Testing

@Suite("A recovery code")
struct RecoveryCodeTests {
    private func text(_ code: RecoveryCode) throws -> String {
        try code.printed().withSpan { span in String(decoding: span.indices.map { span[$0] }, as: UTF8.self) }
    }

    private func read(_ text: String) throws -> RecoveryCode { try RecoveryCode(typed: Fixtures.secret(text)) }

    private func groups(_ text: String) -> [Int]? {
        do {
            _ = try read(text)
            return nil
        } catch {
            return (error as? WalletError)?.groups
        }
    }

    @Test("is eight groups of five characters, other ones each time, and reads back")
    func roundTrip() throws {
        var seen: Set<String> = []
        for _ in 0..<200 {
            let code = try RecoveryCode.generate()
            let printed = try text(code)
            #expect(printed.split(separator: "-").map(\.count) == [Int](repeating: 5, count: 8))
            #expect(printed.allSatisfy { "0123456789ABCDEFGHJKMNPQRSTVWXYZ-".contains($0) })
            #expect(try text(read(printed)) == printed)
            seen.insert(printed)
        }
        #expect(seen.count == 200)
        #expect("\(try RecoveryCode.generate())" == "recovery code (hidden)")
    }

    @Test("is read as people type it: small letters, blanks, no hyphens, o for 0, i and l for 1")
    func forgiven() throws {
        // Codes are made until one has both digits that are mistaken for letters.
        var printed = ""
        while !printed.contains("0") || !printed.contains("1") { printed = try text(.generate()) }
        let variants = [
            printed.lowercased(), printed.replacing("-", with: ""), printed.replacing("-", with: " "),
            "  " + printed + "\r\n", printed.replacing("0", with: "o").replacing("1", with: "i"),
            printed.replacing("0", with: "O").replacing("1", with: "L"), printed.replacing("1", with: "l"),
        ]
        for variant in variants { #expect(try text(read(variant)) == printed, "\(variant)") }
    }

    @Test("names the group of every wrong character, of every two that changed places, and of two groups that did")
    func mistakes() throws {
        let printed = Array(try text(.generate()))
        for place in printed.indices where printed[place] != "-" {
            for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ*U?" where other != printed[place] {
                var typed = printed
                typed[place] = other
                #expect(groups(String(typed)) == [place / 6 + 1])
            }
            for second in printed.indices
            where second > place && second / 6 == place / 6 && printed[second] != "-"
                && printed[second] != printed[place]
            {
                var typed = printed
                typed.swapAt(place, second)
                #expect(groups(String(typed)) == [place / 6 + 1])
            }
        }
        let parts = String(printed).split(separator: "-")
        for (first, second) in [(0, 1), (2, 7), (5, 6)] {
            var typed = parts
            typed.swapAt(first, second)
            #expect(groups(typed.joined(separator: "-")) == [first + 1, second + 1])
        }
        for text in ["", "K", parts.dropLast().joined(separator: "-"), String(printed) + "0"] {
            #expect(groups(text) == [])
        }
    }

    @Test("is nowhere in memory any more once it was printed and typed and nobody holds it")
    func cleansed() throws {
        var (text, secret): ([UInt8], [UInt8]) = ([], [])
        try Self.use { (printed, bytes) throws in
            printed.withSpan { span in
                text = (20..<44).map { ~span[$0] }
            }
            bytes.withSpan { span in secret = (8..<20).map { ~span[$0] } }
            for inverted in [text, secret] { #expect(try MemoryScan.count(ofInverse: inverted) > 0) }
        }
        for inverted in [text, secret] { #expect(try MemoryScan.count(ofInverse: inverted) == 0) }
    }

    /// Makes a code, prints it and reads it back, and lets go of all of it.
    private static func use(_ look: (_ printed: SecretBytes, _ secret: SecretBytes) throws -> Void) throws {
        let code = try RecoveryCode.generate()
        let printed = try code.printed()
        _ = try RecoveryCode(typed: printed)
        try look(printed, code.secret)
    }
}
