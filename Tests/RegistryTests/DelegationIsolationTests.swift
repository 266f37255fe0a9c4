import Credentials
import Cryptography
import Encodings
import Registry
import Testing

private typealias Objections = DelegationObjectionTests

private let item = "/credentialSubject/recognizedTo/0"

/// No institution takes anything from another: neither by what it says, nor by how much it says, nor by whose name it uses.
@Suite("Institutions that delegate beside each other")
struct DelegationIsolationTests {
    private static let college = ExampleList.college
    private static let faculty = ExampleDelegation.faculty

    private static func code(_ documents: [[UInt8]], remembering kept: [[UInt8]] = []) throws -> IssuerJudgement.Code? {
        var delegations = Delegations(remembering: try kept.map { try Delegation(parsing: $0) })
        delegations.add(documents)
        let list = try TrustAuthority().list(ExampleDelegation.listValue(Objections.list()))
        return try DelegationBook(list, delegations).judge(ExampleDelegation.question(), at: ExampleList.now())?.code
    }

    /// A delegation of the college to somebody who may pass it on, with a key for that which may be anybody's.
    private static func powers(
        to id: String, _ label: String, number: Int = 0, created: String = "2026-01-01T00:00:00Z"
    ) throws -> [UInt8] {
        try Objections.delegation(
            to: id, naming: "arts",
            [
                ("/id", .string("urn:uuid:\(number)")),
                (item + "/delegation", ["mayDelegate": true, "maxDepth": 1]),
                ("/credentialSubject/keys/-", try ExampleDelegation.key(id + "#dg", label)),
            ], by: college, created: created)
    }

    /// What somebody says by the powers that it was given.
    private static func word(
        by id: String, _ label: String, to subject: String, number: Int = 0, _ changes: [DelegationChange]
    ) throws -> [UInt8] {
        var value = try ExampleDelegation.value(
            [
                ("/id", .string("urn:uuid:\(number)")), ("/issuer", .string(id)),
                ("/credentialSubject/delegatedBy", .string(id)), ("/credentialSubject/depth", 2),
                ("/credentialSubject/id", .string(subject)),
                ("/credentialSubject/keys/0/kid", .string(subject + "#k")),
            ] + changes)
        value.set("/validFrom", "2026-02-01T00:00:00Z")
        return try ExampleDelegation.sign(
            value, with: label, method: id + "#dg", created: "2026-02-01T00:00:00Z")
    }

    @Test("However much others say of a key, what the institution itself says of it is heard")
    func flood() throws {
        let plain = try ExampleDelegation.sign(ExampleDelegation.value())
        let own = try Objections.delegation(Objections.stolen())
        let rival = "did:web:rival.example"
        // Each of the words counts by each of the ways to whoever says it: far more than anybody looks at.
        let ways = try (0..<70).map { try Self.powers(to: rival, "rival", number: $0) }
        let words = try (0..<70).map {
            try Self.word(
                by: rival, "rival", to: "did:web:y\($0).example", number: $0, Objections.stolen("2026-10-01T00:00:00Z"))
        }
        #expect(try Self.code(ways + words + [plain]) == .recognisedByDelegation)
        #expect(try Self.code(ways + words + [plain, own]) == .keyCompromised)
        let list = try TrustAuthority().list(ExampleDelegation.listValue(Objections.list()))
        let warnings = DelegationBook(list, Delegations(ways + words + [own])).warnings()
        #expect(warnings.contains { $0.institution == Array(ExampleList.university.utf8) })
        // One way for each word, and nobody is cut off.
        #expect(warnings.count == 71)
    }

    @Test("Other blanks make no other delegation")
    func blanks() throws {
        let plain = try ExampleDelegation.sign(ExampleDelegation.value())
        let copies = (0..<5).map { plain + [UInt8](repeating: 0x20, count: $0) }
        #expect(Delegations(copies).all.count == 1)
        // What was altered is another one, and nobody's.
        var altered = plain
        let place = try #require(altered.firstIndex(of: UInt8(ascii: "L")))
        altered[place] = UInt8(ascii: "M")
        #expect(Delegations([plain, altered]).all.count == 2)
    }

    @Test("What another institution lets somebody say in the name of a part of this one is not this one's word")
    func borrowedNames() throws {
        // The college gives the faculty of arts, which is the university's, a key of its own under the name of the faculty's.
        let powers = try Objections.artsWithPowers()
        let borrowed = try Self.powers(to: Objections.arts, "college delegate")
        let own = try Objections.delegation(
            to: ExampleDelegation.institute, Objections.stolen(), by: Objections.arts)
        let untrue = try Self.word(
            by: Objections.arts, "college delegate", to: ExampleDelegation.institute,
            Objections.stolen())
        let list = try TrustAuthority().list(ExampleDelegation.listValue(Objections.list()))
        func words(_ documents: [[UInt8]]) -> [[UInt8]: Set<[UInt8]>] {
            DelegationBook(list, Delegations(documents)).warnings().reduce(into: [:]) { found, warning in
                found[warning.institution, default: []].formUnion(warning.words.keys)
            }
        }
        let both = words([borrowed, untrue, powers, own])
        #expect(Set(both.keys) == [Array(ExampleList.university.utf8), Array(ExampleList.college.utf8)])
        let (first, second) = try (
            #require(both[Array(ExampleList.university.utf8)]), #require(both[Array(ExampleList.college.utf8)])
        )
        #expect(first.isDisjoint(with: second))
        // With the parent of another institution alone, the university's own word is said by nobody.
        #expect(words([borrowed, own]).isEmpty)
    }

    @Test("A mark for what there was no room for holds back the ways through that speaker of that institution alone")
    func marks() throws {
        for (institution, speaker, code) in [
            (ExampleList.university, ExampleList.university, .delegationMemoryLost),
            (ExampleList.university, Self.faculty, .delegationMemoryLost),
            (ExampleList.university, Objections.arts, .recognisedByDelegation),
            (Self.college, Self.faculty, .recognisedByDelegation),
            (Self.college, Self.college, .recognisedByDelegation),
        ] as [(String, String, IssuerJudgement.Code)] {
            let short = try #require(LostWarning.speaker(Array(speaker.utf8)))
            for speaker in [Array(speaker.utf8), short] {
                let mark = LostWarning(institution: Array(institution.utf8), speaker: speaker)
                #expect(try Self.code(marked: mark) == code, "\(institution) \(speaker)")
            }
        }
    }

    @Test("A mark is as good as the keys by which that was said for which there was no room")
    func signersOfMarks() throws {
        let (own, below) = try (
            TrustAuthority.key("university delegate").publicKey, TrustAuthority.key("arts delegate").publicKey
        )
        let powers = try Objections.artsWithPowers()
        var key = try ExampleDelegation.key(Objections.arts + "#dg", "arts delegate")
        key["state"] = "compromised"
        key["compromisedSince"] = "2026-06-01T00:00:00Z"
        let theft = try Objections.delegation(
            to: Objections.arts, naming: "arts", [("/credentialSubject/keys/-", key)])
        func mark(_ keys: [Ed25519PublicKey]) -> LostWarning {
            LostWarning(institution: Array(ExampleList.university.utf8), signers: keys)
        }
        let lost: IssuerJudgement.Code = .delegationMemoryLost
        #expect(try Self.code(marked: mark([own])) == lost)
        #expect(try Self.code(marked: mark([own, below]), beside: [powers]) == lost)
        // Of a key below that the institution calls stolen it is nobody's word.
        #expect(try Self.code(marked: mark([own, below]), beside: [powers, theft]) == .recognisedByDelegation)
        // A list that has no such key, or that has it for something else, speaks of somebody else.
        #expect(try Self.code(marked: mark([below])) == .recognisedByDelegation)
        #expect(try Self.code(marked: mark([TrustAuthority.key("university").publicKey])) == .recognisedByDelegation)
    }

    /// What a faculty is that somebody's lost words may be about.
    private static func code(
        marked mark: LostWarning, beside documents: [[UInt8]] = []
    ) throws -> IssuerJudgement.Code? {
        let plain = try ExampleDelegation.sign(ExampleDelegation.value())
        let list = try TrustAuthority().list(ExampleDelegation.listValue(Objections.list()))
        let codes = try [
            Delegations(remembering: [], lost: ["x": [mark]]), Delegations(remembering: [], unkept: [mark]),
        ].map { remembered in
            var delegations = remembered
            delegations.add([plain] + documents)
            return try DelegationBook(list, delegations).judge(ExampleDelegation.question(), at: ExampleList.now())?
                .code
        }
        #expect(codes[0] == codes[1])
        return codes[0]
    }

    @Test(
        "However often the key of a name was renewed, what was said with the last of them is heard, in whatever order")
    func renewedKeys() throws {
        let speaker = "did:web:renewing.example"
        // More than are tried of what somebody hands over.
        let count = 36
        let parents = try (1...count).map { number in
            try Self.powers(
                to: speaker, "renewed \(number)", number: number,
                created: "2026-01-01T00:\(number < 10 ? "0" : "")\(number):00Z")
        }
        let word = try Self.word(
            by: speaker, "renewed \(count)", to: ExampleDelegation.faculty, Objections.stolen())
        let first = try Self.word(by: speaker, "renewed 1", to: ExampleDelegation.faculty, Objections.stolen())
        for documents in [parents + [word], parents.reversed() + [word], [word] + parents] {
            #expect(try ExampleDelegation.book(documents, list: Objections.list()).warnings().count == 1)
        }
        // One with the first of them is beyond the limit for what somebody hands over, and not for what is kept.
        let all = try ([first] + parents).map { try Delegation(parsing: $0) }
        let list = try TrustAuthority().list(ExampleDelegation.listValue(Objections.list()))
        #expect(DelegationBook(list, Delegations(remembering: all)).warnings().count == 1)
    }

    @Test("Of the ways to one word by one key the first and the last count, for the key's time can be narrowed later")
    func severalParents() throws {
        let speaker = "did:web:twice.example"
        let times = ["2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z", "2026-01-03T00:00:00Z"]
        let parents = try times.enumerated().map { number, time in
            try Self.powers(to: speaker, "twice", number: number, created: time)
        }
        let word = try Self.word(by: speaker, "twice", to: ExampleDelegation.faculty, Objections.stolen())
        for documents in [parents + [word], parents.reversed() + [word]] {
            let warnings = try ExampleDelegation.book(documents, list: Objections.list()).warnings()
            let signed = warnings.compactMap { $0.words.values.first?.signed.lowerBound.description }
            #expect(signed.sorted() == ["2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z"])
        }
    }

    @Test("What is only remembered names no key by which a signature would be wrong")
    func rememberedKeys() throws {
        let method = Self.faculty + "#2026"
        let other = try Objections.delegation(
            to: Self.faculty,
            [("/credentialSubject/keys", [try ExampleDelegation.key(method, "junk", for: "issue")])]
                + Objections.stolen(), by: Self.college)
        let list = try TrustAuthority().list(ExampleDelegation.listValue(Objections.list()))
        var delegations = Delegations(remembering: [try Delegation(parsing: other)])
        #expect(DelegationBook(list, delegations).publicKeys(for: method).isEmpty)
        // Who hands it over names it.
        delegations.add([other + [0x20]])
        #expect(DelegationBook(list, delegations).publicKeys(for: method).count == 1)
        // It warns all the same.
        #expect(DelegationBook(list, delegations).warnings().count == 1)
    }

    @Test("An institution of another list, or one whose own awards are void, makes nobody's awards worse")
    func otherLists() throws {
        let plain = try ExampleDelegation.sign(ExampleDelegation.value())
        let question = try ExampleDelegation.question()
        let now = try ExampleList.now()
        let authority = try TrustAuthority()
        let here = try authority.list(ExampleDelegation.listValue(Objections.list()))
        // The same list without the university stands for that of another authority.
        let there = try authority.list(
            ExampleDelegation.listValue(Objections.list([("/credentialSubject/0", nil)])))
        let void: [DelegationChange] = [("/credentialSubject/1/recognizedTo/1/voidFrom", "2026-01-01T00:00:00Z")]
        let spoiled = try authority.list(ExampleDelegation.listValue(Objections.list(void)))
        for (changes, note) in [
            (Objections.stolen(), .keyCalledStolen),
            ([(item + "/voidFrom", "2026-01-01T00:00:00Z")], .awardsVoidedElsewhere),
            ([(item + "/eqfMin", 5), (item + "/eqfMax", 5)], nil),
        ] as [([DelegationChange], TrustNote.Code?)] {
            let word = try Objections.delegation(to: Self.faculty, changes, by: Self.college)
            let delegations = Delegations([word, plain])
            for lists in [[here, there], [there, here]] {
                let answers = lists.flatMap { DelegationBook($0, delegations).answers(to: question, at: now) }
                let decisive = try #require(DelegationAnswer.decisive(answers))
                #expect(decisive.code == .recognisedByDelegation)
                if let note { #expect(decisive.notes.filter { $0.code == note }.count == 1) }
            }
            #expect(
                DelegationBook(spoiled, delegations).judge(question, at: now)?.code == .recognisedByDelegation)
            // Without the university's own delegation it is what the college says.
            let alone = DelegationBook(here, Delegations([word])).judge(question, at: now)
            #expect(alone?.outcome != .passed)
        }
        // What the authority says of the university itself is not outweighed by another list that recognises it.
        let refusing = try authority.list(
            ExampleDelegation.listValue(
                Objections.list([("/credentialSubject/0/recognizedTo/0/voidFrom", "2026-01-01T00:00:00Z")])))
        for lists in [[here, refusing], [refusing, here]] {
            let answers = lists.flatMap { DelegationBook($0, Delegations([plain])).answers(to: question, at: now) }
            #expect(DelegationAnswer.decisive(answers)?.code == .awardsVoided)
        }
        // A list by which the university has nothing to pass on says nothing of what it has by another.
        for change in [("/credentialSubject/0/recognizedTo/0/delegation", nil), ("/trustList/maxDelegationDepth", 0)]
            as [DelegationChange]
        {
            let silent = try authority.list(ExampleDelegation.listValue(Objections.list([change])))
            for lists in [[here, silent], [silent, here], [silent]] {
                let answers = lists.flatMap { DelegationBook($0, Delegations([plain])).answers(to: question, at: now) }
                let isPassed = DelegationAnswer.decisive(answers)?.outcome == .passed
                #expect(isPassed == (lists.count == 2), "\(change.0)")
            }
        }
    }
}
