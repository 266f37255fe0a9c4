import Credentials
public import Encodings
public import Proofs

extension FreshnessStatement {
    /// Makes the authority's word that a list is its newest.
    ///
    /// What is made is verified as a verifier does it before it is handed out.
    ///
    /// - Parameters:
    ///   - list: The list in force, made under a root.
    ///   - days: For how many days the word is good, from 1 to 7.
    ///   - signer: A key of the role `freshness`.
    /// - Throws: ``TrustError`` with code `rootNotPinned` for a list without a root, `signerRefused`, or a code of
    ///   ``init(verifying:root:pin:)``.
    public static func make(
        for list: IssuerTrustList, days: Int, signer: any CredentialSigner, at now: Timestamp
    ) throws(TrustError) -> FreshnessStatement {
        guard let root = list.root else {
            throw TrustError(.rootNotPinned, "expected a list under a root, found one that a pinned key signs")
        }
        let end = now.adding(days: days)
        let value: JSONValue = [
            "@context": [.string("\(TrustListContent.credentialContext)")],
            "type": ["VerifiableCredential", .string("\(type)")], "issuer": .string(list.authority.id),
            "validFrom": .string(now.description), "validUntil": .string(end.description),
            "credentialSubject": [
                "id": .string(list.id), "type": "FreshnessStatement", "rootVersion": .number(String(root.version)),
                "listSequence": .number(String(list.sequence)), "listDigest": .string(list.digest.multibase),
                "issued": .string(now.description), "expires": .string(end.description),
            ],
        ]
        let signed = try TrustSignatures.adding(signer, to: value.serialized(), at: now)
        // Written without spaces: it is fetched every day, by everybody.
        let compact = JSONValue(try parse(signed).root).serialized()
        return try FreshnessStatement(verifying: compact, root: root, pin: list.pin)
    }
}
