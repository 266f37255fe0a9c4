public import Credentials
import Cryptography
import Encodings

extension EdDSAJCS2022 {
    /// Signs a draft and gives the secured document: the draft's bytes with the proof as their last member.
    ///
    /// Source: Data Integrity EdDSA Cryptosuites 1.0, section 3.3.1, and Data Integrity 1.0, section 4.2. The bytes of
    /// the draft are kept as they are, so that what was reviewed is what is handed out.
    ///
    /// - Parameters:
    ///   - selfCheck: Whether every signature is verified before it leaves; see ``CredentialSigner``.
    /// - Throws: ``ProofError`` with code `selfCheckFailed`, `cryptographyFailed`, or `draftRefused`.
    public static func secure(
        _ draft: CredentialDraft, options: ProofOptions, signer: any CredentialSigner, selfCheck: Bool = true
    ) throws(ProofError) -> [UInt8] {
        guard options.previousProofs.isEmpty else {
            throw ProofError(.draftRefused, at: "/proof", "a first proof cannot build on another; add it to a document")
        }
        let proof = try proof(
            options, context: draft.canonicalContext, canonicalDocument: draft.canonicalBytes, signer,
            selfCheck)
        let bytes = draft.document.bytes
        // The root is an object: its last byte is its closing brace.
        let brace = draft.document.root.byteRange.upperBound - 1
        var secured: [UInt8] = []
        secured.reserveCapacity(bytes.count + proof.count + 16)
        secured += bytes[..<brace]
        if draft.document.root.count > 0 { secured.append(UInt8(ascii: ",")) }
        secured += "\"proof\":".utf8
        secured += proof
        secured += bytes[brace...]
        return secured
    }

    /// Adds a further proof to a document that has some: a proof set, or a chain when the options name previous proofs.
    ///
    /// Source: Data Integrity 1.0, section 4.3. The document is written anew, with its proofs as an array.
    ///
    /// - Throws: as ``secure(_:options:signer:selfCheck:)``, or `chainBroken` when a previous proof is not there.
    public static func addProof(
        to credential: ReceivedCredential, options: ProofOptions, signer: any CredentialSigner, selfCheck: Bool = true
    ) throws(ProofError) -> [UInt8] {
        let root = credential.document.root
        let set = try ProofSet(root)
        let previous = try set.nodes(named: options.previousProofs)
        let canonical =
            previous.isEmpty
            ? root.canonicalBytes(omitting: ["proof"]) : try ProofSet.canonicalDocument(root, with: previous)
        let bytes = try proof(
            options, context: root["@context"]?.canonicalBytes(), canonicalDocument: canonical, signer, selfCheck)
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
        _ options: ProofOptions, context: [UInt8]?, canonicalDocument: [UInt8], _ signer: any CredentialSigner,
        _ selfCheck: Bool
    ) throws(ProofError) -> [UInt8] {
        let (head, tail) = try options.canonicalParts(context: context)
        let hashData = try hashData(document: canonicalDocument, options: head + tail)
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
}
