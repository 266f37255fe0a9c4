import Carriers
import CredentialVerifier
import Credentials
import Encodings
import TestSupport
import Testing

/// The catalogues of carriers, read as files, and the sentences that are made of them.
@Suite("The sentences about images and QR codes")
struct CarrierWordsTests {
    private func sentences(_ language: String) throws -> [String: String] {
        let path = Vectors.repository + "/Sources/CredentialVerifier/Catalogue/carrier-\(language).json"
        var sentences: [String: String] = [:]
        for (name, value) in try JSONDocument(parsing: Files.read(path), limits: .credential).root.members {
            sentences[try #require(name.string)] = value.string
        }
        return sentences
    }

    private func placeholders(_ text: String) -> Set<String> {
        Set(text.matches(of: /\{[a-zA-Z]+\}/).map { String($0.output) })
    }

    @Test("every code has a headline, a sentence and a next step in both languages, with the same facts")
    func everyCode() throws {
        let english = try sentences("en")
        let dutch = try sentences("nl")
        #expect(Set(english.keys) == Set(dutch.keys))
        for code in CarrierError.Code.allCases {
            for key in ["", "headline.", "next."].map({ $0 + code.rawValue }) {
                #expect(english[key]?.isEmpty == false, "\(key)")
                #expect(english[key] != dutch[key], "\(key)")
                #expect(placeholders(english[key] ?? "") == placeholders(dutch[key] ?? ""), "\(key)")
            }
        }
        let codes = Set(CarrierError.Code.allCases.map(\.rawValue))
        for key in english.keys
        where ![
            "CARRIED_BY_PDF", "CARRIED_BY_PNG", "CARRIED_BY_SVG", "CARRIED_BY_PARTS", "CARRIER_ACTS",
        ].contains(key) {
            let name = key.split(separator: ".").first { $0 != "headline" && $0 != "next" } ?? ""
            #expect(codes.contains(String(name)), "\(key) is no code")
        }
    }

    @Test("a refusal says what is wrong and what to do, and fills in every fact")
    func filled() throws {
        var errors: [CarrierError] = []
        func collect(_ bytes: String) {
            do throws(CarrierError) {
                let carrier = try Carrier(Array(bytes.utf8))
                if let error = carrier.emptiness { errors.append(error) }
            } catch {
                errors.append(error)
            }
        }
        for text in [
            "<svg", "<svg>", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7", "TESTAMUR1:", "TESTAMUR2:1/1:",
            "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "<x:svg/>",
            "TESTAMUR1:1/1:0000000000000000:00000000:00",
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:o='https://purl.imsglobal.org/ob/v3p0'><o:credential/><o:credential/></svg>",
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:o='https://purl.imsglobal.org/ob/v3p0'><o:credential/></svg>",
            "<svg xmlns='http://www.w3.org/2000/svg'><a xmlns='http://openbadges.org'/></svg>",
        ] { collect(text) }
        let numbers = (0..<200).map { String($0 * 7919 % 1_009) }.joined(separator: ",")
        let parts = try QRParts.split(Array("[\(numbers)]".utf8), partLimit: 80)
        collect(parts.dropFirst().joined(separator: "\n"))
        collect(parts[0] + "\n" + (try QRParts.split([1], partLimit: 80)[0]))
        #expect(errors.count == 14)
        for error in errors {
            for language in Language.allCases {
                let words = error.message(in: language) + error.nextStep(in: language)
                #expect(!words.contains("{") && !words.contains("_"), "\(words)")
            }
            let report = Verifier(trust: .none).refuse(error, [], at: try Timestamp(parsing: "2026-11-22T09:00:00Z"))
            #expect(report.verdict != .valid)
            #expect(report.decisive?.code == error.code.rawValue)
            #expect(!report.headline(in: .dutch).contains("headline"))
            #expect(report.nextStep(in: .english)?.contains("{") == false)
        }
    }

    @Test("what is only not at hand leaves the question open; what is broken does not")
    func verdicts() throws {
        let now = try Timestamp(parsing: "2026-11-22T09:00:00Z")
        func verdict(_ text: String) -> VerificationReport.Verdict? {
            do throws(CarrierError) {
                guard let error = try Carrier(Array(text.utf8)).emptiness else { return nil }
                throw error
            } catch {
                return Verifier(trust: .none).refuse(error, Array(text.utf8), at: now).verdict
            }
        }
        #expect(verdict("%PDF-1.7") == .undecided)
        #expect(verdict("<svg xmlns='http://www.w3.org/2000/svg'/>") == .undecided)
        #expect(verdict("<svg xmlns='http://www.w3.org/2000/svg'>") == .invalid)
        #expect(verdict("TESTAMUR2:1/1:") == .undecided)
        #expect(verdict("TESTAMUR1:1/1:") == .invalid)
    }
}
