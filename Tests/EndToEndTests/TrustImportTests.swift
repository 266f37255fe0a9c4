import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

@Suite("testamur trust import")
struct TrustImportTests {
    private static func root(_ bytes: [UInt8]) throws -> JSONNode {
        try JSONDocument(parsing: bytes, limits: .general).root
    }

    /// The key of `Story.issueAbroad`, of whom no list knows.
    private func stranger() throws -> PublishedKey {
        try PublishedKey("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
    }

    private func registry(_ name: String = "College of Abroad", updated: String = "2026-10-31T07:11:34+00:00") throws
        -> JSONValue
    {
        [
            "meta": ["created": "2022-10-27T17:57:31+00:00", "updated": .string(updated)],
            "registry": .object([
                (
                    try stranger().did,
                    ["name": .string(name), "location": "Nicest City", "url": "https://college.example"] as JSONValue
                ),
                ("did:web:other.example", ["name": "Other"] as JSONValue),
            ]),
        ]
    }

    /// A list of recognised entities, signed by the authority's published key, under its `did:key` or another name.
    private func entities(
        _ story: Story, issuer: String? = nil, method: String? = nil, _ change: (inout JSONValue) -> Void = { _ in }
    ) throws -> [UInt8] {
        var value: JSONValue = [
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
            "type": ["VerifiableCredential", "RecognizedEntityCredential"], "name": "Recognised colleges",
            "issuer": .string(issuer ?? story.authority.did), "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": [
                ["id": .string(try stranger().did), "type": "RecognizedEntity", "legalName": "College of Abroad"]
            ],
        ]
        change(&value)
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(method ?? story.authority.method)),
            created: try Timestamp(parsing: "2026-01-01T00:00:00Z"))
        return try DataIntegrity.secure(
            CredentialDraft(value), with: [.eddsaJCS2022, .eddsaRDFC2022], options: options,
            signer: story.authority.key)
    }

    @Test("A document that came with a credential tells where a path through it leads, and recognises nobody")
    func handedOver() throws {
        try Story.play { story in
            let id = "https://registries.example/colleges"
            try story.write(entities(story) { $0["id"] = .string(id) }, to: "colleges.json")
            try story.write(
                story.credential(by: stranger()) { $0["issuer"]?["recognizedIn"] = ["id": .string(id)] },
                to: "abroad.json")
            func verify(_ words: String...) throws -> Program.Outcome {
                try story.testamur.run(
                    ["verify", "abroad.json", "--trust", "trust", "--at", Story.now] + words, in: story.folder)
            }
            let without = try verify("--format", "json")
            #expect(without.status == 2 && without.output.contains("RECOGNIZED_IN_MISSING"), "\(without.output)")
            let with = try verify("--registry", "colleges.json", "--format", "json")
            #expect(with.status == 2 && with.output.contains("\"RECOGNIZED_IN\""), "\(with.output)\(with.errors)")
            #expect(with.output.contains("the copy that was handed over"))
            let text = String(decoding: try story.read("colleges.json"), as: UTF8.self)
            try story.write(text.replacing("College of Abroad", with: "College of Cheats"), to: "altered.json")
            let altered = try verify("--registry", "altered.json")
            #expect(altered.status == 65 && altered.output.isEmpty, "\(altered.output)\(altered.errors)")
            #expect(try verify("--registry", "abroad.json").status == 65)
            #expect(try verify("--registry", "nowhere.json").status == 66)
            #expect(try verify("--registry", "-", "--registry", "-").status == 64)
        }
    }

    private func take(_ story: Story, _ file: String, _ more: String...) throws -> Program.Outcome {
        try story.testamur.run(
            ["trust", "import", file, "--trust", "trust", "--at", Story.now] + more, in: story.folder)
    }

    @Test("A registry is kept and informs: its issuers stay undecided, and everything else is as before")
    func informs() throws {
        try Story.play { story in
            try story.issue()
            try story.issueAbroad()
            #expect(try story.verify("abroad.json").output.contains("ISSUER_NOT_LISTED"))
            try story.write(registry().serialized(), to: "registry.json")
            let kept = try take(story, "registry.json", "--name", "DCC registry")
            #expect(kept.status == 0, "\(kept.errors)")
            for words in [
                "\"DCC registry\"", "issuers", "2", "31 October 2026, first made 27 October 2022", "not signed",
                "vouches", "real", "keys", "stolen", "suspended", "stood on it before", "newest", "undecided",
            ] {
                #expect(kept.output.contains(words), "\(words): \(kept.output)")
            }

            let abroad = try story.verify("abroad.json")
            #expect(abroad.status == 2)
            #expect(abroad.output.contains("ISSUER_ONLY_IN_REGISTRY"))
            let words = abroad.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.contains("College of Abroad"), "\(abroad.output)")
            let report = try Self.root(try story.verify("abroad.json", "--format", "json", "--language", "nl").bytes)
            #expect(report["verdict"]?.string == "undecided" && report["issuer"] == nil)
            let check = report["checks"]?.elements.first { $0["name"]?.string == "issuer" }
            #expect(check?["outcome"]?.string == "undecided" && check?["code"]?.string == "ISSUER_ONLY_IN_REGISTRY")
            #expect(check?["message"]?.string?.contains("ingelezen op 22 november 2026") == true)
            #expect(try story.verify("anna.json").status == 0)
        }
    }

    @Test("Both kinds are told in JSON and in Dutch, each with what it does not say")
    func answers() throws {
        try Story.play { story in
            try story.write(registry().serialized(), to: "registry.json")
            let json = try Self.root(
                take(story, "registry.json", "--name", "DCC", "--format", "json", "--language", "nl").bytes)
            #expect(json["registry"]?.string == "DCC" && json["kind"]?.string == "knownDIDs")
            #expect(json["issuerCount"]?.integer == 2 && json["signature"]?["state"]?.string == "absent")
            #expect(json["dated"]?.string == "2026-10-31T07:11:34Z" && json["imported"]?.string == Story.now)
            #expect(json["isReplacement"]?.boolean == false)
            let gaps = json["doesNotSay"]?.elements.compactMap { $0["code"]?.string } ?? []
            #expect(gaps.contains("GAP_UNSIGNED") && gaps.contains("GAP_NO_CLAIM") && gaps.contains("GAP_NO_KEYS"))
            #expect(json["doesNotSay"]?.firstElement?["message"]?.string?.contains("niet ondertekend") == true)

            try story.write(entities(story), to: "entities.json")
            let signed = try take(story, "entities.json", "--language", "nl")
            #expect(signed.status == 0, "\(signed.errors)")
            for words in ["\"Recognised colleges\"", story.authority.did, "ja, met de sleutel", "Wat het niet zegt"] {
                #expect(signed.output.contains(words), "\(words): \(signed.output)")
            }
            try story.issueAbroad()
            let abroad = try story.verify("abroad.json")
            #expect(abroad.status == 2)
            #expect(abroad.output.contains("ISSUER_ONLY_IN_SIGNED_REGISTRY"))
            #expect(abroad.output.contains("The registry \"DCC\""), "the other one is told as well")
        }
    }

    @Test("A later one takes the place of the one before, and none of another publisher does")
    func replaces() throws {
        try Story.play { story in
            try story.write(registry().serialized(), to: "registry.json")
            try story.write(registry("New name", updated: "2026-11-01").serialized(), to: "newer.json")
            #expect(try take(story, "registry.json", "--name", "DCC").status == 0)
            #expect(try take(story, "registry.json", "--name", "DCC").output.contains("the same as before"))
            #expect(try take(story, "newer.json", "--name", "DCC").output.contains("in place of the one before"))
            #expect(
                try Files.names(in: story.path("trust/registries")).count == 3, "the lock, the index and one registry")
            try story.issueAbroad()
            #expect(try story.verify("abroad.json").output.contains("New name"))
            let older = try take(story, "registry.json", "--name", "DCC")
            #expect(older.status == 0 && older.output.contains("dated 1 November 2026, later than this one"))

            try story.write(entities(story), to: "entities.json")
            let taken = try take(story, "entities.json", "--name", "DCC")
            #expect(taken.status == 65 && taken.errors.contains("REGISTRY_NAME_TAKEN"))
            #expect(try story.verify("abroad.json").output.contains("College of Abroad"))
        }
    }

    @Test("A registry without a name of its own needs one, and one that cannot be seen is refused")
    func names() throws {
        try Story.play { story in
            try story.write(registry().serialized(), to: "registry.json")
            let nameless = try take(story, "registry.json")
            #expect(nameless.status == 64)
            #expect(nameless.errors.contains("REGISTRY_NAME_MISSING") && nameless.errors.contains("--name"))
            for name in ["", "DCC\u{202E}", "a\nb", String(repeating: "a", count: 201)] {
                #expect(try take(story, "registry.json", "--name", name).status == 64, "\(name)")
            }
            #expect(!Files.exists(story.path("trust/registries")))
        }
    }

    @Test("What is taken out is gone, and what is not there is said")
    func removes() throws {
        try Story.play { story in
            try story.write(registry().serialized(), to: "registry.json")
            let nothing = try story.run("trust", "remove-registry", "DCC", "--trust", "trust")
            #expect(nothing.status == 65 && nothing.errors.contains("DCC"))
            #expect(!Files.exists(story.path("trust/registries")))
            #expect(try take(story, "registry.json", "--name", "DCC").status == 0)
            try story.write("mine", to: "trust/registries/notes.json")
            try story.issueAbroad()
            #expect(try story.verify("abroad.json").output.contains("ISSUER_ONLY_IN_REGISTRY"))
            try story.succeed("trust", "remove-registry", "DCC", "--trust", "trust")
            #expect(try story.verify("abroad.json").output.contains("ISSUER_NOT_LISTED"))
            #expect(
                try Files.names(in: story.path("trust/registries")) == [".testamur.lock", "index.json", "notes.json"])
            #expect(try story.run("trust", "remove-registry", "DCC", "--trust", "trust").status == 65)
        }
    }

    @Test(
        "trust show tells the registries after the lists, alone if there are no lists, and what each says of one issuer"
    )
    func shows() throws {
        try Story.play { story in
            try story.write(registry().serialized(), to: "registry.json")
            #expect(try take(story, "registry.json", "--name", "DCC").status == 0)
            let shown = try story.succeed("trust", "show", "trust", "--at", Story.now).output
            let parts = shown.split(separator: "\nDCC\n")
            #expect(parts.count == 2 && parts.first?.contains("Leiehove University") == true, "\(shown)")
            #expect(parts.last?.contains("It informs, and recognises nobody") == true)

            let did = try stranger().did
            let one = try story.succeed("trust", "show", "trust", "--did", did).output
            #expect(one.contains("College of Abroad") && one.contains("Nicest City"))
            #expect(!one.contains("Leiehove University"))
            let nobody = try story.run("trust", "show", "trust", "--did", "did:web:nobody.example")
            #expect(nobody.status == 65)

            try Files.makeFolder(story.path("alone"))
            try story.succeed("trust", "import", "registry.json", "--name", "DCC", "--trust", "alone")
            let alone = try Self.root(story.succeed("trust", "show", "alone", "--format", "json").bytes)
            #expect(alone["registry"]?.string == "DCC")
            #expect(alone["issuers"]?.firstElement?["name"]?.string == "College of Abroad")
            #expect(try story.run("trust", "show", "alone", "--did", "did:web:nobody.example").status == 65)
            try story.issueAbroad()
            let verified = try story.run("verify", "abroad.json", "--trust", "alone", "--at", Story.now)
            #expect(verified.status == 2 && verified.output.contains("ISSUER_ONLY_IN_REGISTRY"))
            try story.succeed("trust", "remove-registry", "DCC", "--trust", "alone")
            #expect(try story.run("trust", "show", "alone").status == 66)
        }
    }

    @Test(
        "A broken or hostile registry is refused with its row and never kept, and the one before stays",
        arguments: [
            (
                #"{"registry":{"did:web:a.example":{"name":"A"}\#n"did:web:b.example":{"name":"B"}}}"#,
                "REGISTRY_UNREADABLE", 2
            ),
            (
                #"{"registry":{"did:web:a.example":{"name":"A"},\#n"did:web:a.example":{"name":"B"}}}"#,
                "JSON_DUPLICATE_KEY", 2
            ),
            (#"{"registry":{\#n\#n"did:web:a.example":"A"}}"#, "REGISTRY_WRONG_KIND", 3),
            (#"{"registry":{"a.example":{"name":"A"}}}"#, "REGISTRY_BAD_IDENTIFIER", 1),
            (#"{"issuers":[]}"#, "REGISTRY_OTHER_FORM", 1), ("", "REGISTRY_UNREADABLE", 1),
        ])
    func refuses(_ text: String, _ code: String, _ row: Int) throws {
        try Story.play { story in
            try story.write(registry().serialized(), to: "registry.json")
            #expect(try take(story, "registry.json", "--name", "DCC").status == 0)
            try story.write(text, to: "broken.json")
            for (language, word) in [("en", "row"), ("nl", "rij")] {
                let outcome = try take(story, "broken.json", "--name", "DCC", "--language", language)
                #expect(outcome.status == 65 && outcome.output.isEmpty)
                #expect(outcome.errors.contains(code), "\(outcome.errors)")
                #expect(outcome.errors.contains("broken.json, \(word) \(row)"), "\(outcome.errors)")
            }
            try story.issueAbroad()
            #expect(try story.verify("abroad.json").output.contains("College of Abroad"))
        }
    }

    @Test("A forged list is refused; one whose key is not at hand is kept as unproven, and never over a proven one")
    func forged() throws {
        try Story.play { story in
            try story.write(entities(story), to: "entities.json")
            var forged = JSONValue(try Self.root(entities(story)))
            forged["name"] = "Recognised by everybody"
            try story.write(forged.serialized(), to: "forged.json")
            let outcome = try take(story, "forged.json")
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("REGISTRY_PROOF_REFUSED") && outcome.errors.contains("SIGNATURE_INVALID"))
            #expect(!Files.exists(story.path("trust/registries")))

            #expect(try take(story, "entities.json").status == 0)
            forged["name"] = "Recognised colleges"
            forged["proof"] = nil
            try story.write(forged.serialized(), to: "stripped.json")
            let stripped = try take(story, "stripped.json")
            #expect(stripped.status == 65 && stripped.errors.contains("REGISTRY_SIGNATURE_LOST"))

            let did = "did:web:accreditor.example"
            try story.write(entities(story, issuer: did, method: did + "#1"), to: "web.json")
            let open = try take(story, "web.json", "--name", "web")
            #expect(open.status == 0 && open.output.contains("KEY_UNAVAILABLE") && open.output.contains("add-did"))
            try story.succeed("trust", "remove-registry", "Recognised colleges", "--trust", "trust")
            try story.issueAbroad()
            #expect(try story.verify("abroad.json").output.contains("ISSUER_ONLY_IN_UNCHECKED_REGISTRY"))

            // With the document of its publisher the same list is proven.
            let document: JSONValue = [
                "id": .string(did),
                "assertionMethod": [
                    [
                        "id": .string(did + "#1"), "type": "Multikey", "controller": .string(did),
                        "publicKeyMultibase": .string(story.authority.multikey),
                    ]
                ],
            ]
            try story.write(document.serialized(), to: "did.json")
            try story.succeed("trust", "add-did", "did.json", "--trust", "trust")
            let proven = try take(story, "web.json", "--name", "web")
            #expect(proven.status == 0 && proven.output.contains("yes, with the key \(did)#1"), "\(proven.output)")
            #expect(try story.verify("abroad.json").output.contains("ISSUER_ONLY_IN_SIGNED_REGISTRY"))
        }
    }

    @Test("An authority's trust list is no registry")
    func trustList() throws {
        try Story.play { story in
            let outcome = try take(story, "trust/list.json", "--name", "ministry")
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("REGISTRY_IS_TRUST_LIST") && outcome.errors.contains("pin.json"))
        }
    }

    @Test("A file that was changed since is not used, and importing it again mends it")
    func changed() throws {
        try Story.play { story in
            try story.write(registry().serialized(), to: "registry.json")
            #expect(try take(story, "registry.json", "--name", "DCC").status == 0)
            let folder = "trust/registries"
            let name = try #require(
                try Files.names(in: story.path(folder)).first { $0 != "index.json" && $0.hasSuffix(".json") })
            try story.issueAbroad()
            try story.write(registry("Fake").serialized(), to: "\(folder)/\(name)")
            for arguments in [["verify", "abroad.json", "--trust", "trust"], ["trust", "show", "trust"]] {
                let outcome = try story.testamur.run(arguments, in: story.folder)
                #expect(outcome.status == 65, "\(arguments)")
                #expect(outcome.errors.contains(name) && outcome.errors.contains("import"), "\(outcome.errors)")
            }
            #expect(try take(story, "registry.json", "--name", "DCC").status == 0)
            #expect(try story.verify("abroad.json").output.contains("College of Abroad"))

            for index in ["{", #"{"registries":[{"name":"DCC","sha256":"../../list"}]}"#, "{}"] {
                try story.write(index, to: "\(folder)/index.json")
                #expect(try story.verify("abroad.json").status == 65)
                #expect(try take(story, "registry.json", "--name", "DCC").errors.contains("index"))
            }
        }
    }

    @Test(
        "The test credentials of the Digital Credentials Consortium stay undecided with an imported registry",
        .enabled(if: Vectors.areAvailable))
    func publishedCredentials() throws {
        try Story.play(withTrust: false) { story in
            let web = "did:web:digitalcredentials.github.io:vc-test-fixtures:dids:"
            let value: JSONValue = [
                "meta": ["created": "2022-10-27T17:57:31+00:00", "updated": "2025-05-09T18:26:43+00:00"],
                "registry": .object(
                    ([web + "legacy", web + "oidf", "did:key:z6MknNQD1WHLGGraFi6zcbGevuAgkVfdyCdtZnQTGWVVvR5Q"]).map {
                        (name: $0, value: ["name": "DCC test issuer"] as JSONValue)
                    }),
            ]
            try Files.makeFolder(story.path("trust"))
            try story.write(value.serialized(), to: "registry.json")
            #expect(try take(story, "registry.json", "--name", "DCC sandbox").status == 0)
            let fixtures = try #require(Vectors.folder) + "/dcc/vc-test-fixtures/"
            func check(_ path: String) throws -> (verdict: String?, proof: String?, issuer: String?) {
                let outcome = try story.verify(fixtures + "verifiableCredentials/" + path, "--format", "json")
                let report = try Self.root(outcome.bytes)
                func code(_ name: String) -> String? {
                    report["checks"]?.elements.first { $0["name"]?.string == name }?["code"]?.string
                }
                return (report["verdict"]?.string, code("proof"), code("issuer"))
            }
            for path in [
                "v2/ed25519/didKey/legacy-noStatus-noExpiry.json",
                "v1/dataIntegrityProof/didWeb/legacy-noStatus-noExpiry.json",
                "v1/ed25519/didWeb/oidf-noStatus-noExpiry.json",
                "v2/bothSignatureTypes/didweb/oidf-noStatus-notExpired.json",
            ] {
                let isOnWeb = path.lowercased().contains("didweb")
                let before = try check(path)
                #expect(before.verdict == "undecided" && before.issuer == "ISSUER_ONLY_IN_REGISTRY", "\(path)")
                #expect(before.proof == (isOnWeb ? "KEY_UNAVAILABLE" : "SIGNATURE_VALID"), "\(path)")
            }
            for name in ["legacy", "oidf"] {
                try story.succeed("trust", "add-did", fixtures + "dids/\(name)/did.json", "--trust", "trust")
            }
            let after = try check("v1/ed25519/didWeb/oidf-noStatus-noExpiry.json")
            #expect(after.verdict == "undecided" && after.proof == "SIGNATURE_VALID")
            #expect(after.issuer == "ISSUER_ONLY_IN_REGISTRY")
            let tampered = try check("v2/ed25519/didKey/legacy-noStatus-noExpiry-tampered.json")
            #expect(tampered.verdict == "invalid")
        }
    }
}
