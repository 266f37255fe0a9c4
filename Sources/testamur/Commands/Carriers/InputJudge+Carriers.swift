import Carriers
import CredentialVerifier

extension InputJudge {
    /// The report on bytes as they were received: on the document that they are, or on the one that they carry.
    ///
    /// What carries it is recognised by its content. The document is judged exactly as it stood there, and the report
    /// says what it came out of.
    mutating func reportOnReceived(_ received: [UInt8]) -> VerificationReport {
        do throws(CarrierError) {
            let carrier = try Carrier(received)
            if let payload = carrier.payload {
                return report(onDocument: payload.bytes).carried(by: CarrierFacts(carrier, received))
            }
            if let error = carrier.emptiness { throw error }
            return report(onDocument: received)
        } catch {
            return Verifier(trust: trust, policy: policy).refuse(error, received, at: now)
        }
    }
}
