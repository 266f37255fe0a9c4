import Credentials
import Encodings
import Registry

/// One of two lists that are compared.
struct ComparedList {
    let path: String
    let list: UnverifiedTrustList
    let signature: Signature

    /// What is known of who signed it.
    enum Signature: String {
        /// The signature by the pinned key holds.
        case checked
        /// Nobody looked: no pin of this list is at hand.
        case notChecked
        /// There is none, as on a draft.
        case missing
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

    init(old: ComparedList, new: ComparedList) {
        self.old = old
        self.new = new
        changes = ListChanges(from: old.list.document.root, to: new.list.document.root)
        do throws(TrustError) {
            try new.list.check(succeeding: old.list)
            discontinuity = nil
        } catch {
            discontinuity = error
        }
    }

    /// Whether both are lists of one name: what differs between others is no change.
    var areComparable: Bool { discontinuity?.code != .wrongID }

    /// Whether both say the same with the same dates.
    var areSame: Bool { old.list.digest == new.list.digest }
}
