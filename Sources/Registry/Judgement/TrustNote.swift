public import Encodings

/// A fact that a sentence for people names.
public enum TrustFact: Sendable {
    /// A word, a name or an identifier, shown as it is.
    case text(String)
    /// A time, shown as a date in the reader's language.
    case date(Timestamp)
    /// A time, shown with its time of day, where a date alone would not tell it apart from another.
    case moment(Timestamp)
    /// A number.
    case number(Int)
    /// An age, told in the reader's language.
    case age(AgeLimit)
}

extension TrustFact {
    /// The facts of one sentence, in which times of one day are told apart by their time of day.
    ///
    /// - Parameter others: Times that the sentence compares with and does not name.
    static func toldApart(
        _ facts: [(name: String, value: TrustFact)], from others: [Timestamp] = []
    ) -> [(name: String, value: TrustFact)] {
        let times = others + facts.compactMap { if case .date(let time) = $0.value { time } else { nil } }
        return facts.map { fact in
            guard case .date(let time) = fact.value,
                times.contains(where: { $0 != time && $0.date == time.date })
            else { return fact }
            return (fact.name, .moment(time))
        }
    }
}

/// Something worth knowing about a list or about a judgement by it, which changes no answer.
public struct TrustNote: Sendable {
    /// The stable name of what is worth knowing.
    public enum Code: String, Sendable, CaseIterable {
        /// A proof of the list is not by the pinned key, and was not checked.
        case proofNotChecked = "PROOF_NOT_CHECKED"
        /// The authority has said that it keeps the list no longer.
        case listClosed = "LIST_CLOSED"
        /// The list is past its next update, or its root has ended, and it says what was known on its date.
        case listAsOf = "LIST_AS_OF"
        /// An older word of the authority than one that was seen before says which list is its newest; it does not count.
        case freshRollback = "FRESH_ROLLBACK"
        /// The authority's word on which list is its newest has run out.
        case freshExpired = "FRESH_EXPIRED"
        /// A list is older than another that is at hand, which is used in its place.
        case listLeftAside = "LIST_LEFT_ASIDE"
        /// Another root of a version that is known, signed by those whose keys were taken out since, does not count.
        case rootLeftAside = "ROOT_LEFT_ASIDE"
        /// There was no list where the newest should be, and the one that was seen before is used in its place.
        case listRemembered = "LIST_REMEMBERED"
        /// A list that was seen before, whose keys were replaced since, recorded what this list does not have.
        case historySetAside = "LIST_HISTORY_SET_ASIDE"
        /// The authority contradicted itself under a number, and a later list settles it.
        case contradictionSettled = "LIST_CONTRADICTION_SETTLED"
        /// The list has something on record from before the list that came before it, which did not have it.
        case recordedLate = "LIST_RECORDED_LATE"
        /// A statement was signed with a key that the authority has replaced since, and does not count.
        case statementReplaced = "FRESH_KEY_REPLACED"
        /// A list was signed with keys that the authority has replaced since; a newer one is used.
        case listReplaced = "LIST_KEYS_REPLACED"
        /// When the credential was signed is known from the issuer alone.
        case timeSelfAsserted = "TIME_SELF_ASSERTED"
        /// The institution might issue at the time, and may not now.
        case noLongerGranted = "ISSUER_NO_LONGER_GRANTED"
        /// The institution may no longer issue, and somebody else vouches for its records.
        case recordsVouchedFor = "ISSUER_RECORDS_VOUCHED_FOR"
        /// The decision on the institution's quality that stands on the list was taken after it signed.
        case qualityDecisionLater = "QUALITY_DECISION_LATER"
        /// That the institution might issue at the time was put on record later.
        case stateRetroactive = "ISSUER_STATE_RETROACTIVE"
        /// What the institution was recognised for at the time was put on record later.
        case scopeRetroactive = "SCOPE_RETROACTIVE"
        /// Another institution than those by whom the issuer issues calls the key stolen.
        case keyCalledStolen = "KEY_CALLED_STOLEN"
        /// Another institution than those by whom the issuer issues declared awards of this kind and time void.
        case awardsVoidedElsewhere = "AWARDS_VOIDED_ELSEWHERE"
        /// A part of the institution called the key stolen, by a key of its own that is called stolen by now.
        case keyCalledStolenByLostKey = "KEY_CALLED_STOLEN_BY_LOST_KEY"
        /// A part of the institution declared awards of this kind and time void, by a key that is called stolen by now.
        case awardsVoidedByLostKey = "AWARDS_VOIDED_BY_LOST_KEY"
        /// Another imported registry names the issuer as well.
        case alsoInRegistry = "ISSUER_ALSO_IN_REGISTRY"
        /// A document in which somebody says that it is recognised is at hand, signed, and names it.
        case recognizedIn = "RECOGNIZED_IN"
        /// Such a document is at hand and names it, and who signed it is not known.
        case recognizedInUnchecked = "RECOGNIZED_IN_UNCHECKED"
        /// Such a document is at hand, and does not name it for issuing.
        case recognizedInUnnamed = "RECOGNIZED_IN_UNNAMED"
        /// Such a document names it, and is in force no longer, or not yet.
        case recognizedInNotInForce = "RECOGNIZED_IN_NOT_IN_FORCE"
        /// Such a document can be withdrawn, and whether it was is not known.
        case recognizedInStatusUnknown = "RECOGNIZED_IN_STATUS_UNKNOWN"
        /// Such a document is not at hand.
        case recognizedInMissing = "RECOGNIZED_IN_MISSING"
        /// An imported registry that names the issuer is out of date by its own words.
        case registryLapsed = "REGISTRY_LAPSED"
        /// An imported registry names the issuer for issuing at other times alone.
        case registryRecognitionLapsed = "REGISTRY_RECOGNITION_LAPSED"
        /// Every status list at hand is older than one that was seen before, which is used in its place.
        case statusReplayOlder = "STATUS_REPLAY_OLDER"
        /// The issuer meant to publish another status list since.
        case statusTTLPassed = "STATUS_TTL_PASSED"
        /// The status list is out of date, and says what was known on its date.
        case statusAsOf = "STATUS_AS_OF"
        /// The issuer has a newer credential.
        case statusRefresh = "STATUS_REFRESH"
        /// The issuer says something of the credential that does not decide whether it counts.
        case statusMessage = "STATUS_MESSAGE"
        /// A status that would decide nothing cannot be read.
        case statusNoteUnread = "STATUS_NOTE_UNREAD"
    }

    /// The stable name of what is worth knowing.
    public let code: Code
    /// What the sentence names.
    public let facts: [(name: String, value: TrustFact)]

    init(_ code: Code, _ facts: [(name: String, value: TrustFact)] = []) {
        self.code = code
        self.facts = facts
    }
}
