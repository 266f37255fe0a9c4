import CredentialVerifier
import Encodings
import Proofs
import Registry
import TestSupport
import Testing
import TrustSimulator

/// The cases in `Tests/Vectors/trust`: each is refused for its one reason, by its name.
///
/// `TESTAMUR_WRITE_VECTORS=1` writes the files anew before they are compared.
@Suite("The hostile cases of trust", .serialized)
struct TrustCaseTests {
    @Test("The files are what their generator makes, byte for byte, and there are no others")
    func regenerated() throws {
        let cases = try TrustCaseBook.all()
        var files: [String: [UInt8]] = [:]
        for trustCase in cases {
            #expect(files.updateValue(trustCase.serialized(), forKey: trustCase.name + ".json") == nil)
        }
        if Vectors.environment("TESTAMUR_WRITE_VECTORS") == "1" {
            for name in try Files.names(in: TrustCase.folder) where name.hasSuffix(".json") {
                Files.remove("\(TrustCase.folder)/\(name)")
            }
            for (name, bytes) in files { try Files.write(bytes, to: "\(TrustCase.folder)/\(name)") }
        }
        let names = try Files.names(in: TrustCase.folder).filter { $0.hasSuffix(".json") }
        #expect(Set(names) == Set(files.keys))
        for name in names { #expect(try Files.read("\(TrustCase.folder)/\(name)") == files[name], "\(name)") }
    }

    private func all() throws -> [TrustCase] {
        try Files.names(in: TrustCase.folder).filter { $0.hasSuffix(".json") }
            .map { try TrustCase(reading: String($0.dropLast(5))) }
    }

    @Test(
        "A valid case is valid, and a hostile one is answered for its one reason while every other check is as it was")
    func answered() throws {
        let cases = try all()
        for trustCase in cases {
            guard let like = trustCase.like else {
                #expect(trustCase.expected.verdict == "valid" && trustCase.code == nil, "\(trustCase.name)")
                #expect(try trustCase.run() == trustCase.expected, "\(trustCase.name)")
                continue
            }
            let sibling = try #require(cases.first { $0.name == like && $0.like == nil })
            #expect(Self.differs(trustCase, from: sibling), "\(trustCase.name)")
            let whole = trustCase.completed(by: sibling)
            let answer = try whole.run()
            #expect(answer.verdict == whole.expected.verdict, "\(trustCase.name)")
            if answer.verdict == "refused" {
                #expect(answer.checks == trustCase.expected.checks, "\(trustCase.name)")
            } else {
                #expect(answer.checks == whole.expected.checks, "\(trustCase.name)")
                #expect(answer.notes == whole.expected.notes, "\(trustCase.name)")
            }
            let code = try #require(trustCase.code)
            #expect(trustCase.name == code || trustCase.name.hasPrefix(code + "-"), "\(trustCase.name)")
            let shown = code == "STATE_MALFORMED" ? "STATE_DAMAGED" : code
            let isNamed =
                answer.checks.values.contains { " \($0)".hasSuffix(" " + shown) }
                || answer.notes?.contains(shown) == true
            #expect(isNamed, "\(trustCase.name)")
            if answer.verdict == "valid" { #expect(answer.notes?.contains(shown) == true, "\(trustCase.name)") }
        }
        #expect(cases.count > 200)
    }

    /// Whether a case differs from its sibling where it says so, everywhere there and nowhere else.
    static func differs(_ trustCase: TrustCase, from sibling: TrustCase) -> Bool {
        let found = trustCase.differences(from: sibling)
        func covers(_ place: String, _ difference: String) -> Bool {
            difference == place || difference.hasPrefix(place + "/")
        }
        return found.allSatisfy { difference in trustCase.differs.contains { covers($0, difference) } }
            && trustCase.differs.allSatisfy { place in found.contains { covers(place, $0) } }
    }

    /// Codes without a file, and why.
    private static let exceptions = [
        "LIBCRYPTO_FAILURE": "no file makes the library fail; FaultTests do",
        "EDIT_UNKNOWN_ISSUER": "an edit of an authority, not of a verifier", "EDIT_UNKNOWN_KEY": "an edit",
        "EDIT_REFUSED": "an edit", "EDIT_SIGNER_REFUSED": "an edit",
        "ISSUER_RECOGNISED": "what the valid cases are",
        "TIME_SELF_ASSERTED": "in every judgement that passes, and no report repeats it",
        "LIST_KEYS_REPLACED": "of a list from before the keys were replaced: HonestRotationTests",
        "FRESH_KEY_REPLACED": "of a statement from before its key was replaced: HonestRotationTests",
        "LIST_LEFT_ASIDE": "TrustChainTests: of what is offered besides, not of what is in a folder",
        "ROOT_LEFT_ASIDE": "RootRivalTests: of what is handed over besides, not of what is in a folder",
        "ISSUER_ALSO_IN_REGISTRY": "of imported registries: ImportedRegistryTests",
        "REGISTRY_LAPSED": "of imported registries: ImportedRegistryTests",
        "REGISTRY_RECOGNITION_LAPSED": "of imported registries: RegistryMentionTests",
        "RECOGNIZED_IN": "of imported registries: RecognitionPathTests",
        "RECOGNIZED_IN_MISSING": "of imported registries: RecognitionPathTests",
        "RECOGNIZED_IN_NOT_IN_FORCE": "of imported registries: RecognitionPathTests",
        "RECOGNIZED_IN_STATUS_UNKNOWN": "of imported registries: RecognitionPathTests",
        "RECOGNIZED_IN_UNCHECKED": "of imported registries: RecognitionPathTests",
        "RECOGNIZED_IN_UNNAMED": "of imported registries: RecognitionPathTests",
        "ISSUER_RECOGNISED_BY_DELEGATION": "what a valid delegation is: DelegationTests",
        "KEY_CALLED_STOLEN_BY_LOST_KEY": "of what was said before a key was stolen: DelegationObjectionTests",
        "AWARDS_VOIDED_BY_LOST_KEY": "of what was said before a key was stolen: DelegationObjectionTests",
        "DELEGATION_KEY_IN_USE": "said to who makes or keeps a delegation: DelegationLimitTests",
        "DELEGATION_TO_LISTED": "said to who makes or keeps a delegation: DelegationLimitTests",
        "ROOT_LIMIT": "more than a thousand roots; TrustChainTests make them",
        "LIST_HISTORY_SET_ASIDE": "of a list whose keys were replaced since: TrustChainTests",
        "PROOF_DOMAIN_MISMATCH": "of presentations: ProofVerifierTests",
        "PROOF_CHALLENGE_MISMATCH": "of presentations: ProofVerifierTests",
        "VP_PROOF_COUNT": "of presentations: PresentationProofTests",
        "VP_SUITE_UNSUPPORTED": "of presentations: PresentationProofTests",
        "VP_WRONG_PURPOSE": "of presentations: ReplayMatrixTests",
        "VP_HOLDER_MISMATCH": "of presentations: ReplayMatrixTests",
        "CHALLENGE_MALFORMED": "said to who reads a challenge: PresentationRequestTests",
        "CONTEXT_DEFECTIVE": "of contexts that are kept beside the list: LinkedDataCredentialTests",
        "LINKED_DATA_INCOMPLETE": "of signatures over linked data: PublishedCredentialTests",
        "LINKED_DATA_AMBIGUOUS": "of signatures over linked data: RemovedProofTests",
        "LINKED_DATA_LIMIT": "of signatures over linked data: HostileLinkedDataTests",
        "SIGN_SELF_CHECK": "said to who signs", "DRAFT_REFUSED": "said to who signs",
        "ISSUER_RECORDS_VOUCHED_FOR": "of an institution that is closed: JudgementTests",
    ]

    @Test("Every error and every note that a verifier can give of trust has a case")
    func complete() throws {
        let found = Set(
            try all().compactMap(\.code) + all().compactMap { $0.name == "valid-archive" ? "LIST_AS_OF" : nil })
        let codes =
            TrustError.Code.allCases.map(\.rawValue) + IssuerJudgement.Code.allCases.map(\.rawValue)
            + TrustNote.Code.allCases.map(\.rawValue) + JSONError.Code.allCases.map(\.rawValue)
            + ProofError.Code.allCases.map(\.rawValue)
        // What a status tells has files of its own.
        for code in Set(codes) where !code.hasPrefix("STATUS_") {
            #expect(found.contains(code) || Self.exceptions[code] != nil, "\(code) has no case")
        }
        // An exception that has a case is none.
        for (code, reason) in Self.exceptions {
            #expect(!found.contains(code) && codes.contains(code), "\(code): \(reason)")
        }
    }
}
