import CredentialWallet
import Credentials
import Storage
import TestSupport
import Testing

@Suite("Finding in a wallet")
struct FindingTests {
    private func withThree(_ kind: Fixtures.Kind = .folder, _ body: (Wallet) throws -> Void) throws {
        try Fixtures.withWallet(kind) { wallet, _ in
            try wallet.addGenuine(Fixtures.credential("urn:example:a", title: "Blended Learning Design"))
            try wallet.addGenuine(Fixtures.credential("urn:example:b", title: "Dutch 2.1, module"))
            try wallet.addGenuine(Fixtures.credential("urn:example:c", title: "First aid at work, Élan"))
            try body(wallet)
        }
    }

    @Test(
        "a credential is found by number, place, digest, identifier or a part of its title",
        arguments: [
            ("1", 1), ("3", 3), ("first", 1), ("last", 3), ("Eerste", 1), ("laatste", 3), ("urn:example:b", 2),
            ("blended", 1), ("  LEARNING design ", 1), ("dutch 2", 2), ("élan", 3), ("first aid", 3),
        ])
    func found(_ words: String, number: Int) throws {
        try withThree { wallet in
            let entry = try wallet.find(words)
            #expect(entry.number == number)
        }
    }

    @Test("a credential is found by the beginning of its digest, from four digits on")
    func digest() throws {
        try withThree { wallet in
            let entry = try wallet.find("2")
            for count in [4, 5, 63, 64] {
                #expect(try wallet.matches(String(entry.digest.hexadecimal.prefix(count))).map(\.number) == [2])
            }
            #expect(try wallet.matches(entry.digest.hexadecimal + "0").isEmpty)
        }
    }

    @Test("words that fit several give all of them", arguments: Fixtures.Kind.allCases)
    func several(_ kind: Fixtures.Kind) throws {
        try withThree(kind) { wallet in
            let error = #expect(throws: WalletError.self) { try wallet.find("d") }
            #expect(error?.code == .severalMatches)
            #expect(error?.matches.map(\.number) == [1, 2, 3])
            #expect(error?.reason == "expected words that fit one credential, found that they fit 1, 2 and 3")
        }
    }

    @Test(
        "words that fit nothing say so",
        arguments: ["", "  ", "0", "4", "-1", "999999999999999999999", "basket", "urn:example"])
    func nothing(_ words: String) throws {
        try withThree { wallet in
            #expect(throws: WalletError(.noMatch, "")) { try wallet.find(words) }
        }
    }

    @Test("numbers stay when another credential goes, and a new one gets the next")
    func numbers() throws {
        try withThree { wallet in
            try wallet.remove(wallet.find("2"), at: Fixtures.later)
            #expect(try wallet.entries().map(\.number) == [1, 3])
            try wallet.addGenuine(Fixtures.credential("urn:example:d", title: "Knitting"))
            #expect(try wallet.entries().map(\.number) == [1, 3, 4])
            #expect(throws: WalletError(.noMatch, "")) { try wallet.find("2") }
        }
    }

    @Test("titles in several languages are all found")
    func languages() throws {
        try Fixtures.withWallet { wallet, _ in
            let name = #""name":[{"@value":"Blended leren","@language":"nl"},{"@value":"Apprentissage"}],"#
            try wallet.addGenuine(Fixtures.credential(title: "Blended learning", more: name))
            #expect(try wallet.find("leren").titles == ["Blended learning", "Blended leren", "Apprentissage"])
            #expect(try wallet.find("apprent").title == "Blended learning")
            let title = #"Boekhouden","inLanguage":"nl","titleTranslations":{"en":"Accounting"},"code":"x"#
            try wallet.addGenuine(Fixtures.credential(title: title))
            let entry = try wallet.find("account")
            #expect(entry.title == "Boekhouden" && entry.title(in: .english) == "Accounting")
            #expect(entry.title(in: .dutch) == "Boekhouden")
        }
    }
}
