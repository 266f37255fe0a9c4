import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import Storage

/// A learner's file, read.
struct LearnerFile {
    let path: String
    let learner: LearnerRecord?
    let findings: [Finding]

    /// Reads a file.
    init(_ path: String) throws(Failure) {
        self.path = path
        let reading = LearnerRecordReader(file: Inputs.name(path)).read(try WrittenFiles.read(path))
        learner = reading.value
        findings = reading.findings
    }

    /// What to call it in a sentence.
    var name: String { TerminalText(Inputs.name(path)).description }

    /// The record of the award for this learner.
    ///
    /// - Parameter time: When it is signed, for the end of its validity.
    func record(
        _ specification: MicroCredentialSpecification, of profile: IssuerProfile, _ salts: IdentifierSalts,
        at time: Timestamp
    ) throws -> MicroCredentialRecord? {
        guard let learner else { return nil }
        var rest = try salts.salts(of: learner, specification: specification)[...]
        do throws(CryptographyError) {
            let award = try learner.award(issuedAt: time, validFor: specification.validFor) {
                rest.popFirst() ?? ""
            }
            return specification.record(of: profile, award: award, learner: learner.places)
        } catch {
            throw Failure(error)
        }
    }
}

/// The salts with which identifiers of learners are hashed.
///
/// A credential states its salt, so it need not be secret, but nobody may know it before. It is the same each time the
/// same is issued, or the same learner would get another credential each time; and another one for each specification,
/// or two credentials would show by their hashes that they have the same holder.
struct IdentifierSalts {
    private let secret: [UInt8]

    /// Takes the secret of an institution's register.
    init(_ folder: IssuerFolder) throws(Failure) {
        do throws(StorageError) {
            secret = try FileReader.read(folder.path + "/register/salt", limit: 4_096, links: .refuse)
        } catch {
            throw Failure(reading: error)
        }
    }

    /// A salt for each identifier that is hashed, in order.
    func salts(of learner: LearnerRecord, specification: MicroCredentialSpecification) throws(Failure) -> [String] {
        var salts: [String] = []
        for identifier in learner.identifiers where identifier.isHashed {
            let facts: JSONValue = [
                "identifier salt", .string(specification.achievement.id?.string ?? ""),
                .string(identifier.scheme.string), .string(identifier.value.string),
            ]
            do throws(CryptographyError) {
                let digest = try SHA256.hash(secret + SHA256.hash(facts.serialized()))
                salts.append(Base64URL.encode(Array(digest.prefix(16))))
            } catch {
                throw Failure(error)
            }
        }
        return salts
    }
}
