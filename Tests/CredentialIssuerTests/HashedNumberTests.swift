import CredentialIssuer
import Credentials
import RoleSupport
import TestSupport
import Testing

@Test(
    "refuses a national register number that is to be hashed, by its kind or by its form, and says why",
    arguments: [
        ("rijksregisternummer, value: '85.07.30-033.28', hashed: true", true),
        ("rijksregisternummer, value: 'unknown', hashed: true", true),
        ("studentnummer, value: '85073003328', hashed: ja", true),
        ("studentnummer, value: '85073003329', hashed: ja", false),
    ])
func refusesHashedNationalNumber(_ identifier: String, _ isRefused: Bool) throws {
    let specification = SpecificationReader(file: "specification.yaml").read(SpecificationText.complete.bytes)
    let learner = LearnerRecordReader(file: "anna.yaml").read(
        Array(
            """
            given_names: Anna
            family_name: De Smet
            date_of_birth: 1985-07-30
            awarded_on: 2026-06-26
            grade: 14
            identifiers:
              - {scheme: \(identifier)}
            """.utf8))
    let request = IssuanceRequest(try #require(specification.value), for: try #require(learner.value))
    try Files.withTemporaryFolder { path throws in
        _ = try Institution.folder(path)
        do {
            _ = try Institution.issuer(path).issue(request, at: Institution.now)
            #expect(!isRefused)
        } catch let error as IssuerError {
            #expect(isRefused && error.code == .recordRefused)
            let finding = try #require(error.findings.first { $0.code == "MC01c" })
            #expect(finding.variant == "hashed" && finding.place.hasPrefix("anna.yaml:7:"))
            for (language, word) in [
                (Language.english, "Hashing does not protect it"), (.dutch, "Een hash beschermt het niet"),
            ] {
                let sentence = ProfileCatalogue.sentence(for: finding, in: language)
                #expect(sentence.contains(word) && !sentence.contains("85"))
            }
        }
    }
}
