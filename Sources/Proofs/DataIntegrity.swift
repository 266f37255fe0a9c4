public import Credentials
import Cryptography
import Encodings

/// Makes Data Integrity proofs.
///
/// Source: Verifiable Credential Data Integrity 1.0, sections 4.2 and 4.3; Data Integrity EdDSA Cryptosuites 1.0, sections
/// 3.2.1 and 3.3.1.
public enum DataIntegrity {
    /// Signs a draft and gives the secured document: the draft's bytes with the proof as their last member.
    ///
    /// The bytes of the draft are kept as they are, so that what was reviewed is what is handed out. For linked data,
    /// language tags are hashed in lower case, as most verifiers do it; a draft that has none with capitals is verified
    /// by all.
    ///
    /// - Parameters:
    ///   - suites: The cryptosuites to sign with, one proof each: several make a proof set, which more verifiers can read.
    ///   - options: What every one of the proofs says about itself.
    ///   - contexts: Where the contexts of linked data are found.
    ///   - selfCheck: Whether every signature is verified before it leaves; see ``CredentialSigner``.
    /// - Throws: ``ProofError`` with code `draftRefused`, also for a cryptosuite that is only for verifying;
    ///   `contextUnknown` or `notLinkedData` when the draft cannot be read as linked data as a whole; `selfCheckFailed`,
    ///   or `cryptographyFailed`.
    public static func secure(
        _ draft: CredentialDraft, with suites: [Cryptosuite], options: ProofOptions, signer: any CredentialSigner,
        contexts: LinkedDataContexts = .builtIn, selfCheck: Bool = true
    ) throws(ProofError) -> [UInt8] {
        guard options.previousProofs.isEmpty else {
            throw ProofError(.draftRefused, at: "/proof", "a first proof cannot build on another; add it to a document")
        }
        guard !suites.isEmpty, Set(suites).count == suites.count, suites.count == 1 || options.id == nil else {
            throw ProofError(
                .draftRefused, at: "/proof",
                "expected one or more different cryptosuites, and an identifier of the proof only where there is one")
        }
        var proofs: [UInt8] = []
        for suite in suites {
            if !proofs.isEmpty { proofs.append(UInt8(ascii: ",")) }
            let document: [UInt8]
            switch suite.form {
            case .json: document = draft.canonicalBytes
            case .rdf:
                document =
                    try LinkedDataForm.canonical(draft.document.root, omitting: [], contexts, tags: .lowerCase)
            }
            proofs += try proof(
                suite, options, root: draft.document.root, context: draft.canonicalContext, document, signer, contexts,
                selfCheck)
        }
        let bytes = draft.document.bytes
        // The root is an object: its last byte is its closing brace.
        let brace = draft.document.root.byteRange.upperBound - 1
        var secured: [UInt8] = []
        secured.reserveCapacity(bytes.count + proofs.count + 16)
        secured += bytes[..<brace]
        if draft.document.root.count > 0 { secured.append(UInt8(ascii: ",")) }
        secured += (suites.count == 1 ? "\"proof\":" : "\"proof\":[").utf8
        secured += proofs
        if suites.count > 1 { secured.append(UInt8(ascii: "]")) }
        secured += bytes[brace...]
        return secured
    }

    /// Adds a further proof to a document that has some: a proof set, or a chain when the options name previous proofs.
    ///
    /// Source: Data Integrity 1.0, section 4.3. The document is written anew, with its proofs as an array.
    ///
    /// - Throws: as ``secure(_:with:options:signer:contexts:selfCheck:)``, or `chainBroken` when a previous proof is not
    ///   there.
    public static func addProof(
        to credential: ReceivedCredential, with suite: Cryptosuite, options: ProofOptions,
        signer: any CredentialSigner, contexts: LinkedDataContexts = .builtIn, selfCheck: Bool = true
    ) throws(ProofError) -> [UInt8] {
        let root = credential.document.root
        let set = try ProofSet(root)
        let previous = try set.nodes(named: options.previousProofs)
        let secured = previous.isEmpty ? root : try ProofSet.document(root, with: previous)
        let omitted = previous.isEmpty ? ["proof"] : []
        let document: [UInt8]
        switch suite.form {
        case .json: document = secured.canonicalBytes(omitting: omitted)
        case .rdf: document = try LinkedDataForm.canonical(secured, omitting: omitted, contexts, tags: .lowerCase)
        }
        let bytes = try proof(
            suite, options, root: root, context: root["@context"]?.canonicalBytes(), document, signer, contexts,
            selfCheck)
        do throws(JSONError) {
            let added = try JSONDocument(parsing: bytes, limits: .credential)
            var value = JSONValue(root)
            value["proof"] = .array(set.proofs.map { JSONValue($0.node) } + [JSONValue(added.root)])
            return value.serialized()
        } catch {
            throw ProofError(.draftRefused, at: "/proof", error.reason)
        }
    }

    private static func proof(
        _ suite: Cryptosuite, _ options: ProofOptions, root: JSONNode, context: [UInt8]?, _ document: [UInt8],
        _ signer: any CredentialSigner, _ contexts: LinkedDataContexts, _ selfCheck: Bool
    ) throws(ProofError) -> [UInt8] {
        guard suite.isForSigning else {
            throw ProofError(.draftRefused, at: "/proof", "proofs of \(suite.rawValue) are no longer made")
        }
        let (head, tail) = try options.canonicalParts(suite, context: suite.form == .json ? context : nil)
        var configuration = head + tail
        if suite.form == .rdf {
            configuration = try LinkedDataForm.canonical(
                options: try parsed(configuration), context: root["@context"], contexts, tags: .lowerCase)
        }
        let hashData = try HashData.of(document: document, options: configuration)
        let signature: [UInt8]
        do throws(CryptographyError) {
            signature = try signer.signature(over: hashData, selfCheck: selfCheck)
        } catch {
            let code: ProofError.Code = error.code == .signSelfCheck ? .selfCheckFailed : .cryptographyFailed
            throw ProofError(code, at: "/proof", error.reason)
        }
        var proof = head
        proof.reserveCapacity(head.count + tail.count + 112)
        proof += "\"proofValue\":\"".utf8
        proof += Multibase.encode(signature, as: .base58btc).utf8
        proof += "\",".utf8
        proof += tail
        return proof
    }

    private static func parsed(_ options: [UInt8]) throws(ProofError) -> JSONNode {
        do throws(JSONError) {
            return try JSONDocument(parsing: options, limits: .credential).root
        } catch {
            throw ProofError(.draftRefused, at: "/proof", error.reason)
        }
    }
}

extension EdDSAJCS2022 {
    /// Signs a draft with this cryptosuite alone; see ``DataIntegrity/secure(_:with:options:signer:contexts:selfCheck:)``.
    public static func secure(
        _ draft: CredentialDraft, options: ProofOptions, signer: any CredentialSigner, selfCheck: Bool = true
    ) throws(ProofError) -> [UInt8] {
        try DataIntegrity.secure(draft, with: [.eddsaJCS2022], options: options, signer: signer, selfCheck: selfCheck)
    }

    /// Adds a proof with this cryptosuite; see ``DataIntegrity/addProof(to:with:options:signer:contexts:selfCheck:)``.
    public static func addProof(
        to credential: ReceivedCredential, options: ProofOptions, signer: any CredentialSigner, selfCheck: Bool = true
    ) throws(ProofError) -> [UInt8] {
        try DataIntegrity.addProof(
            to: credential, with: .eddsaJCS2022, options: options, signer: signer, selfCheck: selfCheck)
    }
}
