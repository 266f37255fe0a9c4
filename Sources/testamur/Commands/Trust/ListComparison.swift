import Credentials
import Encodings
import Registry

/// One of two lists that are compared.
struct ComparedList {
    let path: String
    let list: UnverifiedTrustList
    let signature: Signature
    /// The pin by which the signature was checked, where nobody named it and it merely lies beside the list.
    let pinBeside: String?

    /// Whether a verifier of today would take the list as signed, by a pin that somebody relies on.
    var isChecked: Bool { signature.isChecked && pinBeside == nil }

    /// What is known of who signed it.
    enum Signature {
        /// The signature by the pinned key holds.
        case checked
        /// Enough of the keys that a root names have signed; with the newest root at hand.
        case checkedUnderRoot(Int, newest: Int)
        /// Fewer keys have signed than the newest root asks for.
        case incomplete(signed: Int, threshold: Int, root: Int)
        /// Nobody looked: no pin of this list is at hand.
        case notChecked
        /// Nobody looked: the root that names the keys is not at hand.
        case noRoot
        /// There is none, as on a draft.
        case missing

        /// Whether a verifier of today would take the list as signed.
        var isChecked: Bool {
            switch self {
            case .checked: true
            case .checkedUnderRoot(let version, let newest): version == newest
            case .incomplete, .notChecked, .noRoot, .missing: false
            }
        }

        /// The stable name.
        var name: String {
            switch self {
            case .checked, .checkedUnderRoot: "checked"
            case .incomplete: "incomplete"
            case .notChecked: "notChecked"
            case .noRoot: "noRoot"
            case .missing: "missing"
            }
        }

        /// The version of the root whose keys were looked for.
        var rootVersion: Int? {
            switch self {
            case .checkedUnderRoot(let version, _), .incomplete(_, _, let version): version
            case .checked, .notChecked, .noRoot, .missing: nil
            }
        }

        /// The sentence: its key, and what it names.
        var words: (key: String, facts: [(name: String, value: String)]) {
            switch self {
            case .checkedUnderRoot(let version, let newest):
                (
                    version == newest ? "checkedUnderRoot" : "checkedUnderOldRoot",
                    [("root", String(version)), ("newest", String(newest))]
                )
            case .incomplete(let signed, let threshold, let version):
                (
                    name, [("signed", String(signed)), ("threshold", String(threshold)), ("root", String(version))]
                )
            case .checked, .notChecked, .noRoot, .missing: (name, [])
            }
        }
    }
}

/// Two lists, and what keeps the second from continuing the first.
struct ListComparison {
    let old: ComparedList
    let new: ComparedList
    /// What is changed from the first to the second.
    let changes: ListChanges
    /// Why the second does not continue the first; `nil` when it does.
    let discontinuity: TrustError?
    /// What the second has on record from before the first, which does not have it.
    let late: [LateRecord]

    init(old: ComparedList, new: ComparedList) {
        self.old = old
        self.new = new
        changes = ListChanges(from: old.list.document.root, to: new.list.document.root)
        do throws(TrustError) {
            late = try new.list.check(succeeding: old.list)
            discontinuity = nil
        } catch {
            late = []
            discontinuity = error
        }
    }

    /// Whether both are lists of one name: what differs between others is no change.
    var areComparable: Bool { discontinuity?.code != .wrongID }

    /// Whether the second continues the first, and neither was signed by too few.
    ///
    /// That nobody looked is no fault of the lists; it is told, and whoever asks has it to mend.
    var isInOrder: Bool {
        discontinuity == nil
            && ![old, new].contains { if case .incomplete = $0.signature { true } else { false } }
    }

    /// Whether both say the same with the same dates.
    var areSame: Bool { old.list.digest == new.list.digest }
}
