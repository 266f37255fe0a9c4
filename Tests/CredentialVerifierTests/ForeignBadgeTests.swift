import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

/// What an independent implementation found of each file of a folder of published vectors, beside the file.
private func expectations(_ folder: String) throws -> [(path: String, signatures: String)] {
    let expected = try JSONDocument(parsing: Vectors.bytes(folder + "/EXPECTED.json"), limits: .general).root
    return try #require(expected["files"]).members.compactMap { name, value in
        guard let name = name.string, let signatures = value["signatures"]?.string else { return nil }
        return ("\(folder)/\(name)", signatures)
    }
}

/// The key in the fragment of an address, as the independent implementation takes it: good for a comparison of signatures,
/// and for nothing else.
private struct FragmentKeys: VerificationKeys {
    func publicKey(for verificationMethod: String) -> Ed25519PublicKey? {
        guard verificationMethod.hasPrefix("http") || verificationMethod.hasPrefix("did:web:"),
            let key = verificationMethod.split(separator: "#").last
        else {
            return nil
        }
        return DIDURL("did:key:\(key)#\(key)").flatMap { try? DIDKey(verificationMethod: $0).publicKey }
    }
}

@Suite("Open Badges and learner records of the validator of 1EdTech", .enabled(if: Vectors.areAvailable))
struct OpenBadgeVectorTests {
    private static let folder = "open-badges/validator-ob30/"
    private static let now = "2025-06-01T00:00:00Z"

    private func report(_ path: String) throws -> VerificationReport {
        try Verifier(trust: .none).verify(Vectors.bytes(path), at: Timestamp(parsing: Self.now))
    }

    /// Signed with the key that its proof names, which is not that of the issuer whom the badge names.
    private static let foreignKey = folder + "simple-did-key-method.json"
    /// Genuine to whoever takes a key from the fragment of a name that says nothing of whose it is.
    private static let namelessKey = "open-badges/validator-clr20/simple_v1.json"

    @Test("every signature is judged as an independent implementation judged it")
    func signatures() throws {
        var counts: [String: Int] = [:]
        let verifier = ProofVerifier(purpose: .assertionMethod, keys: FragmentKeys())
        for (path, signatures) in try expectations("open-badges") {
            let received = try ReceivedCredential(parsing: Vectors.bytes(path))
            let found: String
            switch verifier.verify(received, at: try Timestamp(parsing: Self.now)) {
            case .authentic: found = "genuine"
            case .failed(let error):
                found = error.code == .missing ? "missing" : "refused"
                #expect((error.code == .controllerMismatch) == (path == Self.foreignKey), "\(path): \(error)")
            case .undecided(let error):
                let isMissing = error.code == .keyUnavailable || error.code == .contextUnknown
                #expect(isMissing, "\(path): \(error)")
                found = "open"
            }
            let expected =
                signatures.contains("BADSIG") || path == Self.foreignKey
                ? "refused"
                : signatures == "no proof"
                    ? "missing"
                    : signatures.contains("KEY?") || signatures.contains("Error") || path == Self.namelessKey
                        ? "open" : "genuine"
            #expect(found == expected, "\(path): \(signatures)")
            counts[found, default: 0] += 1
        }
        #expect(counts == ["genuine": 13, "refused": 11, "missing": 2, "open": 4])
    }

    @Test("a key in the address of an issuer on the web proves nothing, and no badge is valid by it")
    func fragments() throws {
        var isOpen = 0
        for (path, signatures) in try expectations("open-badges") {
            let report = try report(path)
            #expect(report.verdict != .valid)
            guard signatures.contains("=OK"), report[.proof]?.outcome != .passed, path != Self.foreignKey
            else {
                continue
            }
            #expect(report[.proof]?.outcome == .undecided && report[.proof]?.code == "KEY_UNAVAILABLE", "\(path)")
            isOpen += 1
        }
        #expect(isOpen >= 10)
    }

    @Test(
        "what was edited to be wrong is refused for that",
        arguments: [
            ("simple-err-context", "CONTEXT_BASE_NOT_FIRST", "/@context/0"),
            ("simple-err-type", "TYPE_NOT_MAPPED", "/type/1"),
            ("simple-err-issuer-type", "BADGE_TYPE_MISSING", "/issuer/type"),
            (
                "simple-err-issuer-otheridentifier-type", "BADGE_TYPE_MISSING", "/issuer/otherIdentifier/1/type"
            ),
            (
                "simple-err-credential-subject-identifier-type", "BADGE_TYPE_MISSING",
                "/credentialSubject/identifier/0/type"
            ),
            (
                "simple-err-credential-subject-profile-type", "BADGE_TYPE_MISSING", "/credentialSubject/source/type"
            ),
            (
                "simple-err-credential-subject-result-type", "BADGE_TYPE_MISSING", "/credentialSubject/result/1/type"
            ),
            ("simple-err-evidence-type", "BADGE_TYPE_MISSING", "/evidence/1/type"),
        ])
    func errors(_ name: String, _ code: String, _ pointer: String) throws {
        let report = try report(Self.folder + name + ".json")
        let check = try #require(report[.dataModel])
        #expect(check.outcome == .failed && check.code == code && check.pointer == pointer)
        #expect(report.verdict == .invalid)
    }

    @Test("what is wrong with a proof is said of the proof")
    func proofs() throws {
        func proof(_ name: String) throws -> String { try report(Self.folder + name + ".json")[.proof]?.code ?? "" }
        #expect(try proof("simple-noproof") == "PROOF_MISSING")
        #expect(try proof("simple-err-proof-method") == "KEY_UNAVAILABLE")
        #expect(try proof("simple-err-proof-method-unknown-did-method") == "KEY_UNAVAILABLE")
    }

    @Test("an issuer at an address on the web is judged by the keys that its own document tells, and by no list")
    func addresses() throws {
        let bytes = try Vectors.bytes(Self.folder + "simple.json")
        let root = try JSONDocument(parsing: bytes, limits: .credential).root
        let address = try #require(root["issuer"]?["id"]?.string)
        let method = try #require((root["proof"]?.firstElement ?? root["proof"])?["verificationMethod"]?.string)
        let key = try #require(method.split(separator: "#").last)
        func report(_ key: String, _ change: (inout JSONValue) -> Void = { _ in }) throws -> VerificationReport {
            var entry: JSONValue = [
                "id": .string(method), "type": "Multikey", "controller": .string(address),
                "publicKeyMultibase": .string(key),
            ]
            change(&entry)
            let document: JSONValue = ["id": .string(address), "assertionMethod": [entry]]
            let world = try TestWorld()
            let trust = Trust(lists: [try world.list()], documents: [try DIDDocument(parsing: document.serialized())])
            return try Verifier(trust: trust).verify(bytes, at: world.time())
        }
        let genuine = try report(String(key))
        #expect(genuine[.proof]?.code == "SIGNATURE_VALID")
        #expect(genuine.verdict == .undecided && genuine.decisive?.code == "ISSUER_NOT_DID")
        #expect(try report(TestKey(9).key.publicKey.multikey)[.proof]?.code == "SIGNATURE_INVALID")
        for (name, code) in [("expires", "KEY_EXPIRED"), ("revoked", "KEY_REVOKED")] {
            let ended = try report(String(key)) { $0[name] = .string(TestWorld.now) }
            #expect(ended[.proof]?.outcome == .undecided && ended.decisive?.code == code)
            #expect(ended.headline(in: .english).contains("22 November 2026"))
            let later = try report(String(key)) { $0[name] = "2026-11-22T09:00:01Z" }
            #expect(later[.proof]?.outcome == .passed)
        }
    }

    @Test(
        "dates are judged where the issuer is known: expired, and not yet valid",
        arguments: [("simple-err-expired", "EXPIRED"), ("simple-err-issued", "NOT_YET_VALID")])
    func dates(_ name: String, _ code: String) throws {
        let world = try TestWorld()
        let bytes = try Vectors.bytes(Self.folder + name + ".json")
        var value = JSONValue(try JSONDocument(parsing: bytes, limits: .credential).root)
        value["proof"] = nil
        value["issuer"]?["id"] = .string(world.university.did)
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(world.university.method)),
            created: try world.time("2026-06-30T10:00:00Z"))
        let signed = try DataIntegrity.secure(
            CredentialDraft(value), with: [.eddsaRDFC2022], options: options, signer: world.university.key)
        let report = try world.verifier().verify(signed, at: world.time())
        #expect(report[.proof]?.outcome == .passed)
        #expect(report[.validity]?.outcome == .failed && report[.validity]?.code == code)
        #expect(report.verdict == .invalid)
    }

    @Test(
        "other forms are named as what they are, and decided by nobody",
        arguments: [
            ("open-badges/validator-ob30/simple.jwt", "FORM_JWT"),
            ("open-badges/validator-ob30/simple-json.png", "FORM_PICTURE"),
            ("open-badges/validator-ob30/simple-jwt.png", "FORM_PICTURE"),
        ])
    func forms(_ path: String, _ code: String) throws {
        let report = try report(path)
        #expect(report.verdict == .undecided && report.decisive?.code == code)
    }
}

@Suite("Blockcerts", .enabled(if: Vectors.areAvailable))
struct BlockcertsVectorTests {
    @Test("are never valid, and an anchor in a blockchain is named as one")
    func anchors() throws {
        var counts: [String: Int] = [:]
        for (path, signatures) in try expectations("blockcerts") {
            let report = try Verifier(trust: .none).verify(
                Vectors.bytes(path), at: Timestamp(parsing: "2025-06-01T00:00:00Z"))
            #expect(report.verdict != .valid, "\(path)")
            #expect(report[.proof]?.outcome != .passed, "\(path)")
            let code = report[.proof]?.code ?? ""
            counts[code, default: 0] += 1
            let isAnchored =
                signatures.lowercased().hasPrefix("merkleproof") || signatures.contains("/merkle-proof")
                || path.hasSuffix("/mocknet-v3-valid.json")
            // Nor is it said that words are not pinned: pinning them would decide nothing.
            if isAnchored, report.verdict == .undecided {
                #expect(report.decisive?.name != .dataModel, "\(path)")
            }
            guard isAnchored, report[.format]?.outcome == .passed else { continue }
            #expect(report[.proof]?.outcome == .undecided && code == "PROOF_BLOCKCHAIN", "\(path): \(code)")
        }
        #expect((counts["PROOF_BLOCKCHAIN"] ?? 0) >= 17, "\(counts)")
    }

    @Test("are named where they hold more than is read here, and never called broken for it")
    func beyondLimits() throws {
        let report = try Verifier(trust: .none).verify(
            Vectors.bytes("blockcerts/v3/proof-chain-example-ed25519.json"),
            at: Timestamp(parsing: "2025-06-01T00:00:00Z"))
        #expect(report.verdict == .undecided && report.decisive?.code == "FORM_BLOCKCERT")
    }

    @Test("with fractions of a second in their dates are not refused for them, as XML Schema admits these")
    func fractions() throws {
        // Its authors' program refuses the form; the data model takes any dateTimeStamp.
        let report = try Verifier(trust: .none).verify(
            Vectors.bytes("blockcerts/v3/mocknet-vc-v2-invalid-date-format.json"),
            at: Timestamp(parsing: "2025-06-01T00:00:00Z"))
        #expect(report[.dataModel]?.outcome == .undecided && report[.dataModel]?.code == "CONTEXT_UNKNOWN")
        #expect(report.verdict == .undecided)
    }
}
