import Encodings
import Synchronization

/// The lists of one name that are at hand and authentic, the newest first, with what speaks against each.
final class StatusHistory: Sendable {
    /// A list with what is known of it from earlier runs.
    typealias Offer = (list: StatusList, isRemembered: Bool, isContradiction: Bool)

    /// One of them.
    struct Item: Sendable {
        let list: StatusList
        /// Whether it is known from an earlier run alone.
        let isRemembered: Bool
        /// Whether an earlier run kept it, wherever else it is at hand.
        let isKept: Bool
        /// Whether an earlier run kept it as one that contradicts another.
        let isContradiction: Bool
        /// What other lists of the same name say against it.
        fileprivate(set) var doubt: StatusError?
    }

    /// The most lists of one name that are looked at.
    static let limit = 16

    /// The authentic lists, the newest first.
    let items: [Item]
    /// What is wrong with the lists at hand, where none is authentic.
    let refusal: StatusError?
    /// When the newest list began that ever counted, whether or not it is still there; `nil` where that is not known.
    let newestKnown: Timestamp?

    /// The place of the list that was told of last, plus one.
    private let told = Atomic<Int>(0)

    /// Whether nobody was told yet that the list at a place counted, and it was not kept before.
    func isNews(at place: Int) -> Bool {
        !items[place].isKept && told.exchange(place + 1, ordering: .relaxed) != place + 1
    }

    init(_ lists: [Offer], refusal: StatusError?, known: KnownStatusLists = KnownStatusLists()) {
        newestKnown = known.newest
        self.refusal = lists.isEmpty ? refusal : nil
        let sorted = lists.sorted { $0.list.validFrom > $1.list.validFrom }
        var items: [Item] = []
        for (list, isRemembered, isContradiction) in sorted {
            // The same list twice is one list, and then it need not have been remembered.
            if let place = items.firstIndex(where: { $0.list.digest == list.digest }) {
                items[place] = Item(
                    list: items[place].list, isRemembered: items[place].isRemembered && isRemembered,
                    isKept: items[place].isKept || isRemembered,
                    isContradiction: items[place].isContradiction || isContradiction)
                continue
            }
            items.append(
                Item(
                    list: list, isRemembered: isRemembered, isKept: isRemembered, isContradiction: isContradiction))
        }
        for place in items.indices {
            items[place].doubt = Self.doubt(about: place, in: items, contradicted: known.contradicted)
        }
        self.items = items
    }

    private static func doubt(
        about place: Int, in items: [Item], contradicted: Timestamp?
    ) -> StatusError? {
        let list = items[place].list
        for (other, item) in items.enumerated() where other != place {
            // What contradicted an older list is settled by a newer one.
            if item.isContradiction, item.list.validFrom < list.validFrom { continue }
            if other > place || item.list.validFrom == list.validFrom, let doubt = list.objection(beside: item.list) {
                return doubt
            }
        }
        // The other one may not be at hand any more.
        guard items[place].isContradiction || list.validFrom == contradicted else { return nil }
        return StatusError(
            .equivocation, at: "/validFrom", "expected a list that contradicts no other, found one that did before",
            [("known", .moment(list.validFrom))])
    }
}

extension StatusList {
    /// What another authentic list of the same name, which is not newer, says against this one.
    ///
    /// Its code is `equivocation` or `revocationReversed`.
    public func objection(beside other: StatusList) -> StatusError? {
        guard other.digest != digest else { return nil }
        guard other.validFrom != validFrom else {
            return StatusError(
                .equivocation, at: "/validFrom", "expected one list of this time, found two that say different things",
                [("known", .moment(validFrom))])
        }
        guard purposes == [.revocation], other.purposes == [.revocation], case .success(let now) = values,
            case .success(let earlier) = other.values, let bit = earlier.firstBit(clearedIn: now)
        else { return nil }
        return StatusError(
            .revocationReversed, at: "/credentialSubject/encodedList",
            "expected every revocation of the list of \(other.validFrom) to stand, found that at \(bit) taken back",
            [("known", .date(validFrom)), ("earlier", .date(other.validFrom))])
    }
}
