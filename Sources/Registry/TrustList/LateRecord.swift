public import Encodings

/// What a list has on record from before the list that came before it, which did not have it.
///
/// Nobody can tell whether it was forgotten or made up. It harms nobody but the institution that it is about: with whoever
/// has seen the list before it, it counts as recorded with the list that has it.
public struct LateRecord: Sendable, Hashable {
    /// What was recorded late.
    public enum Kind: Sendable, Hashable {
        /// The state at this place among those of the institution, which says that it was recorded earlier.
        case state(Int)
        /// A decision on its quality, after another one that had ended then.
        case quality(ended: Timestamp)
    }

    /// What was recorded late.
    public let kind: Kind
    /// The institution, as bytes of its DID.
    public let issuer: [UInt8]
    /// When it can have been put on record at the earliest: with the list that has it, or, where lists in between were not
    /// seen, after the one that was.
    public let recorded: Timestamp
    /// The JSON pointer of what was recorded late; empty where that is not known any more.
    public let pointer: String
    /// The institution's name in law; empty where that is not known any more.
    public let legalName: String

    init(_ kind: Kind, of issuer: ListedIssuer, at place: String, recorded: Timestamp) {
        self.kind = kind
        self.issuer = issuer.idBytes
        self.recorded = recorded
        pointer = issuer.node.pointer + place
        legalName = issuer.legalName
    }

    /// Takes what an earlier run noticed.
    init(_ kind: Kind, of issuer: [UInt8], recorded: Timestamp) {
        self.kind = kind
        self.issuer = issuer
        self.recorded = recorded
        pointer = ""
        legalName = ""
    }

    /// What is worth knowing of it.
    public var note: TrustNote {
        var facts: [(name: String, value: TrustFact)] = [
            ("issuer", .text(legalName)), ("pointer", .text(pointer)), ("recorded", .date(recorded)),
        ]
        if case .quality(let ended) = kind { facts += [("ended", .date(ended)), ("variant", .text("quality"))] }
        return TrustNote(.recordedLate, facts)
    }

    /// Both are the same where they say the same, whether or not they know its place.
    public static func == (left: LateRecord, right: LateRecord) -> Bool {
        left.kind == right.kind && left.issuer == right.issuer && left.recorded == right.recorded
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(issuer)
        hasher.combine(recorded)
    }

    /// What it is about, whenever that was recorded.
    var subject: Subject { Subject(kind: kind, issuer: issuer) }

    /// What a record is about.
    struct Subject: Hashable {
        let kind: Kind
        let issuer: [UInt8]
    }
}
