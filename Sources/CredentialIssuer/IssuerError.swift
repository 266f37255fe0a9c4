public import Credentials
public import Cryptography
public import Database
public import Encodings
public import Registry
public import Storage
public import YAMLDocuments

/// What can go wrong when an institution issues credentials.
///
/// Two errors are equal when their codes are equal; the reason is for people and may change between versions.
public struct IssuerError: Error, Sendable {
    /// The kind of failure: stable, for programs to decide by.
    public enum Code: String, Sendable, CaseIterable {
        /// No issuer's folder stands at the path.
        case notAnIssuerFolder = "ISSUER_FOLDER_NOT_FOUND"
        /// Parts of the folder are missing: making it was interrupted, or something was taken away.
        case folderIncomplete = "ISSUER_FOLDER_INCOMPLETE"
        /// The register of the folder is on a server, and none was named; or one was named, and it is in the folder.
        case registerElsewhere = "ISSUER_REGISTER_ELSEWHERE"
        /// An issuer's folder stands at the path already.
        case folderExists = "ISSUER_FOLDER_EXISTS"
        /// The folder that was to become an issuer's folder holds other files.
        case folderNotEmpty = "ISSUER_FOLDER_NOT_EMPTY"
        /// Another program is issuing from the folder.
        case folderBusy = "ISSUER_FOLDER_BUSY"
        /// A later version of this software made the folder.
        case madeByLaterVersion = "ISSUER_FOLDER_VERSION"
        /// The file with the issuer's profile does not say what it must, or says what nobody understands.
        case profileMalformed = "ISSUER_PROFILE_MALFORMED"
        /// Others than its owner can read the key file.
        case keyFileExposed = "ISSUER_KEY_FILE_EXPOSED"
        /// The key file holds another key than the profile names.
        case keyFileAltered = "ISSUER_KEY_FILE_ALTERED"
        /// The key file does not open, for example with a wrong passphrase; ``IssuerError/cryptography`` has the cause.
        case keyUnusable = "ISSUER_KEY_UNUSABLE"
        /// The private key is in a device, and in no file.
        case keyInDevice = "ISSUER_KEY_IN_DEVICE"
        /// The institution has no key, or several, of the name.
        case keyUnknown = "ISSUER_KEY_UNKNOWN"
        /// The time of the key has not come, or is over.
        case keyNotInForce = "ISSUER_KEY_NOT_IN_FORCE"
        /// Somebody else may have the key.
        case keyCompromised = "ISSUER_KEY_COMPROMISED"
        /// The institution is named by its key, so that it cannot have another.
        case keyIsIdentifier = "ISSUER_KEY_IS_IDENTIFIER"
        /// The institution, or one of its approvers, has the key or its name already.
        case keyTaken = "ISSUER_KEY_TAKEN"
        /// Another key is planned already, whose time has not come.
        case keyPlanned = "ISSUER_KEY_PLANNED"
        /// The times of a key do not follow each other, or change what was.
        case keyTimes = "ISSUER_KEY_TIMES"
        /// No other key would sign after this one.
        case keyIsLast = "ISSUER_KEY_LAST"
        /// The institution publishes no status lists.
        case noStatusLists = "ISSUER_NO_STATUS_LISTS"
        /// The institution publishes status lists already.
        case hasStatusLists = "ISSUER_HAS_STATUS_LISTS"
        /// The trust list does not have the institution's key for status lists, at this time.
        case statusKeyNotListed = "STATUS_KEY_NOT_LISTED"
        /// What is published is newer than anything that the register knows: the register is an old copy.
        case registerOutdated = "STATUS_REGISTER_OUTDATED"
        /// The clock shows a time before the last list.
        case clockBehind = "STATUS_CLOCK_BEHIND"
        /// Rules of the profile find errors in what was to be issued; ``IssuerError/findings`` has them.
        case recordRefused = "ISSUE_RECORD_REFUSED"
        /// Rules warn, and nobody acknowledged the warnings; ``IssuerError/findings`` has them.
        case warningsNotAcknowledged = "ISSUE_WARNINGS"
        /// The credential that was built is not as it must be; this is a fault of this software.
        case draftRefused = "ISSUE_DRAFT_REFUSED"
        /// Something else was issued to this learner for this specification; ``IssuerError/existing`` has it.
        case conflict = "IDEMPOTENCY_CONFLICT"
        /// It was issued, and another one that says something else has its place since.
        case correctedBefore = "ISSUE_CORRECTED"
        /// It was issued and revoked, which is final.
        case revokedBefore = "ISSUE_REVOKED"
        /// It was issued, signed with a key that somebody else may have.
        case signedWithLostKey = "ISSUE_LOST_KEY"
        /// A batch that is not finished was begun with other numbers of rows.
        case rowsMoved = "BATCH_ROWS_MOVED"
        /// Nothing is issued without the approval of another person, and there is none.
        case notApproved = "ISSUE_NOT_APPROVED"
        /// There is no such batch.
        case batchUnknown = "BATCH_UNKNOWN"
        /// Nothing more is done with the batch: it was cancelled.
        case batchCancelled = "BATCH_CANCELLED"
        /// Whoever signs for a batch is none of those who may, or has signed for it already.
        case approverRefused = "BATCH_APPROVER"
        /// What two persons agreed to was done already.
        case batchDone = "BATCH_DONE"
        /// What was laid before another person cannot be done any more, because something changed since.
        case batchOutdated = "BATCH_OUTDATED"
        /// A file that stands where a credential is to go says something else, and stays.
        case fileTaken = "ISSUE_FILE_TAKEN"
        /// What is to be issued again was not issued to this learner for this specification.
        case nothingToRepeat = "ISSUE_NOTHING_TO_REPEAT"
        /// The issuer's key is not in the trust list, or not to be used now.
        case keyNotListed = "ISSUE_KEY_NOT_LISTED"
        /// The trust list does not grant the issuer today.
        case notGranted = "ISSUE_NOT_GRANTED"
        /// The trust list does not recognise the issuer for credentials like this one.
        case outOfScope = "ISSUE_OUT_OF_SCOPE"
        /// The trust list itself cannot be relied on now.
        case listUnusable = "ISSUE_LIST_UNUSABLE"
        /// The register is not as this software left it.
        case registerDamaged = "REGISTER_DAMAGED"
        /// A credential is none that this institution issued.
        case notInRegister = "REGISTER_UNKNOWN_CREDENTIAL"
        /// A document is no checkpoint of this institution's register.
        case checkpointRefused = "REGISTER_CHECKPOINT"
        /// The register has no copy of a credential that was issued, and it cannot be made again.
        case copyMissing = "REGISTER_COPY_MISSING"
        /// No signature could be made; ``IssuerError/cryptography`` has the cause.
        case signingFailed = "ISSUE_SIGNING_FAILED"
        /// The disk or the file system failed; ``IssuerError/storage`` has the cause.
        case storageFailed = "ISSUER_STORAGE"
        /// Libcrypto failed; ``IssuerError/cryptography`` has the cause.
        case cryptographyFailed = "ISSUER_CRYPTOGRAPHY"
    }

    /// The kind of failure.
    public let code: Code

    /// One sentence: what was expected, what was found, and where.
    ///
    /// It holds nothing of a learner, and no key bytes.
    public let reason: String

    /// What the rules found, with code `recordRefused`, `warningsNotAcknowledged` or `draftRefused`.
    public var findings: [Finding] = []

    /// Everything that is wrong with the issuer's profile, with code `profileMalformed`.
    public var problems: [YAMLError] = []

    /// What was issued before, with code `conflict`, `correctedBefore`, `revokedBefore` or `signedWithLostKey`.
    public var existing: IssuedRecord?

    /// The row of a spreadsheet that it is about, as a spreadsheet counts it.
    public var row: Int?

    /// The record of the register that it is about, by its number.
    public var record: Int?

    /// The batch that it is about.
    public var batch: String?

    /// The key that it is about, by its name in proofs or as somebody named it.
    public var key: String?

    /// The file with a private key that it is about, by its name in the folder `keys`.
    public var keyFile: String?

    /// The day that it is about.
    public var date: Timestamp?

    /// What the trust list answered, with the codes about it.
    public var judgement: IssuerJudgement?

    /// What the file system answered.
    public var storage: StorageError?

    /// What the database of the register answered.
    public var database: DatabaseError?

    /// What went wrong with the key.
    public var cryptography: CryptographyError?

    /// Describes a failure.
    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }
}

extension IssuerError: DatabaseErrorConvertible {
    /// Passes on what the database of the register answered.
    public init(_ error: DatabaseError) {
        let cause: StorageError.Code?
        switch error.code {
        case .busy: (self, cause) = (IssuerError(.folderBusy, error.reason), nil)
        case .laterSchema: (self, cause) = (IssuerError(.madeByLaterVersion, error.reason), nil)
        case .unusableValue: (self, cause) = (IssuerError(.draftRefused, error.reason), nil)
        case .noSpace: (self, cause) = (IssuerError(.storageFailed, error.reason), .noSpace)
        case .notPermitted: (self, cause) = (IssuerError(.storageFailed, error.reason), .notPermitted)
        case .inputOutput, .unreachable, .notDurable, .notBuilt, .unusableAddress:
            (self, cause) = (IssuerError(.storageFailed, error.reason), .inputOutput)
        case .notFound, .notAFile, .notADatabase, .foreign, .damaged, .duplicate, .constraint, .earlierSchema,
            .migrationAltered, .programFailed:
            (self, cause) = (IssuerError(.registerDamaged, error.reason), nil)
        }
        database = error
        storage = cause.map { StorageError($0, error.reason, path: IssuerPaths.databaseName) }
    }

    /// Runs `body`, and throws what the database answers as an error of the issuer.
    static func passingOn<Result>(_ body: () throws(DatabaseError) -> Result) throws(IssuerError) -> Result {
        do throws(DatabaseError) {
            return try body()
        } catch {
            throw IssuerError(error)
        }
    }
}

extension IssuerError {
    /// Passes on what the file system answered.
    init(_ error: StorageError) {
        switch error.code {
        case .locked: self.init(.folderBusy, error.reason)
        case .corrupt: self.init(.registerDamaged, error.reason)
        default: self.init(.storageFailed, error.reason)
        }
        storage = error
    }

    /// Passes on what went wrong with a key or libcrypto.
    init(_ code: Code, _ error: CryptographyError) {
        self.init(code, error.reason)
        cryptography = error
    }

    /// Runs `body`, and throws what the file system answers as an error of the issuer.
    static func passingOn<Result: ~Copyable>(
        _ body: () throws(StorageError) -> Result
    ) throws(IssuerError) -> Result {
        do throws(StorageError) {
            return try body()
        } catch {
            throw IssuerError(error)
        }
    }
}

extension IssuerError: Hashable {
    /// Tells whether both errors have the same code.
    public static func == (left: IssuerError, right: IssuerError) -> Bool { left.code == right.code }

    /// Hashes the code alone, as `==` compares it alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension IssuerError: CustomStringConvertible {
    /// The code and the reason in one line.
    public var description: String { "\(code.rawValue): \(reason)" }
}
