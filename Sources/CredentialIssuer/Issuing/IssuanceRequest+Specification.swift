import Credentials
import Cryptography
import Encodings

extension IssuanceRequest {
    /// Asks for the credential of a learner for a specification.
    ///
    /// - Parameters:
    ///   - specification: What can be awarded.
    ///   - learner: What the learner earned.
    public init(_ specification: MicroCredentialSpecification, for learner: LearnerRecord) {
        self.init { (profile, time, salt) throws(IssuerError) in
            do throws(CryptographyError) {
                let award = try learner.award(issuedAt: time, validFor: specification.validFor, salt: salt)
                return specification.record(of: profile, award: award, learner: learner.places)
            } catch {
                throw IssuerError(.cryptographyFailed, error)
            }
        }
    }
}
