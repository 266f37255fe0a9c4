import CredentialVerifier
import Credentials
import Encodings
import Proofs
import Testing

/// One wrong thing at a time: challenge, domain, time, holder, key, owner of the credential.
@Suite("What a presentation can have wrong")
struct ReplayMatrixTests {
    /// What is wrong, and what is said of it.
    enum Wrong: String, CaseIterable, CustomTestStringConvertible {
        case nothing = "valid"
        case challengeOfNobody = "challenge VP_CHALLENGE_UNKNOWN"
        case challengeOfAnotherDomain = "challenge VP_CHALLENGE_UNKNOWN "
        case challengeWithOtherCase = "challenge VP_CHALLENGE_UNKNOWN  "
        case challengeUsed = "challenge VP_REPLAYED"
        case challengeEnded = "challenge VP_CHALLENGE_EXPIRED"
        case challengeShort = "challenge VP_CHALLENGE_WEAK"
        case challengeEmpty = "challenge VP_CHALLENGE_WEAK "
        case challengeNumber = "challenge VP_CHALLENGE_MALFORMED"
        case challengeArray = "challenge VP_CHALLENGE_MALFORMED "
        case challengeNull = "challenge VP_CHALLENGE_MALFORMED  "
        case challengeMissing = "challenge VP_REPLAYABLE_UNTIL"
        case domainOther = "domain INVALID_DOMAIN_ERROR"
        case domainUppercase = "domain INVALID_DOMAIN_ERROR "
        case domainDot = "domain INVALID_DOMAIN_ERROR  "
        case domainBelow = "domain INVALID_DOMAIN_ERROR   "
        case domainArray = "domain INVALID_DOMAIN_ERROR    "
        case domainMissing = "domain INVALID_DOMAIN_ERROR     "
        case createdMissing = "validity VP_CREATED_MISSING"
        case createdLong = "validity VP_EXPIRED"
        case createdLater = "validity VP_FROM_FUTURE"
        case ended = "validity VP_EXPIRED "
        case tooLong = "validity VP_TOO_LONG"
        case reversed = "validity VP_TIMES_REVERSED"
        case timeMalformed = "proof PROOF_MALFORMED"
        case holderOther = "proof VP_HOLDER_MISMATCH"
        case holderMissing = "proof VP_HOLDER_MISMATCH "
        case keyOther = "proof VP_HOLDER_MISMATCH  "
        case purposeOther = "proof VP_WRONG_PURPOSE"
        case ownerOther = "holder VP_HOLDER_MISMATCH"
        case secondOwnerOther = "holder VP_HOLDER_MISMATCH "
        case credentialForged = "credentials VP_CREDENTIAL_INVALID"
        case credentialUnknown = "credentials VP_CREDENTIAL_UNDECIDED"

        var code: String {
            var text = Substring(rawValue)
            while text.last == " " { text = text.dropLast() }
            return String(text)
        }
        var testDescription: String { "\(self)" }
    }

    func presentation(_ wrong: Wrong, _ stage: PresentationStage) throws -> [UInt8] {
        let mine = stage.learner.holder.did.text
        let challenge = try stage.challenge()
        var wish = try stage.wish([stage.credential(mine)], challenge: challenge)
        var seed: UInt8 = 0x51
        switch wrong {
        case .nothing: break
        case .challengeOfNobody: wish.challenge = "bm90aGluZyB0aGF0IHlvdSBtYWRlIQ"
        case .challengeOfAnotherDomain: wish.challenge = .string(try stage.challenge(for: "other.example"))
        case .challengeWithOtherCase: wish.challenge = .string(challenge.uppercased() + "a")
        case .challengeUsed: #expect(try stage.judge(stage.signed(wish)).verdict == .valid)
        case .challengeEnded: wish.challenge = .string(try stage.challenge(made: -601))
        case .challengeShort: wish.challenge = .string(String(challenge.prefix(21)))
        case .challengeEmpty: wish.challenge = ""
        case .challengeNumber: wish.challenge = 340_282_366_920_938
        case .challengeArray: wish.challenge = [.string(challenge)]
        case .challengeNull: wish.challenge = .null
        case .challengeMissing: wish.challenge = nil
        case .domainOther: wish.domain = "evil.example"
        case .domainUppercase: wish.domain = "HR.example"
        case .domainDot: wish.domain = "hr.example."
        case .domainBelow: wish.domain = "www.hr.example"
        case .domainArray: wish.domain = ["hr.example"]
        case .domainMissing: wish.domain = nil
        case .createdMissing: wish.created = nil
        case .createdLong:
            wish.created = try stage.now(-301)
            wish.expires = try stage.now(200)
        case .createdLater:
            wish.created = try stage.now(301)
            wish.expires = try stage.now(600)
        case .ended:
            wish.created = try stage.now(-100)
            wish.expires = try stage.now(-1)
        case .tooLong: wish.expires = try stage.now(601)
        case .reversed:
            wish.created = try stage.now(200)
            wish.expires = try stage.now(199)
        case .timeMalformed: wish.change = { _ in }
        case .holderOther: wish.holder = .string(stage.stranger.holder.did.text)
        case .holderMissing: wish.holder = nil
        case .keyOther: seed = 0x52
        case .purposeOther: wish.purpose = "assertionMethod"
        case .ownerOther: wish.credentials = [try stage.credential(stage.stranger.holder.did.text)]
        case .secondOwnerOther:
            wish.credentials.append(try stage.credential(stage.stranger.holder.did.text, id: "urn:uuid:2"))
        case .credentialForged:
            let forged = String(decoding: wish.credentials[0], as: UTF8.self).replacing("2026-06-3", with: "2026-06-2")
            wish.credentials = [Array(forged.utf8)]
        case .credentialUnknown:
            wish.credentials = [
                try stage.world.credential(by: TestKey(0x77), method: TestKey(0x77).method) { value in
                    value["credentialSubject"]?["id"] = .string(mine)
                    value["issuer"]?["id"] = (try? TestKey(0x77).did).map { .string($0) }
                }
            ]
        }
        let bytes = try stage.signed(wish, by: seed)
        guard wrong == .timeMalformed else { return bytes }
        return Array(
            String(decoding: bytes, as: UTF8.self).replacing("\"created\":\"2026", with: "\"created\":\"26").utf8)
    }

    @Test(
        "has a code of its own, and only where nothing is wrong is it valid and presented by its holder",
        arguments: Wrong.allCases)
    func matrix(_ wrong: Wrong) throws {
        try PresentationStage.play { stage in
            let report = try stage.judge(presentation(wrong, stage))
            #expect(report.answer == wrong.code)
            let isUndecided = [Wrong.challengeMissing, .credentialUnknown].contains(wrong)
            #expect(report.verdict == (wrong == .nothing ? .valid : isUndecided ? .undecided : .invalid))
            let isBound = wrong == .nothing || wrong == .credentialUnknown
            #expect(report.holders.contains("HOLDER_BOUND") == isBound, "\(report.holders)")
            #expect(report.credentials.allSatisfy { ($0.verdict == .valid) == (wrong == .nothing) })
        }
    }

    @Test("does not use the challenge up, so that the learner can mend it and answer again", arguments: Wrong.allCases)
    func keepsChallenge(_ wrong: Wrong) throws {
        // Whether a credential in it is genuine is another question: the holder has answered.
        guard ![.nothing, .challengeUsed, .credentialForged, .credentialUnknown].contains(wrong) else { return }
        try PresentationStage.play { stage in
            let challenge = try stage.challenge()
            _ = try stage.judge(presentation(wrong, stage))
            let right = try stage.wish([stage.credential(stage.learner.holder.did.text)], challenge: challenge)
            #expect(try stage.judge(stage.signed(right)).answer == "valid")
        }
    }

    @Test("the bounds of its times are exact")
    func bounds() throws {
        for (created, expires, answer) in [
            (-300, 300, "valid"), (300, 900, "valid"), (0, 600, "valid"), (-300, 0, "valid"), (0, 0, "valid"),
            (-1, 600, "validity VP_TOO_LONG"),
        ] as [(Int64, Int64, String)] {
            try PresentationStage.play { stage in
                var wish = try stage.wish(
                    [stage.credential(stage.learner.holder.did.text)], challenge: stage.challenge())
                wish.created = try stage.now(created)
                wish.expires = try stage.now(expires)
                #expect(try stage.judge(stage.signed(wish)).answer == answer, "\(created) \(expires)")
            }
        }
    }
}
