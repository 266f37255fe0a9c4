import Cryptography
import Encodings

extension IssuerTrustList {
    /// Checks a draft before anybody signs it: what every verifier would refuse, whoever has signed, and a new key by which
    /// no verifier would ever take anything.
    ///
    /// - Parameters:
    ///   - root: The newest root.
    ///   - previous: The list in force; `nil` where the draft is of the first.
    /// - Throws: ``TrustError`` as ``init(verifying:pin:root:)``, but for what concerns signatures; `editRefused` for a key
    ///   that signs for the authority, or did, and is not on the list in force.
    public static func check(
        draft bytes: [UInt8], pin: TrustPin, root: TrustRoot, following previous: IssuerTrustList?
    ) throws(TrustError) {
        let content = try TrustListContent(parse(bytes).root)
        try content.checkNewKeys(since: previous?.content, apartFrom: root.signingKeys)
        try content.check(pin, keys: Set(root.keys.map(\.publicKey)))
    }

    /// Checks that a draft is of the list after the one in force, and takes nothing back, whether or not anybody has signed
    /// it.
    ///
    /// Enough signatures on another list of a number that was used make a contradiction that no verifier forgets, so that
    /// it is asked before each of them.
    ///
    /// - Parameter previous: The list in force; `nil` where there is none.
    /// - Throws: ``TrustError`` with code `unreadable`, `malformed`, `rollback`, `equivocation`, `sequenceJump`,
    ///   `historyRewritten`, or `editRefused` for the list in force itself and for a number further ahead.
    public static func check(draft bytes: [UInt8], following previous: IssuerTrustList?) throws(TrustError) {
        let content = try TrustListContent(parse(bytes).root)
        let digest = try digest(ofDocument: bytes)
        if let previous { try content.check(number: previous.sequence, digest, previous.digest) }
        guard digest != previous?.digest else {
            throw TrustError(
                .draftInForce, at: "/trustList/sequence",
                "expected a draft of the list after the one in force, found that one itself")
        }
        guard content.sequence == (previous?.sequence ?? 0) + 1, content.previousDigest == previous?.digest else {
            throw TrustError(
                .draftOfAnotherList, at: "/trustList/sequence",
                "expected a draft of the list after the one in force, found number \(content.sequence)")
        }
        if let previous { try content.check(continuing: previous.content) }
    }
}

extension TrustListContent {
    /// Refuses a key of the authority among the keys that are new.
    ///
    /// Nothing is taken off a list: one that is on it already counts for nothing there, and stops no later list.
    func checkNewKeys(
        since previous: TrustListContent?, apartFrom keys: Set<Ed25519PublicKey>
    ) throws(TrustError) {
        for issuer in issuers {
            let position = issuer.keys.firstIndex {
                keys.contains($0.publicKey) && previous?.place(ofKey: $0.publicKey) == nil
            }
            guard let position else { continue }
            throw TrustError(
                .keyOfAuthority, at: issuer.node.pointer + "/keys/\(position)",
                "expected a key with one purpose, found a key that signs for the authority, or did")
        }
    }
}
