import Encodings
import TestSupport
import Testing

/// The catalogues and the source, read as files: what the program embeds, and the codes that it uses.
@Suite("The verifier's sentences")
struct VerifierWordsTests {
    private let folder = Vectors.repository + "/Sources/CredentialVerifier"

    private func sentences(_ folder: String, _ language: String) throws -> [String: String] {
        let bytes = try Files.read("\(folder)/Catalogue/\(language).json")
        var sentences: [String: String] = [:]
        for (name, value) in try JSONDocument(parsing: bytes, limits: .credential).root.members {
            sentences[try #require(name.string)] = value.string
        }
        return sentences
    }

    private func placeholders(_ text: String) -> Set<String> {
        Set(text.matches(of: /\{[a-zA-Z]+\}/).map { String($0.output) })
    }

    @Test("Dutch has the sentences of English, and names no fact that English does not")
    func sameKeys() throws {
        let english = try sentences(folder, "en")
        let dutch = try sentences(folder, "nl")
        #expect(Set(english.keys) == Set(dutch.keys))
        for (key, text) in dutch {
            #expect(placeholders(text).isSubset(of: placeholders(english[key] ?? "")), "\(key)")
            #expect(!text.isEmpty, "\(key)")
        }
    }

    @Test("a context that is not known says nothing of signatures, which may not have been checked")
    func unknownContext() throws {
        for (language, word) in [("en", "signed"), ("nl", "ondertekend")] {
            let sentence = try #require(try sentences(folder, language)["CONTEXT_UNKNOWN"])
            #expect(!sentence.contains(word))
        }
    }

    @Test("every code that a check can end with has a sentence")
    func everyCode() throws {
        let words = try sentences(folder, "en")
        let registry = try sentences(Vectors.repository + "/Sources/Registry", "en")
        var count = 0
        for name in try Files.names(in: folder + "/Checks") {
            let source = String(decoding: try Files.read(folder + "/Checks/" + name), as: UTF8.self)
            for match in source.matches(of: /"([A-Z][A-Z0-9_]{5,})"/) {
                let code = String(match.output.1)
                #expect(words[code] != nil || registry[code] != nil, "\(code) in \(name)")
                count += 1
            }
        }
        #expect(count > 20)
        let proofs = String(
            decoding: try Files.read(Vectors.repository + "/Sources/Proofs/ProofError.swift"), as: UTF8.self)
        for match in proofs.matches(of: /= "([A-Z_0-9]+)"/) {
            let code = String(match.output.1)
            guard code != "SIGN_SELF_CHECK" && code != "DRAFT_REFUSED" else { continue }
            #expect(words[code] != nil, "\(code)")
        }
    }
}
