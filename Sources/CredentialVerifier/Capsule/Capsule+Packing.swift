import Credentials
import Encodings
import Proofs
import Registry

extension Capsule {
    /// Packs a credential whose issuer a list recognises, with exactly what bears that out: every root from the pin on,
    /// the list, the authority's word that it is the newest, the delegations that lead to the issuer, the DID documents of
    /// whoever signed it, the vocabularies that it is written in and that are not built in, and the status lists that it
    /// names.
    ///
    /// - Parameters:
    ///   - report: What a verifier found; its issuer is recognised.
    ///   - trust: What the verifier relied on.
    /// - Throws: ``CapsuleError``; with code `noCredential` where no list recognises the issuer.
    public init(
        packing report: VerificationReport, trust: Trust
    ) throws(CapsuleError) {
        // No issuer is recognised before the proof holds.
        guard let list = report.issuer?.list, let received = report.received, report[.issuer]?.outcome == .passed
        else { throw CapsuleError(.noCredential) }
        let digest = list.pin.rootDigest
        let roots = trust.chains.first { chain in
            digest != nil && chain.pin.rootDigest == digest && chain.pin.listID.utf8.elementsEqual(list.pin.listID.utf8)
        }
        let material = TrustMaterial(
            roots: roots?.roots.map(\.bytes) ?? [], lists: [list.bytes],
            statements: list.statement(knownAt: report.evaluatedAt).map { [$0.bytes] } ?? [],
            delegations: report.issuer?.delegations.map(\.bytes) ?? [])
        try self.init(
            credential: received.document.bytes, material: material, documents: Self.documents(for: received, trust),
            contexts: Self.contexts(for: received.claims, trust.contexts), statusLists: report.statusLists)
    }

    /// The DID documents of the issuer and of everybody else who signed.
    private static func documents(for received: ReceivedCredential, _ trust: Trust) -> [[UInt8]] {
        var names = received.claims.proofs.compactMap { proof in
            proof["verificationMethod"].map { Array($0.utf8.prefix { $0 != UInt8(ascii: "#") }) }
        }
        if let issuer = received.claims.issuerNode { names.append(issuer.utf8) }
        var packed: [[UInt8]] = []
        for document in trust.documents where names.contains(Array(document.id.text.utf8)) {
            if !packed.contains(document.bytes) { packed.append(document.bytes) }
        }
        return packed
    }

    /// The contexts that somebody added and that a credential names, and those that these refer to.
    private static func contexts(for claims: CredentialView, _ known: LinkedDataContexts) -> [Context] {
        var packed: [Context] = []
        var waiting = claims.contexts.compactMap(\.string)
        while let url = waiting.popLast() {
            guard let document = known.addedDocument(at: url),
                !packed.contains(where: { $0.url.utf8.elementsEqual(url.utf8) })
            else { continue }
            packed.append(Context(url: url, bytes: document.bytes))
            waiting += references(in: document.root)
        }
        return packed.sorted { $0.url.utf8.lexicographicallyPrecedes($1.url.utf8) }
    }

    /// The addresses of other contexts in a context document.
    private static func references(in root: JSONNode) -> [String] {
        var found: [String] = []
        var rest = [root]
        while let node = rest.popLast() {
            switch node.kind {
            case .array: rest += node.elements.map { $0 }
            case .object:
                for (name, value) in node.members {
                    if name.isString("@context") || name.isString("@import") {
                        found += value.kind == .array ? value.elements.compactMap(\.string) : [value.string ?? ""]
                    }
                    rest.append(value)
                }
            default: break
            }
        }
        return found
    }
}
