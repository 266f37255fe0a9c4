import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import Registry
import RoleSupport
import Storage
import TestSupport
import Testing

/// The questions that an issuer asks a trust list before it signs.
@Suite("Issuing by a trust list")
struct ListingTests {
    private static let id = "did:web:leiehove.example"
    private static let start = Institution.now.adding(days: -400)

    /// A list on which the institution stands as `change` leaves it.
    func list(
        keyOf name: String = "key-1", purpose: ListedKey.Purpose = .issue, until: Timestamp? = nil,
        levels: ClosedRange<Int>? = 5...8, types: [String] = ["MicroCredential"], places: [String] = [],
        issuer: String = id,
        _ change: (inout TrustListEditor) throws -> Void = { _ in }
    ) throws -> IssuerTrustList {
        let authority = try Institution.key(seed: String(repeating: "42", count: 32))
        let pin = try TrustPin(
            authority: DID(parsing: "did:web:ministry.example"), name: "Ministry", country: "BE",
            key: authority.publicKey, environment: .demonstration, listID: "urn:example:list")
        var editor = TrustListEditor(creating: pin, legalName: "Ministry", jurisdiction: "BE", at: Institution.now)
        var entry = NewIssuer(id: try DID(parsing: issuer), legalName: "Leiehove University", grantedSince: Self.start)
        entry.keys = [
            NewKey(
                verificationMethod: try DIDURL(parsing: "\(issuer)#\(name)"),
                publicKey: try Institution.key().publicKey,
                purpose: purpose, window: ValidityWindow(from: Self.start, until: until))
        ]
        entry.recognitions = [
            NewRecognition(
                credentialTypes: types, eqfLevels: levels, jurisdictions: places,
                window: ValidityWindow(from: Self.start))
        ]
        try editor.addIssuer(entry)
        try change(&editor)
        return try editor.sign(with: authority)
    }

    /// What comes of issuing with `list`, and how much the register holds then.
    private func issue(
        _ list: IssuerTrustList?, delegations: [[UInt8]] = [], at now: Timestamp = Institution.now
    ) throws -> (IssuerError?, Int) {
        try Files.withTemporaryFolder { folder throws in
            let made = try IssuerFolder.create(
                at: folder, describing: Institution.description,
                key: .file(Institution.key(), passphrase: Institution.passphrase()), iterations: 1_000,
                id: DID(parsing: Self.id), keyName: "key-1",
                now: Institution.now, faults: .none)
            let delegations = Delegations(delegations)
            let issuer = try Issuer(made, signer: Institution.key(), trustList: list, delegations: delegations)
            var rehearsal = try IssuanceRehearsal(made, trustList: list, delegations: delegations)
            var found: IssuerError?
            var foreseen: IssuerError?
            do {
                _ = try rehearsal.preview(Institution.record(.init("Anna", "De Smet")), at: now)
            } catch let error as IssuerError {
                foreseen = error
            }
            do {
                _ = try issuer.issue(Institution.record(.init("Anna", "De Smet")), at: now)
            } catch let error as IssuerError {
                found = error
            }
            // What the issuer is told beforehand is what comes of it.
            #expect(foreseen == found && foreseen?.judgement?.code == found?.judgement?.code)
            return (found, try made.issued().count + made.audit().unfinished.count)
        }
    }

    @Test("an issuer that is recognised for what it issues, and one that asks no list, sign")
    func recognised() throws {
        for list in [try list(), nil] {
            let (error, count) = try issue(list)
            #expect(error == nil && count == 1)
        }
    }

    @Test("a key that is not listed, or not for issuing now, does not sign")
    func key() throws {
        let day = Institution.now.adding(days: -1)
        let lists = [
            try list(issuer: "did:web:other.example"), try list(keyOf: "key-2"), try list(purpose: .status),
            try list(until: day),
            try list { editor throws in
                try editor.compromiseKey(DIDURL(parsing: Self.id + "#key-1"), since: day)
            },
        ]
        let codes: [IssuerJudgement.Code] = [
            .notListed, .keyNotListed, .keyWrongPurpose, .keyOutsideWindow, .keyCompromised,
        ]
        for (list, code) in zip(lists, codes) {
            let (error, count) = try issue(list)
            #expect(error?.code == .keyNotListed && error?.code.rawValue == "ISSUE_KEY_NOT_LISTED")
            #expect(error?.judgement?.code == code)
            #expect(count == 0)
        }
    }

    /// What a university on the list lets the institution of the tests do.
    private func delegation(
        levels: ClosedRange<Int> = 5...7, until: Timestamp = Institution.now.adding(days: 100),
        keyOf name: String = "key-1"
    ) throws -> [UInt8] {
        var delegation = NewDelegation(
            id: try DID(parsing: Self.id), legalName: "Faculty of Law",
            window: ValidityWindow(from: Institution.now.adding(days: -10), until: until))
        delegation.keys = [
            NewKey(
                verificationMethod: try DIDURL(parsing: "\(Self.id)#\(name)"),
                publicKey: try Institution.key().publicKey, purpose: .issue, window: delegation.window)
        ]
        delegation.recognitions = [
            NewRecognition(credentialTypes: ["MicroCredential"], eqfLevels: levels, window: delegation.window)
        ]
        let delegator = NewDelegation.Delegator(
            id: try DID(parsing: Self.university), verificationMethod: try DIDURL(parsing: Self.university + "#dg"))
        return try delegation.sign(
            by: delegator, with: Self.delegatingKey(), at: Institution.now.adding(days: -10)
        ).bytes
    }

    private static let university = "did:web:university.example"

    private static func delegatingKey() throws -> Ed25519PrivateKey {
        try Institution.key(seed: String(repeating: "43", count: 32))
    }

    /// A list without the institution of the tests, on which a university may pass on what it has.
    private func delegatingList() throws -> IssuerTrustList {
        try list(issuer: "did:web:other.example") { editor throws in
            var entry = NewIssuer(
                id: try DID(parsing: Self.university), legalName: "University of Example", grantedSince: Self.start)
            entry.keys = [
                NewKey(
                    verificationMethod: try DIDURL(parsing: Self.university + "#dg"),
                    publicKey: try Self.delegatingKey().publicKey, purpose: .delegate,
                    window: ValidityWindow(from: Self.start))
            ]
            var recognition = NewRecognition(
                credentialTypes: ["MicroCredential"], eqfLevels: 5...7, window: ValidityWindow(from: Self.start))
            recognition.delegationDepth = 1
            entry.recognitions = [recognition]
            try editor.addIssuer(entry)
        }
    }

    @Test("a faculty signs by the delegation of an institution on the list, and within it")
    func delegated() throws {
        let list = try delegatingList()
        let (error, count) = try issue(list, delegations: [delegation()])
        #expect(error == nil && count == 1)
        let yesterday = Institution.now.adding(days: -1)
        for (delegations, code, judgement) in [
            ([], .keyNotListed, .notListed),
            ([try delegation(until: yesterday)], .keyNotListed, .delegationNotInForce),
            ([try delegation(keyOf: "key-2")], .keyNotListed, .delegationOtherKey),
            ([try delegation(levels: 5...5)], .outOfScope, .scopeEQF),
            ([try delegation(levels: 5...8)], .outOfScope, .delegationWidensScope),
        ] as [([[UInt8]], IssuerError.Code, IssuerJudgement.Code)] {
            let (error, count) = try issue(list, delegations: delegations)
            #expect(error?.code == code && error?.judgement?.code == judgement, "\(error?.reason ?? "")")
            #expect(count == 0)
        }
        // Whom the list names, it speaks of itself.
        let (own, number) = try issue(self.list(types: ["Diploma"]), delegations: [delegation()])
        #expect(own?.judgement?.code == .scopeType && number == 0)
    }

    @Test("an issuer that is suspended or withdrawn today does not sign")
    func granted() throws {
        let id = try DID(parsing: Self.id)
        let lists = [
            try list { editor throws in try editor.suspend(id, since: Institution.now) },
            try list { editor throws in try editor.withdraw(id, since: Institution.now) },
        ]
        for list in lists {
            let (error, count) = try issue(list)
            #expect(error?.code == .notGranted && error?.code.rawValue == "ISSUE_NOT_GRANTED")
            #expect(count == 0)
        }
    }

    @Test("an issuer does not sign what it is not recognised for")
    func scope() throws {
        for list in [try list(levels: 1...5), try list(types: ["Diploma"])] {
            let (error, count) = try issue(list)
            #expect(error?.code == .outOfScope && count == 0)
        }
    }

    @Test("what a Flemish institution issues is covered by a recognition for Flanders, by either code, and for Belgium")
    func region() throws {
        for place in ["BE", "BE-VLG", "BE2"] {
            let (error, count) = try issue(list(places: [place]))
            #expect(error == nil && count == 1, "\(place)")
        }
        for place in ["BE-WAL", "BE3", "BE-BRU", "NL"] {
            let (error, count) = try issue(list(places: [place]))
            #expect(error?.judgement?.code == .scopeJurisdiction && count == 0, "\(place)")
        }
        let (error, count) = try issue(list(places: ["BE-VAN"]))
        #expect(error?.judgement?.code == .scopeJurisdictionNotStated && count == 0)
    }

    @Test("a list that is overdue, or from the future, decides nothing")
    func currency() throws {
        for days in [-30, 400] {
            let (error, count) = try issue(list(), at: Institution.now.adding(days: days))
            #expect(error?.code == .listUnusable && count == 0)
        }
    }
}
