import CredentialWallet

extension Failure {
    /// Refuses to write over a wallet or a backup, also where a link leads to one: with it would go what nobody can make
    /// again, however clearly somebody said that a file may be replaced.
    ///
    /// - Throws: ``Failure`` with status `cannotCreate`.
    static func refuseWallet(at path: String) throws(Failure) {
        guard Vault.mayBeBackup(path) else { return }
        throw Failure(
            .cannotCreate, Sentence("error.replacesWallet", ["path": path]), hint: "hint.replacesWallet")
    }
}
