import Encodings

/// Why a status entry or a status list tells nothing: never a reason to take a credential for good.
public struct StatusError: Error, Sendable {
    /// The stable name of what is wrong.
    ///
    /// Those that Bitstring Status List 1.0, section 3.5, has carry its names.
    public enum Code: String, Sendable, CaseIterable {
        /// The entry is of a kind that nobody here can read.
        case typeUnknown = "STATUS_TYPE_UNKNOWN"
        /// What a set bit would mean is not known.
        case purposeUnknown = "STATUS_PURPOSE_UNKNOWN"
        /// An entry or a list does not have its form.
        case malformedValue = "MALFORMED_VALUE_ERROR"
        /// No list is at hand.
        case retrieval = "STATUS_RETRIEVAL_ERROR"
        /// The list at hand is another one than the entry names.
        case idMismatch = "STATUS_LIST_ID_MISMATCH"
        /// The list is by somebody who may not say it.
        case issuerNotAuthorised = "STATUS_ISSUER_NOT_AUTHORISED"
        /// The list is not signed as it must be, or is for another purpose.
        case verification = "STATUS_VERIFICATION_ERROR"
        /// The list is signed with a key that somebody else has.
        case keyCompromised = "STATUS_KEY_COMPROMISED"
        /// The list begins after the present time, or after the time that is asked for.
        case fromFuture = "STATUS_FROM_FUTURE"
        /// The list does not say until when it is good.
        case noExpiry = "STATUS_NO_EXPIRY"
        /// The list is past its end.
        case expired = "STATUS_LIST_EXPIRED"
        /// The list is older than the policy allows.
        case stale = "STATUS_STALE"
        /// A newer list counted in an earlier run, and is not there any more.
        case memoryLost = "STATUS_MEMORY_LOST"
        /// Two lists of the same time say different things.
        case equivocation = "STATUS_EQUIVOCATION"
        /// A newer list takes back a revocation.
        case revocationReversed = "STATUS_REVOCATION_REVERSED"
        /// The list cannot be decompressed.
        case decoding = "STATUS_LIST_DECODE_ERROR"
        /// The list is larger than any may be.
        case tooLarge = "STATUS_LIST_TOO_LARGE"
        /// The list is shorter than any may be, so that it would tell who is looked up.
        case length = "STATUS_LIST_LENGTH_ERROR"
        /// The entry lies behind the end of the list.
        case range = "RANGE_ERROR"
    }

    /// What is wrong.
    public let code: Code
    /// The JSON pointer of what is wrong, in the list or in the credential; empty for the whole document.
    public let pointer: String
    /// One sentence: what was expected and what was found.
    public let reason: String
    /// What a sentence for people names; `variant` says which of several things is wrong.
    public let facts: [(name: String, value: TrustFact)]

    init(
        _ code: Code, at pointer: String = "", _ reason: String, variant: String? = nil,
        _ facts: [(name: String, value: TrustFact)] = []
    ) {
        self.code = code
        self.pointer = pointer
        self.reason = reason
        self.facts =
            [("place", .text(pointer.isEmpty ? "/" : JSONPointer.printable(pointer)))] + facts
            + (variant.map { [("variant", .text($0))] } ?? [])
    }

    /// Whether the list is the issuer's own and says what was known on its date, though no longer what is known now.
    public var isLapse: Bool { code == .expired || code == .stale || code == .noExpiry }
}

extension StatusError: Equatable {
    /// Errors are equal when their codes are.
    public static func == (left: StatusError, right: StatusError) -> Bool { left.code == right.code }
}

extension StatusError: CustomStringConvertible {
    /// The reason, the place and the code on one line.
    public var description: String {
        pointer.isEmpty ? "\(reason) (\(code.rawValue))" : "\(reason) (at \(pointer); \(code.rawValue))"
    }
}
