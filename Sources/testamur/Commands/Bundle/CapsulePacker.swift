import CredentialVerifier
import Credentials
import Encodings
import Proofs
import Registry

/// Packs credentials, and verifies each from its capsule alone.
struct CapsulePacker {
    /// A capsule, and what came of verifying it with nothing else but the pin.
    struct Packed {
        let capsule: Capsule
        let report: VerificationReport
        let list: IssuerTrustList
    }

    let trust: Trust
    let policy: Policy
    let now: Timestamp
    /// Whether the one who packs is the one whom the credentials are about.
    var isForOwner = false

    /// Packs the credential in a file.
    func pack(_ file: String) throws -> Packed {
        try pack(Inputs.read(file, limit: Inputs.byteLimit), from: file)
    }

    /// Packs a credential.
    ///
    /// - Parameter file: What it is called when something is wrong with it.
    func pack(_ bytes: [UInt8], from file: String) throws -> Packed {
        guard !Capsule.isCapsule(bytes) else {
            throw Failure(
                .dataError, Sentence("error.bundle.capsule", ["file": InputName(file)]), hint: "hint.bundle.capsule")
        }
        let report = Verifier(trust: trust, policy: policy).verify(bytes, at: now, clock: Clock.now)
        // What stays undecided for another reason, such as a status that nobody can tell yet, is kept as it is.
        guard report.verdict != .invalid, report.isAuthentic, report[.issuer]?.outcome == .passed,
            let issuer = report.issuer
        else { throw Failure(notPacked: report, file, isForOwner: isForOwner) }
        do throws(CapsuleError) {
            let packed = try Capsule(packing: report, trust: trust)
            // What was written is what is read, so that it is read before anybody relies on it.
            let capsule = try Capsule(parsing: packed.bytes)
            let alone = Verifier(trust: TrustFolder.trust(issuer.list.pin), policy: policy)
            let second = alone.verify(capsule, at: now, clock: Clock.now)
            guard second.verdict == report.verdict || second.decisive?.code == "CONTEXT_UNKNOWN" else {
                throw CapsuleError.notAlone
            }
            return Packed(capsule: capsule, report: second, list: issuer.list)
        } catch {
            throw Failure(packing: error, file)
        }
    }
}

extension Failure {
    /// A credential that is not worth keeping, or not known to be.
    init(notPacked report: VerificationReport, _ file: String, isForOwner: Bool) {
        self.init(
            report.verdict == .invalid ? .invalid : .undecided,
            Sentence(
                "error.bundle.notPacked",
                [
                    "file": InputName(file), "problem": TranslatedText { report.headline(in: $0) },
                    "code": report.decisive?.code ?? "",
                ]),
            hint: Sentence(
                "hint.bundle.notPacked",
                [
                    "next": TranslatedText {
                        (isForOwner ? EntryText.nextStep(report, $0) : report.nextStep(in: $0)) ?? ""
                    }
                ]))
    }

    /// A capsule that cannot be made.
    init(packing error: CapsuleError, _ file: String) {
        self.init(
            .dataError,
            Sentence(
                "error.bundle.refused",
                ["file": InputName(file), "problem": TranslatedText { error.message(in: $0) }]),
            hint: Sentence("hint.bundle.refused", ["next": TranslatedText { error.nextStep(in: $0) }]))
    }
}
