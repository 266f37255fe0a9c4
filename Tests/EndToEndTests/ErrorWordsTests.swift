import CredentialIssuer
import CredentialVerifier
import CredentialWallet
import Credentials
import Cryptography
import Encodings
import HardwareKeys
import PaperExchange
import Registry
import Retrieval
import Storage
import TestSupport
import Testing
import YAMLDocuments

@testable import testamur

/// What a reason of a module holds in these tests: whoever reads it in a Dutch sentence reads English.
private let leak = "REASON"

@Suite("The words of every refusal")
struct ErrorWordsTests {
    /// The failure in both languages: all of it is there, and the Dutch is Dutch.
    private func check(_ failure: Failure, _ what: String) {
        for language in Language.allCases {
            let lines = failure.lines(in: language)
            #expect(lines.count == 2, "\(what) has no hint in \(language)")
            for line in lines {
                for sign in ["error.", "hint.", "next.", "{"] {
                    #expect(
                        !line.replacing("acknowledged: {CODE", with: "").contains(sign),
                        "\(what) has no words in \(language): \(line)")
                }
                #expect(!line.hasSuffix(": "), "\(what) says nothing in \(language)")
            }
        }
        let dutch = failure.lines(in: .dutch)
        #expect(!dutch.joined().contains(leak), "\(what) is English in Dutch: \(dutch)")
        #expect(dutch.first?.hasPrefix("testamur: fout: ") == true && dutch.last?.hasPrefix("testamur: tip: ") == true)
        for (english, dutch) in zip(failure.lines(in: .english), dutch) {
            #expect(english.dropFirst(17) != dutch.dropFirst(16), "\(what): \(dutch)")
        }
    }

    @Test("Every code of the file system has words in both languages")
    func storage() {
        for code in StorageError.Code.allCases {
            for error in [
                StorageError(code, leak, path: "anna.json", limit: 1_048_576), StorageError(code, leak, path: "a"),
            ] {
                check(Failure(reading: error), "reading, \(code)")
                check(Failure(creating: error), "creating, \(code)")
                check(Failure(authorityFolder: error), "authority, \(code)")
                for source in TrustSource.allCases {
                    check(Failure(TrustFolderError.storage(error), "trust", source), "trust, \(code)")
                }
            }
        }
    }

    @Test("Every code of paper has words in both languages")
    func paper() {
        for code in PaperError.Code.allCases { check(Failure(paper: PaperError(code, "12"), "anna.pdf"), "\(code)") }
    }

    @Test("Every code of a trust folder, a pin and a list has words in both languages")
    func trust() {
        for source in TrustSource.allCases {
            check(Failure(TrustFolderError.noPin("trust"), "trust", source), "no pin")
        }
        for code in TrustError.Code.allCases {
            for pointer in ["", "/credentialSubject/0/recognizedTo/0/fields/0"] {
                let error = TrustError(code, at: pointer, leak)
                check(Failure(reading: error, "list.json"), "reading, \(code)")
                check(Failure(editing: error), "editing, \(code)")
                check(Failure(TrustFolderError.pin("pin.json", error), "trust", .option), "pin, \(code)")
            }
        }
    }

    @Test("Every code of a registry of others has words in both languages")
    func registries() throws {
        for code in RegistryError.Code.allCases {
            let error = RegistryError(code, at: "/registry/did:web:a.example", leak, detail: "CODE")
            // What the parser says has its own words.
            guard code != .unreadable else { continue }
            check(Failure(importing: error, "registry.json", "DCC registry"), "importing, \(code)")
            check(Failure(TrustFolderError.registry("index.json", error), "trust", .option), "kept, \(code)")
        }
        do throws(RegistryError) {
            _ = try PublishedRegistry(parsing: Array("{\n\"registry\":{]}".utf8))
            Issue.record("a broken registry is read")
        } catch {
            let failure = Failure(importing: error, "-", nil)
            check(failure, "unreadable")
            #expect(failure.lines(in: .dutch)[0].contains("standaardinvoer, rij 2: "))
        }
    }

    @Test("Every reason for which nothing is fetched has words in both languages")
    func fetching() throws {
        for code in RetrievalError.Code.allCases {
            check(Failure(fetching: RetrievalError(code, "x.example")), "\(code)")
        }
        var errors: [TrustUpdateError] = [
            .folder(.noPin("trust")), .severalAuthorities(["a", "b"]), .noList, .index(at: "/files/0"),
            .mismatch(.list),
            .tooMuch(limit: 1), .cryptography(CryptographyError(.libraryFailure, leak)),
            .source(.list, RetrievalError(.timeout, "x.example")),
            .source(.list, StorageError(.notAFile, leak, path: "a")),
        ]
        errors += StorageError.Code.allCases.map { .storage(StorageError($0, leak, path: "a")) }
        for code in TrustError.Code.allCases {
            errors.append(.refused(.list, TrustError(code, leak), present: nil, evidence: nil))
            errors.append(.refused(.list, TrustError(code, leak), present: nil, evidence: "evidence/list.json"))
        }
        do throws(JSONError) {
            _ = try JSONDocument(parsing: [], limits: .general)
        } catch {
            errors.append(.unreadable(.index, error))
        }
        for error in errors { check(Failure(updating: error, from: "stick", "trust", .option), "\(error)") }
    }

    @Test("Every code of a key, a time and an identifier has words in both languages")
    func values() {
        for code in CryptographyError.Code.allCases { check(Failure(CryptographyError(code, leak)), "\(code)") }
        for code in CryptographyError.Code.allCases {
            check(Failure(CryptographyError(code, leak), in: "key.pem"), "\(code) in a file")
        }
        for code in EncodingError.Code.allCases {
            let problem = Sentence(EncodingError(code, leak))
            check(
                Failure(.usage, Sentence("error.notATime", ["option": "--at", "problem": problem]), hint: "hint.time"),
                "\(code)")
        }
        for code in IdentifierError.Code.allCases {
            let problem = Sentence(IdentifierError(code, leak))
            check(
                Failure(.usage, Sentence("error.notADID", ["option": "--did", "problem": problem]), hint: "hint.did"),
                "\(code)")
        }
    }

    @Test("Every code of JSON has words in both languages")
    func json() throws {
        for code in JSONError.Code.allCases {
            for language in Language.allCases {
                #expect(CommandWords.has("error.json.\(code.rawValue)", language), "\(code)")
            }
        }
        for text in ["[", "{\"a\":1,\"a\":2}", "[1e999]", "[\"\\ud800\"]", "\u{FEFF}[]"] {
            do throws(JSONError) {
                _ = try JSONDocument(parsing: Array(text.utf8), limits: .general)
                Issue.record("\(text) is read")
            } catch {
                check(Failure(error, in: "-", "error.notStrictJSON"), text)
                let dutch = Failure(error, in: "-", "error.notStrictJSON").lines(in: .dutch)
                #expect(dutch[0].contains("standaardinvoer is geen strikte JSON") && !dutch[0].contains("expected"))
            }
        }
    }

    @Test("Every code of a wallet has words in both languages")
    func wallet() {
        for code in WalletError.Code.allCases {
            var error = WalletError(code, leak)
            check(Failure(error, at: "/home/anna/wallet", for: "first"), "\(code)")
            error.storage = StorageError(.noSpace, leak, path: "a")
            check(Failure(error, at: "/home/anna/wallet"), "\(code) with a cause")
        }
    }

    @Test("Every code of a device, and all that can be wrong with an address in one, has words in both languages")
    func devices() {
        for code in HardwareKeyError.Code.allCases {
            check(Failure(HardwareKeyError(code, leak)), "\(code)")
        }
        for problem in HardwareKeyAddress.Problem.allCases { check(KeyDevice.failure(problem), "\(problem)") }
    }

    @Test("Every code of an issuer has words in both languages")
    func issuer() {
        for code in IssuerError.Code.allCases {
            var error = IssuerError(code, leak)
            check(Failure(error, at: "leiehove"), "\(code)")
            error.storage = StorageError(.notFound, leak, path: "a")
            error.cryptography = CryptographyError(.wrongPassphrase, leak)
            check(Failure(error, at: "leiehove"), "\(code) with a cause")
        }
        for code: YAMLError.Code in [
            .tooLarge, .tooDeep, .tooManyNodes, .notUTF8, .characterNotAllowed, .empty, .severalDocuments, .directive,
            .syntax, .tab, .duplicateKey, .keyNotText, .anchor, .alias, .tag, .mergeKey, .missingKey, .unknownKey,
            .emptyValue, .wrongKind, .notInteger, .notDecimal, .notBoolean, .outOfRange, .notOneOf, .wrongCount,
            .unreadable,
        ] {
            var error = IssuerError(.profileMalformed, leak)
            error.problems = [YAMLError(code, leak, at: YAMLPosition(line: 3, column: 5))]
            check(Failure(error, at: "leiehove"), "\(code)")
            #expect(Failure(error).lines(in: .dutch)[0].contains("issuer.yaml:3:5: "), "\(code)")
        }
    }

    @Test("Every sentence that the source names is in the catalogues, and every sentence there is named")
    func keys() throws {
        var named: Set<String> = []
        let folder = Vectors.repository + "/Sources/testamur"
        var folders = [folder]
        while let next = folders.popLast() {
            for name in try Files.names(in: next) where name != "Catalogue" {
                guard name.hasSuffix(".swift") else {
                    folders.append(next + "/" + name)
                    continue
                }
                let source = String(decoding: try Files.read(next + "/" + name), as: UTF8.self)
                for match in source.matches(of: /"((?:error|hint|usage|said)\.[A-Za-z0-9._]*)("|\\\()/) {
                    named.insert(String(match.output.1))
                    let isWhole = match.output.2 == "\""
                    for language in Language.allCases where isWhole {
                        #expect(CommandWords.has(String(match.output.1), language), "\(match.output.1), \(language)")
                    }
                }
            }
        }
        #expect(named.count > 100)
        let catalogue = try JSONDocument(
            parsing: Files.read(folder + "/Catalogue/errors-en.json"), limits: .general
        ).root
        let parts = named.filter { $0.utf8.last == UInt8(ascii: ".") }
        for key in catalogue.members.compactMap(\.name.string) {
            let isMade = parts.contains { key.hasPrefix($0) }
            #expect(named.contains(key) || isMade, "\(key) is named nowhere")
        }
    }

    @Test("The language is the last one that is asked for before the names of files, else that of the locale")
    func language() {
        #expect(Language.spoken(in: [], otherwise: .dutch) == .dutch)
        #expect(Language.spoken(in: ["verify", "--language", "nl"], otherwise: .english) == .dutch)
        #expect(Language.spoken(in: ["--language=nl"], otherwise: .english) == .dutch)
        #expect(Language.spoken(in: ["--language=nl", "--language", "en"], otherwise: .dutch) == .english)
        #expect(Language.spoken(in: ["--language", "fr"], otherwise: .dutch) == .dutch)
        #expect(Language.spoken(in: ["verify", "--", "--language=nl"], otherwise: .english) == .english)
        #expect(Language.spoken(in: ["verify", "--language"], otherwise: .english) == .english)
    }

    @Test("What a command holds that is to be copied is quoted where a shell would take it apart")
    func shellWords() {
        for (path, word) in [
            ("keys/issue.pem", "keys/issue.pem"), ("my key.pem", "'my key.pem'"), ("it's", #"'it'\''s'"#),
            ("-h", "./-h"), ("$(id)", "'$(id)'"), ("é.pem", "é.pem"), ("", "''"),
        ] { #expect(ShellWord(path).words(in: .english) == word) }
    }
}
