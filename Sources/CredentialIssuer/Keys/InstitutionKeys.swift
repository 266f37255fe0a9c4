import Credentials
import Cryptography
public import Encodings

/// Every key that an institution has or had.
///
/// Those that it began with stand in `issuer.yaml`; what became of them, and those that came later, in the register.
public struct InstitutionKeys: Sendable {
    /// The keys, those that it began with first.
    public let all: [InstitutionKey]

    /// Takes keys that were put together already.
    init(known keys: [InstitutionKey]) { all = keys }

    /// Puts together what the profile names and what the register knows.
    ///
    /// - Throws: ``IssuerError`` with code `profileMalformed` where the two contradict each other.
    init(_ profile: IssuerProfile, recorded: [InstitutionKey]) throws(IssuerError) {
        var rest = recorded
        var all: [InstitutionKey] = []
        for named in [profile.namedIssueKey] + [profile.statusLists?.namedKey].compactMap({ $0 }) {
            let known = rest.firstIndex {
                $0.verificationMethod == named.verificationMethod || $0.publicKey == named.publicKey
            }
            guard let known else {
                // Once the register has the keys for a purpose, one that only the file has is somebody's invention.
                guard !recorded.contains(where: { $0.purpose == named.purpose }) else {
                    throw Self.contradiction(named)
                }
                all.append(named)
                continue
            }
            let key = rest.remove(at: known)
            guard key.verificationMethod == named.verificationMethod, key.publicKey == named.publicKey,
                key.purpose == named.purpose
            else { throw Self.contradiction(named) }
            // Where the key is kept is for whoever keeps it to say.
            all.append(
                InstitutionKey(
                    purpose: key.purpose, verificationMethod: key.verificationMethod, publicKey: key.publicKey,
                    place: named.place, from: key.from, until: key.until, compromisedSince: key.compromisedSince))
        }
        all += rest
        if let person = profile.approvers.first(where: { person in all.contains { $0.publicKey == person.publicKey } })
        {
            throw IssuerError(
                .profileMalformed,
                "expected a key of \(person.name) alone under approvers in \(IssuerProfile.fileName), found one of the "
                    + "institution")
        }
        self.all = all
    }

    private static func contradiction(_ named: InstitutionKey) -> IssuerError {
        IssuerError(
            .profileMalformed,
            "expected the keys of \(IssuerProfile.fileName) as the register has them, found another for "
                + named.verificationMethod.text)
    }

    /// The keys for a purpose.
    public func all(for purpose: InstitutionKey.Purpose) -> [InstitutionKey] { all.filter { $0.purpose == purpose } }

    /// The key that signs at the time `now`: of those in force the newest one that others know; `nil` where none is in
    /// force.
    ///
    /// - Parameter isKnown: Whether a trust list has the key. A key that is not on the list yet waits, as long as another
    ///   one that is has not ended.
    public func signing(
        _ purpose: InstitutionKey.Purpose, at now: Timestamp, where isKnown: (InstitutionKey) -> Bool = { _ in true }
    ) -> InstitutionKey? {
        let usable = all(for: purpose).enumerated().filter { $0.element.standing(at: now) == .inForce }
            .sorted { left, right in
                let (a, b) = (left.element.from ?? .earliest, right.element.from ?? .earliest)
                return a == b ? left.offset > right.offset : a > b
            }.map(\.element)
        return usable.first(where: isKnown) ?? usable.first
    }

    /// The key that somebody names, by its name in proofs, what stands behind `#` there, or its Multikey.
    ///
    /// - Throws: ``IssuerError`` with code `keyUnknown` where none or several have the name.
    public func key(named text: String) throws(IssuerError) -> InstitutionKey {
        let found = all.filter { $0.isNamed(text) }
        guard let key = found.first, found.count == 1 else {
            var error = IssuerError(
                .keyUnknown, "expected one key of the institution with this name, found \(found.count)")
            error.key = text
            throw error
        }
        return key
    }

    /// From when on no key for a purpose signs any more, as far as is planned; `nil` where one goes on.
    public func end(of purpose: InstitutionKey.Purpose, after now: Timestamp) -> Timestamp? {
        var time = now
        while true {
            let next = all(for: purpose).filter { $0.standing(at: time) == .inForce }.map { $0.until ?? .latest }.max()
            guard let next else { return time }
            guard next < .latest else { return nil }
            time = next
        }
    }
}

extension IssuerProfile {
    /// The same institution with all of its keys, and one of them for credentials and one for lists.
    func with(
        _ keys: InstitutionKeys, issue: InstitutionKey? = nil, status: InstitutionKey? = nil
    ) -> IssuerProfile {
        var profile = self
        profile.keys = keys.all
        // What is known of the present ones is what the register says.
        func renewed(_ key: InstitutionKey) -> InstitutionKey {
            keys.all.first { $0.verificationMethod == key.verificationMethod } ?? key
        }
        profile.issueKey = issue ?? renewed(issueKey)
        if let key = profile.statusLists?.key { profile.statusLists?.key = status ?? renewed(key) }
        return profile
    }
}
