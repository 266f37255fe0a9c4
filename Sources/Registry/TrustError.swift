/// Why a pin or a trust list is not accepted, or an edit of one cannot be made.
public struct TrustError: Error, Sendable {
    /// The stable name of what is wrong.
    public enum Code: String, Sendable, CaseIterable {
        /// The pin is not a pin of version 1 with exactly the members that it has.
        case pinMalformed = "PIN_MALFORMED"
        /// The bytes of a list are no strict JSON within the limits for lists.
        case unreadable = "LIST_UNREADABLE"
        /// The list breaks a rule of its form.
        case malformed = "LIST_MALFORMED"
        /// The list is another one than the pin names.
        case wrongID = "LIST_WRONG_ID"
        /// The list comes from another authority than the pin names.
        case wrongAuthority = "LIST_WRONG_AUTHORITY"
        /// The list was made for another environment than the pin names, for example for demonstrations.
        case wrongEnvironment = "LIST_WRONG_ENVIRONMENT"
        /// The list is left out, because it is less than others that are trusted beside it: a demonstration beside the
        /// real thing.
        case environmentMixed = "LIST_ENVIRONMENT_MIXED"
        /// No proof of the list is by the pinned key.
        case threshold = "LIST_THRESHOLD"
        /// A proof names the pinned key, and its signature does not hold.
        case badSignature = "PROOF_BAD_SIGNATURE"
        /// A key is a point of small order, or its encoding is not canonical.
        case weakKey = "LIST_WEAK_KEY"
        /// A key whose private half is published stands outside a demonstration.
        case demonstrationKey = "LIST_DEMONSTRATION_KEY"
        /// The list claims to be good for longer than 184 days.
        case windowTooLong = "LIST_WINDOW_TOO_LONG"
        /// The list is older than one that was seen before.
        case rollback = "LIST_ROLLBACK"
        /// Two lists carry the same sequence number, and say different things.
        case equivocation = "LIST_EQUIVOCATION"
        /// The list leaves out or changes what an earlier one recorded.
        case historyRewritten = "LIST_HISTORY_REWRITTEN"
        /// The sequence number is more than a million ahead of the list that was seen before.
        case sequenceJump = "LIST_SEQUENCE_JUMP"
        /// The list was issued after the present time.
        case fromFuture = "LIST_FROM_FUTURE"
        /// The next list is overdue: what changed since is not known.
        case expired = "LIST_EXPIRED"
        /// The list is older than the verifier's policy allows.
        case stale = "LIST_STALE"
        /// The list was made under a newer root than the one at hand.
        case needsNewerRoot = "LIST_NEEDS_NEWER_ROOT"
        /// The authority says that there is a newer list.
        case superseded = "LIST_SUPERSEDED"
        /// The policy asks for the authority's word that the list is its newest, and there is none in force.
        case notFresh = "LIST_NOT_FRESH"
        /// No root at hand is the one that the pin names.
        case rootNotPinned = "ROOT_NOT_PINNED"
        /// The bytes of a root are no strict JSON within the limits for roots.
        case rootUnreadable = "ROOT_UNREADABLE"
        /// The root breaks a rule of its form.
        case rootMalformed = "ROOT_MALFORMED"
        /// Two roots carry the same version, and say different things.
        case rootEquivocation = "ROOT_EQUIVOCATION"
        /// A version is missing between two roots.
        case rootVersionGap = "ROOT_VERSION_GAP"
        /// The root does not name the one before it.
        case rootChainBroken = "ROOT_CHAIN_BROKEN"
        /// The root was made for another environment than the pin names.
        case rootWrongEnvironment = "ROOT_WRONG_ENVIRONMENT"
        /// Too few keys of the root before it have signed the root.
        case rootOldThreshold = "ROOT_OLD_THRESHOLD"
        /// Too few of its own keys have signed the root.
        case rootNewThreshold = "ROOT_NEW_THRESHOLD"
        /// The root is older than one that was seen before.
        case rootRollback = "ROOT_ROLLBACK"
        /// More roots follow the pinned one than are followed.
        case rootLimit = "ROOT_LIMIT"
        /// The root was made after the present time.
        case rootFromFuture = "ROOT_FROM_FUTURE"
        /// The time of the newest root is over.
        case rootExpired = "ROOT_EXPIRED"
        /// The bytes of a freshness statement are no strict JSON within the limits for statements.
        case freshUnreadable = "FRESH_UNREADABLE"
        /// The freshness statement breaks a rule of its form.
        case freshMalformed = "FRESH_MALFORMED"
        /// The freshness statement is not signed by a key that may, or was altered.
        case freshBadSignature = "FRESH_BAD_SIGNATURE"
        /// The bytes of a delegation are no strict JSON within the limits for delegations.
        case delegationUnreadable = "DELEGATION_UNREADABLE"
        /// A delegation breaks a rule of its form.
        case delegationMalformed = "DELEGATION_MALFORMED"
        /// What was kept of earlier runs cannot be read.
        case stateMalformed = "STATE_MALFORMED"
        /// The clock shows a time before something that was seen already.
        case clockBeforeFloor = "CLOCK_BEFORE_TRUSTED_FLOOR"
        /// An edit names an institution that is not on the list.
        case unknownIssuer = "EDIT_UNKNOWN_ISSUER"
        /// An edit names a key that the institution does not have on the list.
        case unknownKey = "EDIT_UNKNOWN_KEY"
        /// An edit is not possible as things stand on the list.
        case editRefused = "EDIT_REFUSED"
        /// The key that is to sign is not the pinned one, or does not sign.
        case signerRefused = "EDIT_SIGNER_REFUSED"
        /// The cryptographic library did not do its work.
        case cryptographyFailed = "LIBCRYPTO_FAILURE"
    }

    /// What is wrong.
    public let code: Code
    /// The JSON pointer (RFC 6901) of what is wrong; empty for the whole document.
    public let pointer: String
    /// One sentence that tells what was expected and what was found.
    public let reason: String
    /// Why an edit is not possible, with code `editRefused`.
    public internal(set) var refusal: EditRefusal?

    /// Names what is wrong, where, and in one sentence why.
    public init(_ code: Code, at pointer: String = "", _ reason: String) {
        self.code = code
        self.pointer = pointer
        self.reason = reason
    }

    /// Whether the list is not refused but merely cannot decide anything: it is genuine, and too old.
    public var isUndecided: Bool {
        switch code {
        case .expired, .stale, .superseded, .notFresh, .needsNewerRoot, .rootExpired, .rootLimit, .clockBeforeFloor:
            true
        default: false
        }
    }
}

extension TrustError: Equatable {
    /// Errors are equal when their codes are.
    public static func == (left: TrustError, right: TrustError) -> Bool { left.code == right.code }
}

extension TrustError: CustomStringConvertible {
    /// The reason, the place and the code on one line.
    public var description: String {
        pointer.isEmpty ? "\(reason) (\(code.rawValue))" : "\(reason) (at \(pointer); \(code.rawValue))"
    }
}
