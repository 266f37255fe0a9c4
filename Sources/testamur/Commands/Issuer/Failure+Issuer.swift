import CredentialIssuer
import Cryptography
import Encodings
import Storage

extension Failure {
    /// Runs work on an issuer's folder; what goes wrong is told to a person.
    static func ofIssuer<Result>(_ body: () throws(IssuerError) -> Result) throws -> Result {
        do throws(IssuerError) {
            return try body()
        } catch {
            throw Failure(error)
        }
    }

    /// An issuer that cannot do what was asked.
    init(_ error: IssuerError) {
        let fact = FindingText.harmless(error.reason)
        if let cause = error.cryptography, error.code == .keyUnusable || error.code == .cryptographyFailed {
            self.init(cause)
            return
        }
        self.init(Self.status(error), fact, hint: Self.hint(error))
    }

    private static func status(_ error: IssuerError) -> Status {
        switch error.code {
        case .notAnIssuerFolder, .folderIncomplete: .noInput
        case .folderExists, .folderNotEmpty: .cannotCreate
        case .folderBusy: .inputOutput
        case .storageFailed: error.storage?.code == .notFound ? .noInput : .inputOutput
        case .draftRefused, .signingFailed, .cryptographyFailed: .software
        case .madeByLaterVersion, .profileMalformed, .keyFileExposed, .keyFileAltered, .keyUnusable, .recordRefused,
            .warningsNotAcknowledged, .conflict, .nothingToRepeat, .keyNotListed, .notGranted, .outOfScope,
            .listUnusable, .registerDamaged, .copyMissing:
            .dataError
        }
    }

    private static func hint(_ error: IssuerError) -> String? {
        switch error.code {
        case .notAnIssuerFolder:
            "name the institution's folder with --issuer, or make one with: testamur issuer init"
        case .folderIncomplete, .registerDamaged: "get the whole folder back from a copy of it; nothing was issued"
        case .folderExists, .folderNotEmpty: "name another folder"
        case .folderBusy: "try again when the other program is done"
        case .madeByLaterVersion: "get a newer version of this program; nothing was changed"
        case .profileMalformed: "mend issuer.yaml and run it again"
        case .keyFileExposed: "close it to others: chmod 600 keys/issue.pem; a key that others had should be replaced"
        case .keyFileAltered: "get keys/issue.pem back from a copy of the folder"
        case .keyNotListed: "ask the authority to put this key on its list: testamur issuer show prints it"
        case .notGranted, .outOfScope: "ask the authority what it recognises you for: testamur trust show"
        case .listUnusable: "get the authority's newest list, then run it again"
        case .copyMissing: "put the files back as they were when it was issued, or take the copy from a backup"
        case .warningsNotAcknowledged: "mend the specification, or acknowledge the warning there with a reason"
        case .recordRefused, .conflict, .nothingToRepeat, .keyUnusable, .draftRefused, .signingFailed, .storageFailed,
            .cryptographyFailed:
            nil
        }
    }
}
