import CredentialVerifier
import Encodings
import TestSupport
import Testing

/// What becomes of the cases when one of their files is taken away.
///
/// Whoever hands files over decides which of them are there, so that what is missing must never make a verifier say yes that
/// would have said no. What it remembers itself is not handed over by anybody.
@Suite("Files that are taken away", .serialized)
struct RemovedFileTests {
    /// One case for each code in a folder, whole, and only those in which something else than the credential is at fault.
    private static func cases(in folder: String) throws -> [TrustCase] {
        let all = try Files.names(in: folder).filter { $0.hasSuffix(".json") }
            .map { String($0.dropLast(5)) }.sorted().map { try TrustCase(reading: $0, in: folder) }
        var codes: Set<String> = []
        return try all.compactMap { trustCase in
            guard let like = trustCase.like, let code = trustCase.code else { return trustCase }
            guard trustCase.expected.verdict != "refused",
                trustCase.differs.contains(where: { !$0.hasPrefix("credential.json") }),
                codes.insert(code).inserted
                    || code == "ROOT_EQUIVOCATION" || code == "STATUS_EQUIVOCATION"
            else { return nil }
            return trustCase.completed(by: try #require(all.first { $0.name == like }))
        }
    }

    /// The files of a case that are handed over; a pin is the verifier's own decision.
    private static func removable(_ trustCase: TrustCase) -> [String] {
        trustCase.files.map(\.name).filter {
            $0 != "credential.json" && !$0.hasPrefix("state/") && !$0.hasSuffix("pin.json")
        }
    }

    /// A file's kind, for the names of status lists are hashes.
    private static func kind(_ file: String) -> String {
        file.hasPrefix("trust/status/") ? "trust/status" : file
    }

    /// Which files can be taken away so that the answer is valid, of cases whose answer is valid or is not.
    ///
    /// - Parameter isRemembering: Whether the verifier has judged with the file before.
    private static func valid(
        _ folder: String, ofValid: Bool, isRemembering: Bool
    ) throws -> Set<String> {
        var found: Set<String> = []
        for trustCase in try cases(in: folder) where (trustCase.expected.verdict == "valid") == ofValid {
            // What is only noted of a valid answer is as good as nothing.
            guard trustCase.code == nil || !ofValid else { continue }
            try Files.withTemporaryFolder { place in
                try trustCase.writeFiles(into: place)
                if isRemembering { _ = try trustCase.answer(in: place, readsWords: false) }
                for file in removable(trustCase) {
                    let bytes = try Files.read("\(place)/\(file)")
                    Files.remove("\(place)/\(file)")
                    let answer = try trustCase.answer(in: place, keeps: false, readsWords: false)
                    if answer.verdict == "valid" { found.insert("\(trustCase.name) \(kind(file))") }
                    try Files.write(bytes, to: "\(place)/\(file)")
                }
            }
        }
        return found
    }

    @Test("Of a verifier that has everything in order and remembers nothing, every file is needed")
    func everyFileIsNeeded() throws {
        // A list that was seen is kept, a DID document says nothing that a list does not, and a message decides nothing.
        #expect(
            try Self.valid(TrustCase.folder, ofValid: true, isRemembering: false)
                == ["valid trust/list.json", "valid-did-document trust/dids/leiehove.json"])
        #expect(
            try Self.valid(StatusCaseBook.folder, ofValid: true, isRemembering: false)
                == ["valid-remembering trust/status", "valid-with-message trust/status"])
    }

    /// What no verifier can know that has never seen the file: the word that speaks against the credential, the older list
    /// that it keeps being good; or the second of two documents of which each is good without the other.
    private static let unknowable: Set<String> = [
        "AWARDS_VOIDED trust/list.json", "ISSUER_CLOSED_NO_TIME_EVIDENCE trust/list.json",
        "ISSUER_SUSPENDED_AT_ISSUE trust/list.json", "ISSUER_WITHDRAWN_AT_ISSUE trust/list.json",
        "ISSUER_WITHDRAWN_NO_TIME_EVIDENCE trust/list.json", "KEY_COMPROMISED trust/list.json",
        "KEY_COMPROMISED_NO_TIME_EVIDENCE trust/list.json", "KEY_OUTSIDE_WINDOW trust/list.json",
        "KEY_DISPUTED trust/delegations/arts.json", "KEY_DISPUTED trust/delegations/word.json",
        "LIST_HISTORY_REWRITTEN-identifier trust/list.json", "QUALITY_DECISION_ENDED trust/list.json",
        "SCOPE_NOT_IN_FORCE trust/list.json", "SIGNED_AFTER_LIST_CLOSED trust/list.json",
        "ROOT_EQUIVOCATION-two trust/root.2.json", "ROOT_EQUIVOCATION-two trust/root.3.json",
        "STATUS_EQUIVOCATION trust/status", "STATUS_EQUIVOCATION-handed-over handed/list.json",
        "STATUS_REVOCATION_REVERSED trust/status",
    ]

    @Test("No file that is taken away turns a no into a yes, but one that the verifier has never seen")
    func neverSeen() throws {
        let trust = try Self.valid(TrustCase.folder, ofValid: false, isRemembering: false)
        let status = try Self.valid(StatusCaseBook.folder, ofValid: false, isRemembering: false)
        #expect(trust.union(status) == Self.unknowable)
    }

    @Test("No file that is taken away turns a no into a yes where the verifier has seen it")
    func seenBefore() throws {
        #expect(try Self.valid(TrustCase.folder, ofValid: false, isRemembering: true).isEmpty)
        #expect(try Self.valid(StatusCaseBook.folder, ofValid: false, isRemembering: true).isEmpty)
    }
}
