import CredentialVerifier
import Encodings
import TestSupport
import Testing

/// What is said of a challenge that cannot be made because calls of libcrypto fail; `Tests/FaultInjection/run.sh` runs it.
@Suite(
    "Challenges with a failing libcrypto", .serialized,
    .enabled(if: LibcryptoFaults.areAvailable, "Tests/FaultInjection/run.sh lets the calls fail"))
struct ChallengeFaultTests {
    @Test("a failure of the library is named as such, and not as a fault of the name, and gives out no challenge")
    func failures() throws {
        let now = try Timestamp(parsing: TestWorld.now)
        var codes: Set<ChallengeError> = []
        for call in 1... {
            let calls = try Files.withTemporaryFolder { folder in
                let (error, calls) = try onNewThread { () -> (ChallengeError?, Int) in
                    LibcryptoFaults.arm(call: call, further: true, answer: -1)
                    defer { _ = LibcryptoFaults.disarm() }
                    do throws(ChallengeError) {
                        _ = try ChallengeStore(state: folder).make(for: "hr.example", at: now)
                        return (nil, LibcryptoFaults.disarm())
                    } catch {
                        return (error, LibcryptoFaults.disarm())
                    }
                }
                if let error { codes.insert(error) }
                return calls
            }
            guard calls >= call else { break }
        }
        #expect(codes == [.noRandomBytes, .libraryFailure])
    }
}
