import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Storage
import TestSupport
import Testing

extension VerificationReport {
    fileprivate var decision: String { decisive.map { "\($0.name.rawValue) \($0.code)" } ?? "valid" }
}

@Suite("Credentials of one to whom an institution delegated")
struct DelegatedIssuerTests {
    @Test("a credential of a faculty is valid by its university's delegation, and the report names the chain")
    func valid() throws {
        let world = try FacultyWorld()
        let report = try world.report([world.list()], [world.delegation().bytes])
        #expect(report.decision == "valid")
        #expect(report.issuer?.legalName == "Faculty of Law")
        #expect(
            report[.issuer]?.message(in: .english)
                == "Faculty of Law, delegated by Leiehove University, recognised by Ministry of Education of Utopia, "
                + "list 1 of 20 November 2026")
        let json = try JSONDocument(parsing: report.json(inputName: "x").serialized(), limits: .credential).root
        #expect(json["issuer"]?["name"]?.string == "Faculty of Law")
        let delegator = json["issuer"]?["delegatedBy"]?.firstElement
        #expect(delegator?["id"]?.string == "did:web:leiehove.example")
        #expect(delegator?["name"]?.string == "Leiehove University")
        #expect(json["issuer"]?["delegatedUntil"]?.string == "2026-12-31T23:59:59Z")
        for language in Language.allCases {
            #expect(report.checks.allSatisfy { !$0.message(in: language).contains("{") })
        }
    }

    @Test("without the delegation, or with one that was altered, it is undecided and says why")
    func missing() throws {
        let world = try FacultyWorld()
        let list = try world.list()
        let none = try world.report([list], [])
        #expect(none.verdict == .undecided)
        #expect(none.decision == "proof KEY_UNAVAILABLE")
        let text = String(decoding: try world.delegation().bytes, as: UTF8.self)
        let altered = Array(text.replacing("Faculty of Law", with: "Leiehove University").utf8)
        let report = try world.report([list], [altered])
        #expect(report.verdict == .undecided)
        #expect(report.decision == "issuer DELEGATION_BAD_SIGNATURE")
        #expect(report.issuer == nil)
        let malformed = Array(text.replacing("\"depth\"", with: "\"deep\"").utf8)
        #expect(try world.report([list], [malformed]).decision == "issuer DELEGATION_MALFORMED")
        let cut = Array(text.utf8.dropLast(40))
        let unread = try world.report([list], [cut])
        #expect(unread.verdict == .undecided)
        // What was broken beside a good one is forgotten.
        let good = try world.delegation().bytes
        let beside = try world.report([list], [altered, malformed, cut, good])
        #expect(beside.decision == "valid")
        #expect(beside.notes.allSatisfy { !$0.code.hasPrefix("DELEGATION") })
        for report in [report, unread] {
            for language in Language.allCases {
                #expect(!report.headline(in: language).contains("{"))
                #expect(report.nextStep(in: language)?.contains("{") == false)
            }
        }
    }

    @Test("no delegation makes a listed issuer better or worse off")
    func listed() throws {
        let world = try FacultyWorld()
        let list = try world.list()
        // The university itself is recognised for lower levels as well; a delegation that names it changes nothing.
        let toItself = try world.delegation(to: "did:web:leiehove.example") {
            $0.recognitions[0].credentialTypes = ["Doctorate"]
        }
        var plain = world.world
        plain.universityDID = "did:web:leiehove.example"
        let own = try plain.credential()
        let report = try world.report([list], [toItself.bytes, [0x7B]], credential: own)
        let without = try world.report([list], [], credential: own)
        #expect(report.decision == "valid" && without.decision == "valid")
        #expect(report.notes.map(\.code) == without.notes.map(\.code))
        #expect(report.issuer?.legalName == "Leiehove University")
        // And its key, by which nobody on the list issues, is not the university's.
        let forged = try plain.credential(by: world.key, method: "did:web:leiehove.example#2026")
        #expect(try world.report([list], [toItself.bytes], credential: forged).verdict == .invalid)
    }

    @Test("what the university may not pass on, or passed on for other years and keys, is never valid")
    func refused() throws {
        let world = try FacultyWorld()
        let list = try world.list()
        let wide = try world.delegation { $0.recognitions[0].credentialTypes = ["MicroCredential", "Doctorate"] }
        let report = try world.report([list], [wide.bytes])
        #expect(report.decision == "issuer DELEGATION_WIDENS_SCOPE")
        #expect(report.verdict == .invalid)
        let message = try #require(report[.issuer]?.message(in: .english))
        #expect(message.contains("Doctorate; what it has is MicroCredential"))
        let late = try world.credential(created: "2025-06-30T10:00:00Z")
        let early = try world.report([list], [world.delegation().bytes], credential: late)
        #expect(early.decision == "issuer DELEGATION_NOT_IN_FORCE")
        #expect(early.verdict == .undecided)
        let otherKey = try world.delegation { $0.keys[0].publicKey = try TestKey(0xF6).key.publicKey }
        #expect(try world.report([list], [otherKey.bytes]).verdict == .invalid)
    }

    @Test("a list that shut the university out shuts out its faculty, whatever another list says")
    func severalLists() throws {
        let world = try FacultyWorld()
        let good = try world.list()
        let withdrawn = try world.list {
            try $0.withdraw(#require(DID("did:web:leiehove.example")), since: world.world.time("2026-03-01T00:00:00Z"))
        }
        var apart = try TestWorld()
        apart.universityDID = "did:web:apart.example"
        let other = try apart.list()
        let delegation = try world.delegation().bytes
        for lists in [[good, withdrawn], [withdrawn, good]] {
            #expect(try world.report(lists, [delegation]).decision == "issuer ISSUER_WITHDRAWN_AT_ISSUE")
        }
        // One that knows nobody on the way says nothing.
        #expect(try world.report([other, good], [delegation]).decision == "valid")
        // A key that a list calls stolen under any name is stolen for the faculty too.
        var stolen = apart
        stolen.universityDID = "did:web:thief.example"
        let list = try stolen.list { editor in
            try editor.addKey(
                NewKey(
                    verificationMethod: #require(DIDURL("did:web:thief.example#k")), publicKey: world.key.key.publicKey,
                    purpose: .issue, window: ValidityWindow(from: stolen.time(stolen.granted))),
                to: #require(DID("did:web:thief.example")))
            try editor.compromiseKey(
                #require(DIDURL("did:web:thief.example#k")), since: stolen.time("2026-02-01T00:00:00Z"))
        }
        #expect(try world.report([good, list], [delegation]).decision == "issuer KEY_COMPROMISED")
    }

    @Test("delegations come from the trust folder, of any name, and one that is broken stops nobody")
    func folder() throws {
        let world = try FacultyWorld()
        try Files.withTemporaryFolder { folder in
            let trust = folder + "/trust"
            _ = try Folder.createIfAbsent(at: trust, access: .readableByAll)
            try Files.write(world.world.pin().serialized(), to: trust + "/pin.json")
            try Files.write(world.list().bytes, to: trust + "/list.json")
            #expect(try TrustFolder.load(trust).delegations.isEmpty)
            #expect(try !TrustFolder.add(world.delegation(), to: trust))
            #expect(try TrustFolder.add(world.delegation(), to: trust))
            try Files.write([0x7B], to: trust + "/delegations/broken.json")
            try Files.write([0x7B], to: trust + "/delegations/notes.txt")
            let loaded = try TrustFolder.load(trust)
            #expect(loaded.delegations.all.count == 1)
            #expect(loaded.delegations.refused.count == 1)
            let report = Verifier(trust: loaded).verify(try world.credential(), at: try world.world.time())
            #expect(report.decision == "valid")
            // Those that come with a credential are added to them.
            let bare = Trust(lists: [try world.list()])
            let stapled = bare.adding(TrustMaterial(delegations: [try world.delegation().bytes]))
            #expect(
                Verifier(trust: stapled).verify(try world.credential(), at: try world.world.time()).decision == "valid")
        }
    }
}
