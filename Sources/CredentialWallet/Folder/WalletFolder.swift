import Encodings
package import Storage

/// A wallet as a folder of files that any program can read.
///
///     wallet.json                  what kind of folder it is
///     credentials/<sha256>.json    each credential, byte for byte as it was received
///     notes/<sha256>.json          when it was added, and what a verifier said then
///
/// Files are named by the digest of their content and by nothing that a document says. All of it is for its owner alone
/// (modes 0700 and 0600). Nothing is encrypted.
public struct WalletFolder: Sendable {
    /// The file that makes a folder a wallet; it is written last.
    static let markName = "wallet.json"

    /// What the mark calls the format.
    static let format = "testamur wallet"

    /// More than any mark has, in bytes.
    static let markLimit = 65_536

    static let credentialsName = "credentials"
    static let notesName = "notes"
    static let nameSuffix = ".json"

    /// How long another program may take to finish what it changes.
    static let patience = Duration.seconds(5)

    /// The path of the folder.
    public let path: String

    let credentials: ObjectFolder
    let faults: DiskFaults

    /// Opens a wallet that exists.
    ///
    /// Copies of a folder often leave out what is empty, a version control or an online drive among them: a missing
    /// folder of credentials or notes is made anew. What is lost with one shows in the other.
    ///
    /// - Throws: ``WalletError`` with code `notAWallet`, `incomplete`, `madeByLaterVersion` or `failed`.
    public init(_ path: String) throws(WalletError) { try self.init(path, faults: .none) }

    /// The same with a disk that fails where a test says so.
    package init(_ path: String, faults: DiskFaults) throws(WalletError) {
        try Self.checkMark(at: path)
        self.path = path
        self.faults = faults
        credentials = try WalletError.passingOn { () throws(StorageError) in
            for name in [Self.credentialsName, Self.notesName] {
                try Folder.createIfAbsent(at: path + "/" + name, access: .ownerOnly)
            }
            return try ObjectFolder(
                path + "/" + Self.credentialsName, nameSuffix: Self.nameSuffix, objectLimit: Wallet.documentLimit,
                faults: faults)
        }
    }

    private static func checkMark(at path: String) throws(WalletError) {
        switch try mark(at: path) {
        case .whole: return
        case .unreadable, .missing: throw absence(at: path)
        }
    }

    /// What stands where the mark of a wallet is.
    enum Mark {
        case whole, unreadable, missing
    }

    /// Looks at the mark.
    ///
    /// - Throws: ``WalletError`` with code `madeByLaterVersion`, or `failed`.
    static func mark(at path: String) throws(WalletError) -> Mark {
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try FileReader.read(path + "/" + markName, limit: markLimit, links: .refuse)
        } catch {
            switch error.code {
            case .notFound, .notAFolder: return .missing
            case .tooLarge: return .unreadable
            default: throw WalletError(error)
            }
        }
        guard let mark = try? JSONDocument(parsing: bytes, limits: .credential).root,
            mark["format"]?.isString(format) ?? false, let version = mark["version"]?.integer
        else { return .unreadable }
        guard version == 1 else {
            throw WalletError(.madeByLaterVersion, "expected a wallet of version 1, found version \(version)")
        }
        return .whole
    }

    /// Why there is no wallet: nothing was made, or not all of it, or its mark was lost.
    private static func absence(at path: String) -> WalletError {
        let names = (try? Folder.usableNames(in: path)) ?? []
        return names.contains(credentialsName)
            ? WalletError(
                .incomplete, "expected the mark \(markName) in the folder, found a wallet without one that can be read")
            : WalletError(.notAWallet, "expected a folder with the mark of a wallet in \(markName), found none")
    }
}
