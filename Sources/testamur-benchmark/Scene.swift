import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry

/// What is measured: one institution, one authority, one micro-credential of about 3 KB with all eleven elements.
struct Scene: Sendable {
    let draft: CredentialDraft
    /// The draft with a proof over canonical JSON.
    let signed: [UInt8]
    /// The draft with a proof over canonical RDF.
    let signedAsRDF: [UInt8]
    let options: ProofOptions
    let key: Ed25519PrivateKey
    let verifier: Verifier
    let now: Timestamp
    /// The pin and the list, for a measurement of whole processes.
    let pin: [UInt8]
    let list: [UInt8]
    private let authority: Ed25519PrivateKey

    init() throws {
        now = try Timestamp(parsing: "2026-11-22T09:00:00Z")
        key = try Ed25519PrivateKey.generate()
        let multikey = key.publicKey.multikey
        guard let did = DID("did:key:\(multikey)"), let method = DIDURL("did:key:\(multikey)#\(multikey)"),
            let authorityDID = DID("did:web:authority.example")
        else { throw Failure(reason: "an identifier of the scene is malformed") }

        var value = JSONValue(
            try JSONDocument(parsing: PackageResources.credential_json, limits: .credential).root)
        value["issuer"]?["id"] = .string(did.text)
        draft = try CredentialDraft(value)
        options = ProofOptions(verificationMethod: method, created: try Timestamp(parsing: "2026-03-14T09:30:00Z"))
        signed = try EdDSAJCS2022.secure(draft, options: options, signer: key)
        signedAsRDF = try DataIntegrity.secure(draft, with: [.eddsaRDFC2022], options: options, signer: key)

        authority = try Ed25519PrivateKey.generate()
        let pin = try TrustPin(
            authority: authorityDID, name: "Authority", country: "BE", key: authority.publicKey,
            environment: .production, listID: "urn:trust:benchmark:list")
        var editor = TrustListEditor(
            creating: pin, legalName: "Authority", jurisdiction: "BE",
            at: try Timestamp(parsing: "2026-11-20T09:00:00Z"))
        let since = try Timestamp(parsing: "2020-01-01T00:00:00Z")
        var issuer = NewIssuer(id: did, legalName: "University", grantedSince: since)
        issuer.keys = [
            NewKey(
                verificationMethod: method, publicKey: key.publicKey, purpose: .issue,
                window: ValidityWindow(from: since))
        ]
        issuer.recognitions = [
            NewRecognition(
                credentialTypes: ["MicroCredential"], eqfLevels: 5...7, jurisdictions: ["BE"],
                window: ValidityWindow(from: since))
        ]
        try editor.addIssuer(issuer)
        let trustList = try editor.sign(with: authority)
        self.pin = pin.serialized()
        list = trustList.bytes
        verifier = Verifier(trust: Trust(lists: [trustList]))

        for credential in [signed, signedAsRDF] where verifier.verify(credential, at: now).verdict != .valid {
            throw Failure(reason: "the scene's credential is not valid, so that nothing worth measuring would run")
        }
    }

    /// A yardstick of its own for each thread: it signs and verifies the same 64 bytes that the proof covers.
    func yardstick() throws -> RawEd25519 {
        let document = try JSONDocument(parsing: signed, limits: .credential)
        guard let proof = document.root["proof"] else { throw Failure(reason: "the scene has no proof") }
        return try RawEd25519(
            key, message: EdDSAJCS2022.steps(document: document.root, proof: proof).hashData.bytes)
    }

    /// Signs another list of the same authority.
    func signList(_ value: JSONValue) throws -> [UInt8] {
        let multikey = authority.publicKey.multikey
        guard let method = DIDURL("did:key:\(multikey)#\(multikey)") else {
            throw Failure(reason: "an identifier of the scene is malformed")
        }
        return try EdDSAJCS2022.secure(
            CredentialDraft(value, limits: .trustList),
            options: ProofOptions(verificationMethod: method, created: try Timestamp(parsing: "2026-11-20T09:00:00Z")),
            signer: authority)
    }

    /// A measurement that cannot be made.
    struct Failure: Error {
        let reason: String
    }
}
