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
    ///   passphrase), `keyFileAltered` or `storageFailed`.
    public func privateKey(passphrase: SecretBytes) throws(IssuerError) -> Ed25519PrivateKey {
        try checkKeyFile()
        let file = try IssuerError.passingOn { () throws(StorageError) in
            try FileReader.read(keyPath, limit: IssuerPaths.smallFileLimit, links: .refuse)
        }
        do throws(CryptographyError) {
            return try Ed25519PrivateKey(encryptedPEM: file, passphrase: passphrase, expecting: profile.publicKey)
        } catch {
            throw IssuerError(error.code == .keyFileAltered ? .keyFileAltered : .keyUnusable, error)
        }
    }

    /// Refuses a key file that is missing, or that others can read, change or replace.
    private func checkKeyFile() throws(IssuerError) {
        let status = try IssuerError.passingOn { () throws(StorageError) in
            try FileStatus.at(keyPath, links: .refuse)
        }
        guard let status else {
            throw IssuerError(.folderIncomplete, "expected keys/issue.pem in the issuer's folder, found no key file")
        }
        guard !status.isOpenToOthers else {
            throw IssuerError(
                .keyFileExposed,
                "expected a key file for its owner alone (mode 600), found mode "
                    + String(status.permissions, radix: 8))
        }
    }
}
