import Credentials
import Encodings
import TestSupport
import Testing

@testable import testamur

@Suite("What changed from one list to another")
struct ListChangesTests {
    /// A list with one of everything that a list can hold.
    static let text = """
        {
          "@context": ["https://www.w3.org/ns/credentials/v2"], "id": "urn:trust:utopia:list",
          "type": ["VerifiableCredential", "RecognizedEntityCredential", "IssuerTrustListCredential"],
          "issuer": "did:web:ministry.example", "name": "List", "description": "Text", "info": {"a": 1},
          "validFrom": "2026-11-20T09:00:00Z", "validUntil": "2027-05-20T09:00:00Z",
          "trustList": {
            "authority": {
              "id": "did:web:ministry.example", "legalName": "Ministry", "jurisdiction": "UT", "legalBasis": "Act 12",
              "info": {"b": 2}
            },
            "environment": "production", "rootVersion": 3, "sequence": 2, "previousDigest": "uEiA", "closed": false,
            "issued": "2026-11-20T09:00:00Z", "nextUpdate": "2027-05-20T09:00:00Z", "maxDelegationDepth": 2,
            "info": {"c": 3}
          },
          "credentialSubject": [
            {
              "id": "did:web:a.example", "type": "RecognizedEntity", "legalName": "A",
              "identifiers": [{"scheme": "ROR", "value": "1"}, {"scheme": "DEQAR", "value": "2", "info": {"d": 4}}],
              "alsoKnownAs": ["did:web:old.example"], "statusAuthorities": ["did:web:status.example"],
              "qualityAssurance": {
                "agency": "did:web:qa.example", "register": "EQAR", "decisionRef": "https://qa.example/1",
                "decisionDigest": "uEiA", "validFrom": "2024-01-01T00:00:00Z", "validUntil": "2030-12-31T23:59:59Z"
              },
              "states": [
                {"state": "granted", "since": "2019-09-01T00:00:00Z", "recordedAt": "2019-08-20T08:00:00Z"},
                {
                  "state": "suspended", "since": "2025-03-01T00:00:00Z", "recordedAt": "2025-02-27T08:00:00Z",
                  "reason": "review"
                }
              ],
              "keys": [
                {
                  "kid": "did:web:a.example#1", "publicKeyMultibase": "z6MkOne", "purposes": ["issue"],
                  "validFrom": "2023-01-01T00:00:00Z", "validUntil": "2026-06-30T23:59:59Z", "state": "compromised",
                  "compromisedSince": "2026-05-02T00:00:00Z"
                },
                {
                  "kid": "did:web:a.example#2", "publicKeyMultibase": "z6MkTwo", "purposes": ["issue"],
                  "validFrom": "2024-01-01T00:00:00Z", "state": "active", "info": {"e": 5}
                }
              ],
              "recognizedTo": [
                {
                  "type": "RecognizedAction", "action": "issue", "credentialTypes": ["MicroCredential"], "eqfMin": 5,
                  "eqfMax": 7, "fields": ["isced-f:06"], "jurisdictions": ["UT"], "schemaDigests": ["uEiA"],
                  "validFrom": "2019-09-01T00:00:00Z", "validUntil": "2030-12-31T23:59:59Z",
                  "accreditation": [{"ref": "https://qa.example/55", "kind": "institutional"}],
                  "delegation": {"mayDelegate": true, "maxDepth": 1}
                },
                {
                  "type": "RecognizedAction", "action": "issue", "credentialTypes": ["Diploma"],
                  "validFrom": "2019-09-01T00:00:00Z", "voidFrom": "2025-01-01T00:00:00Z"
                }
              ]
            },
            {
              "id": "did:web:b.example", "type": "RecognizedEntity", "legalName": "B", "keys": [],
              "states": [{"state": "granted", "since": "2020-01-01T00:00:00Z", "recordedAt": "2020-01-01T00:00:00Z"}],
              "recognizedTo": []
            }
          ]
        }
        """

    private static func value() throws -> JSONValue { try value(text) }

    private static func value(_ text: String) throws -> JSONValue {
        JSONValue(try JSONDocument(parsing: Array(text.utf8), limits: .trustList).root)
    }

    private func changes(_ old: JSONValue, _ new: JSONValue) throws -> ListChanges {
        ListChanges(
            from: try JSONDocument(parsing: old.serialized(), limits: .trustList).root,
            to: try JSONDocument(parsing: new.serialized(), limits: .trustList).root)
    }

    private func changes(_ edits: [(String, String?)]) throws -> ListChanges {
        let new = try edits.reduce(into: Self.value()) { value, edit in
            value.put(edit.0, try edit.1.map { try Self.value($0) })
        }
        return try changes(Self.value(), new)
    }

    private static let a = "/credentialSubject/0"

    @Test("A list that is the same is not changed, and new dates alone are no change")
    func unchanged() throws {
        let same = try changes([])
        #expect(same.isEmpty && same.renewal == nil && same.sequence == 2)
        let renewed = try changes([
            ("/trustList/sequence", "3"), ("/trustList/previousDigest", "\"uEiB\""),
            ("/trustList/issued", "\"2026-12-01T09:00:00Z\""), ("/validFrom", "\"2026-12-01T09:00:00Z\""),
            ("/trustList/nextUpdate", "\"2027-06-01T09:00:00Z\""), ("/validUntil", "\"2027-06-01T09:00:00Z\""),
            ("/proof", "{\"proofValue\": \"z\"}"),
        ])
        #expect(renewed.isEmpty)
        #expect(
            renewed.renewal?.sentence(.english) == "The next list is due by 1 June 2027; it was due by 20 May 2027.")
    }

    /// An edit of the list, the code of the change, and words of its sentence; `A/` is the first institution.
    struct Edit {
        let place: String
        let value: String?
        let code: String
        let words: String

        init(_ place: String, _ value: String?, _ code: String, _ words: String) {
            self.place = place
            self.value = value
            self.code = code
            self.words = words
        }
    }

    private static func state(_ kind: String, _ more: String = "") -> String {
        """
        {"state": "\(kind)", "since": "2026-01-01T00:00:00Z", "recordedAt": "2026-01-01T00:00:00Z"\(more)}
        """
    }

    private static let key = """
        {
          "kid": "did:web:a.example#3", "publicKeyMultibase": "z6MkC", "purposes": ["status"],
          "validFrom": "2026-01-01T00:00:00Z", "state": "active"
        }
        """

    private static let recognition = """
        {
          "type": "RecognizedAction", "action": "issue", "credentialTypes": ["X"], "eqfMin": 6, "eqfMax": 6,
          "fields": ["isced-f:0613"], "validFrom": "2027-01-01T00:00:00Z"
        }
        """

    private static let retroactive = """
        {
          "type": "RecognizedAction", "action": "issue", "credentialTypes": ["X"], "retroactive": true,
          "reason": "merger", "validFrom": "2020-01-01T00:00:00Z"
        }
        """

    private static let ofList: [Edit] = [
        Edit("/trustList/closed", "true", "closed", "keeps this list no longer"),
        Edit("/trustList/environment", "\"pilot\"", "environment", "for \"pilot\" now; it was for \"production\""),
        Edit("/trustList/authority/legalName", "\"Agency\"", "authority.legalName", "called Agency now"),
        Edit("/trustList/authority/jurisdiction", "\"BE\"", "authority.jurisdiction", "decides for BE now"),
        Edit("/trustList/authority/legalBasis", nil, "authority.legalBasis", "is nothing now; it was Act 12"),
        Edit("/trustList/authority/id", "\"did:web:x.example\"", "authority.id", "the authority is did:web:x.example"),
        Edit("/trustList/authority/info", nil, "other", "{\"b\":2} became nothing"),
        Edit("/trustList/rootVersion", "4", "rootVersion", "under root 4 now; it was made under root 3"),
        Edit(
            "/trustList/maxDelegationDepth", nil, "maxDelegationDepth",
            "the list lets powers be passed on over this many steps: nothing (before: 2)"),
        Edit("/name", "\"Liste\"", "other", "at /name: \"List\" became \"Liste\""),
    ]

    private static let ofInstitutions: [Edit] = [
        Edit("/credentialSubject/1", nil, "gone", "B (did:web:b.example) is gone from the list"),
        Edit("A/legalName", "\"AA\"", "name", "A is called AA now"),
        Edit("A/identifiers/0", nil, "identifier.gone", "no longer has the number 1 in the register ROR"),
        Edit(
            "A/identifiers/-", "{\"scheme\": \"X\", \"value\": \"9\"}", "identifier.new", "number 9 in the register X"),
        Edit("A/identifiers/1/info", nil, "other", "{\"d\":4} became nothing"),
        Edit("A/alsoKnownAs/-", "\"did:web:new.example\"", "otherID.new", "A is also did:web:new.example"),
        Edit("A/alsoKnownAs", nil, "otherID.gone", "A is not called did:web:old.example any more"),
        Edit("A/statusAuthorities/-", "\"did:web:s.example\"", "statusAuthority.new", "may keep status lists for A"),
        Edit("A/statusAuthorities", nil, "statusAuthority.gone", "may no longer keep status lists for A"),
        Edit(
            "A/qualityAssurance/agency", "\"did:web:q.example\"", "quality",
            "assured by did:web:q.example, from 1 January 2024 until 31 December 2030"),
        Edit("A/qualityAssurance/register", "\"Z\"", "other", "\"EQAR\" became \"Z\""),
        Edit("A/qualityAssurance", nil, "quality.gone", "nobody is named any more who assures the quality of A"),
        Edit("A/states/-", state("granted"), "granted", "A may issue again from 1 January 2026"),
        Edit(
            "A/states/-", state("withdrawn", ", \"reason\": \"fraud\""), "withdrawn",
            "A may no longer issue from 1 January 2026 (fraud)"),
        Edit("A/states/1", nil, "state.gone", "\"suspended since 1 March 2025 (review)\" is gone from the record"),
        Edit(
            "A/states/1/since", "\"2025-04-01T00:00:00Z\"", "state.rewritten",
            "says \"suspended since 1 April 2025 (review)\" where it said \"suspended since 1 March 2025 (review)\""),
        Edit("A/states/0/recordedAt", "\"2018-08-20T08:00:00Z\"", "other", "states/0/recordedAt"),
    ]

    private static let ofKeys: [Edit] = [
        Edit("A/keys/-", key, "key.new", "has a new key did:web:a.example#3: signs status lists, from 1 January 2026"),
        Edit("A/keys/1", nil, "key.gone", "the key did:web:a.example#2 is gone from the record"),
        Edit("A/keys/1/publicKeyMultibase", "\"z6MkX\"", "key.replaced", "another key has taken the name"),
        Edit(
            "A/keys/1/purposes", "[\"present\"]", "key.purpose",
            "signs presentations now; it was one that signs credentials"),
        Edit(
            "A/keys/1/validUntil", "\"2027-01-01T00:00:00Z\"", "key.window",
            "in use from 1 January 2024 until 1 January 2027 now; it was from 1 January 2024"),
        Edit(
            "A/keys/0/validUntil", "\"2026-06-30T10:00:00Z\"", "key.window",
            "until 30 June 2026 (2026-06-30T10:00:00Z) now"),
        Edit("A/keys/1/state", "\"retired\"", "key.retired", "no longer uses the key did:web:a.example#2"),
        Edit("A/keys/0/compromisedSince", "\"2026-01-01T00:00:00Z\"", "key.compromisedSince", "said since 2 May 2026"),
        Edit("A/keys/1/info", nil, "other", "{\"e\":5} became nothing"),
    ]

    private static let ofRecognitions: [Edit] = [
        Edit(
            "A/recognizedTo/-", recognition, "recognition.new",
            "A is recognised for X, EQF 6, fields 0613, from 1 January 2027"),
        Edit(
            "A/recognizedTo/-", retroactive, "recognition.retroactive",
            "recognised after the fact for X, from 1 January 2020: merger"),
        Edit("A/recognizedTo/1", nil, "recognition.gone", "for Diploma, from 1 September 2019 is gone"),
        Edit("A/recognizedTo/0/eqfMax", "8", "recognition.changed", "EQF 5-8"),
        Edit("A/recognizedTo/0/fields", nil, "recognition.changed", "was for MicroCredential, EQF 5-7, fields 06"),
        Edit("A/recognizedTo/0/action", "\"other\"", "recognition.changed", "not for issuing"),
        Edit(
            "A/recognizedTo/0/validUntil", "\"2027-12-31T23:59:59Z\"", "recognition.ended",
            "for MicroCredential ends on 31 December 2027; its end was 31 December 2030"),
        Edit("A/recognizedTo/1/validUntil", "\"2027-12-31T23:59:59Z\"", "recognition.ended", "its end was nothing"),
        Edit("A/recognizedTo/0/validUntil", nil, "recognition.extended", "end was 31 December 2030, and is nothing"),
        Edit(
            "A/recognizedTo/0/voidFrom", "\"2026-01-01T00:00:00Z\"", "recognition.voided",
            "what A awarded for MicroCredential from 1 January 2026 on is void"),
        Edit("A/recognizedTo/1/voidFrom", "\"2024-01-01T00:00:00Z\"", "recognition.voidedFrom", "from 1 January 2025"),
        Edit("A/recognizedTo/1/voidFrom", nil, "recognition.unvoided", "is not void any more"),
        Edit("A/recognizedTo/0/accreditation", nil, "other", "recognizedTo/0/accreditation"),
        Edit("A/recognizedTo/0/delegation/mayDelegate", "false", "other", "\"mayDelegate\":false"),
        Edit("A/recognizedTo/0/schemaDigests", nil, "other", "[\"uEiA\"] became nothing"),
    ]

    static let edits = ofList + ofInstitutions + ofKeys + ofRecognitions

    @Test("Each change is told in words of its own, in both languages", arguments: edits.indices)
    func each(_ index: Int) throws {
        let edit = Self.edits[index]
        let place = edit.place.hasPrefix("A/") ? Self.a + edit.place.dropFirst() : edit.place
        let changes = try changes([(place, edit.value)])
        #expect(changes.changes.map(\.code) == [edit.code], "\(edit.place): \(changes.lines(.english))")
        #expect(changes.lines(.english).first?.contains(edit.words) == true, "\(changes.lines(.english))")
        try expectWords(changes)
    }

    @Test(
        "A key that goes back to an earlier state is told, which no list that continues another has",
        arguments: ["active", "retired"])
    func reverted(_ state: String) throws {
        let changes = try changes([
            (Self.a + "/keys/0/state", "\"\(state)\""), (Self.a + "/keys/0/compromisedSince", nil),
        ])
        #expect(changes.changes.map(\.code) == ["key.reverted"])
        #expect(changes.lines(.english)[0].hasSuffix("counts again, which was in other hands"))
        try expectWords(changes)
    }

    /// Both languages have a sentence, whose facts are all given.
    private func expectWords(_ changes: ListChanges) throws {
        for change in changes.changes {
            let (english, dutch) = (change.sentence(.english), change.sentence(.dutch))
            #expect(english != dutch && !english.hasPrefix("trust."), "\(change.code)")
            for text in [english, dutch] { #expect(text.firstMatch(of: /\{[a-zA-Z]+\}/) == nil, "\(text)") }
            let json = try JSONDocument(parsing: change.json(.dutch).serialized(), limits: .general).root
            #expect(json["code"]?.string == change.code && json["message"]?.string == dutch)
            #expect((json["pointer"] ?? json["oldPointer"])?.string?.isEmpty == false)
        }
    }

    @Test("What follows from one decision is told together")
    func together() throws {
        let retired = try changes([
            (Self.a + "/keys/1/state", "\"retired\""), (Self.a + "/keys/1/validUntil", "\"2026-10-31T23:59:59Z\""),
        ])
        #expect(
            retired.lines(.english) == [
                "A no longer uses the key did:web:a.example#2; its last day is 31 October 2026"
            ])
        let stolen = try changes([
            (Self.a + "/keys/1/state", "\"compromised\""),
            (Self.a + "/keys/1/compromisedSince", "\"2026-10-31T00:00:00Z\""),
            (Self.a + "/keys/1/validUntil", "\"2026-10-31T00:00:00Z\""),
        ])
        #expect(stolen.changes.map(\.code) == ["key.compromised", "key.window"])
        let quality = try changes([(Self.a + "/qualityAssurance/validUntil", "\"2028-12-31T23:59:59Z\"")])
        #expect(quality.changes.map(\.code) == ["quality"])
    }

    @Test("A state that holds at no time any more is told, and that which takes its place")
    func replaced() throws {
        let earlier = try changes([
            (
                Self.a + "/states/-",
                "{\"state\": \"withdrawn\", \"since\": \"2025-02-01T00:00:00Z\", \"recordedAt\": \"2026-11-20T09:00:00Z\"}"
            )
        ])
        #expect(earlier.changes.map(\.code) == ["replaced.suspended", "withdrawn", "state.retroactive"])
        #expect(
            earlier.lines(.english) == [
                "A: the suspension from 1 March 2025 no longer counts", "A may no longer issue from 1 February 2025",
                "A: this was put on record on 20 November 2026, after the fact: it holds from 1 February 2025",
            ])
        try expectWords(earlier)
        let again = try changes([
            (
                Self.a + "/states/-",
                "{\"state\": \"suspended\", \"since\": \"2025-03-01T00:00:00Z\", \"recordedAt\": \"2026-11-20T09:00:00Z\"}"
            )
        ])
        #expect(again.changes.map(\.code) == ["suspended", "state.retroactive"])
    }

    @Test("Of a new institution all is told that it may do")
    func newInstitution() throws {
        let old = try Self.value()
        var without = old
        without.put("/credentialSubject/0", nil)
        let changes = try changes(without, old)
        #expect(
            changes.changes.map(\.code) == [
                "issuer", "otherID.new", "statusAuthority.new", "firstGranted", "suspended", "key.new",
                "key.compromised", "key.new", "recognition.new", "recognition.new", "recognition.voided",
            ])
        try expectWords(changes)
        #expect(changes.lines(.english)[0] == "A is new (did:web:a.example)")
    }

    @Test("Names that would steer a terminal do not")
    func hostileNames() throws {
        let changes = try changes([
            (Self.a + "/legalName", "\"A\\u001b[31m\\u202e\""), (Self.a + "/alsoKnownAs/-", "\"did:x\\u0007\""),
            ("/info", "{\"a\": \"\\u001b]0;x\\u0007\"}"),
        ])
        #expect(changes.changes.count == 3)
        for line in changes.lines(.english) {
            #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E && $0.value != 0x7F })
        }
    }

    @Test("No change of any value goes unsaid")
    func complete() throws {
        let silent: Set<String> = [
            "/id", "/validFrom", "/validUntil", "/trustList/sequence", "/trustList/previousDigest", "/trustList/issued",
            // A list that does not say that it is closed is as open as one that says so.
            "/trustList/closed",
        ]
        let places = try Self.value().leaves().filter { !silent.contains($0) }
        #expect(places.count > 70)
        for place in places {
            for value in ["\"another\"", nil] {
                let changes = try changes([(place, value)])
                #expect(!changes.isEmpty || changes.renewal != nil, "\(place) became \(value ?? "nothing")")
            }
        }
    }
}

extension JSONValue {
    /// Sets what stands at a JSON pointer; `nil` removes it, and `-` as an array index adds an element.
    fileprivate mutating func put(_ pointer: String, _ value: JSONValue?) {
        put(pointer.split(separator: "/").map(String.init)[...], value)
    }

    private mutating func put(_ path: ArraySlice<String>, _ value: JSONValue?) {
        guard let first = path.first else {
            self = value ?? .null
            return
        }
        let rest = path.dropFirst()
        if case .array(var elements) = self {
            if first == "-" {
                elements.append(value ?? .null)
            } else if let index = Int(first), elements.indices.contains(index) {
                if rest.isEmpty, value == nil { elements.remove(at: index) } else { elements[index].put(rest, value) }
            }
            self = .array(elements)
        } else if rest.isEmpty {
            self[first] = value
        } else {
            var child = self[first] ?? .object([])
            child.put(rest, value)
            self[first] = child
        }
    }

    /// The pointers of everything that holds nothing else.
    fileprivate func leaves(_ pointer: String = "") -> [String] {
        switch self {
        case .object(let members): members.flatMap { $0.value.leaves(pointer + "/" + $0.name) }
        case .array(let elements): elements.enumerated().flatMap { $0.element.leaves(pointer + "/\($0.offset)") }
        default: [pointer]
        }
    }
}
