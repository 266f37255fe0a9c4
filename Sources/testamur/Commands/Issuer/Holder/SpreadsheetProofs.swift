import CredentialIssuer
import CredentialVerifier
import Credentials
import Encodings
import Storage

/// The proofs of possession that the rows of a spreadsheet name, each a path from where the spreadsheet is.
struct SpreadsheetProofs: LearnerProofReader {
    private let folder: String
    private let domain: String
    /// `nil` where there is nowhere to keep challenges.
    private let store: ChallengeStore?

    /// - Parameters:
    ///   - spreadsheet: The spreadsheet; `-` stands for one in the current folder.
    ///   - institution: The institution's DID, under which the challenges were made.
    ///   - state: The folder in which challenges are kept; `nil` where there is none.
    init(beside spreadsheet: String, for institution: DID, state: String?) {
        folder = spreadsheet.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(spreadsheet[...$0]) } ?? ""
        domain = institution.text
        store = state.map { ChallengeStore(state: $0) }
    }

    func read(_ path: String) throws(LearnerProofRefusal) -> any LearnerProof {
        guard let store else { throw LearnerAnswer.refusal(.challengeUnavailable, domain) }
        let bytes: [UInt8]
        do throws(StorageError) {
            // A spreadsheet may come from elsewhere: a pipe that it names is not waited for.
            let place = path.utf8.first == UInt8(ascii: "/") ? path : folder + path
            bytes = try FileReader.read(place, limit: Limits.credential.documentByteCount)
        } catch {
            throw LearnerProofRefusal(.unreadable, code: error.code.rawValue, domain: domain)
        }
        return try LearnerAnswer(bytes, for: domain, store, at: Clock.now)
    }
}
