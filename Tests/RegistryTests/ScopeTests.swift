import Credentials
import Encodings
import Registry
import Testing

private let recognition = "/credentialSubject/0/recognizedTo/0"

private func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

private func judge(
    _ changes: [(String, JSONValue?)] = [], created: String = "2026-06-30T10:00:00Z",
    _ change: (inout ClaimedScope) -> Void = { _ in }
) throws -> IssuerJudgement {
    let value = changes.reduce(into: try ExampleList.value()) { $0.set($1.0, $1.1) }
    var question = try ExampleList.question(created: created)
    change(&question.scope)
    return try TrustAuthority().list(value).judge(question, at: ExampleList.now())
}

@Suite("Judging what was awarded")
struct ScopeTests {
    @Test("Every level of the framework against every range of levels")
    func levels() throws {
        let authority = try TrustAuthority()
        let value = try ExampleList.value()
        for least in 1...8 {
            for greatest in least...8 {
                let list = try authority.list(
                    value.setting(recognition + "/eqfMin", .number(String(least)))
                        .setting(recognition + "/eqfMax", .number(String(greatest))))
                for level in 1...8 {
                    var question = try ExampleList.question()
                    question.scope.eqfLevels = [level]
                    let isCovered = least <= level && level <= greatest
                    #expect(
                        list.judge(question, at: try ExampleList.now()).code == (isCovered ? .recognised : .scopeEQF))
                }
            }
        }
    }

    @Test("One bound alone leaves the other open")
    func openLevels() throws {
        for level in 1...8 {
            let upTo = try judge([(recognition + "/eqfMin", nil)]) { $0.eqfLevels = [level] }
            #expect(upTo.code == (level <= 7 ? .recognised : .scopeEQF))
            let from = try judge([(recognition + "/eqfMax", nil)]) { $0.eqfLevels = [level] }
            #expect(from.code == (level >= 5 ? .recognised : .scopeEQF))
        }
    }

    @Test("A level must be stated where levels are limited, every stated one must be covered, and an odd one never is")
    func statedLevels() throws {
        #expect(try judge { $0.eqfLevels = [] }.code == .scopeEQFMissing)
        #expect(try judge { $0.eqfLevels = [6, 8] }.code == .scopeEQF)
        #expect(try judge { $0.eqfLevels = [6, 7] }.code == .recognised)
        for level in [0, 9, 99, -1, Int.max, Int.min] {
            #expect(try judge { $0.eqfLevels = [level] }.code == .scopeEQF)
        }
        let unlimited: [(String, JSONValue?)] = [(recognition + "/eqfMin", nil), (recognition + "/eqfMax", nil)]
        #expect(try judge(unlimited) { $0.eqfLevels = [] }.code == .recognised)
        #expect(try judge(unlimited) { $0.eqfLevels = [8] }.code == .recognised)
    }

    @Test(
        "A field is covered by its first digits",
        arguments: [
            ("06", true), ("061", true), ("0613", true), ("0311", true), ("07", false), ("0732", false), ("031", false),
            ("03", false), ("0312", false), ("", false), ("6", false), ("0", false),
        ])
    func fields(_ field: String, _ isCovered: Bool) throws {
        let judgement = try judge { $0.fields = [Array(field.utf8)] }
        #expect(judgement.code == (isCovered ? .recognised : .scopeField))
    }

    @Test("Every field must be covered, and none stated decides nothing")
    func severalFields() throws {
        #expect(try judge { $0.fields = bytes(["0613", "0311"]) }.code == .recognised)
        #expect(try judge { $0.fields = bytes(["0613", "0913"]) }.code == .scopeField)
        let silent = try judge { $0.fields = [] }
        #expect(silent.code == .scopeFieldNotStated && silent.outcome == .undecided)
        #expect(silent.recognition == nil)
        let unlimited = try judge([(recognition + "/fields", nil)]) { $0.fields = [] }
        #expect(unlimited.notes.map(\.code) == [.timeSelfAsserted])
        #expect(try judge([(recognition + "/fields", nil)]) { $0.fields = bytes(["0913"]) }.code == .recognised)
    }

    @Test("A country covers its parts, and a part does not cover the country")
    func jurisdictions() throws {
        let country: [(String, JSONValue?)] = [(recognition + "/jurisdictions", ["BE"])]
        let part: [(String, JSONValue?)] = [(recognition + "/jurisdictions", ["BE-VLG"])]
        #expect(try judge(country) { $0.jurisdictions = bytes(["BE"]) }.code == .recognised)
        #expect(try judge(country) { $0.jurisdictions = bytes(["BE-VLG"]) }.code == .recognised)
        #expect(try judge(country) { $0.jurisdictions = bytes(["BEL"]) }.code == .scopeJurisdiction)
        #expect(try judge(country) { $0.jurisdictions = bytes(["NL"]) }.code == .scopeJurisdiction)
        #expect(try judge(country) { $0.jurisdictions = bytes(["BE", "NL"]) }.code == .scopeJurisdiction)
        #expect(try judge(country) { $0.jurisdictions = bytes([""]) }.code == .scopeJurisdiction)
        #expect(try judge(part) { $0.jurisdictions = bytes(["BE-VLG"]) }.code == .recognised)
        let wide = try judge(part) { $0.jurisdictions = bytes(["BE"]) }
        #expect(wide.code == .scopeJurisdictionNotStated && wide.outcome == .undecided)
        #expect(try judge(part) { $0.jurisdictions = bytes(["BE-WAL"]) }.code == .scopeJurisdiction)
        let silent = try judge { $0.jurisdictions = [] }
        #expect(silent.code == .scopeJurisdictionNotStated && silent.outcome == .undecided)
        let unlimited = try judge([(recognition + "/jurisdictions", nil)]) { $0.jurisdictions = [] }
        #expect(unlimited.notes.map(\.code) == [.timeSelfAsserted])
    }

    @Test(
        "A part of a country is the same one by either of its codes, and one that cannot be compared decides nothing",
        arguments: [
            ("BE-VLG", ["BE", "BE2"], IssuerJudgement.Code.recognised), ("BE2", ["BE", "BE-VLG"], .recognised),
            ("BE2", ["BE2"], .recognised), ("BE-VLG", ["BE2"], .recognised), ("BE-VLG", ["BE21", "BE"], .recognised),
            ("BE-VLG", ["BE-VAN"], .recognised), ("BE2", ["BE", "BE231"], .recognised),
            ("BE-BRU", ["BE1"], .recognised),
            ("BE-WAL", ["BE3"], .recognised), ("BE-VAN", ["BE21"], .recognised), ("BE-VLI", ["BE22"], .recognised),
            ("BE-VOV", ["BE23"], .recognised), ("BE-VBR", ["BE24"], .recognised), ("BE-VWV", ["BE25"], .recognised),
            ("BE-WBR", ["BE31"], .recognised), ("BE-WHT", ["BE32"], .recognised), ("BE-WLG", ["BE33"], .recognised),
            ("BE-WLX", ["BE34"], .recognised), ("BE-WNA", ["BE35"], .recognised), ("BE", ["BE2"], .recognised),
            ("NL41", ["NL", "NL41"], .recognised), ("NL-NB", ["NL-NB"], .recognised), ("GR", ["EL30"], .recognised),
            ("GB", ["UKI"], .recognised), ("BE-VLG", ["BE", "BE3"], .scopeJurisdiction),
            ("BE-VLG", ["BE2", "BE1"], .scopeJurisdiction), ("BE2", ["BE-WAL"], .scopeJurisdiction),
            ("BE-VAN", ["BE22"], .scopeJurisdiction), ("BE-VLG", ["NL", "BE2"], .scopeJurisdiction),
            ("BE-VLG", ["NL22"], .scopeJurisdiction), ("BE", ["NL22"], .scopeJurisdiction),
            ("BE-VLG", ["", "BE2"], .scopeJurisdiction), ("BE", ["BEL"], .scopeJurisdiction),
            ("BE-VLG", ["BE"], .scopeJurisdictionNotStated), ("BE2", ["BE", "BE"], .scopeJurisdictionNotStated),
            ("BE-VAN", ["BE", "BE2"], .scopeJurisdictionNotStated), ("BE-VLG", ["BE-XX"], .scopeJurisdictionNotStated),
            ("NL-NB", ["NL41"], .scopeJurisdictionNotStated), ("NL41", ["NL-NB"], .scopeJurisdictionNotStated),
            ("FR-ARA", ["FR-69"], .scopeJurisdictionNotStated),
        ])
    func parts(_ recognised: String, _ claimed: [String], _ code: IssuerJudgement.Code) throws {
        let limited: [(String, JSONValue?)] = [(recognition + "/jurisdictions", [.string(recognised)])]
        #expect(try judge(limited) { $0.jurisdictions = bytes(claimed) }.code == code)
    }

    @Test("A region that cannot be read never makes a limited recognition cover an award, nor refuses it")
    func unreadableRegion() throws {
        for place in ["BE", "BE-VLG"] {
            let limited: [(String, JSONValue?)] = [(recognition + "/jurisdictions", [.string(place)])]
            let judgement = try judge(limited) { ($0.jurisdictions, $0.hasUnreadableRegion) = (bytes(["BE"]), true) }
            #expect(judgement.code == .scopeJurisdictionNotStated)
            let other = try judge(limited) { ($0.jurisdictions, $0.hasUnreadableRegion) = (bytes(["NL"]), true) }
            #expect(other.code == .scopeJurisdiction)
        }
        let unlimited: [(String, JSONValue?)] = [(recognition + "/jurisdictions", nil)]
        #expect(try judge(unlimited) { $0.hasUnreadableRegion = true }.code == .recognised)
    }

    @Test(
        "Every kind that a credential claims to be must be recognised",
        arguments: [
            (["VerifiableCredential", "OpenBadgeCredential"], ["MicroCredential"], true),
            (["VerifiableCredential", "AchievementCredential"], ["MicroCredential"], true),
            (["VerifiableCredential", "MicroCredential"], [], true),
            (["VerifiableCredential", "OpenBadgeCredential"], ["HigherEducationDiploma", "MicroCredential"], true),
            (["VerifiableCredential", "OpenBadgeCredential"], [], false),
            (["VerifiableCredential", "OpenBadgeCredential"], ["Degree"], false),
            (["VerifiableCredential", "OpenBadgeCredential"], ["MicroCredential", "Degree"], false),
            (["VerifiableCredential", "OpenBadgeCredential", "Degree"], ["MicroCredential"], false),
            (["VerifiableCredential", "Degree"], [], false), (["VerifiableCredential"], [], false), ([], [], false),
            (["VerifiableCredential", "OpenBadgeCredential"], ["Microcredential"], false),
        ])
    func types(_ types: [String], _ achievementTypes: [String], _ isCovered: Bool) throws {
        let judgement = try judge {
            $0.types = bytes(types)
            $0.achievementTypes = bytes(achievementTypes)
        }
        #expect(judgement.code == (isCovered ? .recognised : .scopeType))
    }

    @Test("An achievement without a type is covered by a recognition for badges alone")
    func untyped() throws {
        #expect(try judge { $0.hasUntypedAchievement = true }.code == .scopeType)
        let badges: [(String, JSONValue?)] = [(recognition + "/credentialTypes", ["OpenBadgeCredential"])]
        #expect(try judge(badges) { $0.hasUntypedAchievement = true }.code == .recognised)
        #expect(try judge(badges) { $0.achievementTypes = bytes(["Degree"]) }.code == .recognised)
        #expect(try judge(badges) { $0.types = bytes(["VerifiableCredential", "Degree"]) }.code == .scopeType)
    }

    @Test(
        "A recognition holds its first and its last second",
        arguments: [
            ("2026-02-01T00:00:00Z", true), ("2026-01-31T23:59:59Z", false), ("2026-07-31T23:59:59Z", true),
            ("2026-08-01T00:00:00Z", false),
        ])
    func window(_ created: String, _ isInForce: Bool) throws {
        let changes: [(String, JSONValue?)] = [
            (recognition + "/validFrom", "2026-02-01T00:00:00Z"), (recognition + "/validUntil", "2026-07-31T23:59:59Z"),
        ]
        #expect(try judge(changes, created: created).code == (isInForce ? .recognised : .scopeNotInForce))
    }

    @Test("Recognitions for something other than issuing, and none at all, are not in force")
    func notForIssuing() throws {
        #expect(try judge([(recognition + "/action", "verify")]).code == .scopeNotInForce)
        #expect(try judge([("/credentialSubject/0/recognizedTo", [])]).code == .scopeNotInForce)
    }

    @Test("A schema must be pinned where the recognition asks for one")
    func schemas() throws {
        let digest = try Multihash(.sha256, digest: [UInt8](repeating: 7, count: 32))
        let other = try Multihash(.sha256, digest: [UInt8](repeating: 8, count: 32))
        let changes: [(String, JSONValue?)] = [(recognition + "/schemaDigests", [.string(digest.multibase)])]
        #expect(try judge(changes).code == .scopeSchema)
        #expect(try judge(changes) { $0.schemaDigests = [other] }.code == .scopeSchema)
        #expect(try judge(changes) { $0.schemaDigests = [other, digest] }.code == .recognised)
    }

    @Test("Awards are void from the given second on, even where another recognition covers them")
    func voided() throws {
        let changes: [(String, JSONValue?)] = [
            (recognition + "/voidFrom", "2026-06-30T10:00:00Z"),
            (
                "/credentialSubject/0/recognizedTo/-",
                [
                    "type": "RecognizedAction", "action": "issue", "credentialTypes": ["MicroCredential"],
                    "validFrom": "2019-09-01T00:00:00Z",
                ]
            ),
        ]
        #expect(try judge(changes).code == .awardsVoided)
        #expect(try judge(changes, created: "2026-06-30T09:59:59Z").code == .recognised)
    }

    @Test("A recognition that was there in time is named rather than one that was put on record later")
    func prefersTimely() throws {
        let value = try ExampleList.value()
        let timely = try #require(value.at(recognition))
        let late = timely.setting("/retroactive", true).setting("/reason", "merger")
        for recognitions in [[late, timely], [timely, late]] {
            let judgement = try judge([("/credentialSubject/0/recognizedTo", .array(recognitions))])
            #expect(judgement.recognition?.isRetroactive == false)
            #expect(judgement.notes.map(\.code) == [.timeSelfAsserted])
        }
    }

    @Test(
        "One recognition must cover everything: two halves do not make a whole, and the nearer one tells what is wrong")
    func severalRecognitions() throws {
        let second: [(String, JSONValue?)] = [
            (
                "/credentialSubject/0/recognizedTo/-",
                [
                    "type": "RecognizedAction", "action": "issue", "credentialTypes": ["MicroCredential"], "eqfMin": 8,
                    "fields": ["isced-f:09"], "validFrom": "2019-09-01T00:00:00Z",
                ]
            )
        ]
        #expect(try judge(second).code == .recognised)
        #expect(try judge(second) { ($0.eqfLevels, $0.fields) = ([8], bytes(["0913"])) }.code == .recognised)
        #expect(try judge(second) { $0.eqfLevels = [8] }.code == .scopeField)
        #expect(try judge(second) { $0.fields = bytes(["0913"]) }.code == .scopeField)
        #expect(
            try judge(second) {
                $0.achievementTypes = bytes(["HigherEducationDiploma"]); $0.eqfLevels = [8]
            }.code == .scopeEQF)
    }

    @Test(
        "What is not stated weighs less than what is outside or void, and nothing where another recognition covers all")
    func notStated() throws {
        let silent: (inout ClaimedScope) -> Void = { ($0.fields, $0.jurisdictions) = ([], []) }
        #expect(try judge([], silent).code == .scopeFieldNotStated)
        #expect(
            try judge {
                silent(&$0)
                $0.eqfLevels = [8]
            }.code == .scopeEQF)
        #expect(
            try judge {
                $0.fields = []
                $0.jurisdictions = bytes(["NL"])
            }.code == .scopeJurisdiction)
        #expect(try judge([(recognition + "/voidFrom", "2026-01-01T00:00:00Z")], silent).code == .awardsVoided)
        let open: [(String, JSONValue?)] = [
            (
                "/credentialSubject/0/recognizedTo/-",
                [
                    "type": "RecognizedAction", "action": "issue", "credentialTypes": ["MicroCredential"],
                    "validFrom": "2019-09-01T00:00:00Z",
                ]
            )
        ]
        #expect(try judge(open, silent).code == .recognised)
    }

    @Test("The sentence of a refusal names what was claimed and what is allowed")
    func facts() throws {
        let judgement = try judge { $0.eqfLevels = [8] }
        let sentence = RegistryMessages.sentence(judgement.code.rawValue, in: .english, judgement.facts)
        #expect(sentence == "University of Example is recognised for levels 5 to 7, and this award claims level 8")
        let passed = try judge()
        #expect(
            RegistryMessages.sentence(passed.code.rawValue, in: .dutch, passed.facts)
                == "erkend door Ministry of Education of Utopia, lijst 118 van 2026-11-20")
    }
}

@Suite("Reading the claimed scope of a credential")
struct ClaimedScopeTests {
    private func scope(_ text: String) throws -> ClaimedScope {
        ClaimedScope(CredentialView(try JSONDocument(parsing: Array(text.utf8), limits: .credential).root))
    }

    @Test("Types, achievement types, levels, fields and countries are read from a badge")
    func reads() throws {
        let scope = try scope(
            """
            {"type": ["VerifiableCredential", "OpenBadgeCredential"],
             "issuer": {"id": "did:web:x.example", "address": {"addressCountryCode": "BE"},
               "issuerCountry": "http://publications.europa.eu/resource/authority/country/BEL"},
             "credentialSubject": {"achievement": {"achievementType": "MicroCredential",
               "eqfLevel": "http://data.europa.eu/snb/eqf/7", "iscedF": ["http://data.europa.eu/snb/isced-f/0111"],
               "alignment": [
                 {"targetType": "ext:EQFLevel", "targetCode": "6", "targetUrl": "http://data.europa.eu/snb/eqf/6"},
                 {"targetType": "ext:ISCEDF", "targetUrl": "http://data.europa.eu/snb/isced-f/06"},
                 {"targetType": "ext:ESCOSkill", "targetCode": "9"}]}},
             "credentialSchema": [{"digestSRI": "sha256-BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="},
               {"digestMultibase": "zQmNT8axScvpgvjKnj47z1KcDuSxkJvW6SkDZoafmvLjrsT"}, {"digestSRI": "md5-x"}]}
            """)
        #expect(scope.types == bytes(["VerifiableCredential", "OpenBadgeCredential"]))
        #expect(scope.achievementTypes == bytes(["MicroCredential"]))
        #expect(!scope.hasUntypedAchievement)
        #expect(scope.eqfLevels == [7, 6])
        #expect(scope.fields == bytes(["0111", "06"]))
        #expect(scope.jurisdictions == bytes(["BE", "BE"]))
        #expect(scope.schemaDigests.first?.digest == [UInt8](repeating: 7, count: 32))
    }

    @Test("What cannot be read is covered by nothing, and is not left out")
    func unreadable() throws {
        let scope = try scope(
            """
            {"type": "VerifiableCredential", "issuer": {"issuerCountry": "http://x/QQQ"},
             "credentialSubject": [{"achievement": [{"eqfLevel": "http://data.europa.eu/snb/eqf/77", "iscedF": ["x"]},
               {"achievementType": 5, "eqfLevel": 7, "alignment": {"targetType": "ext:EQFLevel"}}]},
               {"achievement": {"achievementType": "A", "alignment": [{"targetType": "ext:ISCEDF", "targetCode": "06x"},
                 {"targetType": "ext:EQFLevel", "targetCode": "5", "targetUrl": "http://data.europa.eu/snb/eqf/8"}]}}]}
            """)
        #expect(scope.hasUntypedAchievement)
        #expect(scope.achievementTypes == bytes(["A"]))
        #expect(scope.eqfLevels == [0, 0, 8, 0])
        #expect(scope.fields == [[], []])
        #expect(scope.jurisdictions == [[]])
    }

    private func scope(of achievement: String) throws -> ClaimedScope {
        try scope("{\"credentialSubject\": {\"achievement\": {\"achievementType\": \"A\", \(achievement)}}}")
    }

    @Test(
        "Only an exact address of the European vocabulary is a European level",
        arguments: [
            "https://data.europa.eu/snb/eqf/7", "http://data.europa.eu/snb/eqf/7/", "http://data.europa.eu/snb/eqf/07",
            "http://data.europa.eu/snb/eqf/0", "http://data.europa.eu/snb/eqf/9", "http://other.example/eqf/7",
            "http://data.europa.eu/snb/eqf/x/7", "http://data.europa.eu/snb/qdr/c_95fec238", "7", "EQF/7", "",
        ])
    func exactLevels(_ address: String) throws {
        #expect(try scope(of: "\"eqfLevel\": \"\(address)\"").eqfLevels.last == 0)
        let alignment =
            "\"alignment\": {\"targetType\": \"ext:EQFLevel\", \"targetCode\": \"7\", \"targetUrl\": \"\(address)\"}"
        #expect(try scope(of: alignment).eqfLevels.last == 0)
    }

    @Test("The level of another national framework is not taken for a European one")
    func nationalLevels() throws {
        for address in [
            "https://framework.example/levels/7", "https://scqf.example/7", "http://data.europa.eu/snb/qdr/c_4e0e5f6b",
        ] {
            let alignment = "{\"targetType\": \"ext:NQFLevel\", \"targetCode\": \"7\", \"targetUrl\": \"\(address)\"}"
            #expect(try scope(of: "\"alignment\": [\(alignment)]").eqfLevels.isEmpty)
            #expect(try scope(of: "\"nqfLevel\": \"\(address)\"").eqfLevels.isEmpty)
        }
    }

    @Test("The Flemish level is the European one of the same number")
    func flemishLevel() throws {
        #expect(try scope(of: "\"nqfLevel\": \"http://data.europa.eu/snb/qdr/c_95fec238\"").eqfLevels == [7])
        let both =
            "\"eqfLevel\": \"http://data.europa.eu/snb/eqf/5\", \"nqfLevel\": \"http://data.europa.eu/snb/qdr/c_95fec238\""
        #expect(try scope(of: both).eqfLevels == [5, 7])
    }

    @Test("Every level and field that people are shown is judged, whatever the type of the alignment")
    func untypedAlignments() throws {
        let text = """
            "alignment": [{"targetUrl": "http://data.europa.eu/snb/eqf/8"},
              {"targetType": "ext:Anything", "targetUrl": "http://data.europa.eu/snb/isced-f/0911"}],
            "eqfLevel": "http://data.europa.eu/snb/eqf/5"
            """
        let scope = try scope(of: text)
        #expect(scope.eqfLevels == [5, 8])
        #expect(scope.fields == bytes(["0911"]))
        let badge =
            "{\"@context\": [\"https://example.org/ns/micro-credential/v1.json\"], \"credentialSubject\": {\"achievement\": {\(text)}}}"
        let view = AchievementView(
            CredentialView(try JSONDocument(parsing: Array(badge.utf8), limits: .credential).root))
        #expect(view.levels.map(\.number) == scope.eqfLevels)
    }

    @Test(
        "Only an exact address of the European vocabulary is a field of study",
        arguments: [
            "https://data.europa.eu/snb/isced-f/0613", "http://data.europa.eu/snb/isced-f/6", "0613", "",
            "http://data.europa.eu/snb/isced-f/06131", "http://data.europa.eu/snb/isced-f/06x",
            "http://other.example/isced-f/0613",
        ])
    func exactFields(_ address: String) throws {
        #expect(try scope(of: "\"iscedF\": [\"\(address)\"]").fields == [[]])
        let alignment = "{\"targetType\": \"ext:ISCEDF\", \"targetCode\": \"0613\", \"targetUrl\": \"\(address)\"}"
        #expect(try scope(of: "\"alignment\": \(alignment)").fields == [[]])
    }

    @Test("A country is named by its address in the European table, and by nothing that ends alike")
    func exactCountries() throws {
        for address in ["http://x.example/BEL", "BEL", "http://publications.europa.eu/resource/authority/country/BELG"]
        {
            #expect(try scope("{\"issuer\": {\"issuerCountry\": \"\(address)\"}}").jurisdictions == [[]])
        }
    }

    @Test("A region is named by its address in the nomenclature of territorial units, and by nothing that ends alike")
    func exactRegions() throws {
        let base = "http://data.europa.eu/nuts/code/"
        let named = try scope("{\"issuer\": {\"issuerRegion\": [\"\(base)BE2\", \"\(base)BE31\"]}}")
        #expect(named.jurisdictions == bytes(["BE2", "BE31"]) && !named.hasUnreadableRegion)
        for address in [
            "BE2", "Vlaanderen", "http://x.example/BE2", "\(base)", "\(base)BE", "\(base)BEL", "\(base)be2",
            "\(base)BE2/", "\(base)BE-VLG", "\(base)BE2345",
        ] {
            let scope = try scope("{\"issuer\": {\"issuerRegion\": \"\(address)\"}}")
            #expect(scope.jurisdictions.isEmpty && scope.hasUnreadableRegion, "\(address)")
        }
    }

    @Test("A credential without any of it claims nothing but its types")
    func empty() throws {
        let scope = try scope("{\"issuer\": \"did:web:x.example\", \"credentialSubject\": []}")
        #expect(scope.types.isEmpty && scope.eqfLevels.isEmpty && scope.fields.isEmpty && scope.jurisdictions.isEmpty)
        #expect(!scope.hasUntypedAchievement)
    }
}
