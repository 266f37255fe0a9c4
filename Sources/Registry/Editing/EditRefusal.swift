public import Encodings

/// Why an edit is not possible as things stand on the list, with code ``TrustError/Code/editRefused``.
public enum EditRefusal: Sendable {
    /// One of the institution's identifiers is on the list already.
    case alreadyListed
    /// The institution is in a state that the edit does not start from, or that it would not change.
    case otherState(ListedState.Kind, since: Timestamp)
    /// The new state would hold from before the institution's first one, which holds from `since`.
    case beforeFirstState(since: Timestamp)
    /// The key is not in use.
    case keyNotInUse
    /// The recognition starts before `now`, and nothing says why.
    case recognisedAfterTheFact(now: Timestamp)
    /// The institution has no recognition of this number.
    case noSuchRecognition
    /// The edit lies before the list that it follows, which was issued then.
    case beforeList(issued: Timestamp)
    /// The draft is signed already.
    case draftIsSigned
    /// The draft does not follow the list in force.
    case draftOfAnotherList
    /// A text that is to stand on the list is empty.
    case emptyText
    /// A text that is to stand on the list holds a character that cannot be seen or steers a terminal, for example
    /// `U+001B`.
    case unseenCharacter(String)
    /// The edit lies before the draft, which was made then.
    case beforeDraft(made: Timestamp)
    /// The draft closes the list already.
    case alreadyClosed
    /// The list in force is closed: none follows it.
    case lastList
    /// The key was compromised from then on by what is on record, and can only be so from an earlier time.
    case compromisedBefore(since: Timestamp)
    /// The key signs for the authority, or did; a key has one purpose.
    case keyOfAuthority
    /// The draft is the list in force itself.
    case draftInForce

    /// The stable name of the refusal.
    public var name: String {
        switch self {
        case .alreadyListed: "alreadyListed"
        case .otherState(let kind, _): "otherState.\(kind.rawValue)"
        case .beforeFirstState: "beforeFirstState"
        case .keyNotInUse: "keyNotInUse"
        case .recognisedAfterTheFact: "recognisedAfterTheFact"
        case .noSuchRecognition: "noSuchRecognition"
        case .beforeList: "beforeList"
        case .draftIsSigned: "draftIsSigned"
        case .draftOfAnotherList: "draftOfAnotherList"
        case .emptyText: "emptyText"
        case .unseenCharacter: "unseenCharacter"
        case .beforeDraft: "beforeDraft"
        case .alreadyClosed: "alreadyClosed"
        case .lastList: "lastList"
        case .compromisedBefore: "compromisedBefore"
        case .keyOfAuthority: "keyOfAuthority"
        case .draftInForce: "draftInForce"
        }
    }

    /// The time that the refusal is about, where it is about one.
    public var time: Timestamp? {
        switch self {
        case .otherState(_, let time), .beforeFirstState(let time), .recognisedAfterTheFact(let time),
            .beforeList(let time), .beforeDraft(let time), .compromisedBefore(let time):
            time
        default: nil
        }
    }
}

extension TrustError {
    /// An edit that is not possible as things stand.
    init(_ refusal: EditRefusal, at pointer: String = "", _ reason: String) {
        self.init(.editRefused, at: pointer, reason)
        self.refusal = refusal
    }
}
