public import Credentials
import Cryptography
public import Encodings

/// Checks the proofs of a document.
///
/// Source: Verifiable Credential Data Integrity 1.0, sections 4.4 and 4.5, with the cryptosuites of ``Cryptosuite``.
/// Stricter than the specification in one place: where a proof repeats the `@context`, the document's must equal it
/// whole. The specification lets the document have more behind it, so that anybody could append a context to a signed
/// document and change what its terms mean.
///
/// Every proof that can be checked must hold. Whoever takes away one that does not, presents another document.
public struct ProofVerifier: Sendable {
    /// How many proofs a document may have.
    public static let proofLimit = 16

    /// The purpose that every checked proof must have been made for.
    public var purpose: DataIntegrityProof.Purpose
    /// Where keys of verification methods other than `did:key` and `did:jwk` are found.
    public var keys: any VerificationKeys
    /// Where the contexts of linked data are found.
    public var contexts: LinkedDataContexts
    /// The domain that the proof must name; not looked at when `nil`.
    public var domain: String?
    /// The challenge that the proof must answer; not looked at when `nil`.
    public var challenge: String?
    /// How far clocks may differ, in seconds.
    public var skew: Int64

    /// Prepares a verifier of proofs.
    public init(
        purpose: DataIntegrityProof.Purpose, keys: any VerificationKeys,
        contexts: LinkedDataContexts = .builtIn, domain: String? = nil, challenge: String? = nil,
        skew: Int64 = 300
    ) {
        self.purpose = purpose
        self.keys = keys
        self.contexts = contexts
        self.domain = domain
        self.challenge = challenge
        self.skew = skew
    }

    /// What came of checking a document's proofs.
    public enum Outcome: Sendable {
        /// The issuer signed the document, and every further proof that could be checked belongs to it as well.
        case authentic(AuthenticCredential, notChecked: [ProofError])
        /// A proof is wrong.
        case failed(ProofError)
        /// What would decide is not at hand.
        case undecided(ProofError)
    }

    /// Checks every proof of `credential` at the time `now`.
    public func verify(_ credential: ReceivedCredential, at now: Timestamp) -> Outcome {
        do throws(ProofError) {
            return try check(credential, now)
        } catch {
            return Self.isUndecided(error.code) ? .undecided(error) : .failed(error)
        }
    }

    static func isUndecided(_ code: ProofError.Code) -> Bool {
        switch code {
        case .noneSupported, .keyUnavailable, .keyExpired, .keyRevoked, .unknownMember, .ambiguous, .ambiguousForm,
            .contextUnknown, .contextDefective, .tooMuchWork, .cryptographyFailed:
            true
        default: false
        }
    }

    private func check(_ credential: ReceivedCredential, _ now: Timestamp) throws(ProofError) -> Outcome {
        let root = credential.document.root
        let set = try ProofSet(root)
        let named = credential.claims.issuerNode.flatMap { $0.kind == .string ? $0.utf8 : nil }
        guard named != nil || set.proofs.contains(where: { $0.suite?.form == .rdf }) else { throw Self.noIssuer }

        var checked: [CheckedProof] = []
        var notChecked: [ProofError] = []
        var undecided: ProofError?
        var forms = SecuredForms(root, set, contexts)
        for proof in set.proofs {
            guard let suite = proof.suite else {
                notChecked.append(
                    ProofError(
                        .noneSupported, at: proof.pointer,
                        "this proof is of a type or a cryptosuite that cannot be checked here"))
                continue
            }
            do throws(ProofError) {
                checked.append(try check(proof, suite, root, &forms, now))
            } catch {
                // A proof that is wrong refuses the document at once; one that cannot be decided may be outdone by a
                // later one that is wrong.
                // Work that is used up is used up for the others as well.
                guard Self.isUndecided(error.code), error.code != .tooMuchWork else { throw error }
                if undecided == nil { undecided = error }
            }
        }
        if let undecided { throw undecided }
        if !notChecked.isEmpty { try checkGround(of: checked, without: notChecked, in: set) }
        let (stated, issuer) = try reading(named, checked, notChecked, set, &forms, credential)
        for index in checked.indices {
            let proof = checked[index]
            checked[index].isByIssuer =
                Self.controller(proof.proof) == issuer[...] && (stated == nil || proof.suite.form == .rdf)
        }
        guard let issuerProof = try Self.issuerProof(among: checked) else {
            let unchecked = notChecked.last { refusal in
                set.proofs.contains { $0.pointer == refusal.pointer && Self.controller($0) == issuer[...] }
            }
            throw unchecked ?? noIssuerProof(set, checked: checked, notChecked: notChecked)
        }
        let isDataSigned = checked.contains { $0.isByIssuer && $0.suite.form == .rdf }
        let authentic = AuthenticCredential(
            received: credential, proofs: checked, issuerProof: issuerProof, stated: stated,
            linkedData: isDataSigned && stated == nil ? try forms.linkedData() : nil, contexts: contexts)
        return .authentic(authentic, notChecked: notChecked)
    }

    private static var noIssuer: ProofError {
        ProofError(.issuerMalformed, at: "/issuer", "expected the issuer's identifier, found none")
    }

    /// From what the credential is read, and whom that names as its issuer.
    ///
    /// Where the issuer named in the document signed its JSON, the JSON is what was signed. Where only linked data is
    /// signed, the form of the document is nobody's: who can write the same statements otherwise must not change what is
    /// read.
    ///
    /// - Parameter named: The issuer that the received document names.
    private func reading(
        _ named: [UInt8]?, _ checked: [CheckedProof], _ notChecked: [ProofError], _ set: ProofSet,
        _ forms: inout SecuredForms, _ credential: ReceivedCredential
    ) throws(ProofError) -> (stated: StatedClaims?, issuer: [UInt8]) {
        let isJSONSigned = checked.contains { $0.suite.form == .json && Self.controller($0.proof) == named?[...] }
        guard !isJSONSigned, checked.contains(where: { $0.suite.form == .rdf }) else {
            guard let named else { throw Self.noIssuer }
            return (nil, named)
        }
        do throws(ProofError) {
            let stated = try StatedClaims(forms.linkedData(), of: credential.claims)
            guard let issuer = stated.claims.issuerNode, issuer.kind == .string else { throw Self.noIssuer }
            return (stated, issuer.utf8)
        } catch {
            // That somebody else signed is worse than that it cannot be read.
            guard let named, !checked.contains(where: { Self.controller($0.proof) == named[...] }) else { throw error }
            throw noIssuerProof(set, checked: checked, notChecked: notChecked)
        }
    }

    /// A proof of a chain builds on those before it: one that could not be checked leaves it without ground.
    private func checkGround(
        of checked: [CheckedProof], without notChecked: [ProofError], in set: ProofSet
    ) throws(ProofError) {
        let named = Set(checked.flatMap(\.proof.previousProofs).map { Array($0.utf8) })
        for refusal in notChecked {
            guard let proof = set.proofs.first(where: { $0.pointer == refusal.pointer }),
                let id = proof.node["id"]?.utf8,
                named.contains(id)
            else { continue }
            throw refusal
        }
    }

    /// The proof by which the issuer stands for the document.
    ///
    /// An issuer may sign with several cryptosuites, so that more can read it. With the same key that says one thing, and
    /// the latest of the proofs tells when; with several keys, which of them counts would be open.
    static func issuerProof(among checked: [CheckedProof]) throws(ProofError) -> CheckedProof? {
        var found: CheckedProof?
        for proof in checked where proof.isByIssuer {
            guard let other = found else {
                found = proof
                continue
            }
            guard proof.key == other.key else {
                throw ProofError(
                    .ambiguous, at: "/proof", "expected the issuer's proofs to be made with one key, found several keys"
                )
            }
            guard let made = proof.created else { continue }
            if let otherMade = other.created, otherMade >= made { continue }
            found = proof
        }
        return found
    }

    private func noIssuerProof(_ set: ProofSet, checked: [CheckedProof], notChecked: [ProofError]) -> ProofError {
        if checked.isEmpty, let first = notChecked.first { return first }
        return ProofError(
            .controllerMismatch, at: (set.proofs.first?.pointer ?? "/proof") + "/verificationMethod",
            "the proof verifies, but its verification method is not controlled by the issuer of the document")
    }

    /// The part of the verification method before the fragment.
    private static func controller(_ proof: DataIntegrityProof) -> ArraySlice<UInt8> {
        (proof.node["verificationMethod"]?.utf8 ?? []).prefix { $0 != UInt8(ascii: "#") }
    }

    /// Data Integrity 1.0, section 4.4, and the cryptosuite's sections 3.2.2 and 3.3.2, in their order.
    func check(
        _ proof: DataIntegrityProof, _ suite: Cryptosuite, _ root: JSONNode, _ forms: inout SecuredForms,
        _ now: Timestamp
    ) throws(ProofError) -> CheckedProof {
        // Section 4.4: the proof has what is required, and was made for this purpose.
        let (created, hasUnknownMember) = try checkOptions(proof, now)
        guard let method = proof.node["verificationMethod"], method.kind == .string else {
            throw ProofError(
                .methodMalformed, at: proof.pointer + "/verificationMethod", "expected a DID URL, found none")
        }
        let methodID = method.utf8

        // Cryptosuite, section 3.3.2, step 4: the context that was signed is the document's, exactly.
        if let signed = proof.node["@context"] {
            guard let context = root["@context"], context.isEqual(to: signed) else {
                throw ProofError(
                    .contextMismatch, at: proof.pointer + "/@context",
                    "expected the document's @context to be the one that the proof repeats, found another")
            }
        }
        let value = try signature(proof)
        let keys = try publicKeys(methodID, proof, now)

        // Steps 5 to 7: transformation, proof configuration, hashing, verification.
        let (key, form) = try signer(of: proof, suite, root, &forms, value, among: keys)
        // Only now: a proof that is wrong is wrong whatever else stands in it.
        if hasUnknownMember {
            throw ProofError(
                .unknownMember, at: proof.pointer,
                "the proof has a member that Data Integrity 1.0 does not define, so that what it restricts is not known"
            )
        }
        return CheckedProof(
            proof: proof, suite: suite, key: key, created: created, isByIssuer: false, form: form)
    }

    /// The key by which the signature holds, and over what it was made.
    ///
    /// - Throws: ``ProofError`` with what is wrong with the signature when it holds by none.
    private func signer(
        of proof: DataIntegrityProof, _ suite: Cryptosuite, _ root: JSONNode, _ forms: inout SecuredForms,
        _ value: [UInt8], among keys: [Ed25519PublicKey]
    ) throws(ProofError) -> (Ed25519PublicKey, CheckedProof.Form) {
        var refusal: ProofError?
        for key in keys {
            do throws(ProofError) {
                return (key, try signedForm(of: proof, suite, root, &forms, value, key))
            } catch {
                guard !Self.isUndecided(error.code) else { throw error }
                refusal = refusal ?? error
            }
        }
        throw refusal
            ?? ProofError(
                .keyUnavailable, at: proof.pointer + "/verificationMethod",
                "the key of this verification method is on none of your lists")
    }

    /// The form of the document and the options that the signature was made over.
    ///
    /// - Throws: ``ProofError`` with what is wrong with the signature when it fits none.
    private func signedForm(
        of proof: DataIntegrityProof, _ suite: Cryptosuite, _ root: JSONNode, _ forms: inout SecuredForms,
        _ value: [UInt8], _ key: Ed25519PublicKey
    ) throws(ProofError) -> CheckedProof.Form {
        let document = try forms.document(securedBy: proof, suite.form)
        let options = try forms.options(of: proof, suite.form)
        let verdict = try verdict(value, by: key, document: document, options: options)
        if verdict.isValid { return .asSpecified }
        let refusal = ProofError(verdict, at: proof.pointer + "/proofValue")
        switch suite.form {
        case .json:
            guard let implied = try optionsWithImpliedContext(proof, root),
                try self.verdict(value, by: key, document: document, options: implied).isValid
            else { throw refusal }
            return .contextImplied
        case .rdf:
            // Most signers write language tags in lower case before they hash, which changes nothing of what is said.
            let lowered = try forms.document(securedBy: proof, suite.form, tags: .lowerCase)
            let loweredOptions = try forms.options(of: proof, suite.form, tags: .lowerCase)
            guard lowered != document || loweredOptions != options,
                try self.verdict(value, by: key, document: lowered, options: loweredOptions).isValid
            else { throw refusal }
            return .languageTagsLowered
        }
    }

    private func verdict(
        _ signature: [UInt8], by key: Ed25519PublicKey, document: [UInt8], options: [UInt8]
    ) throws(ProofError) -> SignatureVerdict {
        let hashData = try HashData.of(document: document, options: options)
        return key.verify(signature: signature, message: hashData.bytes)
    }

    /// The options with the document's context, for a proof that does not repeat it.
    ///
    /// Drafts of the cryptosuite put the context into the options that are hashed and left it out of the proof, and some
    /// signers still do. What is signed is then the document's own context, so that nothing is gained by leaving it out.
    private func optionsWithImpliedContext(
        _ proof: DataIntegrityProof, _ root: JSONNode
    ) throws(ProofError) -> [UInt8]? {
        guard proof.node["@context"] == nil, let context = root["@context"] else { return nil }
        var options = JSONValue(proof.node)
        options["proofValue"] = nil
        options["@context"] = JSONValue(context)
        do throws(JSONError) {
            return try JSONDocument(parsing: options.serialized(), limits: .general).root.canonicalBytes()
        } catch {
            throw ProofError(.malformed, at: proof.pointer, error.reason)
        }
    }
}
