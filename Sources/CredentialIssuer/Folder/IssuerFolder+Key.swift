public import Cryptography
import Storage

extension IssuerFolder {
    /// Opens the private key of the issuer.
    ///
    /// The public key is derived and compared with the one in the profile: the encryption of the file does not show
    /// whether its content was exchanged.
    ///
    /// - Parameter passphrase: What the key file was encrypted with.
    /// - Throws: ``IssuerError`` with code `folderIncomplete` (there is no key file), `keyFileExposed` (others than its
    ///   owner have rights on it), `keyUnusable` (with the cause in ``IssuerError/cryptography``, for example a wrong
    ///   passphrase), `keyFileAltered`, `keyInDevice` or `storageFailed`.
    public func privateKey(passphrase: SecretBytes) throws(IssuerError) -> Ed25519PrivateKey {
        try open(profile.issueKey, passphrase)
    }

    /// Opens the private key for status lists, with the same care.
    ///
    /// - Throws: ``IssuerError`` as ``privateKey(passphrase:)``, and with code `noStatusLists` where the institution
    ///   publishes none.
    public func statusKey(passphrase: SecretBytes) throws(IssuerError) -> Ed25519PrivateKey {
        try open(profile.requiredStatusLists.key, passphrase)
    }

    private func open(_ key: InstitutionKey, _ passphrase: SecretBytes) throws(IssuerError) -> Ed25519PrivateKey {
        guard case .file(let name) = key.place else {
            throw IssuerError(.keyInDevice, "expected a key in a file, found one in a device", of: key)
        }
        let path = paths.key(named: name)
        do throws(IssuerError) {
            try Self.checkKeyFile(path)
            let file = try IssuerError.passingOn { () throws(StorageError) in
                try FileReader.read(path, limit: IssuerPaths.smallFileLimit, links: .refuse)
            }
            do throws(CryptographyError) {
                return try Ed25519PrivateKey(encryptedPEM: file, passphrase: passphrase, expecting: key.publicKey)
            } catch {
                throw IssuerError(error.code == .keyFileAltered ? .keyFileAltered : .keyUnusable, error)
            }
        } catch {
            var error = error
            error.keyFile = name
            throw error
        }
    }

    /// Refuses a key file that is missing, or that others can read, change or replace.
    private static func checkKeyFile(_ path: String) throws(IssuerError) {
        let status = try IssuerError.passingOn { () throws(StorageError) in try FileStatus.at(path, links: .refuse) }
        let name = "keys/" + (path.split(separator: "/").last ?? "")
        guard let status else {
            throw IssuerError(.folderIncomplete, "expected \(name) in the issuer's folder, found no key file")
        }
        guard !status.isOpenToOthers else {
            throw IssuerError(
                .keyFileExposed,
                "expected a key file for its owner alone (mode 600), found \(name) with mode "
                    + String(status.permissions, radix: 8))
        }
    }
}
