import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs

/// Measures proofs over canonical JSON on one core.
enum OneCore {
    static func run(_ scene: Scene) throws {
        let rounds = 200
        let slice = 24
        var rawSign = Samples()
        var rawVerify = Samples()
        var prepare = Samples()
        var verify = Samples()
        var issue = Samples()
        var issueUnchecked = Samples()
        var verifyRatio = Samples()
        var issueRatio = Samples()
        var uncheckedRatio = Samples()
        let bytes = scene.draft.document.bytes
        let raw = try scene.yardstick()
        for _ in 0..<rounds {
            let sign = CPUClock.time(1) { _ = raw.sign(slice) } / Double(slice)
            let check = CPUClock.time(1) { _ = raw.verify(slice) } / Double(slice)
            let prepared = try CPUClock.time(slice) {
                let document = try JSONDocument(parsing: bytes, limits: .credential)
                _ = try SHA256.hash(document.root.canonicalBytes())
            }
            let verified = CPUClock.time(slice) { _ = scene.verifier.verify(scene.signed, at: scene.now) }
            let issued = try CPUClock.time(slice) {
                _ = try EdDSAJCS2022.secure(scene.draft, options: scene.options, signer: scene.key)
            }
            let unchecked = try CPUClock.time(slice) {
                _ = try EdDSAJCS2022.secure(scene.draft, options: scene.options, signer: scene.key, selfCheck: false)
            }
            rawSign.add(sign)
            rawVerify.add(check)
            prepare.add(prepared)
            verify.add(verified)
            issue.add(issued)
            issueUnchecked.add(unchecked)
            verifyRatio.add(check / verified)
            issueRatio.add((sign + check) / issued)
            uncheckedRatio.add(sign / unchecked)
        }
        Row.printHeader("eddsa-jcs-2022")
        Row.print("raw OpenSSL sign", rawSign)
        Row.print("raw OpenSSL verify", rawVerify)
        Row.print("parse + canonicalise + hash", prepare, note: "           at most 12 us")
        Row.print("verify, whole report / raw verify", verify, verifyRatio, 0.92)
        Row.print("issue / raw (sign + verify)", issue, issueRatio, 0.90)
        Row.print("issue, no self-check / raw sign", issueUnchecked, uncheckedRatio, 0.80)
    }
}
