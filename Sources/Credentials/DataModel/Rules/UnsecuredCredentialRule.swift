internal import Encodings

/// A presented credential without a proof of its own is the holder's own statement.
///
/// It is secured by the presentation's proof alone, so its issuer must be the holder, byte by byte.
/// Source: data model 2.0, sections 4.13 and 4.13.4.
struct UnsecuredCredentialRule: DataModelRule {
    var codes: [DataModelCode] { [.presentedHolderMissing, .presentedNotSecured] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        let holder = statement[.holder].flatMap { $0.kind == .object ? $0["id"] : $0 }
        var isHolderMissing = false
        Statement.forEach(statement[.verifiableCredential]) { node in
            guard !findings.isFull, node.kind == .object, node["proof"] == nil,
                DocumentKind(of: node) != .envelopedCredential
            else { return }
            guard let holder else { return isHolderMissing = true }
            let issuer = CredentialView(node).issuerNode
            let isOwn = holder.kind == .string && issuer?.kind == .string && holder.utf8 == issuer?.utf8
            if !isOwn { findings.add(.presentedNotSecured, at: issuer ?? node) }
        }
        if isHolderMissing { findings.add(.presentedHolderMissing, missing: "holder", in: statement.node) }
    }
}
