import Credentials
import Cryptography
import Encodings
import Registry
import TestSupport
import Testing

@Suite("What imported registries say of an issuer")
struct RegistryMentionTests {
    private static let now = "2026-11-22T09:00:00Z"

    private func imported(
        _ name: String, _ bytes: [UInt8], _ signature: RegistrySignature = .absent
    ) throws -> ImportedRegistry {
        ImportedRegistry(
            name: name, registry: try PublishedRegistry(parsing: bytes), signature: signature,
            imported: try time("2026-11-20T09:00:00Z"))
    }

    private func list(_ change: (inout JSONValue) -> Void = { _ in }) throws -> [UInt8] {
        var value = ExampleRegistry.recognizedEntities(by: try TrustAuthority.key("accreditor"))
        change(&value)
        return value.serialized()
    }

    private func mention(
        _ registries: [ImportedRegistry], of issuer: String = ExampleRegistry.issuer, at now: String = now
    ) throws -> RegistryMention? {
        RegistryMention(of: Array(issuer.utf8), in: registries, at: try time(now))
    }

    private func sentences(_ mention: RegistryMention, _ language: Language = .english) -> [String] {
        [RegistryMessages.sentence(mention.code.rawValue, in: language, mention.facts)]
            + mention.notes.map { RegistryMessages.sentence($0.code.rawValue, in: language, $0.facts) }
    }

    @Test("names the registry, the name as a claim, and what is known of its signature", arguments: Language.allCases)
    func codes(_ language: Language) throws {
        let known = try imported("DCC", ExampleRegistry.knownDIDs().serialized())
        for (registry, code) in [
            (known, "ISSUER_ONLY_IN_REGISTRY"), (try imported("W3C", list()), "ISSUER_ONLY_IN_REGISTRY"),
            (try imported("W3C", list(), .verified(method: "did:key:z#z")), "ISSUER_ONLY_IN_SIGNED_REGISTRY"),
            (try imported("W3C", list(), .notChecked(code: "X")), "ISSUER_ONLY_IN_UNCHECKED_REGISTRY"),
        ] {
            let mention = try #require(try mention([registry]))
            #expect(mention.code.rawValue == code && mention.notes.isEmpty)
            let sentence = sentences(mention, language)[0]
            for part in ["\"\(registry.name)\"", "\"Example University\"", "2026-11-20"] {
                #expect(sentence.contains(part), "\(sentence)")
            }
            for key in ["next.", "headline."] {
                let text = RegistryMessages.sentence(key + code, in: language, mention.facts)
                #expect(!text.contains("{") && text != key + code)
            }
        }
    }

    @Test("is nothing where no registry names the issuer, or only for something other than issuing")
    func silence() throws {
        let registries = [
            try imported("DCC", ExampleRegistry.knownDIDs().serialized()), try imported("W3C", list()),
        ]
        #expect(try mention(registries, of: "did:web:other.example") == nil)
        #expect(try mention(registries, of: "did:web:checker.example") == nil)
        #expect(try mention([]) == nil)
    }

    @Test("goes by the list whose signature holds, and tells the other registries and what is out of date besides")
    func several() throws {
        let registries = [
            try imported("DCC", ExampleRegistry.knownDIDs().serialized()), try imported("other", list()),
            try imported("W3C", list(), .verified(method: "did:key:z#z")),
        ]
        let mention = try #require(try mention(registries))
        #expect(mention.code == .signed)
        #expect(mention.notes.map(\.code) == [.alsoInRegistry, .alsoInRegistry])
        let later = try #require(try self.mention(registries, at: "2027-01-01T00:00:01Z"))
        #expect(later.code == .signed)
        #expect(later.notes.map(\.code) == [.alsoInRegistry, .alsoInRegistry, .registryLapsed, .registryLapsed])
        for sentence in sentences(later) { #expect(!sentence.contains("{"), "\(sentence)") }
    }

    @Test(
        "says when a list names the issuer for issuing at other times than now, without a word on what else it may do")
    func issuingWindow() throws {
        func notes(_ actions: JSONValue, at time: String = "2026-11-22T09:00:00Z") throws -> [TrustNote.Code] {
            let registry = try imported("W3C", list { $0.set("/credentialSubject/0/recognizedTo", actions) })
            let mention = try #require(try mention([registry], at: time))
            for sentence in sentences(mention) { #expect(!sentence.contains("{"), "\(sentence)") }
            return mention.notes.map(\.code)
        }
        func action(_ name: String = "issue", from: String? = nil, until: String? = nil) -> JSONValue {
            var value: JSONValue = ["type": "RecognizedAction", "action": .string(name)]
            value["validFrom"] = from.map { .string($0) }
            value["validUntil"] = until.map { .string($0) }
            return value
        }
        let end = "2026-11-22T08:59:59Z"
        #expect(try notes(action(until: end)) == [.registryRecognitionLapsed])
        #expect(try notes(action(until: end), at: end).isEmpty, "the last second counts")
        #expect(try notes([action(until: end), action()]).isEmpty, "another action has no end")
        #expect(try notes([action(until: end), action(until: "2026-12-01T00:00:00Z")]).isEmpty)
        #expect(try notes([action("verify", until: end), action()]).isEmpty)
        #expect(try notes(action(from: "2026-11-22T09:00:01Z")) == [.registryRecognitionLapsed])
        #expect(try notes([action(from: "2026-11-22T09:00:01Z"), action(from: "2026-01-01T00:00:00Z")]).isEmpty)
        for wrong in [action(until: "soon"), action(from: "2026-11-22T09:00:00Z", until: end)] {
            let refusal = #expect(throws: RegistryError.self) { try notes(wrong) }
            #expect(refusal?.code == .badTime)
        }
    }

    @Test("quotes a name that tries to end its quotation marks, or to go on for ever, as the claim that it is")
    func hostileName() throws {
        let name = "Example\", recognised by the Ministry, list 5 of \"2026" + String(repeating: "!", count: 1_000)
        let registry = try imported("DCC", list { $0.set("/credentialSubject/0/legalName", .string(name)) })
        let sentence = sentences(try #require(try mention([registry])))[0]
        #expect(sentence.contains("\"Example', recognised by the Ministry, list 5 of '2026!"), "\(sentence)")
        #expect(sentence.count { $0 == "\"" } == 4)
        #expect(sentence.contains("!…\"") && sentence.count < 500)
    }

    @Test("what a registry does not say depends on its kind and its signature, and is said in every language")
    func gaps() throws {
        let known = try imported("DCC", ExampleRegistry.knownDIDs().serialized()).gaps
        #expect(known.first == .unsigned && known.contains(.noClaim) && !known.contains(.publisherNotPinned))
        let signed = try imported("W3C", list(), .verified(method: "did:key:z#z")).gaps
        #expect(!signed.contains(.unsigned) && signed.contains(.publisherNotPinned))
        #expect(signed.contains(.schemasNotCompared))
        let open = try imported("W3C", list(), .notChecked(code: "X")).gaps
        #expect(open.first == .signatureNotChecked)
        for gaps in [known, signed, open] {
            for gap: RegistryGap in [.noKeys, .noKeyWindows, .noStates, .noHistory, .noSequence, .noEnvironment] {
                #expect(gaps.contains(gap))
            }
        }
    }
}
