import CredentialVerifier
import Credentials
import Encodings
import Proofs
import Testing

@Suite("What is said of a presentation")
struct PresentationVerdictTests {
    @Test("one that a wallet makes in ten lines is valid once, and refused the second time with the date of the first")
    func once() throws {
        try PresentationStage.play { stage in
            let request = try stage.store.make(for: PresentationStage.domain, at: stage.now())
            let credential = try ReceivedCredential(parsing: stage.credential(stage.learner.holder.did.text))
            let draft = try PresentationDraft(
                holder: stage.learner.holder, credentials: [PresentedCredential(credential)], answering: request,
                created: stage.now())
            let bytes = try draft.signed(with: stage.learner)

            let first = try stage.judge(bytes)
            #expect(first.verdict == .valid)
            #expect(first.headline(in: .english) == "Genuine and valid, and presented by its holder")
            #expect(first.headline(in: .dutch) == "Echt en geldig, en getoond door de houder zelf")
            #expect(first.holders == ["HOLDER_BOUND"])
            let second = try stage.judge(bytes)
            #expect(second.answer == "challenge VP_REPLAYED" && second.verdict == .invalid)
            #expect(second[.challenge]?.message(in: .english).contains("this very presentation") == true)
            #expect(second[.challenge]?.message(in: .english).contains("22 November 2026 at 09:00:00") == true)
            #expect(second.holders == ["VP_NOT_ACCEPTED"])
            #expect(second.credentials.allSatisfy { $0.verdict == .invalid })
        }
    }

    @Test(
        "without a challenge it is undecided until its date, unless a policy accepts that, and never called presented")
    func replayable() throws {
        try PresentationStage.play { stage in
            var wish = try stage.wish([stage.credential(stage.learner.holder.did.text)], challenge: nil)
            wish.expires = try stage.now(30 * 86_400)
            let bytes = try stage.signed(wish)
            #expect(try stage.judge(bytes).answer == "challenge VP_REPLAYABLE_UNTIL")
            #expect(try stage.judge(bytes).headline(in: .english).contains("22 December 2026"))
            var accepting = Policy(name: "uploads", basedOn: .standard)
            accepting.acceptsReplayable = true
            for seconds in [0, 86_400 * 29] as [Int64] {
                let report = try stage.judge(bytes, policy: accepting, after: seconds)
                #expect(report.verdict == (seconds == 0 ? .valid : report.verdict))
                #expect(report.holders == ["VP_REPLAYABLE_UNTIL"])
            }
            let accepted = try stage.judge(bytes, policy: accepting)
            #expect(accepted.headline(in: .english).contains("can show it again until 22 December 2026"))
            #expect(try stage.judge(bytes, policy: accepting, after: 30 * 86_400 + 1).answer == "validity VP_EXPIRED")
            // For another day than today, it is that day that counts, on either side of its end.
            for (day, today, outcome) in [(31, 0, Outcome.failed), (1, 31, .passed), (-1, 1, .failed)]
                as [(
                    Int64, Int64, Outcome
                )]
            {
                let report = try stage.world.verifier(policy: accepting).verify(
                    bytes, for: stage.recipient, at: stage.now(day * 86_400), clock: stage.now(today * 86_400))
                #expect(report[.validity]?.outcome == outcome, "\(day) \(today)")
            }
            accepting.requiresHolderBinding = true
            #expect(try stage.judge(bytes, policy: accepting).answer == "challenge VP_REPLAYABLE_UNTIL")
            wish.expires = try stage.now(30 * 86_400 + 1)
            #expect(try stage.judge(stage.signed(wish)).answer == "validity VP_TOO_LONG")
            wish.expires = nil
            #expect(try stage.judge(stage.signed(wish)).answer == "validity VP_EXPIRES_MISSING")
        }
    }

    @Test("a credential that is bound to no key is said to be so, and is not enough where a policy asks for the holder")
    func bearer() throws {
        for subject in [nil, "urn:uuid:5e1b3c2a-0000-4000-8000-000000000001", "mailto:anna@example.org"] {
            try PresentationStage.play { stage in
                let wish = try stage.wish([stage.credential(subject)], challenge: stage.challenge())
                let report = try stage.judge(stage.signed(wish))
                #expect(report.verdict == .valid && report.holders == ["HOLDER_BEARER"])
                #expect(report.headline(in: .english).contains("nothing proves whose it is"))
                #expect(report[.holder]?.message(in: .english).contains("identity document") == true)
                var policy = Policy(name: "bound", basedOn: .standard)
                policy.requiresHolderBinding = true
                let again = try stage.wish([stage.credential(subject)], challenge: stage.challenge())
                let strict = try stage.judge(stage.signed(again), policy: policy)
                #expect(strict.verdict == .undecided && strict.holders == ["HOLDER_BINDING_REQUIRED"])
            }
        }
    }

    @Test(
        "a policy that asks for the holder is content with a presentation, and what is bound is told from what is not"
    )
    func partly() throws {
        try PresentationStage.play { stage in
            var policy = Policy(name: "bound", basedOn: .standard)
            policy.requiresHolderBinding = true
            let mine = try stage.credential(stage.learner.holder.did.text)
            let bound = try stage.wish([mine], challenge: stage.challenge())
            #expect(try stage.judge(stage.signed(bound), policy: policy).verdict == .valid)
            let both = try stage.wish([mine, stage.credential(nil, id: "urn:uuid:2")], challenge: stage.challenge())
            let report = try stage.judge(stage.signed(both))
            #expect(report.verdict == .valid && report.holders == ["HOLDER_BOUND", "HOLDER_BEARER"])
            #expect(report.headline(in: .english).contains("of some of it, not of all"))
        }
    }

    @Test("where it is not told who asks, everything else is judged, and it stays undecided")
    func nobodyAsks() throws {
        try PresentationStage.play { stage in
            let wish = try stage.wish([stage.credential(stage.learner.holder.did.text)], challenge: stage.challenge())
            let report = try stage.judge(stage.signed(wish), for: nil)
            #expect(report.answer == "domain VP_DOMAIN_NOT_TOLD" && report.verdict == .undecided)
            #expect(report[.credentials]?.outcome == .passed && report.holders == ["VP_NOT_ACCEPTED"])
            #expect(try stage.judge(stage.signed(wish)).verdict == .valid, "the challenge was not used up")
        }
    }

    @Test("a credential that comes without a presentation is not enough for who asks for one")
    func stripped() throws {
        try PresentationStage.play { stage in
            let credential = try stage.credential(stage.learner.holder.did.text)
            #expect(try stage.judge(credential).answer == "holder PRESENTATION_REQUIRED")
            #expect(try stage.judge(credential, for: nil).verdict == .valid)
        }
    }

    @Test("no state, a missing one and one that cannot be written never give a valid presentation, and use nothing up")
    func states() throws {
        try PresentationStage.play { stage in
            let challenge = try stage.challenge()
            let bytes = try stage.signed(
                stage.wish([stage.credential(stage.learner.holder.did.text)], challenge: challenge))
            let books: [(any ChallengeBook)?] = [
                nil, ChallengeStore(state: stage.state + "/nowhere"), ReadOnlyBook(store: stage.store),
            ]
            for book in books {
                let recipient = Recipient(domain: PresentationStage.domain, challenges: book)
                let report = try stage.judge(bytes, for: recipient)
                #expect(report.answer == "challenge VP_CHALLENGE_UNAVAILABLE" && report.verdict == .undecided)
                #expect(!report.holders.contains("HOLDER_BOUND"))
            }
            #expect(try stage.judge(bytes).verdict == .valid)
        }
    }

    /// A book that can be read and not written.
    private struct ReadOnlyBook: ChallengeBook {
        let store: ChallengeStore

        func standing(
            of challenge: String, for domain: String, answeredBy presentation: [UInt8], at clock: Timestamp
        ) -> ChallengeStanding {
            store.standing(of: challenge, for: domain, answeredBy: presentation, at: clock)
        }

        func use(
            _ challenge: String, for domain: String, answeredBy presentation: [UInt8], at clock: Timestamp
        ) -> ChallengeStanding { .unavailable(.unwritable) }
    }

    @Test("the JSON has the presentation's own checks and a whole report for each credential")
    func json() throws {
        try PresentationStage.play { stage in
            let wish = try stage.wish(
                [stage.credential(stage.learner.holder.did.text), stage.credential(nil, id: "urn:uuid:2")],
                challenge: stage.challenge())
            let bytes = try stage.judge(stage.signed(wish)).json(inputName: "p.json").serialized()
            let root = try JSONDocument(parsing: bytes, limits: .general).root
            #expect(root["reportVersion"]?.integer == 1 && root["verdict"]?.string == "valid")
            let names = try #require(root["checks"]).elements.compactMap { $0["name"]?.string }
            #expect(names == CheckName.ofPresentation.map(\.rawValue))
            #expect(root["presentation"]?["holder"]?.string == stage.learner.holder.did.text)
            #expect(root["presentation"]?["domain"]?.string == PresentationStage.domain)
            #expect(root["presentation"]?["replayableUntil"] == nil)
            let inside = Array(try #require(root["credentials"]).elements)
            #expect(inside.map { $0["input"]?.string } == ["p.json#1", "p.json#2"])
            #expect(inside.allSatisfy { $0["checks"]?.count == 8 && $0["verdict"]?.string == "valid" })
        }
    }

    @Test(
        "every code has its sentence in both languages, and a headline and a next step where it decides"
    )
    func words() throws {
        try PresentationStage.play { stage in
            for language in Language.allCases {
                for wrong in ReplayMatrixTests.Wrong.allCases where wrong != .nothing {
                    let report = try stage.judge(ReplayMatrixTests().presentation(wrong, stage))
                    let headline = report.headline(in: language)
                    #expect(!headline.contains("headline.") && !headline.contains("{"), "\(headline)")
                    #expect(report.nextStep(in: language) != nil, "\(wrong)")
                    for check in report.checks {
                        let text = check.message(in: language)
                        #expect(!text.contains("{") && text != check.code, "\(check.code): \(text)")
                    }
                }
            }
        }
    }

    @Test("A proof of possession counts for as long as its challenge can be answered, and for 30 days at most")
    func possession() throws {
        try PresentationStage.play { stage in
            let days: Int64 = 86_400
            let challenge = try stage.store.make(
                for: PresentationStage.domain, lifetime: 30 * days, at: stage.now(-20 * days)
            ).challenge
            func answer(_ created: Int64, _ expires: Int64?) throws -> String {
                var wish = try stage.wish([], challenge: challenge)
                wish.change = { $0["verifiableCredential"] = nil }
                wish.created = try stage.now(created)
                wish.expires = try expires.map { try stage.now($0) }
                let report = try stage.judge(stage.signed(wish))
                guard report.provedPossession == nil else { return "proved" }
                return report.checks.first { $0.outcome == .failed && $0.name != .credentials }?.code ?? ""
            }
            #expect(try answer(-20 * days, 10 * days + 1) == "VP_TOO_LONG")
            #expect(try answer(-20 * days, -1) == "VP_EXPIRED")
            #expect(try answer(-301, nil) == "VP_EXPIRED")
            #expect(try answer(301, 600) == "VP_FROM_FUTURE")
            #expect(try answer(-20 * days, 10 * days) == "proved")
            #expect(try answer(-20 * days, 10 * days) == "VP_REPLAYED")
        }
    }
}
