import Credentials
import Encodings
import Testing

/// A badge of some issuer, with everything that Open Badges has room for.
@Suite("What an Open Badge of any issuer says")
struct BadgeDetailsTests {
    private static let text = #"""
        {"@context": ["https://www.w3.org/ns/credentials/v2",
                      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
         "type": ["VerifiableCredential", "OpenBadgeCredential"],
         "issuer": {"id": "did:example:college", "type": "Profile", "name": "College",
                    "endorsement": {"type": "EndorsementCredential", "issuer": "did:example:state",
                                    "credentialSubject": {"type": "EndorsementSubject"}}},
         "endorsementJwt": ["a.b.c", "d.e.f"],
         "evidence": [{"type": "Evidence", "id": "https://a.example/e", "name": "Report"},
                      {"type": "Evidence", "id": "https://a.example/f"},
                      {"type": "Evidence", "narrative": "# Talk\nGiven **twice**."}, {"type": "Evidence"}],
         "credentialSubject": {
           "type": "AchievementSubject", "name": "Jo Learner",
           "result": [{"type": "Result", "resultDescription": "urn:r1", "value": "14"},
                      {"type": "Result", "resultDescription": "urn:r2", "achievedLevel": "urn:l2"},
                      {"type": "Result", "status": "Completed"}, {"type": "Result"}],
           "achievement": {
             "id": "urn:a", "type": "Achievement", "name": "Teamwork", "description": "Works in a team.",
             "criteria": {"id": "https://a.example/criteria", "narrative": "## Steps\n\n* Be **nice**\n* Be   there"},
             "image": {"id": "data:image/png;base64,AAAA", "type": "Image", "caption": "Two hands"},
             "alignment": [{"type": "Alignment", "targetName": "Cooperation", "targetUrl": "https://f.example/1",
                            "targetFramework": "Skills", "targetCode": "C-1"},
                           {"type": "Alignment", "targetUrl": "https://f.example/2"}],
             "resultDescription": [
               {"id": "urn:r1", "type": "ResultDescription", "name": "Mark", "valueMin": "0", "valueMax": "20",
                "requiredValue": "10"},
               {"id": "urn:r2", "type": "ResultDescription", "name": "Rubric", "requiredLevel": "urn:l1",
                "rubricCriterionLevel": [{"id": "urn:l1", "type": "RubricCriterionLevel", "name": "Fair"},
                                         {"id": "urn:l2", "type": "RubricCriterionLevel", "name": "Good"}]}],
             "endorsement": [{"type": "EndorsementCredential", "issuer": {"id": "did:example:b", "name": "Bureau"},
                              "credentialSubject": {"type": "EndorsementSubject", "endorsementComment": "Solid."}}]}}}
        """#

    private func view(_ change: (inout JSONValue) -> Void = { _ in }) throws -> AchievementView {
        var value = JSONValue(try JSONDocument(parsing: Array(Self.text.utf8), limits: .credential).root)
        change(&value)
        let document = try JSONDocument(parsing: value.serialized(), limits: .credential)
        return AchievementView(CredentialView(document.root))
    }

    @Test("criteria are an address and words, without the marks of a typesetter")
    func criteria() throws {
        let criteria = try #require(try view().criteria(in: .english))
        #expect(criteria.address == "https://a.example/criteria")
        #expect(criteria.narrative == "Steps * Be nice * Be there")
        let bare = try view { $0["credentialSubject"]?["achievement"]?["criteria"] = "https://a.example/c" }
        #expect(bare.criteria(in: .dutch) == BadgeCriteria(narrative: nil, address: "https://a.example/c"))
        let none = try view { $0["credentialSubject"]?["achievement"]?["criteria"] = [:] }
        #expect(none.criteria(in: .dutch) == nil)
    }

    @Test("an endorsement says of whom it is and every word of it, and is no achievement")
    func endorsement() throws {
        let view = try view { value in
            value["type"] = ["VerifiableCredential", "EndorsementCredential"]
            value["credentialSubject"] = ["id": "did:example:jan", "endorsementComment": "I **warn**\nagainst him"]
        }
        #expect(view.isEndorsement && !view.isAchievement)
        let said = view.endorsed(in: .english)
        #expect(said.map(\.id) == ["did:example:jan"])
        #expect(said.map(\.comments) == [["I warn against him"]])
        let badge = try self.view()
        #expect(!badge.isEndorsement && badge.endorsed(in: .english).isEmpty)
    }

    @Test("a learner record has the titles of its achievements, each once, and no results of its own")
    func record() throws {
        let view = try view { value in
            value["type"] = ["VerifiableCredential", "ClrCredential"]
            let inner: JSONValue = [
                "issuer": ["id": "urn:mill", "name": "Mill"], "credentialSubject": ["achievement": ["name": "Doctor"]],
            ]
            let subject = value["credentialSubject"] ?? .null
            value["credentialSubject"]?["verifiableCredential"] = .array([["credentialSubject": subject], inner])
        }
        let recorded = view.recordedAchievements(in: .english)
        #expect(recorded.map { $0.title } == ["Teamwork", "Doctor"])
        #expect(recorded.map { $0.giver } == [nil, "Mill"])
        #expect(view.results(in: .english).isEmpty)
    }

    @Test("results have the name and the limits of their descriptions, and levels their names")
    func results() throws {
        #expect(
            try view().results(in: .english) == [
                BadgeResult(name: "Mark", value: "14", lowest: "0", highest: "20", required: "10"),
                BadgeResult(name: "Rubric", value: "Good", lowest: nil, highest: nil, required: "Fair"),
                BadgeResult(name: nil, value: nil, status: "Completed"),
            ])
    }

    @Test(
        "a result is no pass where its status or its value says so",
        arguments: [
            (#"{"value": "14", "status": "Failed"}"#, true), (#"{"status": "Withdrew"}"#, true),
            (#"{"value": "14", "status": "Completed"}"#, false), (#"{"value": "9.5"}"#, true),
            (#"{"value": "10"}"#, false), (#"{"value": "B"}"#, false), (#"{"status": "Unheard"}"#, true),
        ])
    func shortfalls(_ members: String, _ isShort: Bool) throws {
        var result = JSONValue(try JSONDocument(parsing: Array(members.utf8), limits: .credential).root)
        result["resultDescription"] = "urn:r1"
        let found = try view { $0["credentialSubject"]?["result"] = result }.results(in: .english)
        #expect(found.map(\.isShort) == [isShort])
    }

    @Test("a result in words is no pass where it stands before the word that was needed")
    func shortWords() throws {
        for (value, isShort) in [("Fair", true), ("Good", false), ("Excellent", false), ("Unheard", false)] {
            let found = try view { document in
                document["credentialSubject"]?["result"] = ["resultDescription": "urn:r1", "value": .string(value)]
                document["credentialSubject"]?["achievement"]?["resultDescription"] = [
                    [
                        "id": "urn:r1", "allowedValue": ["Fair", "Good", "Excellent"], "requiredValue": "Good",
                        "name": "Mark",
                    ]
                ]
            }.results(in: .english)
            #expect(found.map(\.isShort) == [isShort], "\(value)")
        }
    }

    @Test("every picture is there, those of the subject and the credential too, and one address once")
    func pictures() throws {
        let view = try view { value in
            value["image"] = ["id": "https://a.example/badge.png", "type": "Image"]
            value["credentialSubject"]?["image"] = ["id": "https://a.example/badge.png", "type": "Image"]
        }
        #expect(
            view.images(in: .english) == [
                BadgeImage(caption: "Two hands", address: nil),
                BadgeImage(caption: nil, address: "https://a.example/badge.png"),
            ])
    }

    @Test("values in another form than is asked for are shown all the same, and never vanish")
    func otherForms() throws {
        let view = try view { value in
            value["credentialSubject"]?["result"] = [
                ["resultDescription": "urn:r1", "value": ["14"]], ["resultDescription": "urn:r1", "value": 15],
                ["status": ["Failed"]], ["value": .null], ["value": ["@value": "16"]],
            ]
            value["credentialSubject"]?["achievement"]?["achievementType"] = ["Degree"]
        }
        #expect(view.results(in: .english).map { $0.value ?? $0.status } == ["14", "15", "Failed", "…", "16"])
        #expect(view.kind(in: .english) == "Degree")
        #expect(view.grade == "14/20")
        #expect(view.resultCount == 5)
    }

    @Test("alignments, the picture, the evidence and the learner's name are there")
    func others() throws {
        let view = try view()
        #expect(
            view.alignments(in: .english) == [
                BadgeAlignment(name: "Cooperation", framework: "Skills", code: "C-1", address: "https://f.example/1"),
                BadgeAlignment(name: "https://f.example/2", framework: nil, code: nil, address: "https://f.example/2"),
            ])
        #expect(view.images(in: .english) == [BadgeImage(caption: "Two hands", address: nil)])
        #expect(
            view.evidence(in: .english) == [
                BadgeEvidence(name: "Report", address: "https://a.example/e"),
                BadgeEvidence(name: nil, address: "https://a.example/f"),
                BadgeEvidence(name: "Talk Given twice.", address: nil),
            ])
        #expect(view.learnerName == "Jo Learner")
    }

    @Test("endorsements are those of the achievement, the issuer and the badge; tokens are counted")
    func endorsements() throws {
        let view = try view()
        #expect(
            view.endorsements(in: .english) == [
                BadgeEndorsement(endorser: "Bureau", comment: "Solid."),
                BadgeEndorsement(endorser: "did:example:state", comment: nil),
            ])
        #expect(view.endorsementTokenCount == 2)
    }

    @Test("nothing is made of values in other forms", arguments: ["1", "null", "[]", "{}", "[[]]", "\"\""])
    func otherForms(_ text: String) throws {
        let other = JSONValue(try JSONDocument(parsing: Array("[\(text)]".utf8), limits: .credential).root)
        guard case .array(let values) = other, let value = values.first else { return }
        let view = try view { document in
            document["evidence"] = value
            document["endorsement"] = value
            document["credentialSubject"]?["result"] = value
            for name in ["criteria", "image", "alignment", "resultDescription", "endorsement"] {
                document["credentialSubject"]?["achievement"]?[name] = value
            }
        }
        #expect(view.results(in: .english).isEmpty && view.evidence(in: .english).isEmpty)
        #expect(view.alignments(in: .english).isEmpty)
        #expect(view.endorsements(in: .english).count == 1)
    }
}
