import Encodings
import TestSupport
import Testing

/// The names of the design, step by step, and the file of each.
@Suite("The names of the design of trust")
struct TrustCaseNameTests {
    /// Every name of the trust list design, section 1.5.
    private static let design: [(step: String, names: [String])] = [
        ("S0", ["CLOCK_BEFORE_TRUSTED_FLOOR"]),
        (
            "S1",
            [
                "INPUT_TOO_LARGE", "JSON_NOT_UTF8", "JSON_SYNTAX", "JSON_DUPLICATE_KEY", "JSON_BAD_STRING",
                "JSON_NAME_NOT_NFC", "JSON_NUMBER_NOT_ALLOWED", "JSON_LIMIT", "INTERNAL_CANON_MISMATCH",
            ]
        ),
        (
            "S2",
            [
                "ROOT_NOT_PINNED", "ROOT_EQUIVOCATION", "ROOT_VERSION_GAP", "ROOT_CHAIN_BROKEN",
                "ROOT_WRONG_ENVIRONMENT",
                "ROOT_OLD_THRESHOLD", "ROOT_NEW_THRESHOLD", "ROOT_MALFORMED", "ROOT_EXPIRED", "PROOF_BAD_SIGNATURE",
            ]
        ),
        (
            "S3",
            [
                "LIST_WRONG_ID", "LIST_THRESHOLD", "LIST_NEEDS_NEWER_ROOT", "LIST_ROLLBACK", "LIST_EQUIVOCATION",
                "LIST_HISTORY_REWRITTEN", "LIST_FROM_FUTURE", "LIST_WINDOW_TOO_LONG", "LIST_EXPIRED", "LIST_STALE",
                "FRESH_BAD_SIGNATURE", "LIST_SUPERSEDED", "FRESH_ROLLBACK", "FRESH_EXPIRED", "LIST_MALFORMED",
                "LIST_WEAK_KEY",
            ]
        ),
        (
            "S4",
            [
                "PROOF_MISSING", "NOT_CHECKED", "PROOF_NONE_SUPPORTED", "PROOF_AMBIGUOUS", "PROOF_CHAIN_UNSUPPORTED",
                "PROOF_UNKNOWN_MEMBER", "PROOF_WRONG_SUITE", "PROOF_WRONG_PURPOSE", "CONTEXT_NOT_ALLOWED",
                "CONTEXT_UNKNOWN", "CONTEXT_MISMATCH", "TYPE_NOT_ALLOWED", "ISSUER_MALFORMED",
                "PROOF_CONTROLLER_MISMATCH", "PROOF_VALUE_MALFORMED", "SIGNATURE_INVALID", "KEY_SMALL_ORDER",
                "KEY_NOT_CANONICAL", "SIG_R_SMALL_ORDER", "SIG_NOT_CANONICAL",
            ]
        ),
        (
            "S5",
            [
                "ISSUER_NOT_LISTED", "KEY_NOT_LISTED", "KEY_MISMATCH", "KEY_WRONG_PURPOSE", "DELEGATION_BAD_SIGNATURE",
                "DELEGATION_NOT_ALLOWED", "DELEGATION_TOO_DEEP", "DELEGATION_LOOP", "DELEGATION_WIDENS_SCOPE",
                "DELEGATION_NOT_IN_FORCE", "DELEGATION_REVOKED",
            ]
        ),
        (
            "S6",
            [
                "TIME_BATCH_PATH_INVALID", "TIME_LOG_UNKNOWN", "TIME_LOG_SIGNATURE", "TIME_INCLUSION_INVALID",
                "TIME_QUORUM_NOT_MET", "TIME_FROM_FUTURE", "TSA_IMPRINT", "TSA_UNKNOWN", "TSA_EKU", "TSA_WINDOW",
                "TIME_CREATED_AFTER_EVIDENCE", "TIME_EVIDENCE_REQUIRED", "TIME_CREATED_MISSING", "TIME_SELF_ASSERTED",
                "KEY_OUTSIDE_WINDOW", "KEY_COMPROMISED_NO_TIME_EVIDENCE", "KEY_COMPROMISED", "ISSUER_NOT_GRANTED_YET",
                "ISSUER_SUSPENDED_AT_ISSUE", "ISSUER_WITHDRAWN_AT_ISSUE", "ISSUER_WITHDRAWN_NO_TIME_EVIDENCE",
                "AWARDS_VOIDED", "ISSUER_NO_LONGER_GRANTED",
            ]
        ),
        (
            "S7",
            [
                "SCOPE_NOT_IN_FORCE", "SCOPE_TYPE", "SCOPE_EQF", "SCOPE_FIELD", "SCOPE_JURISDICTION", "SCOPE_SCHEMA",
                "SCOPE_EQF_MISSING", "SCHEMA_INVALID",
            ]
        ),
        ("S8", ["VALIDITY_MALFORMED", "NOT_YET_VALID", "EXPIRED"]),
    ]

    /// The files of what has another name here; each says so.
    private static let others = [
        "NOT_CHECKED": "PROOF_NOT_CHECKED", "PROOF_CHAIN_UNSUPPORTED": "PROOF_CHAIN_BROKEN",
        "PROOF_WRONG_SUITE": "PROOF_NONE_SUPPORTED-type", "CONTEXT_NOT_ALLOWED": "CONTEXT_NESTED",
    ]

    /// What can have no file; the notes beside the files say why of each.
    private static let without: Set<String> = [
        "INTERNAL_CANON_MISMATCH", "TIME_BATCH_PATH_INVALID", "TIME_LOG_UNKNOWN", "TIME_LOG_SIGNATURE",
        "TIME_INCLUSION_INVALID", "TIME_QUORUM_NOT_MET", "TSA_IMPRINT", "TSA_UNKNOWN", "TSA_EKU", "TSA_WINDOW",
        "TIME_CREATED_AFTER_EVIDENCE", "TIME_SELF_ASSERTED", "SCHEMA_INVALID",
    ]

    @Test("Every name of the design has a file with that code, or the notes beside the files say why it has none")
    func everyName() throws {
        var codes: Set<String> = []
        for folder in [TrustCase.folder, StatusCaseBook.folder] {
            for name in try Files.names(in: folder) where name.hasSuffix(".json") {
                if let code = try TrustCase(reading: String(name.dropLast(5)), in: folder).code { codes.insert(code) }
            }
        }
        let notes = String(decoding: try Files.read(TrustCase.folder + "/README.md"), as: UTF8.self)
        let names = Self.design.flatMap(\.names)
        #expect(Set(names).count == names.count && names.count == 101)
        for (step, name) in Self.design.flatMap({ step in step.names.map { (step.step, $0) } }) {
            if let other = Self.others[name] {
                let says = try TrustCase(reading: other).says
                #expect(!codes.contains(name) && says.contains(name), "\(step): \(name)")
            } else if Self.without.contains(name) {
                #expect(!codes.contains(name) && notes.contains("`\(name)`"), "\(step): \(name)")
            } else {
                #expect(codes.contains(name), "\(step): \(name) has no file")
            }
        }
        #expect(Self.without.union(Self.others.keys).isSubset(of: names))
    }
}
