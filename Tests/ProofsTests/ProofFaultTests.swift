import Credentials
import Encodings
import Proofs
import TestSupport
import Testing

/// What is said of a right credential when calls of libcrypto fail; `Tests/FaultInjection/run.sh` runs these.
@Suite(
    "Proofs with a failing libcrypto", .serialized,
    .enabled(if: LibcryptoFaults.areAvailable, "Tests/FaultInjection/run.sh lets the calls fail"))
struct ProofFaultTests {
    /// Where libcrypto answers that a signature does not match, that is what it says, whatever failed inside it.
    @Test("a failure of the library is never held against the credential")
    func failureIsUndecided() throws {
        let bytes = try TestSigner(1).issue()
        let received = try ReceivedCredential(parsing: bytes)
        let now = try Timestamp(parsing: "2026-11-22T09:00:00Z")
        let verifier = ProofVerifier(purpose: .assertionMethod, keys: NoPinnedKeys())
        var failures = 0
        var call = 1
        while true {
            let number = call
            let (code, isFailed, calls) = try onNewThread {
                LibcryptoFaults.arm(call: number, further: false, answer: -1)
                let outcome = verifier.verify(received, at: now)
                let calls = LibcryptoFaults.disarm()
                switch outcome {
                case .authentic: return (ProofError.Code?.none, false, calls)
                case .failed(let error): return (error.code, true, calls)
                case .undecided(let error): return (error.code, false, calls)
                }
            }
            #expect(!isFailed || code == .signatureInvalid, "call \(number): \(String(describing: code))")
            guard calls >= number else { break }
            if code == .cryptographyFailed { failures += 1 }
            call += 1
        }
        #expect(failures > 0, "no call was made to fail")
    }
}
