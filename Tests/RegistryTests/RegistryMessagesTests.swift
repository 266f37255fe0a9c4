import Credentials
import Cryptography
import Encodings
import Registry
import Testing

@Suite("Sentences about lists and issuers")
struct RegistryMessagesTests {
    private func codes(in language: Language) throws -> Set<String> {
        Set(try #require(RegistryMessages.catalogue).codes(in: language))
    }

    @Test("Every language has the same sentences")
    func sameCodes() throws {
        let english = try codes(in: .english)
        #expect(english.count > 100)
        for language in Language.allCases { #expect(try codes(in: language) == english) }
    }

    @Test("Every code says what it means, and what to do about it", arguments: Language.allCases)
    func coversCodes(_ language: Language) throws {
        let codes = try codes(in: language)
        var expected: Set<String> = []
        for code in TrustError.Code.allCases { expected.formUnion([code.rawValue, "next.\(code.rawValue)"]) }
        for code in IssuerJudgement.Code.allCases {
            expected.insert(code.rawValue)
            guard code.outcome != .passed else { continue }
            expected.formUnion(["next.\(code.rawValue)", "headline.\(code.rawValue)"])
        }
        for code in TrustNote.Code.allCases { expected.insert(code.rawValue) }
        for unit in AgeLimit.Unit.allCases { expected.formUnion(["one", "many"].map { "age.\(unit.rawValue).\($0)" }) }
        expected.insert("age.hours.none")
        // A clock that is wrong decides a report, as a judgement does.
        expected.insert("headline.\(TrustError.Code.clockBeforeFloor.rawValue)")
        for code in RegistryMention.Code.allCases {
            expected.formUnion([code.rawValue, "next.\(code.rawValue)", "headline.\(code.rawValue)"])
        }
        expected.insert(TrustNote.Code.registryRecognitionLapsed.rawValue + ".later")
        expected.insert(TrustNote.Code.contradictionSettled.rawValue + ".rewriting")
        expected.formUnion(["more", "quality"].map { "\(TrustNote.Code.recordedLate.rawValue).\($0)" })
        expected.insert("\(IssuerJudgement.Code.qualityDecisionEnded.rawValue).late")
        for gap in RegistryGap.allCases { expected.insert(gap.rawValue) }
        // Of one who has its powers over two steps, and of what goes beyond a delegator's own.
        expected.insert(IssuerJudgement.Code.recognisedByDelegation.rawValue + ".twice")
        for excess in Recognition.Excess.allCases where excess != .powers {
            expected.insert("\(IssuerJudgement.Code.delegationWidensScope.rawValue).\(excess.name)")
        }
        // Of a document that was handed over, and not imported.
        for code in [TrustNote.Code.recognizedIn, .recognizedInUnchecked, .recognizedInUnnamed] {
            expected.insert(code.rawValue + ".handedOver")
        }
        expected.insert(TrustNote.Code.recognizedInNotInForce.rawValue + ".later")
        // Of what is told otherwise where somebody is named, or where nobody may do it at all.
        expected.insert("\(IssuerJudgement.Code.listNeedsNewerRoot.rawValue).stated")
        for variant in ["none", "other"] {
            expected.insert("\(IssuerJudgement.Code.delegationTooDeep.rawValue).\(variant)")
        }
        for code in [IssuerJudgement.Code.withdrawnAtIssue, .withdrawnNoTimeEvidence, .closedNoTimeEvidence] {
            expected.insert("next.\(code.rawValue).successor")
        }
        for variant in ["KEY_WRONG_PURPOSE.authority", "AWARDS_VOIDED.delegation"] {
            expected.formUnion([variant, "next." + variant])
        }
        expected.formUnion([
            "KEY_DISPUTED.purpose", "KEY_DISPUTED.delegate", "KEY_DISPUTED.awards", "DELEGATION_KEY_IN_USE.delegation",
            "KEY_MISMATCH.delegation", "KEY_COMPROMISED.delegation", "KEY_COMPROMISED_NO_TIME_EVIDENCE.delegation",
        ])
        // Of a status: a variant tells which of several things is wrong, and a headline or a next step stands where the
        // usual one would not do.
        expected.formUnion([TrustNote.Code.statusMessage.rawValue + ".number", "DELEGATION_REVOKED.suspended"])
        let answers = [StatusJudgement.notRevoked, StatusJudgement.revoked, StatusJudgement.suspended]
        for code in StatusError.Code.allCases.map(\.rawValue) + answers {
            expected.insert(code)
            expected.formUnion(
                codes.filter { $0 == "headline." + code || $0 == "next." + code || $0.hasPrefix(code + ".") })
        }
        #expect(codes == expected)
    }

    @Test("The sentences of a code name the same facts in every language, but for reasons, which are English")
    func sameFacts() throws {
        for code in try codes(in: .english) {
            let named = try Language.allCases.map { language in
                let sentence = RegistryMessages.sentence(code, in: language)
                #expect(!sentence.isEmpty)
                return Set(try names(in: sentence)).subtracting(["pointer"])
            }
            let isReasoned = TrustError.Code.allCases.contains { $0.rawValue == code }
            #expect(Set(isReasoned ? named.map { $0.subtracting(["reason"]) } : named).count == 1, "\(code)")
            if isReasoned {
                #expect(
                    !RegistryMessages.sentence(code, in: .dutch).contains("{reason}"), "\(code) is English in Dutch")
            }
        }
    }

    @Test("A judgement gives every fact that its sentences name")
    func factsAreGiven() throws {
        let list = try TrustAuthority().list(ExampleList.value())
        var seen: Set<IssuerJudgement.Code> = []
        for question in try Self.questions() {
            for now in ["2026-11-22T09:00:00Z", "2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z"] {
                let judgement = list.judge(
                    question, at: try time(now), policy: TrustListPolicy(maximumAge: AgeLimit(400, .days)))
                seen.insert(judgement.code)
                for key in ["", "next.", "headline."].map({ $0 + judgement.code.rawValue }) {
                    let sentence = RegistryMessages.sentence(key, in: .english, judgement.facts)
                    #expect(!sentence.utf8.contains(UInt8(ascii: "{")), "\(sentence)")
                }
                for note in judgement.notes {
                    let sentence = RegistryMessages.sentence(note.code.rawValue, in: .english, note.facts)
                    #expect(!sentence.utf8.contains(UInt8(ascii: "{")), "\(sentence)")
                }
            }
        }
        #expect(seen.count >= 16)
    }

    @Test("An error gives every fact that its sentences name")
    func errorFacts() throws {
        for code in TrustError.Code.allCases where !code.rawValue.hasPrefix("LIST_FROM") {
            // The times of a list and of a clock are facts of a judgement.
            let isOfJudgement: Set<TrustError.Code> = [.expired, .stale, .superseded, .notFresh, .clockBeforeFloor]
            guard !isOfJudgement.contains(code) else { continue }
            let error = TrustError(code, at: "/id", "why")
            for key in [code.rawValue, "next.\(code.rawValue)"] {
                let sentence = RegistryMessages.sentence(key, in: .english, error.facts)
                #expect(!sentence.utf8.contains(UInt8(ascii: "{")), "\(sentence)")
            }
        }
    }

    private func names(in sentence: String) throws -> [Substring] {
        sentence.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first }
    }

    /// Questions that end in as many ways as one list allows.
    private static func questions() throws -> [IssuerQuestion] {
        var questions = [try ExampleList.question()]
        let changes: [(inout IssuerQuestion) throws -> Void] = [
            { $0.issuer = [] }, { $0.verificationMethod = [] },
            { $0.key = try TrustAuthority.key("college").publicKey },
            {
                $0.verificationMethod = Array("did:web:university.example#st26".utf8)
                $0.key = try TrustAuthority.key("university status").publicKey
            },
            { $0.created = nil }, { $0.created = try time("2027-01-01T00:00:00Z") },
            { $0.created = try time("2018-01-01T00:00:00Z") }, { $0.created = try time("2025-04-01T00:00:00Z") },
            {
                $0.verificationMethod = Array("did:web:university.example#2023".utf8)
                $0.key = try TrustAuthority.key("university 2023").publicKey
            },
            {
                $0.verificationMethod = Array("did:web:university.example#2023".utf8)
                $0.key = try TrustAuthority.key("university 2023").publicKey
                $0.created = try time("2024-01-01T00:00:00Z")
            },
            { $0.scope.achievementTypes = [] }, { $0.scope.eqfLevels = [] }, { $0.scope.eqfLevels = [8, 0] },
            { $0.scope.fields = [[]] }, { $0.scope.jurisdictions = [Array("NL".utf8)] },
            { ($0.scope.fields, $0.scope.jurisdictions) = ([], []) },
        ]
        for change in changes {
            var question = try ExampleList.question()
            try change(&question)
            questions.append(question)
        }
        return questions
    }
}
