import Credentials
import Cryptography
import Encodings
import Registry
import Testing

func did(_ text: String) throws -> DID { try #require(DID(text)) }
func method(_ text: String) throws -> DIDURL { try #require(DIDURL(text)) }

/// An authority with an editor, step by step.
struct Workshop {
    let authority: TrustAuthority

    init(_ environment: TrustEnvironment = .production) throws { authority = try TrustAuthority(environment) }

    func first(at now: String = "2026-09-01T00:00:00Z") throws -> TrustListEditor {
        TrustListEditor(
            creating: authority.pin, legalName: "Ministry of Education of Utopia", jurisdiction: "UT",
            legalBasis: "https://law.example/he-act#12", at: try time(now))
    }

    func university(_ id: String = "did:web:university.example", key: String = "university") throws -> NewIssuer {
        var issuer = NewIssuer(
            id: try did(id), legalName: "University of Example", grantedSince: try time("2026-09-01T00:00:00Z"))
        issuer.identifiers = [("ROR", "https://ror.org/00example")]
        issuer.keys = [try newKey("\(id)#2026", key)]
        issuer.recognitions = [
            NewRecognition(
                credentialTypes: ["MicroCredential"], eqfLevels: 5...7, fields: ["06"], jurisdictions: ["UT"],
                window: ValidityWindow(from: try time("2026-09-01T00:00:00Z")))
        ]
        return issuer
    }

    func newKey(_ kid: String, _ label: String, _ purpose: ListedKey.Purpose = .issue) throws -> NewKey {
        NewKey(
            verificationMethod: try method(kid), publicKey: try TrustAuthority.key(label).publicKey, purpose: purpose,
            window: ValidityWindow(from: try time("2026-09-01T00:00:00Z"), until: try time("2029-09-01T00:00:00Z")))
    }

    func listed() throws -> IssuerTrustList {
        var editor = try first()
        try editor.addIssuer(university())
        return try editor.sign(with: authority.key)
    }

    func editing(_ list: IssuerTrustList, at now: String = "2026-10-01T00:00:00Z") throws -> TrustListEditor {
        try TrustListEditor(editing: list, at: time(now))
    }
}

@Suite("Editing a trust list")
struct TrustListEditorTests {
    @Test("A first list is number 1 and names no predecessor; the next one names it by its digest")
    func begins() throws {
        let workshop = try Workshop()
        let first = try workshop.first().sign(with: workshop.authority.key)
        #expect(first.sequence == 1)
        #expect(first.previousDigest == nil)
        #expect(first.issuers.isEmpty)
        #expect(first.issued == (try time("2026-09-01T00:00:00Z")))
        #expect(first.nextUpdate == (try time("2027-02-28T00:00:00Z")))

        let second = try workshop.editing(first).sign(with: workshop.authority.key)
        #expect(second.sequence == 2)
        #expect(second.previousDigest == first.digest)
        #expect(throws: Never.self) { try second.check(succeeding: first) }
    }

    @Test("The same edits give the same bytes, in lines that can be compared")
    func isDeterministic() throws {
        let workshop = try Workshop()
        let list = try workshop.listed()
        #expect(list.bytes == (try workshop.listed().bytes))
        #expect(list.bytes.last == 0x0A)
        #expect(list.bytes.count(where: { $0 == 0x0A }) > 60)
        let again = try IssuerTrustList(verifying: list.bytes, pin: workshop.authority.pin)
        #expect(again.digest == list.digest)
    }

    @Test("What was added is on the list, and judged by")
    func addsIssuer() throws {
        let list = try Workshop().listed()
        let entry = try #require(list.issuers.first)
        #expect(entry.id == "did:web:university.example")
        #expect(entry.identifiers.map(\.value) == ["https://ror.org/00example"])
        #expect(entry.states.map(\.kind) == [.granted])
        #expect(entry.keys.map(\.purpose) == [.issue])
        #expect(entry.recognitions[0].fields == [Array("06".utf8)])
        var question = try ExampleList.question(created: "2026-09-01T00:00:00Z")
        question.key = try TrustAuthority.key("university").publicKey
        #expect(list.judge(question, at: try time("2026-09-02T00:00:00Z")).code == .recognised)
    }

    @Test("An institution is suspended, reinstated and withdrawn, and every state stays")
    func states() throws {
        let workshop = try Workshop()
        let university = try did("did:web:university.example")
        var list = try workshop.listed()
        let steps: [(String, (inout TrustListEditor) throws -> Void)] = [
            (
                "2026-10-01T00:00:00Z",
                { try $0.suspend(university, since: time("2026-09-15T00:00:00Z"), reason: "qa-review") }
            ),
            ("2026-11-01T00:00:00Z", { try $0.reinstate(university, since: time("2026-11-01T00:00:00Z")) }),
            (
                "2026-12-01T00:00:00Z",
                { try $0.withdraw(university, since: time("2026-12-01T00:00:00Z"), reason: "closed") }
            ),
        ]
        for (now, edit) in steps {
            var editor = try workshop.editing(list, at: now)
            try edit(&editor)
            list = try editor.sign(with: workshop.authority.key)
        }
        let states = try #require(list.issuers.first).states
        #expect(states.map(\.kind) == [.granted, .suspended, .granted, .withdrawn])
        #expect(states.map(\.reason) == [nil, "qa-review", nil, "closed"])
        #expect(states.map(\.isRetroactive) == [false, true, false, false])
        #expect(list.sequence == 4)
    }

    /// What is on the list after steps that are taken on days of their own.
    func record(_ steps: [(day: String, edit: (inout TrustListEditor) throws -> Void)]) throws -> ListedIssuer {
        let workshop = try Workshop()
        var list = try workshop.listed()
        for step in steps {
            var editor = try workshop.editing(list, at: step.day + "T00:00:00Z")
            try step.edit(&editor)
            list = try editor.sign(with: workshop.authority.key)
        }
        return try #require(list.issuers.first)
    }

    @Test("A withdrawal that is planned ties nobody's hands: it can come earlier, later or not at all")
    func plannedWithdrawal() throws {
        let university = try did("did:web:university.example")
        let start = try time("2027-01-01T00:00:00Z")
        let plan: (String, (inout TrustListEditor) throws -> Void) = (
            "2026-10-01", { try $0.withdraw(university, since: start, reason: "closing") }
        )
        func kinds(_ entry: ListedIssuer) throws -> [ListedState.Kind?] {
            try ["2026-10-31", "2026-11-02", "2026-12-31", "2027-01-01", "2027-07-01"].map {
                entry.state(at: try time($0 + "T00:00:00Z"))?.kind
            }
        }
        let today = try time("2026-11-01T00:00:00Z")
        let earlier = try record([plan, ("2026-11-01", { try $0.withdraw(university, since: today) })])
        #expect(try kinds(earlier) == [.granted, .withdrawn, .withdrawn, .withdrawn, .withdrawn])
        #expect(earlier.replacement(ofStateAt: 1)?.since == today)
        #expect(earlier.replacement(ofStateAt: 0) == nil)

        // A suspension does not call the withdrawal off, and says so by recording it anew.
        let suspended = try record([plan, ("2026-11-01", { try $0.suspend(university, since: today) })])
        #expect(try kinds(suspended) == [.granted, .suspended, .suspended, .withdrawn, .withdrawn])
        #expect(suspended.states.last?.reason == "closing")
        let reinstated = try record([
            plan, ("2026-11-01", { try $0.suspend(university, since: today) }),
            ("2026-12-01", { try $0.reinstate(university, since: time("2026-12-01T00:00:00Z")) }),
        ])
        #expect(try kinds(reinstated) == [.granted, .suspended, .granted, .withdrawn, .withdrawn])

        // Where it may issue, reinstating can only mean to call off what is planned.
        let calledOff = try record([plan, ("2026-11-01", { try $0.reinstate(university, since: today) })])
        #expect(try kinds(calledOff) == [.granted, .granted, .granted, .granted, .granted])
        let later = try record([
            plan,
            (
                "2026-11-01",
                {
                    try $0.reinstate(university, since: start)
                    try $0.withdraw(university, since: time("2027-06-01T00:00:00Z"))
                }
            ),
        ])
        #expect(try kinds(later) == [.granted, .granted, .granted, .granted, .withdrawn])
    }

    @Test("A withdrawal after the fact holds against everything that was said of the time after it")
    func withdrawsAfterTheFact() throws {
        let university = try did("did:web:university.example")
        let entry = try record([
            ("2026-10-01", { try $0.suspend(university, since: time("2026-10-01T00:00:00Z")) }),
            ("2026-11-01", { try $0.reinstate(university, since: time("2026-11-01T00:00:00Z")) }),
            ("2026-12-01", { try $0.withdraw(university, since: time("2026-09-15T00:00:00Z")) }),
        ])
        #expect(entry.states.count == 4)
        #expect(entry.state(at: try time("2026-09-14T23:59:59Z"))?.kind == .granted)
        for day in ["2026-09-15", "2026-10-15", "2026-11-15", "2026-12-15"] {
            #expect(entry.state(at: try time(day + "T00:00:00Z"))?.kind == .withdrawn)
        }
    }

    @Test("A change of state that changes nothing, or that softens a withdrawal, is refused with what is on record")
    func refusesIdleStates() throws {
        let workshop = try Workshop()
        let university = try did("did:web:university.example")
        var editor = try workshop.editing(workshop.listed())
        let first = try time("2026-09-01T00:00:00Z")
        func refusal(_ edit: (inout TrustListEditor) throws -> Void) -> EditRefusal? {
            do {
                try edit(&editor)
                return nil
            } catch {
                return (error as? TrustError)?.refusal
            }
        }
        let soon = try time("2026-10-02T00:00:00Z")
        #expect(refusal { try $0.reinstate(university, since: soon) }?.name == "otherState.granted")
        #expect(refusal { try $0.withdraw(university, since: first.adding(seconds: -1)) }?.time == first)
        #expect(
            refusal { try $0.withdraw(university, since: first.adding(seconds: -1)) }?.name == "beforeFirstState")
        try editor.suspend(university, since: soon)
        #expect(refusal { try $0.suspend(university, since: soon) }?.time == soon)
        try editor.withdraw(university, since: time("2027-01-01T00:00:00Z"))
        #expect(refusal { try $0.suspend(university, since: soon) }?.name == "otherState.suspended")
        #expect(
            refusal { try $0.withdraw(university, since: time("2027-02-01T00:00:00Z")) }?.name == "otherState.withdrawn"
        )
        #expect(
            refusal { try $0.suspend(university, since: time("2027-02-01T00:00:00Z")) }?.name == "otherState.withdrawn")
    }

    @Test("An edit that does not follow from the list is refused, and changes nothing")
    func refusesEdits() throws {
        let workshop = try Workshop()
        let university = try did("did:web:university.example")
        let stranger = try did("did:web:stranger.example")
        var editor = try workshop.editing(workshop.listed())
        let before = editor.draft()
        let since = try time("2026-10-01T00:00:00Z")

        #expect(throws: TrustError(.editRefused, "")) { try editor.addIssuer(workshop.university()) }
        #expect(throws: TrustError(.editRefused, "")) {
            var twin = try workshop.university("did:web:twin.example", key: "twin")
            twin.otherIDs = [university]
            try editor.addIssuer(twin)
        }
        #expect(throws: TrustError(.malformed, "")) {
            try editor.addIssuer(workshop.university("did:web:twin.example", key: "university"))
        }
        #expect(throws: TrustError(.editRefused, "")) { try editor.reinstate(university, since: since) }
        #expect(throws: TrustError(.unknownIssuer, "")) { try editor.suspend(stranger, since: since) }
        #expect(throws: TrustError(.editRefused, "")) {
            try editor.suspend(university, since: time("2026-08-31T23:59:59Z"))
        }
        #expect(throws: TrustError(.editRefused, "")) {
            try editor.addRecognition(
                NewRecognition(credentialTypes: ["X"], window: ValidityWindow(from: time("2026-09-30T23:59:59Z"))),
                to: university)
        }
        #expect(throws: TrustError(.malformed, "")) {
            try editor.addRecognition(
                NewRecognition(credentialTypes: [], window: ValidityWindow(from: since)), to: university)
        }
        #expect(throws: TrustError(.unknownKey, "")) {
            try editor.retireKey(method("did:web:university.example#2027"), until: since)
        }
        #expect(throws: TrustError(.malformed, "")) {
            try editor.addKey(workshop.newKey("did:web:other.example#1", "other"), to: university)
        }
        #expect(throws: TrustError(.editRefused, "")) {
            try editor.addKey(workshop.newKey("did:web:university.example#2027", "authority"), to: university)
        }
        #expect(throws: TrustError(.demonstrationKey, "")) {
            var key = try workshop.newKey("did:web:university.example#2027", "other")
            key.publicKey = try Ed25519PublicKey(multikey: "z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw")
            try editor.addKey(key, to: university)
        }
        #expect(editor.draft() == before)
        #expect(throws: TrustError(.editRefused, "")) {
            try workshop.editing(workshop.listed(), at: "2026-08-31T23:59:59Z")
        }
    }

    @Test("A key is added, retired and found to be stolen")
    func keys() throws {
        let workshop = try Workshop()
        let university = try did("did:web:university.example")
        let old = try method("did:web:university.example#2026")
        var editor = try workshop.editing(workshop.listed())
        try editor.addKey(workshop.newKey("did:web:university.example#2027", "next"), to: university)
        try editor.retireKey(old, until: time("2026-12-31T23:59:59Z"))
        #expect(throws: TrustError(.editRefused, "")) { try editor.retireKey(old, until: time("2026-11-30T23:59:59Z")) }
        let list = try editor.sign(with: workshop.authority.key)
        var keys = try #require(list.issuers.first).keys
        #expect(keys.map(\.state) == [.retired, .active])
        #expect(keys[0].window.until == (try time("2026-12-31T23:59:59Z")))

        editor = try workshop.editing(list, at: "2027-01-01T00:00:00Z")
        try editor.compromiseKey(old, since: time("2026-12-01T00:00:00Z"))
        let stolen = try editor.sign(with: workshop.authority.key)
        keys = try #require(stolen.issuers.first).keys
        #expect(keys.map(\.state) == [.compromised, .active])

        editor = try workshop.editing(stolen, at: "2027-01-02T00:00:00Z")
        #expect(throws: TrustError(.editRefused, "")) {
            try editor.compromiseKey(old, since: time("2026-12-02T00:00:00Z"))
        }
        try editor.compromiseKey(old, since: time("2026-11-15T00:00:00Z"))
        #expect(throws: Never.self) { try editor.sign(with: workshop.authority.key) }
    }

    @Test("A key's end cannot be moved back, and a recognition for the past says why")
    func staysAppendOnly() throws {
        let workshop = try Workshop()
        let university = try did("did:web:university.example")
        var editor = try workshop.editing(workshop.listed())
        #expect(throws: TrustError(.historyRewritten, "")) {
            try editor.retireKey(method("did:web:university.example#2026"), until: time("2030-01-01T00:00:00Z"))
        }
        try editor.addRecognition(
            NewRecognition(
                credentialTypes: ["HigherEducationDiploma"], window: ValidityWindow(from: time("2020-01-01T00:00:00Z")),
                retroactiveReason: "merger"), to: university)
        let list = try editor.sign(with: workshop.authority.key)
        #expect(list.issuers.first?.recognitions.last?.isRetroactive == true)
        #expect(list.issuers.first?.recognitions.last?.reason == "merger")
    }

    @Test("A recognition is ended, and awards under it are declared void, and neither is taken back")
    func endsRecognition() throws {
        let workshop = try Workshop()
        let university = try did("did:web:university.example")
        var editor = try workshop.editing(workshop.listed())
        try editor.endRecognition(0, of: university, until: time("2026-12-31T23:59:59Z"))
        try editor.voidAwards(0, of: university, from: time("2026-10-15T00:00:00Z"))
        for number in [-1, 1] {
            #expect(throws: TrustError(.editRefused, "")) {
                try editor.endRecognition(number, of: university, until: time("2026-12-31T23:59:59Z"))
            }
        }
        let list = try editor.sign(with: workshop.authority.key)
        let recognition = try #require(list.issuers.first?.recognitions.first)
        #expect(recognition.window.until == (try time("2026-12-31T23:59:59Z")))
        #expect(recognition.voidFrom == (try time("2026-10-15T00:00:00Z")))

        editor = try workshop.editing(list, at: "2026-10-02T00:00:00Z")
        #expect(throws: TrustError(.historyRewritten, "")) {
            try editor.endRecognition(0, of: university, until: time("2027-01-01T00:00:00Z"))
        }
        #expect(throws: TrustError(.historyRewritten, "")) {
            try editor.voidAwards(0, of: university, from: time("2026-10-15T00:00:01Z"))
        }
    }

    @Test("The next update can be set, up to 184 days ahead")
    func nextUpdate() throws {
        let workshop = try Workshop()
        var editor = try workshop.first()
        editor.nextUpdate = try time("2027-03-04T00:00:00Z")
        #expect(try editor.sign(with: workshop.authority.key).nextUpdate == time("2027-03-04T00:00:00Z"))
        editor.nextUpdate = try time("2027-03-04T00:00:01Z")
        #expect(throws: TrustError(.windowTooLong, "")) { try editor.sign(with: workshop.authority.key) }
        editor.nextUpdate = try time("2026-09-01T00:00:00Z")
        #expect(throws: TrustError(.malformed, "")) { try editor.sign(with: workshop.authority.key) }
    }

    @Test("Only the pinned key signs, under a name that holds the key")
    func signers() throws {
        let workshop = try Workshop()
        let editor = try workshop.first()
        #expect(throws: TrustError(.signerRefused, "")) { try editor.sign(with: TrustAuthority.key("mallory")) }
        #expect(throws: TrustError(.signerRefused, "")) {
            try editor.sign(
                with: workshop.authority.key, verificationMethod: method("did:web:trust.ministry.example#1"))
        }
        let multikey = workshop.authority.key.publicKey.multikey
        let list = try editor.sign(
            with: workshop.authority.key, verificationMethod: method("did:web:trust.ministry.example#\(multikey)"))
        #expect(
            list.document.root["proof"]?["verificationMethod"]?.string == "did:web:trust.ministry.example#\(multikey)")
    }

    @Test("A faulty signer's list is not handed out")
    func faultySigner() throws {
        let workshop = try Workshop()
        var seed = try SHA256.hash(Array("Testamur test key authority".utf8))
        let faulty = try Ed25519PrivateKey(seed: SecretBytes(overwriting: &seed)) { $0[40] ^= 1 }
        #expect(throws: TrustError(.signerRefused, "")) { try workshop.first().sign(with: faulty) }
    }

    @Test("A draft is put aside and resumed, and signs as if it had not been")
    func drafts() throws {
        let workshop = try Workshop()
        let pin = workshop.authority.pin
        let first = try workshop.listed()
        var editor = try workshop.editing(first)
        editor.nextUpdate = try time("2026-12-01T00:00:00Z")
        try editor.addIssuer(workshop.university("did:web:college.example", key: "college"))
        let draft = editor.draft()
        let resumed = try TrustListEditor(
            resuming: draft, following: first, pin: pin, at: time("2026-10-01T00:00:00Z"))
        #expect(try resumed.sign(with: workshop.authority.key).bytes == editor.sign(with: workshop.authority.key).bytes)

        // Signed on a later day, it is issued then; the window keeps its length.
        let later = try TrustListEditor(resuming: draft, following: first, pin: pin, at: time("2026-10-02T00:00:00Z"))
        let list = try later.sign(with: workshop.authority.key)
        #expect(list.issued == (try time("2026-10-02T00:00:00Z")))
        #expect(list.nextUpdate == (try time("2026-12-02T00:00:00Z")))
        #expect(list.issuers.last?.states.first?.recordedAt == (try time("2026-10-01T00:00:00Z")))

        let start = try workshop.first().draft()
        #expect(
            try TrustListEditor(resuming: start, following: nil, pin: pin, at: time("2026-09-01T00:00:00Z")).draft()
                == start)
    }

    @Test("A draft that is signed, of another sequence, of another list, or that rewrites history is refused")
    func refusesDrafts() throws {
        let workshop = try Workshop()
        let pin = workshop.authority.pin
        let first = try workshop.listed()
        let now = try time("2026-10-02T00:00:00Z")
        let draft = JSONValue(
            try JSONDocument(parsing: workshop.editing(first).draft(), limits: .trustList).root)
        func code(_ value: JSONValue, following list: IssuerTrustList? = first, at now: Timestamp = now) -> TrustError
            .Code?
        {
            do throws(TrustError) {
                _ = try TrustListEditor(resuming: value.serialized(), following: list, pin: pin, at: now)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(code(draft) == nil)
        #expect(code(JSONValue(first.document.root), following: nil) == .editRefused)
        #expect(code(draft, following: nil) == .editRefused)
        #expect(code(draft.setting("/trustList/sequence", 3)) == .editRefused)
        #expect(
            code(draft.setting("/trustList/previousDigest", "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))
                == .editRefused)
        #expect(code(draft.setting("/id", "urn:trust:other")) == .wrongID)
        #expect(code(draft.setting("/trustList/environment", "demonstration")) == .wrongEnvironment)
        #expect(code(draft.setting("/credentialSubject", [])) == .historyRewritten)
        #expect(code(draft, at: try time("2026-09-30T00:00:00Z")) == .editRefused)
        #expect(code("x") == .malformed)
    }

    @Test("The proofs of the list that is edited do not stand in the next one")
    func dropsOldProofs() throws {
        let workshop = try Workshop()
        let list = try workshop.listed()
        let value = JSONValue(list.document.root)
        let other = try TrustAuthority(key: "second").sign(value.setting("/proof", nil))
        let otherProof = JSONValue(try JSONDocument(parsing: other, limits: .trustList).root).at("/proof")
        let both = try value.setting("/proof", [#require(value.at("/proof")), #require(otherProof)])
        let cosigned = try IssuerTrustList(verifying: both.serialized(), pin: workshop.authority.pin)
        try #require(cosigned.notes.count == 1)
        #expect(cosigned.digest == list.digest)

        let next = try workshop.editing(cosigned).sign(with: workshop.authority.key)
        #expect(next.document.root["proof"]?.kind == .object)
        #expect(next.notes.isEmpty)
    }

    @Test("A list of 1,000 institutions is made, read and judged by")
    func largeList() throws {
        let workshop = try Workshop()
        var editor = try workshop.first()
        var issuers: [NewIssuer] = []
        for number in 0..<1_000 {
            issuers.append(try workshop.university("did:web:university-\(number).example", key: "university \(number)"))
        }
        try editor.addIssuers(issuers)
        let signed = try editor.sign(with: workshop.authority.key)
        let list = try IssuerTrustList(verifying: signed.bytes, pin: workshop.authority.pin)
        #expect(list.issuers.count == 1_000)
        for number in [0, 499, 999] {
            let id = "did:web:university-\(number).example"
            var question = try ExampleList.question(created: "2026-09-01T00:00:00Z")
            question.issuer = Array(id.utf8)
            question.verificationMethod = Array("\(id)#2026".utf8)
            question.key = try #require(list.publicKey(for: "\(id)#2026"))
            #expect(list.judge(question, at: try time("2026-09-02T00:00:00Z")).code == .recognised)
            #expect(list.issuer(question.issuer)?.id == id)
        }
    }
}
