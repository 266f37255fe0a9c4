import TestSupport

/// What opens the wallets of the stories: a passphrase in a file, and a place where is remembered which wallet was seen.
enum WalletKey {
    static let file = "wallet-passphrase"
    static let passphrase = "canary words of the wallet"

    /// Writes the file.
    static func write(to folder: String) throws {
        try Files.write(Array((passphrase + "\n").utf8), to: folder + "/" + file)
        Files.close(folder + "/" + file)
    }

    /// The arguments of a command with the option that opens the wallet, where it is about one and does not say so itself.
    static func added(to arguments: [String]) -> [String] {
        guard arguments.first == "wallet", arguments.count > 1, !arguments.contains("--passphrase-file") else {
            return arguments
        }
        return arguments + ["--passphrase-file", file]
    }

    /// Where a machine remembers, for commands about wallets.
    static func environment(for arguments: [String], in folder: String) -> [String: String] {
        arguments.first == "wallet" ? ["TESTAMUR_STATE": folder + "/wallet-state"] : [:]
    }
}
