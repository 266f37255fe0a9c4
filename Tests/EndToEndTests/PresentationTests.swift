import Encodings
import TestSupport
import Testing

@Suite("Long, many, and for whom")
struct PresentationTests {
    @Test("A long title is cut in the report, and a table is cut on a screen and whole in a pipe")
    func longTitles() throws {
        try Story.play { story in
            let title = String(repeating: "Verylong ", count: 60) + "END"
            try story.issue { value in
                value["name"] = .string(title)
                value["credentialSubject"]?["achievement"]?["name"] = .string(title)
            }
            let text = try story.verify("anna.json")
            #expect(!text.output.contains("END") && text.output.contains("…"))
            #expect(try story.verify("anna.json", "--format", "table").output.contains("END"))
            #expect(try story.verify("anna.json", "--format", "json").output.contains("END"))
            let screen = try story.testamur.runOnTerminal(
                ["verify", "anna.json", "--trust", "trust", "--at", Story.now, "--format", "table"], in: story.folder)
            #expect(!screen.output.contains("END") && screen.output.contains("…"))
        }
    }

    @Test("A badge of another issuer is shown in its own words, cut in a report, and endorsements as nobody's word")
    func otherBadges() throws {
        try Story.play { story in
            let endless = String(repeating: "word ", count: 300) + "END"
            try story.write(
                """
                {"@context": ["https://www.w3.org/ns/credentials/v2",
                              "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
                 "type": ["VerifiableCredential", "OpenBadgeCredential"], "issuer": "did:web:college.example",
                 "id": "urn:b", "validFrom": "2026-01-01T00:00:00Z",
                 "credentialSubject": {"id": "did:example:l", "type": "AchievementSubject", "achievement": {
                    "id": "urn:a", "type": "Achievement", "name": "Teamwork", "description": "\(endless)",
                    "criteria": {"narrative": "# Do\\nit \\u001b[31mwell"},
                    "endorsement": [{"id": "urn:e", "type": "EndorsementCredential", "issuer": "did:web:b.example",
                       "validFrom": "2026-01-01T00:00:00Z",
                       "credentialSubject": {"id": "urn:a", "type": "EndorsementSubject",
                                             "endorsementComment": "Solid."}}]}},
                 "proof": {"type": "SomeProof"}}
                """, to: "badge.json")
            let report = try story.verify("badge.json").output
            #expect(report.contains("The badge says") && report.contains("Do it") && report.contains("did:web:college"))
            #expect(report.contains("did:web:b.example: \"Solid.\" (nobody checked this)"))
            #expect(!report.contains("END") && !report.contains("\u{1B}[31m"))
            let dutch = try story.run("inspect", "badge.json", "--language", "nl").output
            #expect(dutch.contains("De badge zegt") && dutch.contains("(niemand heeft dit nagegaan)"))
            #expect(dutch.split(separator: "\n").count > report.split(separator: "\n").count)
        }
    }

    @Test("A learner who did not pass is never told so, and sees mark and status", arguments: ["en", "nl"])
    func noPass(_ language: String) throws {
        try Story.play { story in
            try story.issue { value in
                value["awardedDate"] = nil
                value["credentialSubject"]?["id"] = "did:example:anna"
                value["credentialSubject"]?["result"] = [
                    ["type": ["Result"], "resultDescription": "urn:r1", "value": "8", "status": "Failed"]
                ]
                value["credentialSubject"]?["achievement"]?["achievementType"] = "Course"
                value["credentialSubject"]?["achievement"]?["resultDescription"] = [
                    [
                        "id": "urn:r1", "type": ["ResultDescription"], "name": "Mark", "resultType": "RawScore",
                        "valueMin": "0", "valueMax": "20", "requiredValue": "10",
                    ]
                ]
            }
            #expect(try story.run("wallet", "init", "--wallet", "wallet").status == 0)
            #expect(try story.run("wallet", "add", "anna.json", "--wallet", "wallet", "--trust", "trust").status == 0)
            let shown = try story.run(
                "wallet", "show", "1", "--wallet", "wallet", "--trust", "trust", "--language", language
            ).output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let words =
                language == "en"
                ? [
                    "does not say that you passed", "Mark: 8, failed (10 needed)", "valid from 30 June 2026",
                    "criteria",
                ]
                : ["staat niet dat u geslaagd bent", "Mark: 8, niet geslaagd", "geldt vanaf 30 juni 2026", "criteria"]
            for word in words { #expect(shown.contains(word), "\(shown)") }
            for word in ["You learned", "leerde u", "You earned", "U behaalde", "exemption", "vrijstelling"] {
                #expect(!shown.contains(word), "\(shown)")
            }
            let report = try story.verify("anna.json").output
            #expect(report.contains("result 8/20") && report.contains("failed"), "\(report)")
        }
    }

    @Test("What a document says is told to programs as well, and never as verified")
    func inspectJSON() throws {
        try Story.play { story in
            try story.issue()
            let outcome = try story.run("inspect", "anna.json", "--format", "json")
            #expect(outcome.status == 0)
            let root = try JSONDocument(parsing: outcome.bytes, limits: .general).root
            #expect(root["verified"]?.boolean == false)
            #expect(root["input"]?.string == "anna.json")
            #expect(root["claims"]?["learner"]?.string == "Anna De Smet")
            #expect(root["claims"]?["issuerName"]?.string == "The name that the file claims")
            #expect(root["claims"]?["awardedOn"]?.string == "2026-06-26")
        }
    }

    @Test("A folder stands for the files in its folders too, whatever the case of their ending; links are not followed")
    func nestedFolders() throws {
        try Story.play { story in
            let bytes = try story.credential()
            #expect(try Subprocess.run("/bin/mkdir", ["-p", story.path("all/june/late")]).exitCode == 0)
            for name in ["all/b.JSON", "all/june/a.json", "all/june/late/c.Json", "all/june/notes.txt"] {
                try story.write(bytes, to: name)
            }
            #expect(try Subprocess.run("/bin/ln", ["-s", "..", story.path("all/june/up")]).exitCode == 0)
            let outcome = try story.verify("all", "--format", "json")
            #expect(outcome.status == 0)
            let names = try outcome.bytes.split(separator: 0x0A).map { line in
                try JSONDocument(parsing: Array(line), limits: .general).root["input"]?.string
            }
            #expect(names == ["all/b.JSON", "all/june/a.json", "all/june/late/c.Json"])
        }
    }

    @Test("A learner is told what a learner can do", arguments: ["en", "nl"])
    func advice(_ language: String) throws {
        try Story.play { story in
            try story.issue()
            #expect(try story.run("wallet", "init", "--wallet", "wallet").status == 0)
            #expect(try story.run("wallet", "add", "anna.json", "--wallet", "wallet", "--trust", "trust").status == 0)
            for options in [[], ["--all"]] {
                for trust in [["--trust", "trust"], []] {
                    let shown = try story.testamur.run(
                        WalletKey.added(
                            to: ["wallet", "show", "1", "--wallet", "wallet", "--language", language] + options + trust),
                        in: story.folder)
                    #expect(shown.status == 0)
                    for word in [
                        "identity document", "identiteitsbewijs", "Ask the learner", "Vraag de lerende", "--trust",
                    ] {
                        #expect(!shown.output.contains(word), "\(shown.output)")
                    }
                }
            }
            let all = try story.run(
                "wallet", "export", "--all", "--wallet", "wallet", "--out", "mine", "--language", language)
            #expect(all.output.contains(language == "en" ? "1 credential is in mine" : "1 getuigschrift staat in mine"))
        }
    }
}
