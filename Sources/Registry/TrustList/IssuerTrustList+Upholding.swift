import Encodings

extension TrustListContent {
    /// Checks that a list which continues one of two that contradict each other takes back nothing that the other says
    /// against anybody.
    ///
    /// Whichever of the two is the true one: a key that one of them calls stolen or retired stays so, under whatever name,
    /// and so does what one of them suspends, withdraws, ends or voids. What one of them grants need not stay, nor need an
    /// institution or a key that it alone has: whoever is on no list counts for nothing. A draft that was signed and then
    /// given up for another one must not stop its authority for good.
    ///
    /// - Throws: ``TrustError`` with code `historyRewritten`.
    func check(upholding other: TrustListContent) throws(TrustError) {
        guard isClosed || !other.isClosed else {
            throw Self.takenBack("/trustList/closed", "a list that stays closed, as one of the two says")
        }
        for theirs in other.issuers {
            guard let position = position(ofID: theirs.idBytes), let issuer = issuer(at: position),
                issuer.idBytes == theirs.idBytes
            else {
                for key in theirs.keys { try check(spent: key) }
                continue
            }
            try issuer.check(upholding: theirs, knownAt: other.issued, in: self)
        }
    }

    /// Checks that a key which the other calls stolen or retired counts for no more here, under whatever name it stands.
    fileprivate func check(spent theirs: ListedKey) throws(TrustError) {
        guard theirs.state != .active, let place = place(ofKey: theirs.publicKey),
            let issuer = issuer(at: place.issuer), issuer.keys.indices.contains(place.key)
        else { return }
        let mine = issuer.keys[place.key]
        let isSpent = mine.state.age >= theirs.state.age && mine.isStolen(asEarlyAs: theirs)
        guard !isSpent else { return }
        throw Self.takenBack(
            issuer.node.pointer + "/keys/\(place.key)", "a key that is good for no more than one of the two says")
    }

    fileprivate static func takenBack(_ pointer: String, _ expectation: String) -> TrustError {
        TrustError(
            .historyRewritten, at: pointer,
            "expected \(expectation), for two lists of one number said different things; found something else")
    }
}

extension ListedIssuer {
    fileprivate func check(
        upholding other: ListedIssuer, knownAt time: Timestamp, in list: TrustListContent
    ) throws(TrustError) {
        for theirs in other.keys {
            guard let position = keys.firstIndex(where: { $0.methodBytes == theirs.methodBytes }) else {
                try list.check(spent: theirs)
                continue
            }
            guard keys[position].upholds(theirs) else {
                throw TrustListContent.takenBack(
                    node.pointer + "/keys/\(position)", "a key that is good for no more than one of the two says")
            }
        }
        // What both recorded before they parted says nothing of what one of them recorded after that.
        let common = zip(states, other.states).prefix { $0.node.isEqual(to: $1.node) }.count
        let mine = states.dropFirst(common)
        for theirs in other.states.dropFirst(common)
        where theirs.kind != .granted && !mine.contains(where: { $0.upholds(theirs) }) {
            throw TrustListContent.takenBack(
                node.pointer + "/states", "the suspensions and withdrawals that one of the two has")
        }
        for (place, theirs) in other.recognitions.enumerated() {
            guard let mine = recognition(like: theirs, at: place) else {
                // What it granted need not stay; what it voids could be saved by another recognition.
                guard theirs.voidFrom == nil else {
                    throw TrustListContent.takenBack(
                        node.pointer + "/recognizedTo", "the recognition whose awards one of the two calls void")
                }
                continue
            }
            guard mine.upholds(theirs, knownAt: time) else {
                throw TrustListContent.takenBack(
                    mine.node.pointer, "a recognition that covers no more than one of the two says")
            }
        }
    }

    /// The recognition that says the same but for its end, at the same place where there are several.
    private func recognition(like other: Recognition, at place: Int) -> Recognition? {
        if recognitions.indices.contains(place), recognitions[place].isAlike(other) { return recognitions[place] }
        return recognitions.first { $0.isAlike(other) }
    }
}

extension ListedKey {
    fileprivate func upholds(_ other: ListedKey) -> Bool {
        guard publicKey == other.publicKey, purpose == other.purpose, window.isWithin(other.window),
            state.age >= other.state.age
        else { return false }
        return isStolen(asEarlyAs: other)
    }

    /// Whether it is called stolen from as early on as another one is, where that is.
    fileprivate func isStolen(asEarlyAs other: ListedKey) -> Bool {
        guard let theirs = other.compromisedSince else { return true }
        return compromisedSince.map { $0 <= theirs } ?? false
    }
}

extension ListedState {
    /// Whether this shuts out as much as another state does, from as early on.
    fileprivate func upholds(_ other: ListedState) -> Bool {
        since <= other.since && (kind == other.kind || kind == .withdrawn)
    }
}

extension Recognition {
    fileprivate func isAlike(_ other: Recognition) -> Bool {
        let changing = ["validUntil", "voidFrom", "info", "accreditation"]
        return node.canonicalBytes(omitting: changing) == other.node.canonicalBytes(omitting: changing)
    }

    fileprivate func upholds(_ other: Recognition, knownAt time: Timestamp) -> Bool {
        guard window.isWithin(other.window) else { return false }
        guard let theirs = other.voidFrom else { return true }
        return voidFrom.map { $0 <= theirs } ?? false && staysVoid(until: time, of: other)
    }
}
