public import Cryptography
public import Encodings
public import Proofs
public import Registry

/// What a verifier relies on: the trust lists of the authorities that it has pinned, and the DID documents that somebody
/// has put beside them.
///
/// It is made of verified lists only. A list that could not be verified is kept as a problem, so that a report can say
/// why an issuer is not recognised.
public struct Trust: Sendable {
    /// The verified lists.
    public let lists: [IssuerTrustList]
    /// Why other lists are not among them.
    public let problems: [TrustError]
    /// Snapshots of DID documents, for issuers that no list knows: they tell whose key is whose, and recognise nobody.
    public let documents: [DIDDocument]
    /// The contexts whose words are known: those that are built in, and those that somebody has added.
    public let contexts: LinkedDataContexts

    /// Collects verified lists and DID documents.
    ///
    /// A list for demonstrations counts only where nothing better is trusted, and one for real awards stands above all
    /// others: lists of a lesser environment are left out, and named among the problems.
    ///
    /// - Parameter pinned: Environments that are pinned, whether or not there is a list for them: where real awards are
    ///   trusted, a demonstration never takes the place of a list that is missing.
    public init(
        lists: [IssuerTrustList], problems: [TrustError] = [], pinned: [TrustEnvironment] = [],
        documents: [DIDDocument] = [], contexts: LinkedDataContexts = .builtIn
    ) {
        self.documents = documents
        self.contexts = contexts
        let weight = (lists.map(\.environment) + pinned).map(Self.weight).max() ?? 0
        self.lists = lists.filter { Self.weight(of: $0.environment) == weight }
        self.problems =
            problems
            + lists.filter { Self.weight(of: $0.environment) < weight }.map { list in
                TrustError(
                    .environmentMixed, at: "/trustList/environment",
                    "expected no list for the environment '\(list.environment)' beside one that counts for more, "
                        + "found that of \(list.authority.legalName)")
            }
    }

    private static func weight(of environment: TrustEnvironment) -> Int {
        environment == .production ? 2 : environment == .demonstration ? 0 : 1
    }

    /// Nothing to rely on: proofs can be checked, and no credential is ever valid.
    public static let none = Trust(lists: [])
}

extension Trust: VerificationKeys {
    /// The key that a list has for the verification method; nothing when two lists disagree.
    ///
    /// Where no list knows the issuer, a DID document may tell its key. Beside a list it does not count: the list wins.
    public func publicKey(for verificationMethod: String) -> Ed25519PublicKey? {
        var found: Ed25519PublicKey?
        for list in lists {
            guard let key = list.publicKey(for: verificationMethod) else { continue }
            if let found, found != key { return nil }
            found = key
        }
        return found ?? documentedKey(verificationMethod)
    }

    /// Why the document that tells the key forbids to verify with it at the time `now`.
    public func end(of verificationMethod: String, at now: Timestamp) -> KeyEnd? {
        guard !documents.isEmpty, lists.allSatisfy({ $0.publicKey(for: verificationMethod) == nil }) else { return nil }
        for document in documents {
            guard let method = document.method(named: verificationMethod), let end = method.end, now >= end else {
                continue
            }
            return KeyEnd(time: end, isRevoked: method.revoked == end)
        }
        return nil
    }

    private func documentedKey(_ verificationMethod: String) -> Ed25519PublicKey? {
        guard !documents.isEmpty else { return nil }
        let subject = Array(verificationMethod.utf8.prefix { $0 != UInt8(ascii: "#") })
        guard lists.allSatisfy({ $0.issuer(subject) == nil }) else { return nil }
        var found: Ed25519PublicKey?
        for document in documents {
            guard let key = document.publicKey(for: verificationMethod) else { continue }
            if let found, found != key { return nil }
            found = key
        }
        return found
    }
}
