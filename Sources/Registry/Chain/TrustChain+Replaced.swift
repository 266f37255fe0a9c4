import Encodings

extension TrustChain {
    /// Whether a statement was signed with a key that the authority has replaced since; then it is noted, and no fault.
    ///
    /// It stays behind wherever only the newer documents were put in place, as at an authority that makes its next
    /// statement tomorrow. Whoever has the old key says nothing with it that counts.
    mutating func noteReplaced(statement bytes: [UInt8], _ error: TrustError) -> Bool {
        guard error.code == .freshBadSignature, let document = try? FreshnessStatement.parse(bytes),
            let issued = document.root["credentialSubject"]?["issued"]?.string.flatMap({ try? Timestamp(parsing: $0) }),
            isSignedByEarlier(.freshness, document.root, .statement)
        else { return false }
        notes.append(TrustNote(.statementReplaced, [("issued", .date(issued))]))
        return true
    }

    /// Whether a list was signed with keys that the authority has replaced since, and is older than the one that counts;
    /// then it is noted, and no fault.
    ///
    /// It comes with whatever was handed out before the keys were replaced.
    mutating func noteReplaced(list bytes: [UInt8], _ error: TrustError) -> Bool {
        guard error.code == .threshold, let list, let document = try? IssuerTrustList.parse(bytes),
            let sequence = document.root["trustList"]?["sequence"]?.integer,
            isSignedByEarlier(.list, document.root, .list)
        else { return false }
        // The same list with newer signatures is the one that counts.
        if (try? IssuerTrustList.digest(ofDocument: bytes)) == list.digest { return true }
        guard sequence < list.sequence else { return false }
        notes.append(
            TrustNote(.listReplaced, [("older", .number(sequence)), ("newer", .number(list.sequence))]))
        return true
    }

    /// Whether enough keys of an earlier root have signed a document.
    private func isSignedByEarlier(
        _ role: TrustRole.Name, _ document: JSONNode, _ kind: DocumentProofs.Kind
    ) -> Bool {
        guard let proofs = try? DocumentProofs(document, kind) else { return false }
        return earlierRoots.contains { root in
            guard let role = root.roles[role]?.signing, let checked = try? proofs.check(role.keys) else { return false }
            return role.isMet(by: checked.keys)
        }
    }

    /// What the roots before the newest one say; also those from before the pinned one, each of which the one after it
    /// names.
    private var earlierRoots: [TrustRootContent] {
        var contents = roots.dropLast().map(\.content)
        guard var previous = roots.first?.content.previousDigest else { return contents }
        var others: [Multihash: [UInt8]] = [:]
        for bytes in given.roots + handedOver.roots {
            if let digest = try? TrustRoot.digest(of: bytes) { others[digest] = bytes }
        }
        while let bytes = others.removeValue(forKey: previous), let document = try? TrustRoot.parse(bytes),
            let content = try? TrustRootContent(document.root)
        {
            contents.append(content)
            guard let digest = content.previousDigest else { break }
            previous = digest
        }
        return contents
    }
}
