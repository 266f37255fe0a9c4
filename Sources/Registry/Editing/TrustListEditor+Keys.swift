public import Credentials
public import Encodings

extension TrustListEditor {
    /// Puts a key of an institution on the list, in use.
    ///
    /// - Throws: ``TrustError`` with code `unknownIssuer`, `malformed` for a key or a verification method that is on the
    ///   list already, `editRefused` for a key that signs for the authority or did, or `demonstrationKey`.
    public mutating func addKey(_ key: NewKey, to issuer: DID) throws(TrustError) {
        let position = try position(of: issuer)
        try Self.checkTexts(key.value, at: "/credentialSubject/\(position)/keys")
        try change { Self.append(key.value, to: "keys", of: &$0[position]) }
    }

    /// Ends the use of a key.
    ///
    /// What it signed up to `until` stays good.
    ///
    /// - Parameter until: The last second in which the key signs; no later than the end that is on the list.
    /// - Throws: ``TrustError`` with code `unknownKey`, `editRefused` unless the key is in use, or `historyRewritten` for
    ///   an end that is later than the one on the list.
    public mutating func retireKey(_ method: DIDURL, until: Timestamp) throws(TrustError) {
        try changeKey(method) { (key: inout JSONValue) throws(TrustError) in
            guard key["state"].flatMap(Self.text) == ListedKey.State.active.rawValue else {
                throw TrustError(.keyNotInUse, "expected a key that is in use, found one that is not")
            }
            key["validUntil"] = .string(until.description)
            key["state"] = .string(ListedKey.State.retired.rawValue)
        }
    }

    /// Says that somebody else has a key.
    ///
    /// Nothing that was signed with it can be relied on without independent evidence of its time.
    ///
    /// - Parameter since: From when on somebody else may have signed with it; for a key that is compromised already, no
    ///   later than before.
    /// - Throws: ``TrustError`` with code `unknownKey`, or `editRefused` for a time that is not earlier than the one that
    ///   is on record.
    public mutating func compromiseKey(_ method: DIDURL, since: Timestamp) throws(TrustError) {
        try changeKey(method) { (key: inout JSONValue) throws(TrustError) in
            let known = key["compromisedSince"].flatMap(Self.text).flatMap { try? Timestamp(parsing: $0) }
            if let known, since >= known {
                throw TrustError(
                    .compromisedBefore(since: known), "expected a time before \(known), found one that is not")
            }
            key["state"] = .string(ListedKey.State.compromised.rawValue)
            key["compromisedSince"] = .string(since.description)
        }
    }

    /// Changes the key with this verification method, unless what comes of it is no list.
    private mutating func changeKey(
        _ method: DIDURL, _ edit: (inout JSONValue) throws(TrustError) -> Void
    ) throws(TrustError) {
        for (position, issuer) in issuers.enumerated() {
            var keys = Self.elements(issuer["keys"])
            let place = keys.firstIndex { key in
                key["kid"].flatMap(Self.text)?.utf8.elementsEqual(method.text.utf8) ?? false
            }
            guard let place else { continue }
            try edit(&keys[place])
            return try change { $0[position]["keys"] = .array(keys) }
        }
        throw TrustError(.unknownKey, at: "/credentialSubject", "expected a key on the list, found none")
    }
}
