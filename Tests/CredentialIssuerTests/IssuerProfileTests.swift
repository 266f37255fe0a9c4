import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import Registry
import RoleSupport
import TestSupport
import Testing
import YAMLDocuments

@Suite("An issuer's profile")
struct IssuerProfileTests {
    private static let key = "z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw"

    private static let good = """
        format: testamur issuer
        version: 1
        id: did:web:leiehove.example
        verification_method: did:web:leiehove.example#2026
        public_key: \(key)
        legal_name: {nl: Hogeschool Leiehove, en: Leiehove University, en-GB: "Leiehove University, UK"}
        countries: [BE, Nederland]
        regions: [Vlaanderen]
        url: https://leiehove.example/
        email: info@leiehove.example
        address: {street: Kaai 1, postal_code: 9000, locality: Gent}
        registrations: [{scheme: "ext:VATNumber", value: BE0999999999}]
        sector: hoger onderwijs
        awarding_bodies: [{id: did:web:leiehove.example, legal_name: Leiehove University, country: Belgium}]
        quality_assurance:
          - type: institutional review
            scope: the institution
            body: Example Accreditation
            valid_until: 2029-09-30
        """

    private static func profile(_ text: String = good) throws(IssuerError) -> IssuerProfile {
        try IssuerProfile(parsing: Array(text.utf8))
    }

    @Test("words, codes and addresses become what credentials hold")
    func reading() throws {
        let profile = try Self.profile()
        #expect(profile.id.text == "did:web:leiehove.example")
        #expect(profile.verificationMethod.text == "did:web:leiehove.example#2026")
        #expect(profile.publicKey.multikey == Self.key)
        let identity = profile.identity(in: "en")
        #expect(identity.name?.string == "Leiehove University")
        #expect(
            identity.countries.map(\.string) == [
                "http://publications.europa.eu/resource/authority/country/BEL",
                "http://publications.europa.eu/resource/authority/country/NLD",
            ])
        #expect(identity.regions.map(\.string) == ["http://data.europa.eu/nuts/code/BE2"])
        #expect(identity.address?.postalCode?.string == "9000" && identity.address?.countryCode?.string == "BE")
        #expect(identity.registrations.map(\.value.string) == ["BE0999999999"])
        #expect(identity.countries.first?.place.description == "issuer.yaml:7:13")
    }

    @Test(
        "the name is the one in the language of the credential, or in one that is near, or the first",
        arguments: [
            ("en", "Leiehove University"), ("en-GB", "Leiehove University, UK"), ("en-US", "Leiehove University"),
            ("nl-BE", "Hogeschool Leiehove"), ("fr", "Hogeschool Leiehove"), ("", "Hogeschool Leiehove"),
        ])
    func names(_ language: String, name: String) throws {
        #expect(try Self.profile().identity(in: language).name?.string == name)
    }

    @Test("a record gets the issuer always, and the rest only where it says nothing")
    func completing() throws {
        let profile = try Self.profile()
        var record = try Institution.record(.init("Anna", "De Smet"))
        profile.complete(&record)
        #expect(record.issuer == profile.identity(in: "en"))
        #expect(record.achievement.sector?.string == "higherEducation")
        #expect(record.achievement.awardingBodies.map { $0.legalName?.string } == ["Leiehove University"])
        #expect(record.achievement.qualityAssurance.first?.validUntil?.value?.description == "2029-09-30")
        let place = record.place(of: .title)
        record.achievement.sector = RecordText("vet", at: place)
        record.achievement.qualityAssurance[0].body = RecordText("Another", at: place)
        profile.complete(&record)
        #expect(record.achievement.sector?.string == "vet")
        #expect(record.achievement.qualityAssurance.first?.body?.string == "Another")
    }

    @Test(
        "what is wrong is told with its line",
        arguments: [
            ("id: did:web:leiehove.example", "id: leiehove.example", "3:5"),
            ("id: did:web:leiehove.example", "id: did:web:127.0.0.1", "3:5"),
            ("id: did:web:leiehove.example", "id: did:web:other.example", "4:22"),
            ("#2026", "", "4:22"), ("#2026", "/path#2026", "4:22"), ("public_key: z6", "public_key: z7", "5:13"),
            ("legal_name: {", "legal_name: {} #", "6:13"), ("[BE, Nederland]", "[]", "7:12"),
            ("[BE, Nederland]", "[BE, Atlantis]", "7:17"), ("[Vlaanderen]", "[Vlanderen]", "8:11"),
            ("url:", "ulr:", "9:1"), ("street:", "stret:", "11:11"), ("hoger onderwijs", "hogwarts", "13:9"),
            ("country: Belgium", "land: Belgium", "14:83"), ("2029-09-30", "30/09/2029", "19:18"),
            ("scope: the institution", "scope: everything", "17:12"), ("version: 1", "version: one", "2:10"),
        ])
    func malformed(_ old: String, new: String, place: String) throws {
        let text = Self.good.replacing(old, with: new, maxReplacements: 1)
        let error = #expect(throws: IssuerError.self) { try Self.profile(text) }
        #expect(error?.code == .profileMalformed)
        #expect(error?.problems.contains { $0.position.description == place } == true, "\(String(describing: error))")
        #expect(error?.reason.hasPrefix("issuer.yaml:") == true)
    }

    private static let statusKey = "z6MkiaMbhXHNA4eJVCCj8dbzKzTgYDKf6crKgHVHid1F1WCT"

    private static let withStatus =
        good + "\n" + """
            status_lists: https://leiehove.example/status/
            status_verification_method: did:web:leiehove.example#status
            status_public_key: \(statusKey)
            """

    @Test("status lists have an address and a key of their own, which the DID document names too")
    func statusLists() throws {
        #expect(try Self.profile().statusLists == nil)
        let profile = try Self.profile(Self.withStatus)
        let lists = try #require(profile.statusLists)
        #expect(lists.base == "https://leiehove.example/status" && lists.issuer == profile.id)
        #expect(lists.purposes == [.revocation, .suspension, .refresh])
        #expect(lists.address(.revocation, 1) == "https://leiehove.example/status/revocation-1.json")
        let document = try JSONDocument(parsing: profile.didDocument, limits: .credential).root
        let names = ["did:web:leiehove.example#2026", "did:web:leiehove.example#status"]
        #expect(document["assertionMethod"]?.elements.map(\.string) == names)
        #expect(document["verificationMethod"]?.elements.map { $0["id"]?.string } == names)
        #expect(
            document["verificationMethod"]?.elements.map { $0["publicKeyMultibase"]?.string } == [
                Self.key, Self.statusKey,
            ])
    }

    @Test(
        "what is wrong with status lists is told with its line",
        arguments: [
            ("https://leiehove.example/status/", "http://leiehove.example/status", "20:15"),
            ("https://leiehove.example/status/", "https:///status", "20:15"),
            ("https://leiehove.example/status/", "https://user@leiehove.example", "20:15"),
            ("https://leiehove.example/status/", "https://leiehove.example:8443", "20:15"),
            ("https://leiehove.example/status/", "https://leiehove.example/?list=", "20:15"),
            ("https://leiehove.example/status/", "\"https://leiehove.example/#x\"", "20:15"),
            ("https://leiehove.example/status/", "https://Leiehove.example", "20:15"),
            ("https://leiehove.example/status/", "https://leiehove.example/a//b", "20:15"),
            ("https://leiehove.example/status/", "https://leiehove.example/../b", "20:15"),
            ("https://leiehove.example/status/", "https://leiehove..example", "20:15"),
            ("https://leiehove.example/status/", "https://x.example/" + String(repeating: "a", count: 480), "20:15"),
            ("#status", "#2026", "21:29"), ("example#status", "example", "21:29"),
            ("did:web:leiehove.example#status", "did:web:other.example#status", "21:29"),
            (statusKey, key, "22:20"), (statusKey, "z6Mk", "22:20"),
            ("status_lists:", "# ", "21:29"), ("status_public_key:", "# ", "20:15"),
            ("\(statusKey)", statusKey + "\nstatus_purposes: [suspension]", "23:18"),
            ("\(statusKey)", statusKey + "\nstatus_purposes: [revocation, revocation]", "23:18"),
            ("\(statusKey)", statusKey + "\nstatus_purposes: [revocation, deletion]", "23:31"),
            ("\(statusKey)", statusKey + "\nstatus_purposes: [revocation, message]", "23:18"),
            ("\(statusKey)", statusKey + "\nstatus_message: Ask us.", "23:17"),
        ])
    func malformedStatus(_ old: String, new: String, place: String) throws {
        #expect(Self.withStatus.contains(old))
        let error = #expect(throws: IssuerError.self) { try Self.profile(Self.withStatus.replacing(old, with: new)) }
        #expect(error?.code == .profileMalformed)
        #expect(
            error?.problems.contains { $0.position.description == place } == true,
            "\(String(describing: error?.problems))")
    }

    @Test("everything that is wrong is told at once")
    func allProblems() throws {
        let text = Self.good.replacing("countries", with: "contries").replacing("Kaai 1", with: "[]")
        let error = #expect(throws: IssuerError.self) { try Self.profile(text) }
        #expect(error?.problems.map(\.line) == [7, 11])
    }

    @Test("a file that is no profile, or one of a later version, is called so")
    func otherFiles() throws {
        for text in ["", "- a", "format: testamur wallet", "{", "a: &b c"] {
            #expect(throws: IssuerError(.profileMalformed, "")) { try Self.profile(text) }
        }
        #expect(throws: IssuerError(.madeByLaterVersion, "")) {
            try Self.profile("format: testamur issuer\nversion: 2\nnew_key: 1")
        }
    }

    @Test("a did:key must be the key it names")
    func didKey() throws {
        let key = Self.key
        let text = Self.good
            .replacing("did:web:leiehove.example#2026", with: "did:key:\(key)#\(key)")
            .replacing("id: did:web:leiehove.example", with: "id: did:key:\(key)")
        #expect(try Self.profile(text).id.text == "did:key:\(key)")
        let other = try Institution.key(seed: String(repeating: "07", count: 32)).publicKey.multikey
        #expect(throws: IssuerError(.profileMalformed, "")) {
            try Self.profile(text.replacing("public_key: \(key)", with: "public_key: \(other)"))
        }
    }

    @Test(
        "a name with what nobody sees is refused with its place", arguments: ["tab\\there", "line\\nbreak", "\\u202Ex"])
    func unseenCharacters(_ name: String) throws {
        let text = Self.good.replacing("en: Leiehove University,", with: "en: \"\(name)\",")
        let error = #expect(throws: IssuerError(.profileMalformed, "")) { try Self.profile(text) }
        #expect(error?.problems.first?.reason.contains("U+") == true, "\(String(describing: error?.problems))")
    }

    @Test("whatever an institution calls itself, its description is written and read back unchanged")
    func roundTrip() throws {
        try Files.withTemporaryFolder { folder throws in
            for (index, name) in [
                "No", "null", "# not a comment", "a: b", "\"quoted\" \\ back", "naïve École Ωmega 東京",
                "- dash", "{[", "1.0", "😀",
            ].enumerated() {
                var description = Institution.description
                description.legalName = [("en", name), ("nl", name + " NV")]
                description.street = name
                description.registrations = [("ext:VATNumber", name)]
                description.awardingBodies = [.init(legalName: name, country: "Belgium")]
                let made = try Institution.folder("\(folder)/\(index)", describing: description)
                let identity = made.profile.identity(in: "nl")
                #expect(identity.name?.string == name + " NV")
                #expect(identity.address?.street?.string == name)
                #expect(identity.registrations.first?.value.string == name)
                #expect(made.profile.legalName(in: .english) == name)
            }
        }
    }

    @Test("the DID document holds the one key, for making assertions")
    func didDocument() throws {
        let profile = try Self.profile()
        let document = try JSONDocument(parsing: profile.didDocument, limits: .credential).root
        #expect(document["id"]?.string == "did:web:leiehove.example")
        let method = document["verificationMethod"]?.elements.first { _ in true }
        #expect(method?["id"]?.string == "did:web:leiehove.example#2026")
        #expect(method?["type"]?.string == "Multikey" && method?["controller"]?.string == "did:web:leiehove.example")
        #expect(method?["publicKeyMultibase"]?.string == Self.key)
        #expect(document["assertionMethod"]?.elements.map(\.string) == ["did:web:leiehove.example#2026"])
        #expect(
            document["@context"]?.elements.map(\.string) == [
                "https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1",
            ])
    }

    @Test("a key is described in every form: the vectors of RFC 8032, section 7.1, and RFC 8037, appendix A")
    func keyDescription() throws {
        let key = KeyDescription(try Institution.key().publicKey)
        #expect(key.multikey == Self.key)
        #expect(key.did.text == "did:key:" + Self.key)
        #expect(key.verificationMethod.text == "did:key:\(Self.key)#\(Self.key)")
        #expect(key.jwk == #"{"crv":"Ed25519","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#)
        #expect(try key.thumbprint() == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
        let json = try JSONDocument(parsing: key.json(), limits: .credential).root
        #expect(json["publicKeyJwk"]?.canonicalBytes() == Array(key.jwk.utf8))
        #expect(json["jwkThumbprint"]?.string == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
    }
}
