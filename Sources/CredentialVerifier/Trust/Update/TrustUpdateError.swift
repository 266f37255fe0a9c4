public import Cryptography
public import Encodings
public import Registry
public import Storage

/// Why a trust folder was not brought up to date.
///
/// What it held before is there as it was.
public enum TrustUpdateError: Error, Sendable {
    /// The trust folder or its pin cannot be used.
    case folder(TrustFolderError)
    /// The trust folder holds the folders of several authorities, of which one must be named.
    case severalAuthorities([String])
    /// Another program works in the trust folder, or it cannot be read or written.
    case storage(StorageError)
    /// The source does not give a file, for a reason of its own.
    case source(TrustFileName, any Error)
    /// The source has no list.
    case noList
    /// What the source gives under a name is no strict JSON at all, but for example a web page.
    case unreadable(TrustFileName, JSONError)
    /// The index is no index of the version that is known here.
    case index(at: String)
    /// A file is not the one that the index names.
    case mismatch(TrustFileName)
    /// The files together are larger than is accepted, in bytes.
    case tooMuch(limit: Int)
    /// A file is refused, beside this list that is there already. Where two signed lists contradict each other, the one
    /// that is refused is kept under the name `evidence` in the trust folder.
    case refused(TrustFileName, TrustError, present: IssuerTrustList?, evidence: String?)
    /// The source has nothing newer, and the list that is there is overdue, or says that the clock is wrong.
    case overdue(TrustError, present: IssuerTrustList)
    /// The cryptographic library did not do its work.
    case cryptography(CryptographyError)
}
